//! The diagnosis: what is wrong with a run, with the rule that says so, its evidence and changes to try.
//!
//! It reads what the probe has measured and nothing else. Several findings may hold at once; where the trace is
//! too short for a rule, the rule is silent.

use super::cures::Cure;
use super::facts::Facts;
use super::limits::{Limit, Limits};
use super::rules::{flow, learning, units, weights};
use crate::probe::Frame;
use crate::spec::{Choice, choices};
use alloc::string::String;
use alloc::vec::Vec;

choices! {
    /// What may be found; the help is the rule in words. The report's list of symptoms (§3.1), and what it lacks.
    Symptom {
        NotFinite "not_finite" "NaN or infinity" "a loss, gradient or weight is NaN or infinite",
        Exploding "exploding" "The gradient explodes" "the gradient grows by more than the limits, per layer and over all, or every step is too large for the weights it changes, or the loss runs away; and the network does not learn",
        WeightsGrowDoubly "weights_grow_doubly" "Weights grow faster than exponentially" "ln|W| grows, and its growth grows from step to step",
        WeightsGrow "weights_grow" "Weights grow exponentially" "|W| has grown several times, and goes on at half its mean pace or faster",
        Vanishing "vanishing" "The gradient vanishes" "the gradient shrinks by more than the limits, per layer and over all, and the network does not learn; layer 1 is spared where it moves by more than the limit and by a tenth of the liveliest layer, not counting what decay takes, unless a rule that scales every step moves it and the loss stagnates at chance",
        StuckLayers "stuck_layers" "Lower layers do not move" "layer 1 has moved by less than this share of what the layer that moved most has, not counting what decay takes; silent where none has moved by 10⁻⁵ of its length",
        Dead "dead" "Units are dead" "f′ is exactly 0 for every example of the batch, in more than this share of a layer’s units",
        Saturated "saturated" "Units are saturated" "|f′| is below 5 % of its steepest, in more than this share of a layer",
        AtChance "at_chance" "Learning stagnates at chance" "the mean loss of the last 20 steps on record is no better than knowing nothing, and falls by less than 2 % in a quarter of the record and 5 % in two; late, falling does not count where it is 2 % above",
        WeightsVanish "weights_vanish" "Weights decay towards zero" "|W| of a layer has shrunk to less than this share of its start; to the letter means within 5 % of what decay alone leaves",
        Poor "poor" "Performance is poor" "after many steps the loss is better than chance, but not half of it, or far worse; and at the pace of the record’s last half, or since it last was, it will not be in twice the steps",
        Factor "factor" "The factor per layer is off" "a layer’s factor, on geometric average over the last 20 steps on record, is outside the limits, whatever comes of it; silent through time, where the product counts, and once a run has stopped",
        Clipping "clipping" "Clipping is active most steps" "the gradient was shortened in more than this share of the steps on record, of 20 or more",
        Healthy "healthy" "It learns" "the loss has come below this share of what knowing nothing costs, or rose again since and is on its way back; and nothing above holds",
    }
}

/// How a finding is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gravity {
    /// Something is wrong.
    Sick,
    /// Worth knowing.
    Note,
    /// All is well.
    Well,
}

impl Gravity {
    /// Its name in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Gravity::Sick => "sick",
            Gravity::Note => "note",
            Gravity::Well => "well",
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What.
    pub symptom: Symptom,
    /// How it is meant.
    pub gravity: Gravity,
    /// The numbers it rests on, in a sentence.
    pub evidence: String,
    /// The likely cause, in a sentence.
    pub cause: String,
    /// Changes to try.
    pub cures: Vec<Cure>,
    /// The thresholds that its rule has.
    pub limits: &'static [Limit],
}

impl Finding {
    /// Key, title and rule.
    pub fn words(&self) -> &'static Choice {
        self.symptom.choice()
    }
}

type Rule = fn(&Facts) -> Option<Finding>;

/// In the order of gravity.
const RULES: &[Rule] = &[
    learning::not_finite,
    flow::exploding,
    weights::growing,
    flow::vanishing,
    flow::stuck,
    units::dead,
    units::saturated,
    learning::at_chance,
    weights::vanishing,
    learning::poor,
    learning::clipping,
];

/// Everything that holds of a run: what is wrong, the gravest first, or that it is well; then the bare factors. Empty where there is too little to read.
pub fn diagnose(run: &Frame, limits: &Limits) -> Vec<Finding> {
    let facts = Facts::of(run, limits);
    let mut findings: Vec<Finding> = RULES.iter().filter_map(|rule| rule(&facts)).collect();
    let sick = findings.iter().any(|finding| finding.gravity == Gravity::Sick);
    if !sick {
        findings.extend(learning::healthy(&facts));
    }
    let flow = |finding: &Finding| matches!(finding.symptom, Symptom::Vanishing | Symptom::Exploding);
    let said = findings.iter().any(flow);
    findings.extend(flow::outside(&facts, said, sick));
    for finding in &mut findings {
        let offered = core::mem::take(&mut finding.cures);
        for cure in offered.into_iter().filter(|cure| !cure.in_effect(run.spec)) {
            if finding.cures.iter().all(|other| other.changes != cure.changes) {
                finding.cures.push(cure);
            }
        }
    }
    findings
}

/// A finding of something wrong.
pub(super) fn sick(
    symptom: Symptom,
    evidence: String,
    cause: impl Into<String>,
    cures: Vec<Cure>,
    limits: &'static [Limit],
) -> Finding {
    Finding { symptom, gravity: Gravity::Sick, evidence, cause: cause.into(), cures, limits }
}
