//! Skip connections, norms and number formats.

use super::choice::choices;
use crate::num::Format;

choices! {
    /// How the input of a hidden layer bypasses it. F is one linear map, or two with f between them.
    Skip {
        Plain "plain" "plain" "x′ = f(W·x + b): no bypass",
        Report "report" "residual (the report's)"
            "y = x + α·F(x), x′ = f(y) (He 2015): the gradient still passes through f",
        Identity "identity" "identity path" "x′ = x + α·f(W·x + b): a path without any f or W",
        PreActivation "pre_activation" "pre-activation" "x′ = x + α·F(f(x)) (He 2016): the same, with f before W",
    }
}

choices! {
    /// α, the factor on the branch F.
    BranchScale {
        One "one" "1" "the branch unchanged: L of them add up",
        Depth "depth" "1/√L" "keeps the size of the sum of L branches",
        Number "number" "a number" "α itself",
    }
}

choices! {
    /// How the numbers of a layer are normalized: γ·(x − mean)/√(variance + ε) + β, with statistics over the batch or
    /// layer.
    NormKind {
        None "none" "none" "no normalization",
        Batch "batch" "batch norm" "each unit over the batch; running statistics at test time (Ioffe & Szegedy 2015)",
        Layer "layer" "layer norm" "each example over the units of its layer (Ba 2016)",
        Rms "rms" "RMSNorm" "γ·x/√(mean x² + ε), each example over the units of its layer (Zhang & Sennrich 2019)",
    }
}

choices! {
    /// Where in a layer the norm is.
    NormPlace {
        Before "before" "before f" "the norm is applied to the input of f",
        After "after" "after f" "the norm is applied to the output of f",
    }
}

choices! {
    /// The number format of parameters and computations.
    Precision: PrecisionDescription {
        F32 "f32" "single (f32)" "largest number 3.4·10³⁸, smallest 1.4·10⁻⁴⁵: the usual format for training" =>
            precision(Format::SINGLE, Some((Precision::F64, "double precision"))),
        F64 "f64" "double (f64)" "largest number 1.8·10³⁰⁸, smallest 4.9·10⁻³²⁴" =>
            precision(Format::DOUBLE, None),
        Bf16 "bf16" "bfloat16 (bf16)" "range of f32 with two to three digits: each operation’s result is rounded" =>
            precision(Format::BRAIN, Some((Precision::F64, "double precision"))),
        F16 "f16" "half (f16)" "largest number 65,504, smallest 6·10⁻⁸: each operation’s result is rounded" =>
            PrecisionDescription {
                knobs: &["loss_scale"],
                ..precision(Format::HALF, Some((Precision::Bf16, "bf16")))
            },
    }
}

/// What sets a number format apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrecisionDescription {
    /// Digits and range.
    pub format: Format,
    /// The format to try where a gradient falls below the range of this one, and its name.
    pub wider: Option<(Precision, &'static str)>,
    /// Keys of the knobs that act on this format but not on every format.
    pub knobs: &'static [&'static str],
}

impl PrecisionDescription {
    /// Whether the knob `loss_scale` acts on this format.
    pub fn takes_loss_scale(&self) -> bool {
        self.knobs.contains(&"loss_scale")
    }
}

const fn precision(format: Format, wider: Option<(Precision, &'static str)>) -> PrecisionDescription {
    PrecisionDescription { format, wider, knobs: &[] }
}

/// How a run rounds its tensors to a format with fewer digits than it computes in.
///
/// An operation reads rounded tensors and computes in f32, sums included; then all that it wrote is rounded: inputs,
/// activations, gradients and the gradients of the parameters. A time step of a cell is one operation. The loss, the
/// statistics of norms and the update stay in f32. So does a master copy of the parameters, to which the update is
/// added and whose rounded copy the operations read: otherwise an update below half a unit in the last place of W would
/// be lost.
///
/// A loss scale S multiplies every gradient, so that small ones stay in range. S is a power of two, so S·g has the
/// digits of g, and rounding S·g to a format is rounding g to the numbers of the format divided by S. The gradients are
/// therefore stored without S: what is measured and shown is ∂L/∂thing itself.
///
/// Source: Micikevicius et al. 2018, Mixed Precision Training, §3.1 (master weights), §3.2 (loss scale), §3.3 (sums).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rounding {
    /// The format of inputs, activations and parameters.
    pub values: Format,
    /// The format of gradients.
    pub gradients: Format,
}
