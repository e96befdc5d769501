//! The gradient check: every gradient against finite differences, in f64, in slices.
//!
//! Each parameter is checked in two ways.
//! - *Whole network*: does ∂L/∂θ agree with the difference of the loss? Below a vanished layer the loss does not change
//!   in any digit, so the difference is nothing but rounding. Such a parameter is reported as too small to check from
//!   the loss, never as passed.
//! - *Stage*: does the stage's backward pass agree with differences of the stage's own output, under a fixed cotangent?
//!   This works at any depth.
//!
//! Dropout masks stay as they were drawn, batch norm uses the examples of the check, and the loss includes penalties.

mod judge;
mod plan;
mod size;
mod stage;
#[cfg(test)]
mod tests;
mod whole;

use crate::net::Network;
use crate::num::{Real, thousands, two_digits};
use crate::spec::{LiveKnob, Loss, Spec};
use crate::train::{Trainer, penalise};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use judge::Finding;
use plan::{Item, Plan};
use stage::Slopes;
use whole::Objective;

/// The result for one stage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayerReport {
    /// Gradients that agree with differences of the loss.
    pub agreed: usize,
    /// Gradients too small for the loss to show.
    pub too_small: usize,
    /// Gradients at a kink of f.
    pub at_kink: usize,
    /// Gradients that agree with differences of the stage's own output.
    pub stage_agreed: usize,
    /// Gradients that disagree with differences of either kind.
    pub failed: usize,
    /// The largest relative error among those compared.
    pub worst: f64,
    /// The tensor of this largest error.
    pub worst_name: String,
    /// Its row and column there, counted from 1.
    pub worst_place: [usize; 2],
}

impl LayerReport {
    /// Adds another result, and keeps the worse of the two errors.
    fn add(&mut self, other: &LayerReport) {
        self.agreed += other.agreed;
        self.too_small += other.too_small;
        self.at_kink += other.at_kink;
        self.stage_agreed += other.stage_agreed;
        self.failed += other.failed;
        if other.worst > self.worst {
            (self.worst, self.worst_name) = (other.worst, other.worst_name.clone());
            self.worst_place = other.worst_place;
        }
    }
}

/// The state of a check.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckReport {
    /// Whether everything is compared.
    pub done: bool,
    /// The share compared so far.
    pub progress: f64,
    /// One result per stage.
    pub layers: Vec<LayerReport>,
    /// How many examples of the batch the check runs.
    pub examples: usize,
    /// Whether this batch was already in the network; else it is the batch that the next training step will draw.
    pub drawn: bool,
}

/// A check under way.
#[derive(Clone, Debug)]
pub struct GradientCheck {
    network: Network<f64>,
    /// A copy with undisturbed stages: differences of the whole network change the stages of `network`.
    at_rest: Network<f64>,
    slopes: Slopes,
    objective: Objective,
    plan: Plan,
    next: usize,
    layers: Vec<LayerReport>,
    /// The magnitude that the rounding error of the loss is relative to.
    loss_size: f64,
    drawn: bool,
}

impl GradientCheck {
    /// Checks a trainer's network as it is, on the first `examples` of its batch and with its dropout masks. Before a
    /// batch has been drawn, the next step's batch is used.
    pub fn of<R: Real>(trainer: &Trainer<R>, examples: usize) -> GradientCheck {
        let drawn = trainer.drawn();
        let network = if drawn {
            first_examples(&trainer.spec, &trainer.network, examples)
        } else {
            let mut next = trainer.again(&trainer.spec);
            next.advance();
            first_examples(&next.spec, &next.network, examples)
        };
        let [l1, l2] = [LiveKnob::L1, LiveKnob::L2].map(|knob| trainer.tuning().of(knob));
        let objective = Objective { loss: trainer.loss(), l1, l2 };
        GradientCheck { drawn, ..GradientCheck::of_objective(network, objective) }
    }

    /// Checks a network with a batch, and masks, in it.
    pub fn of_network(network: Network<f64>, loss: Loss) -> GradientCheck {
        GradientCheck::of_objective(network, Objective { loss, l1: 0.0, l2: 0.0 })
    }

