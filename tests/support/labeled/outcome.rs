//! Labels a network by its outcome: trains it far beyond the steps that the diagnosis sees, and tests it.
//! It uses nothing from `probe`: no trace, no figure, no factor.

use super::label::Label;
use super::networks::Network;
use super::state::{Looker, chance};
use gradient_lab::data::Examples;
use gradient_lab::net::{Evaluation, Evaluator};
use gradient_lab::num::{Norm, Real};
use gradient_lab::spec::{Loss, Spec, Task};
use gradient_lab::train::Trainer;

/// Steps of a whole run.
pub const END: u32 = 2000;
/// Steps between two evaluations.
const EVERY: u32 = 25;
/// Weights at this many times their initial norm are about to overflow.
const RUSH: f64 = 10.0;

/// Runs `network` to the end and returns its outcome.
pub fn measure(network: &Network, seed: u32) -> Label {
    let spec = network.spec(seed);
    let label = match spec.precision.description().format.fits_f32() {
        true => Course::<f32>::new(&spec, network.watch).run(),
        false => Course::<f64>::new(&spec, network.watch).run(),
    };
    Label { name: network.name.into(), seed, ..label }
}

/// Loss in units of chance, and skill, after some steps.
struct Mark {
    step: u32,
    loss: f64,
    skill: f64,
}

impl Mark {
    fn good(&self) -> bool {
        self.loss < 0.5 || self.skill >= 0.8
    }
}

/// A run under way.
struct Course<R> {
    trainer: Trainer<R>,
    evaluator: Evaluator<R>,
    looker: Looker,
    chance: f64,
    watch: u32,
    marks: Vec<Mark>,
    /// Parameters and running statistics before the current step.
    before: [Vec<R>; 2],
    large_at: Option<u32>,
    clipped: u32,
    label: Label,
}

impl<R: Real> Course<R> {
    fn new(spec: &Spec, watch: u32) -> Course<R> {
        let trainer: Trainer<R> = Trainer::new(spec).expect("a valid spec");
        let (data, mut evaluator) = (&trainer.data.train, Evaluator::default());
        let mut nothing = chance(data, spec.loss());
        if nothing == 0.0 {
            nothing = evaluator.evaluate(&trainer.network, data, spec.loss()).loss;
        }
        let looker = Looker::new(spec, &trainer.network.parameters, data, nothing);
        let label = Label { layers: spec.hidden_layers, ..Label::default() };
        let before = [vec![], vec![]];
        let (marks, chance) = (vec![], nothing);
        Course { trainer, evaluator, looker, chance, watch, marks, before, large_at: None, clipped: 0, label }
    }

    fn run(mut self) -> Label {
        self.keep();
        let start = self.look();
        (self.label.faint, self.label.loud) = (start.faint, start.loud);
        (self.label.falls, self.label.rises) = (start.falls, start.rises);
        for step in 0..END {
            self.keep();
            self.trainer.step();
            if !finite(&self.trainer) {
                self.overflow(step);
                break;
            }
            self.after(step + 1);
        }
        self.finish()
    }

    fn keep(&mut self) {
        let parameters = &self.trainer.network.parameters;
        self.before[0].clone_from(&parameters.values);
        self.before[1].clone_from(&parameters.running);
    }

    fn look(&mut self) -> super::label::State {
        self.looker.state(&self.before[0], &self.before[1])
    }

    /// Records a step that left every number finite; `steps` are done.
    fn after(&mut self, steps: u32) {
        let watched = (1..=8).any(|n| (self.watch * (8 + n)).div_ceil(16) == steps);
        if watched || steps.is_multiple_of(EVERY) {
            self.mark(steps);
        }
        if self.large_at.is_none() && self.looker.grown(&self.trainer.network.parameters.values) >= RUSH {
            self.large_at = Some(steps);
        }
        self.clipped += u32::from(steps <= self.watch && clipped(&self.trainer));
        if steps == self.watch {
            self.keep();
            self.label.now = self.look();
        }
    }

    fn mark(&mut self, step: u32) {
        let [train, test] = [&self.trainer.data.train, &self.trainer.data.test];
        let loss = if self.trainer.loss() == Loss::NaiveBce { Loss::Bce } else { self.trainer.loss() };
        let network = &self.trainer.network;
        let on_test = self.evaluator.evaluate(network, test, loss);
        let loss_now = self.evaluator.evaluate(network, train, loss).loss / self.chance;
        self.marks.push(Mark {
            step,
            loss: loss_now,
            skill: skill(on_test, test, loss, self.trainer.spec.data.task()),
        });
    }

    fn overflow(&mut self, step: u32) {
        self.label.overflow = Some(step);
        self.label.rush = self.large_at.map(|at| step.saturating_sub(at));
        if step < self.watch {
            self.label.now = self.look();
        }
    }

    fn finish(mut self) -> Label {
        if self.label.overflow.is_none() {
            self.keep();
        }
        let end = self.look();
        let part = |from: u32, to: u32| self.marks.iter().filter(move |mark| mark.step > from && mark.step <= to);
        let losses = |from, to| part(from, to).map(|mark| mark.loss);
        let (middle, last) = (mean(losses(END / 4, END / 2)), mean(losses(END / 4 * 3, END)));
        let skill = mean(part(END / 4 * 3, END).map(|mark| mark.skill));
        let stays = Mark { step: END, loss: last, skill }.good() && self.label.overflow.is_none();
        let learned = self.marks.windows(2).find(|two| two.iter().all(Mark::good)).map(|two| two[0].step);
        let lost = self.marks.iter().rfind(|mark| mark.good()).filter(|_| learned.is_some() && !stays);
        Label {
            learned,
            lost: lost.map(|mark| mark.step),
            low: losses(self.watch / 2, self.watch).fold(f64::NAN, f64::min),
            high: losses(self.watch / 2, self.watch).fold(f64::NAN, f64::max),
            middle,
            end_loss: last,
            skill,
            clipped: f64::from(self.clipped) / f64::from(self.watch),
            end,
            ..self.label
        }
    }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

fn skill<R: Real>(on_test: Evaluation, test: &Examples<R>, loss: Loss, task: Task) -> f64 {
    if task == Task::Regression || task == Task::Probe {
        return 1.0 - on_test.loss / chance(test, loss);
    }
    let mut counts = [0u32; 10];
    (0..test.count()).for_each(|n| counts[test.label(n)] += 1);
    let most = f64::from(counts.into_iter().max().unwrap_or(0)) / test.count() as f64;
    (on_test.accuracy - most) / (1.0 - most)
}

/// Whether every number of the step just done is finite.
fn finite<R: Real>(trainer: &Trainer<R>) -> bool {
    let network = &trainer.network;
    let blocks = network.stages.iter().flat_map(|stage| &stage.blocks);
    let parameters = &network.parameters;
    let slices = blocks.flat_map(|block| [&block.value, &block.d]);
    let slices = slices.chain([&parameters.values, &parameters.grads, &parameters.running]);
    trainer.loss_value.is_finite() && slices.flatten().all(|x| x.to_f64().is_finite())
}

/// Whether the gradient that was used touches a limit.
fn clipped<R: Real>(trainer: &Trainer<R>) -> bool {
    let (grads, spec) = (&trainer.network.parameters.grads, &trainer.spec);
    let largest = || grads.iter().map(|g| g.to_f64().abs()).fold(0.0, f64::max);
    spec.clip_norm > 0.0 && Norm::of(grads).l2 >= 0.999 * spec.clip_norm
        || spec.clip_value > 0.0 && largest() >= 0.999 * spec.clip_value
}
