//! What the panels show: summary, scores, units, weights, samples, the check.

use super::{Lab, object};
use crate::data::{digit_image, digit_test_index};
use crate::probe::{CheckReport, UnitView};
use crate::spec::Task;
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[derive(Serialize)]
struct Summary {
    stages: usize,
    hidden_layers: usize,
    features: usize,
    outputs: usize,
    task: &'static str,
    parameters: usize,
    batch: usize,
    train: usize,
    test: usize,
    chance_loss: Option<f64>,
    chance_name: Option<&'static str>,
    chance_accuracy: Option<f64>,
    target_step: u32,
    phases_per_step: u32,
}

#[derive(Serialize)]
struct ScoreEntry {
    step: u32,
    train_loss: f64,
    train_accuracy: Option<f64>,
    test_loss: f64,
    test_accuracy: Option<f64>,
}

#[derive(Serialize)]
struct Sample {
    pixels: Vec<u8>,
    label: u8,
    probabilities: Vec<f64>,
}

#[derive(Serialize)]
struct Confusion {
    classes: usize,
    counts: Vec<u32>,
}

#[wasm_bindgen]
impl Lab {
    /// Sizes, task and chance lines of the experiment.
    pub fn summary(&self) -> JsValue {
        let trainer = self.session.trainer();
        let chance = trainer.spec.data.chance(trainer.loss());
        object(&Summary {
            stages: trainer.stages(),
            hidden_layers: trainer.stages() - 1,
            features: trainer.data.train.features,
            outputs: trainer.data.train.outputs,
            task: self.task_name(),
            parameters: trainer.network.parameters.values.len(),
            batch: trainer.network.batch,
            train: trainer.data.train.count(),
            test: trainer.data.test.count(),
            chance_loss: chance.map(|chance| chance.0),
            chance_name: chance.map(|chance| chance.1),
            chance_accuracy: chance.map(|chance| chance.2),
            target_step: self.target_step(),
            phases_per_step: trainer.per_step() as u32,
        })
    }

    /// Two classes in the plane are shown as a boundary; two classes elsewhere are not.
    fn task_name(&self) -> &'static str {
        let (trainer, task) = (self.session.trainer(), self.spec().data.task());
        if task == Task::Classes && trainer.data.train.features == 2 { "plane" } else { task.key() }
    }

    /// Loss and accuracy on both sets now, kept for the charts. Dear: it runs every example.
    pub fn evaluate(&mut self) -> JsValue {
        let score = self.session.evaluate();
        let classes = matches!(self.spec().data.task(), Task::Digits | Task::Classes);
        let accuracy = |accuracy: f64| classes.then_some(accuracy);
        object(&ScoreEntry {
            step: score.step,
            train_loss: score.train.loss,
            train_accuracy: accuracy(score.train.accuracy),
            test_loss: score.test.loss,
            test_accuracy: accuracy(score.test.accuracy),
        })
    }

    /// One unit with the numbers put into its formula; null where there is none. Stage −1 is the input.
    pub fn unit(&self, stage: i32, index: usize, example: usize) -> JsValue {
        let Ok(stage) = usize::try_from(stage) else { return self.input(index, example) };
        let network = &self.session.trainer().network;
        match self.session.unit(stage, index, example) {
            Some(unit) => unit_object(unit, stage + 1, network.layers[stage].activation.choice().label),
            None => JsValue::NULL,
        }
    }

    fn input(&self, index: usize, example: usize) -> JsValue {
        #[derive(Serialize)]
        struct Input {
            x: f64,
        }
        let network = &self.session.trainer().network;
        let x = network.x.get(index * network.batch + example);
        x.map_or(JsValue::NULL, |&x| object(&Input { x: f64::from(x) }))
    }

    /// One weight, its gradient as a product through the layers; null where there is none.
    pub fn weight(&self, stage: usize, to: usize, from: usize, example: usize) -> JsValue {
        #[derive(Serialize)]
        struct Link {
            stage: usize,
            w_factor: f64,
            f_factor: f64,
        }
        #[derive(Serialize)]
        struct Weight {
            w: f64,
            d_w: f64,
            delta_w: f64,
            x: f64,
            d_z: f64,
            d_z_norm: f64,
            d_z_out_norm: f64,
            chain: Vec<Link>,
        }
        let Some(weight) = self.session.weight(stage, to, from, example) else { return JsValue::NULL };
        let chain = weight.chain.iter().map(|l| Link { stage: l.stage, w_factor: l.w_factor, f_factor: l.f_factor });
        let chain = chain.collect();
        let crate::probe::WeightView { w, d_w, delta_w, x, d_z, d_z_norm, d_z_out_norm, .. } = weight;
        object(&Weight { w, d_w, delta_w, x, d_z, d_z_norm, d_z_out_norm, chain })
    }

    /// The first `n` test digits with the probabilities the network gives them; null for other data.
    pub fn samples(&mut self, n: usize) -> JsValue {
        if self.spec().data.task() != Task::Digits {
            return JsValue::NULL;
        }
        let (trainer, evaluator) = self.session.evaluator();
        let indices: Vec<u32> = (0..n.min(trainer.data.test.count()) as u32).collect();
        let logits = evaluator.logits(&trainer.network, &trainer.data.test, &indices);
        let column =
            |b: usize| logits.iter().skip(b).step_by(indices.len()).map(|&z| f64::from(z)).collect::<Vec<f64>>();
        let sample = |b: usize| {
            let (pixels, label) = digit_image(digit_test_index(b));
            Sample { pixels: pixels.to_vec(), label, probabilities: softmax(&column(b)) }
        };
        object(&(0..indices.len()).map(sample).collect::<Vec<_>>())
    }

    /// How often each true class was answered by each class, on the test set; null for data without classes.
    pub fn confusion(&mut self) -> JsValue {
        if !matches!(self.spec().data.task(), Task::Digits | Task::Classes) {
            return JsValue::NULL;
        }
        let (trainer, evaluator) = self.session.evaluator();
        let counts = evaluator.confusion(&trainer.network, &trainer.data.test);
        object(&Confusion { classes: counts.len().isqrt(), counts })
    }
}

