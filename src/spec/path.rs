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
            PrecisionDescription { format: Format::SINGLE, wider: Some((Precision::F64, "double precision")) },
        F64 "f64" "double (f64)" "largest number 1.8·10³⁰⁸, smallest 4.9·10⁻³²⁴" =>
            PrecisionDescription { format: Format::DOUBLE, wider: None },
    }
}

/// What sets a number format apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrecisionDescription {
    /// Digits and range.
    pub format: Format,
    /// The format to try where a gradient falls below the range of this one, and its name.
    pub wider: Option<(Precision, &'static str)>,
}
