//! Loss and accuracy on many examples, without touching the batch that trains.

use super::{Network, Stage, Time};
use crate::data::Examples;
use crate::num::Real;
use crate::spec::{Loss, Sequence};
use alloc::vec::Vec;

/// The most examples that are evaluated together.
const MOST: usize = 64;
/// Multiplications by weights that are done together, about: some 20 ms.
const WORK: usize = 1 << 25;

/// The performance of a network on a set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evaluation {
    /// Mean loss.
    pub loss: f64,
    /// Fraction of correct classes, for classification. An answer that is NaN is wrong.
    pub accuracy: f64,
}

/// An unfinished evaluation: sums over the examples evaluated so far.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Number of examples evaluated so far.
    pub through: usize,
    /// How often each true class (row) received each class as its answer (column); nothing is counted while it is
    /// empty. Answers that are NaN do not count.
    pub confusion: Vec<u32>,
    loss: f64,
    right: usize,
    answers: usize,
}

impl Tally {
    /// The means over these examples.
    pub fn means(&self) -> Evaluation {
        Evaluation { loss: self.loss / self.through as f64, accuracy: self.right as f64 / self.answers as f64 }
    }

    fn count(&mut self, truth: Option<usize>, answer: Option<usize>) {
        let classes = self.confusion.len().isqrt();
        if let (Some(truth), Some(answer), 1..) = (truth, answer, classes) {
            self.confusion[truth * classes + answer] += 1;
        }
    }
}

/// How many examples of a network are evaluated together: fewer of a large one, so that no slice takes long.
pub(super) fn together(parameters: usize, steps: usize) -> usize {
    (WORK / (parameters * steps).max(1)).clamp(1, MOST)
}

/// How many examples of this network are evaluated together.
pub(crate) fn together_in<R>(network: &Network<R>) -> usize {
    together(network.parameters.values.len(), network.time.as_ref().map_or(1, |time| time.shape.steps))
}

/// Buffers for a forward pass that keeps nothing.
#[derive(Clone, Debug, Default)]
pub struct Evaluator<R> {
    a: Vec<R>,
    /// Results of the current operation, and of the one before.
    next: Vec<R>,
    before: Vec<R>,
    kept: Vec<R>,
    y: Vec<R>,
    d_z: Vec<R>,
}

impl<R: Real> Evaluator<R> {
    /// Computes loss and accuracy over all of `examples`.
    pub fn evaluate(&mut self, network: &Network<R>, examples: &Examples<R>, loss: Loss) -> Evaluation {
        let mut tally = Tally::default();
        while tally.through < examples.count() {
            self.evaluate_some(network, examples, loss, &mut tally);
        }
        tally.means()
    }

    /// Evaluates the next chunk only, so that the caller can do other work in between.
    pub fn evaluate_some(&mut self, network: &Network<R>, examples: &Examples<R>, loss: Loss, tally: &mut Tally) {
        let from = tally.through;
        tally.through = examples.count().min(from + together_in(network));
        let chunk: Vec<u32> = (from as u32..tally.through as u32).collect();
        self.logits(network, examples, &chunk);
        let columns = self.a.len() / network.layers[network.last()].outputs;
        for n in 0..columns {
            let (answer, truth) = (class(&self.a, n, columns), label(&self.y, n, columns));
            tally.right += usize::from(answer == truth);
            tally.count(truth, answer);
        }
        tally.answers += columns;
        self.d_z.resize(self.a.len(), R::ZERO);
        tally.loss += chunk.len() as f64 * loss.evaluate(&self.a, &self.y, &mut self.d_z, columns);
    }

    /// Computes the output \[O×B\] for the examples `indices`.
    pub fn logits(&mut self, network: &Network<R>, examples: &Examples<R>, indices: &[u32]) -> &[R] {
        self.a.resize(examples.features * indices.len(), R::ZERO);
        self.y.resize(examples.outputs * indices.len(), R::ZERO);
        examples.gather(indices, &mut self.a, &mut self.y);
        self.run(network, indices.len(), |_| ())
    }

    /// Computes the output \[O×B\] for inputs `x` \[features×B\].
    pub fn logits_of(&mut self, network: &Network<R>, x: &[R], batch: usize) -> &[R] {
        self.a.clear();
        self.a.extend_from_slice(x);
        self.run(network, batch, |_| ())
    }

    /// Computes a of every stage \[O×B\] for inputs `x` \[features×B\].
    pub fn activations_of(&mut self, network: &Network<R>, x: &[R], batch: usize) -> Vec<Vec<R>> {
        self.a.clear();
        self.a.extend_from_slice(x);
        let mut stages = Vec::with_capacity(network.layers.len());
        self.run(network, batch, |a| stages.push(a.to_vec()));
        stages
    }

    /// Runs the inputs in `a` through the network and calls `see` with a of each stage.
    fn run(&mut self, network: &Network<R>, batch: usize, mut see: impl FnMut(&[R])) -> &[R] {
        if let Some(time) = &network.time {
            self.states(network, time.shape, batch, &mut see);
        }
        for layer in network.layers.iter().filter(|layer| !layer.is_step()) {
            let room = (&mut self.before, &mut self.kept);
            layer.evaluate(&network.parameters, &self.a, &mut self.next, room);
            core::mem::swap(&mut self.a, &mut self.next);
            see(&self.a);
        }
        &self.a
    }

    /// Runs the cells over the sequences in `a`, and replaces them by the states that the output reads \[H×M·B\].
    fn states(&mut self, network: &Network<R>, shape: Sequence, batch: usize, see: &mut impl FnMut(&[R])) {
        let step = &network.layers[0];
        let mut time = Time::of(step, shape, batch, core::mem::take(&mut self.next));
        let [mut past, mut here] = [(); 2].map(|()| Stage::new(step, batch));
        if let Some(origin) = network.past(0) {
            // All columns of the initial states are alike.
            let columns = network.batch;
            for (to, from) in past.blocks.iter_mut().zip(&origin.blocks) {
                let rows = to.value.chunks_exact_mut(batch).zip(from.value.chunks_exact(columns));
                rows.for_each(|(to, from)| to.fill(from[0]));
            }
        }
        for t in 0..shape.steps {
            step.step_forward(&network.parameters.values, shape.x(&self.a, t), &past, &mut here);
            time.keep(t, here.a(), batch);
            see(here.a());
            core::mem::swap(&mut past, &mut here);
        }
        self.next = core::mem::replace(&mut self.a, time.read.value);
    }
}

/// The class with the largest logit in a column; none if one of them is NaN.
pub(crate) fn class<R: Real>(logits: &[R], b: usize, batch: usize) -> Option<usize> {
    let column = || logits.iter().skip(b).step_by(batch).copied();
    let one_logit = logits.len() == batch;
    let answer = || if one_logit { usize::from(logits[b] > R::ZERO) } else { crate::data::largest(column()) };
    (!column().any(|z| z.is_nan())).then(answer)
}

/// The class that a column of targets encodes.
pub(crate) fn label<R: Real>(y: &[R], n: usize, columns: usize) -> Option<usize> {
    let one = y.len() == columns;
    Some(if one {
        usize::from(y[n] > R::from_f64(0.5))
    } else {
        crate::data::largest(y.iter().skip(n).step_by(columns).copied())
    })
}
