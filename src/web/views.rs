//! The data of the panels: summary, scores, units, weights, samples.

use super::value::fields;
use super::{Lab, Value, object};
use crate::data::{digit_image, digit_test_index};
use crate::probe::{Answer, ChainLink, Confusion, Frame, OpKind, OpView, Term, UnitView};
use crate::spec::{Choice, Task};
use crate::verdict::noise_words;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
impl Lab {
    /// Sizes, task and chance lines of the experiment.
    pub fn summary(&self) -> JsValue {
        let run = self.frame_now();
        let (place, sizes, chance) = (run.place, run.sizes, run.chance());
        let summary = object! {
            stages: place.stages,
            hidden_layers: place.stages - 1,
            time: super::time::shape(&run),
            features: sizes.features,
            widest: run.layers.iter().map(|layer| layer.inputs.max(layer.outputs)).max().unwrap_or(0),
            outputs: sizes.outputs,
            task: task_name(&run),
            parameters: sizes.parameters,
            batch: place.batch,
            train: sizes.train,
            test: sizes.test,
            chance_loss: chance.map(|chance| chance.loss),
            chance_name: chance.map(|chance| chance.name),
            chance_accuracy: chance.map(|chance| chance.accuracy).filter(|&accuracy| accuracy > 0.0),
            target_step: self.experiment.asked_step(),
            phases_per_step: place.per_step as u32,
            skip: run.spec.skip.key(),
            noise: object! {
                value: run.spec.precision.description().format.noise(),
                text: "noise",
                words: noise_words(run.spec.precision),
            },
        };
        summary.to_js()
    }

    fn task(&self) -> Task {
        self.frame_now().spec.task()
    }

    /// Evaluates loss and accuracy on both sets, and keeps them for the charts. Costly: it runs every example.
    pub fn evaluate(&mut self) -> JsValue {
        loop {
            let score = self.evaluate_some();
            if !score.is_null() {
                return score;
            }
        }
    }

