//! The symptoms that a diagnosis can report, with the rule of each in words.

use crate::spec::choices;

choices! {
    /// A symptom: those that the report (Elhassan et al. 2023, §3.1) lists, and more. The help is its rule in words.
    Symptom {
        NotFinite "not_finite" "NaN or infinity" "a loss, gradient or weight is NaN or infinite",
        Exploding "exploding" "The gradient explodes" "the network does not learn, and one of these holds: the \
            gradient grows beyond the limits, per layer and in total; a training step is larger than the weights it \
            changes; the loss grows without bound",
        WeightsGrowDoubly "weights_grow_doubly" "Weights grow faster than exponentially" "ln|W| grows, and by more \
            in each training step than in the one before",
        WeightsGrow "weights_grow" "Weights grow exponentially" "|W| has grown several times, and the growth \
            continues at half its mean pace or faster",
        Vanishing "vanishing" "The gradient vanishes" "the network does not learn, and the gradient shrinks beyond \
            the limits, per layer and in total. Exception: layer 1 moves by more than its limit and by a tenth of \
            the layer that moves most, apart from weight decay. Optimizers that scale every training step move \
            all layers, so the exception does not hold for them while the loss stays at that of guessing",
        StuckLayers "stuck_layers" "Lower layers do not move" "layer 1 has moved by less than this fraction of the \
            layer that moved most, apart from weight decay; not judged until a layer has moved by 10⁻⁵ of its \
            length",
        Dead "dead" "Units are dead" "f′ is exactly 0 for every example of the batch, in more than this fraction of \
            a layer’s units",
        Saturated "saturated" "Units are saturated" "|f′| is below 5 % of its maximum, in more than this fraction of \
            a layer’s units and examples",
        AtChance "at_chance" "Learning stagnates: it still guesses" "the mean loss of the last 20 training steps on \
            record is no better than guessing, and it falls by less than 2 % in a quarter of the record and 5 % in \
            half of it; after many training steps a falling loss counts as stagnating too if it is 2 % above guessing",
        WeightsVanish "weights_vanish" "Weights decay toward zero" "|W| of a layer has shrunk to less than this \
            fraction of its start; it shrinks as weight decay alone would if the two agree within 5 %",
        Poor "poor" "Performance is poor" "after many training steps the loss is better than guessing but above this \
            fraction of it, or it is far above that of guessing; and at the pace of the record’s second \
            half it will not fall far enough in twice the training steps",
        Factor "factor" "A layer’s factor is unusual" "the factor of a layer, as the geometric mean of the last 20 \
            training steps on record, is outside the limits. This is a measurement, not a fault. Not judged through \
            time, where only the product counts, or after a run has stopped",
        Clipping "clipping" "Clipping acts in most training steps" "the gradient was shortened in more than this \
            fraction of the training steps on record, with at least 20 on record",
        Healthy "healthy" "It learns" "the loss has fallen below this fraction of the loss of guessing, or did so, \
            rose again and is falling back; and no fault above holds",
    }
}

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gravity {
    /// Something is wrong.
    Sick,
    /// Worth knowing, but no fault.
    Note,
    /// All is well.
    Well,
}

impl Gravity {
    /// Name in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Gravity::Sick => "sick",
            Gravity::Note => "note",
            Gravity::Well => "well",
        }
    }
}
