//! What the panels show: summary, scores, units, weights, samples, the check.

use super::{Lab, Value, object};
use crate::data::{digit_image, digit_test_index};
use crate::probe::{ChainLink, CheckReport, LayerReport, Term, UnitView};
use crate::spec::Task;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
impl Lab {
    /// Sizes, task and chance lines of the experiment.
    pub fn summary(&self) -> JsValue {
        let trainer = self.session.trainer();
        let chance = trainer.spec.data.chance(trainer.loss());
        let summary = object! {
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
        };
        summary.to_js()
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
        let entry = object! {
            step: score.step,
            train_loss: score.train.loss,
            train_accuracy: accuracy(score.train.accuracy),
            test_loss: score.test.loss,
            test_accuracy: accuracy(score.test.accuracy),
        };
        entry.to_js()
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
        let network = &self.session.trainer().network;
        let x = network.x.get(index * network.batch + example);
        Value::from(x.map(|&x| object! { x: f64::from(x) })).to_js()
    }

    /// One weight, its gradient as a product through the layers; null where there is none.
    pub fn weight(&self, stage: usize, to: usize, from: usize, example: usize) -> JsValue {
        let Some(weight) = self.session.weight(stage, to, from, example) else { return JsValue::NULL };
        let link = |l: &ChainLink| object! { stage: l.stage, w_factor: l.w_factor, f_factor: l.f_factor };
        let weight = object! {
            w: weight.w,
            d_w: weight.d_w,
            delta_w: weight.delta_w,
            x: weight.x,
            d_z: weight.d_z,
            d_z_norm: weight.d_z_norm,
            d_z_out_norm: weight.d_z_out_norm,
            chain: Value::list(weight.chain.iter().map(link)),
        };
        weight.to_js()
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
            let pixels = Value::list(pixels.iter().map(|&pixel| u32::from(pixel)));
            object! { pixels: pixels, label: u32::from(label), probabilities: softmax(&column(b)) }
        };
        Value::list((0..indices.len()).map(sample)).to_js()
    }

    /// How often each true class was answered by each class, on the test set; null for data without classes.
    pub fn confusion(&mut self) -> JsValue {
        if !matches!(self.spec().data.task(), Task::Digits | Task::Classes) {
            return JsValue::NULL;
        }
        let (trainer, evaluator) = self.session.evaluator();
        let counts = evaluator.confusion(&trainer.network, &trainer.data.test);
        object! { classes: counts.len().isqrt(), counts: counts }.to_js()
    }
}

fn softmax(z: &[f64]) -> Vec<f64> {
    let largest = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let e: Vec<f64> = z.iter().map(|z| libm::exp(z - largest)).collect();
    let total: f64 = e.iter().sum();
    e.iter().map(|e| e / total).collect()
}

fn unit_object(unit: UnitView, layer: usize, activation: &'static str) -> JsValue {
    let term = |t: &Term| object! { from: t.from, x: t.x, w: t.w, product: t.product };
    let unit = object! {
        layer: layer,
        activation: activation,
        z: unit.z,
        a: unit.a,
        bias: unit.bias,
        f_prime: unit.f_prime,
        d_a: unit.d_a,
        d_z: unit.d_z,
        terms: Value::list(unit.terms.iter().map(term)),
        rest: unit.rest,
        rest_count: unit.rest_count,
    };
    unit.to_js()
}

/// The check's report as an object.
pub(super) fn check_report(report: CheckReport) -> JsValue {
    let sentence = report.words();
    let entry = |(stage, layer): (usize, LayerReport)| {
        object! {
            stage: stage,
            agreed: layer.agreed,
            too_small: layer.too_small,
            at_kink: layer.at_kink,
            stage_agreed: layer.stage_agreed,
            failed: layer.failed,
            worst: layer.worst,
            worst_name: layer.worst_name,
        }
    };
    let layers = Value::list(report.layers.into_iter().enumerate().map(entry));
    object! { done: report.done, progress: report.progress, sentence: sentence, layers: layers }.to_js()
}