fn softmax(z: &[f64]) -> Vec<f64> {
    let largest = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let e: Vec<f64> = z.iter().map(|z| libm::exp(z - largest)).collect();
    let total: f64 = e.iter().sum();
    e.iter().map(|e| e / total).collect()
}

fn unit_object(unit: UnitView, layer: usize, activation: &'static str) -> JsValue {
    #[derive(Serialize)]
    struct TermEntry {
        from: usize,
        x: f64,
        w: f64,
        product: f64,
    }
    #[derive(Serialize)]
    struct Unit {
        layer: usize,
        activation: &'static str,
        z: f64,
        a: f64,
        bias: Option<f64>,
        f_prime: f64,
        d_a: f64,
        d_z: f64,
        terms: Vec<TermEntry>,
        rest: f64,
        rest_count: usize,
    }
    let terms = unit.terms.iter().map(|t| TermEntry { from: t.from, x: t.x, w: t.w, product: t.product }).collect();
    let UnitView { z, a, bias, f_prime, d_a, d_z, rest, rest_count, .. } = unit;
    object(&Unit { layer, activation, z, a, bias, f_prime, d_a, d_z, terms, rest, rest_count })
}

/// The check's report as an object.
pub(super) fn check_report(report: &CheckReport) -> JsValue {
    #[derive(Serialize)]
    struct Layer<'a> {
        stage: usize,
        agreed: usize,
        too_small: usize,
        at_kink: usize,
        stage_agreed: usize,
        failed: usize,
        worst: f64,
        worst_name: &'a str,
    }
    #[derive(Serialize)]
    struct Report<'a> {
        done: bool,
        progress: f64,
        sentence: String,
        layers: Vec<Layer<'a>>,
    }
    let layers = report.layers.iter().enumerate().map(|(stage, layer)| Layer {
        stage,
        agreed: layer.agreed,
        too_small: layer.too_small,
        at_kink: layer.at_kink,
        stage_agreed: layer.stage_agreed,
        failed: layer.failed,
        worst: layer.worst,
        worst_name: &layer.worst_name,
    });
    object(&Report { done: report.done, progress: report.progress, sentence: report.words(), layers: layers.collect() })
}