    fn of_objective(mut network: Network<f64>, objective: Objective) -> GradientCheck {
        let loss_value = objective.run(&mut network);
        // Where backpropagation is truncated, the objective is truncated too: states before the cut stay fixed.
        network.hold();
        let loss_size = whole::scale(&network, objective, loss_value);
        (0..network.layers.len()).rev().for_each(|k| network.backward(k));
        penalise(&mut network.parameters, objective.l1, objective.l2);
        let plan = Plan::of(&network);
        let layers = network.layers.iter().map(|_| LayerReport::default()).collect();
        let (at_rest, slopes) = (network.clone(), Slopes::of(&network));
        GradientCheck { network, at_rest, slopes, objective, plan, next: 0, layers, loss_size, drawn: true }
    }

    /// Compares up to `numbers` more gradients.
    pub fn advance(&mut self, numbers: usize) -> CheckReport {
        let (count, end) = (self.plan.len(), (self.next + numbers).min(self.plan.len()));
        for n in self.next..end {
            let Some(item) = self.plan.item(n) else { break };
            let finding = match item {
                Item::Whole { index, .. } => whole::compare(&mut self.network, self.objective, index, self.loss_size),
                Item::Stage { stage, at } => self.slopes.compare(&mut self.at_rest, stage, at),
            };
            self.file(&item, finding);
        }
        self.next = end;
        let progress = if count == 0 { 1.0 } else { end as f64 / count as f64 };
        let (done, layers) = (end == count, self.layers.clone());
        CheckReport { done, progress, layers, examples: self.network.batch, drawn: self.drawn }
    }

    /// Compares all gradients.
    pub fn run(&mut self) -> CheckReport {
        self.advance(usize::MAX - self.next)
    }

    fn file(&mut self, item: &Item, finding: Finding) {
        let (stage, whole) = (item.stage(), matches!(item, Item::Whole { .. }));
        let report = &mut self.layers[stage];
        let error = match finding {
            Finding::TooSmall => return report.too_small += 1,
            Finding::Kink => return report.at_kink += 1,
            Finding::Differs(error) => {
                report.failed += 1;
                error
            }
            Finding::Agrees(error) => {
                if whole {
                    report.agreed += 1
                } else {
                    report.stage_agreed += 1
                }
                error
            }
        };
        if error >= report.worst {
            (report.worst, report.worst_name) = (error, item.name(&self.network));
            report.worst_place = item.place(&self.network);
        }
    }
}

/// The network in f64 with the first examples of its batch and their masks.
fn first_examples<R: Real>(spec: &Spec, network: &Network<R>, examples: usize) -> Network<f64> {
    let batch = examples.clamp(1, network.batch);
    let rows = |block: &[R]| block.len() / network.batch;
    let first = |block: &[R]| -> Vec<f64> {
        block.chunks_exact(network.batch).flat_map(|row| &row[..batch]).map(|number| number.to_f64()).collect()
    };
    let mut copy: Network<f64> = Network::unstarted(spec, rows(&network.x), rows(&network.y), batch);
    copy.parameters.values = network.parameters.values.iter().map(|value| value.to_f64()).collect();
    (copy.x, copy.y) = (first(&network.x), first(&network.y));
    for ((layer, stage), copied) in network.layers.iter().zip(&network.stages).zip(&mut copy.stages) {
        layer.activates().for_each(|(j, _)| copied.blocks[j].kept = first(&stage.blocks[j].kept));
    }
    copy
}

impl CheckReport {
    /// Leaves one result for all time steps, which share their weights, beside that of the output.
    pub fn join_steps(&mut self) {
        if let [cell, steps @ .., _] = &mut self.layers[..] {
            steps.iter().for_each(|step| cell.add(step));
            let joined = 1 + steps.len();
            self.layers.drain(1..joined);
        }
    }

    /// The result in a sentence.
    pub fn words(&self) -> String {
        let sum = |part: fn(&LayerReport) -> usize| thousands(self.layers.iter().map(part).sum::<usize>() as f64, 0);
        let worst = self.layers.iter().fold(0.0, |worst: f64, layer| worst.max(layer.worst));
        if self.layers.iter().any(|layer| layer.failed > 0) {
            return format!(
                "{} gradients disagree with finite differences: this is a bug in the lab. Please report the link.",
                sum(|l| l.failed)
            );
        }
        format!(
            "{} gradients agree with differences of the loss, {} with differences of their own layer; \
             {} are too small to check from the loss. Largest relative error {}. \
             Examples: the first {} of the batch{}.",
            sum(|l| l.agreed),
            sum(|l| l.stage_agreed),
            sum(|l| l.too_small),
            if worst > 0.0 { two_digits(worst) } else { "0".into() },
            self.examples,
            if self.drawn { "" } else { " that the next training step will draw" }
        )
    }
}