    /// Evaluates the next chunk of the examples. Returns the score when all are evaluated, null before.
    pub fn evaluate_some(&mut self) -> JsValue {
        let Some(score) = self.experiment.evaluate_some() else { return JsValue::NULL };
        let classes = self.task().has_classes();
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

    /// Every evaluation so far, three numbers each: steps done, loss and accuracy on the test set.
    pub fn scores(&self) -> Vec<f64> {
        let mut flat = Vec::new();
        for score in self.frame_now().scores {
            flat.extend_from_slice(&[f64::from(score.step), score.test.loss, score.test.accuracy]);
        }
        flat
    }

    /// The loss of each batch on record, two numbers each: steps done before it, and the loss.
    pub fn losses(&self) -> Vec<f64> {
        let mut flat = Vec::new();
        for row in self.frame_now().trace.rows() {
            flat.extend_from_slice(&[f64::from(row.step), row.loss]);
        }
        flat
    }

    /// One unit with the numbers filled into its formula; null if there is none. Stage −1 is the input.
    pub fn unit(&self, stage: i32, index: usize, example: usize) -> JsValue {
        let Ok(stage) = usize::try_from(stage) else { return self.input(index, example) };
        let run = self.frame_now();
        match run.unit(stage, index, example) {
            Some(unit) => unit_object(unit, stage + 1, run.layers[stage].activation.choice().label),
            None => JsValue::NULL,
        }
    }

    fn input(&self, index: usize, example: usize) -> JsValue {
        let run = self.frame_now();
        let (batch, features) = (run.place.batch, run.sizes.features);
        let there = index < features && example < batch;
        let x = there.then(|| run.tensors.inputs().at(index * batch + example));
        Value::from(x.map(|x| object! { x: x })).to_js()
    }

    /// One weight, with its gradient as a product through the layers; null if there is none. In a branch with two
    /// linear maps, `map` is the index of the map, from 0.
    pub fn weight(&self, stage: usize, map: usize, to: usize, from: usize, example: usize) -> JsValue {
        let Some(weight) = self.frame_now().weight((stage, map), to, from, example) else { return JsValue::NULL };
        let link = |l: &ChainLink| {
            object! { stage: l.stage, w_factor: l.w_factor, f_factor: l.f_factor, factor: l.factor() }
        };
        let weight = object! {
            w: weight.w,
            after: weight.after,
            d_w: weight.d_w,
            delta_w: weight.delta_w,
            x: weight.x,
            d_z: weight.d_z,
            product: weight.product(),
            d_z_norm: weight.d_z_norm,
            d_z_out_norm: weight.d_z_out_norm,
            chain: Value::list(weight.chain.iter().map(link)),
            factor: weight.factor(),
            data: weight.path.data,
            penalty: weight.path.penalty,
            clipped: weight.path.clipped,
            rule: weight.path.rule,
            decay: weight.path.decay,
        };
        weight.to_js()
    }

    /// One example of the batch, with the network's answer; null through time.
    pub fn example(&self, example: usize) -> JsValue {
        let Some(view) = self.frame_now().example(example) else { return JsValue::NULL };
        let example = object! {
            x: view.x,
            target: view.target,
            answer: view.answer,
            wanted: view.wanted,
            says: view.says,
            odds: view.odds,
            digit: view.digit,
        };
        example.to_js()
    }

    /// The first `n` test digits with the probabilities the network gives them; null for other data.
    pub fn samples(&mut self, n: usize) -> JsValue {
        if self.task() != Task::Digits {
            return JsValue::NULL;
        }
        let run = self.experiment.frame();
        let (features, n) = (run.sizes.features, n.min(run.sizes.test));
        let rows = run.examples(true, false);
        let x: Vec<f64> = (0..features * n).map(|at| f64::from(rows[at % n * features + at / n])).collect();
        let logits = self.experiment.answers(&x, n);
        let column = |b: usize| logits.iter().skip(b).step_by(n).copied().collect::<Vec<f64>>();
        let sample = |b: usize| {
            let (pixels, label) = digit_image(digit_test_index(b));
            let pixels = Value::list(pixels.iter().map(|&pixel| u32::from(pixel)));
            let answer = Answer::of(&column(b));
            object! { pixels: pixels, label: u32::from(label), probabilities: answer.odds, says: answer.class }
        };
        Value::list((0..n).map(sample)).to_js()
    }

    /// How often each true class was answered by each class, on the test set when it was last evaluated; null before,
    /// and for data without classes.
    pub fn confusion(&self) -> JsValue {
        let counts = self.experiment.confusion();
        if counts.is_empty() || !self.frame_now().spec.has_confusion() {
            return JsValue::NULL;
        }
        let table = Confusion::of(counts.to_vec());
        let (right, all, share) = (table.right(), table.all(), table.share());
        object! { classes: table.classes, counts: table.counts, right: right, all: all, share: share }.to_js()
    }
}

/// Only two classes in the plane are shown as a boundary.
fn task_name(run: &Frame) -> &'static str {
    let task = run.spec.task();
    if task == Task::Classes && run.sizes.features == 2 { "plane" } else { task.key() }
}

fn unit_object(unit: UnitView, layer: usize, activation: &'static str) -> JsValue {
    let unit = object! {
        layer: layer,
        activation: activation,
        z: unit.z,
        a: unit.a,
        d_a: unit.d_a,
        d_z: unit.d_z,
        ops: Value::list(unit.ops.into_iter().map(op_entry)),
    };
    unit.to_js()
}

/// One operation. A norm is shown by its formula and the values of the symbols.
fn op_entry(op: OpView) -> Value {
    let OpView { value, d, kind } = op;
    let symbol = |(symbol, value): (String, f64)| object! { symbol: symbol, value: value };
    let term = |t: &Term| object! { from: t.from, x: t.x, w: t.w, product: t.product };
    let mut entry = match kind {
        OpKind::Linear { terms, rest, rest_count, bias } => {
            let terms = Value::list(terms.iter().map(term));
            fields! { kind: "linear", terms: terms, rest: rest, rest_count: rest_count, bias: bias }
        }
        OpKind::Activate { z, f_prime, mask, slope } => {
            fields! { kind: "activate", z: z, f_prime: f_prime, mask: mask, slope: slope }
        }
        OpKind::Join { skip, alpha, branch, projected } => {
            fields! { kind: "join", skip: skip, alpha: alpha, branch: branch, projected: projected }
        }
        OpKind::Norm { norm, computed } => {
            let &Choice { label, help, .. } = norm.choice();
            let symbols = Value::list(computed.terms.into_iter().map(symbol));
            fields! { kind: "norm", word: label, help: help, formula: computed.formula, symbols: symbols }
        }
    };
    entry.extend(fields! { value: value, d: d });
    Value::Object(entry)
}
