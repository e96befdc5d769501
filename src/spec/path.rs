//! Ways around a layer, and what keeps its numbers in range.

use super::choice::choices;

choices! {
    /// How a hidden layer is bypassed. F is one linear map, or two with f between them.
    Skip {
        Plain "plain" "plain" "x′ = f(W·x + b): no way round",
        Report "report" "residual (the report's)" "y = x + α·F(x), x′ = f(y) (He 2015): f still stands in the way of the gradient",
        Identity "identity" "identity path" "x′ = x + α·f(W·x + b): a way that no f and no W interrupts",
        PreActivation "pre_activation" "pre-activation" "x′ = x + α·F(f(x)) (He 2016): the same, with f before W",
    }
}

choices! {
    /// α, the factor on the branch F.
    BranchScale {
        One "one" "1" "the branch as it is: L of them add up",
        Depth "depth" "1/√L" "so that the sum of L branches keeps its size",
        Number "number" "a number" "α itself",
    }
}

choices! {
    /// What the numbers of a layer are standardised over: (x − mean)/√(variance + ε), then times γ, plus β.
    NormKind {
        None "none" "none" "nothing is standardised",
        Batch "batch" "batch norm" "each unit over the batch; running statistics at test time (Ioffe & Szegedy 2015)",
        Layer "layer" "layer norm" "each example over the units of its layer (Ba 2016)",
        Rms "rms" "RMSNorm" "γ·x/√(mean x² + ε), each example over the units of its layer (Zhang & Sennrich 2019)",
    }
}

choices! {
    /// Where a layer is standardised.
    NormPlace {
        Before "before" "before f" "what f is applied to",
        After "after" "after f" "what f gives",
    }
}

choices! {
    /// Numbers that the network is made of.
    Precision {
        F32 "f32" "single (f32)" "largest number 3.4·10³⁸, smallest 1.4·10⁻⁴⁵: what networks are trained in",
        F64 "f64" "double (f64)" "largest number 1.8·10³⁰⁸, smallest 4.9·10⁻³²⁴",
    }
}
