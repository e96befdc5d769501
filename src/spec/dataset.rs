//! Datasets and sampling, by name; `data` makes the numbers.

use super::Loss;
use super::choice::choices;

choices! {
    /// Which examples to learn from.
    Dataset {
        Digits "digits" "Handwritten digits" "1,797 scans of 8×8 pixels, ten classes (Alpaydin & Kaynak, UCI 1998, CC BY 4.0)",
        Circle "circle" "Circle" "a disc inside a ring (TensorFlow Playground)",
        Xor "xor" "Exclusive or" "four quadrants, opposite ones alike (TensorFlow Playground)",
        Gauss "gauss" "Two Gaussians" "two clouds, one at (2, 2), one at (−2, −2) (TensorFlow Playground)",
        Spiral "spiral" "Spiral" "two arms wound into each other (TensorFlow Playground)",
        RegPlane "reg_plane" "Plane (regression)" "a target that grows along x + y (TensorFlow Playground)",
        RegGauss "reg_gauss" "Bumps (regression)" "six Gaussian bumps, up and down (TensorFlow Playground)",
        Circles "circles" "Two circles" "radius 0.5 against radius 1, balanced: chance is ln 2",
        Reg "reg" "sin(3u)·v (regression)" "a smooth target of two inputs, variance 0.174",
        DeepTeacher "deep_teacher" "Deep teacher" "classes drawn by a random network of five tanh layers: hard for shallow ones",
        Gaussian "gaussian" "Gaussian noise, random cotangent" "N(0, 1) inputs and a random gradient at the top: the network alone, nothing to learn",
        Recall "recall" "Recall the first" "x₁ = ±1, then noise N(0, 0.2²): which was it? Chance is ln 2",
        Adding "adding" "Adding problem" "values U(0, 1), two of them marked: their sum. Always saying 1 costs 1/6",
        Copy "copy" "Copy" "five of four symbols, a pause, then say them again. Chance is ln 4",
        Parity "parity" "Parity" "±1 at every step: is the number of +1 odd? Chance is ln 2",
        TemporalOrder "temporal_order" "Temporal order" "two of X and Y among distractors: XX, XY, YX or YY? Chance is ln 4",
        Sine "sine" "Sine" "the next value of a sine of unknown frequency; its variance is ½",
        MackeyGlass "mackey_glass" "Mackey–Glass" "the next value of a chaotic series, τ = 17, variance 1",
        DigitPixels "digit_pixels" "Digits, pixel by pixel" "the handwritten digits as 64 steps of one pixel",
        DigitRows "digit_rows" "Digits, row by row" "the handwritten digits as 8 steps of one row",
        Sunspots "sunspots" "Sunspots" "yearly sunspot numbers 1700–2008 (NGDC): the next year; learned to 1899, tested after",
        NoiseSequence "noise_sequence" "Noise, random cotangent" "N(0, noise²) at every step and a random gradient at the end: the cell alone; with a squared error, random targets",
        Cliff "cliff" "Cliff" "s = w·σ(s) + b for 50 steps from 0.5, so that σ(s) becomes 0.7; starts near w = 5.5, b = −2.4 (Pascanu 2013)",
        Line "line" "Points on a line, gradient 1" "256 inputs from −2 to 2 and a gradient of 1 at the top: how the slope ∂y/∂x changes along the input",
        Hand "hand" "One example by hand" "x = (1, −1), y = 1: a forward pass that fits on paper",
        Chain "chain" "One number" "x = 1, y = 0: with width 1 the network is a chain w·w·…·w",
        Bowl "bowl" "Bowl" "½(w₁² + 10·w₂²) as a linear fit of two points: the step size that still converges",
        Sweep "sweep" "Sweep" "one input from −800 to 800: every logit a loss can meet",
    }
}

choices! {
    /// How the examples of a step are drawn.
    Sampling {
        Epochs "epochs" "shuffled epochs" "every example once before any comes twice; a shorter last batch is dropped",
        Replacement "replacement" "with replacement" "each example of a batch is drawn from all",
        Full "full" "full batch" "all examples at every step",
    }
}

/// What kind of answer the data ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Ten handwritten digits.
    Digits,
    /// Several classes, one logit each.
    Symbols,
    /// Two classes, one logit.
    Classes,
    /// A real number.
    Regression,
    /// No task: a gradient is sent down.
    Probe,
}

impl Task {
    /// The loss that fits.
    pub fn loss(self) -> Loss {
        match self {
            Task::Digits | Task::Symbols => Loss::SoftmaxCrossEntropy,
            Task::Classes => Loss::Bce,
            Task::Regression => Loss::Mse,
            Task::Probe => Loss::Cotangent,
        }
    }

    /// Whether a loss makes sense for this task.
    pub fn allows(self, loss: Loss) -> bool {
        match self {
            Task::Digits => matches!(loss, Loss::SoftmaxCrossEntropy | Loss::Mse | Loss::Bce | Loss::NaiveBce),
            Task::Classes => matches!(loss, Loss::Bce | Loss::Mse | Loss::NaiveBce),
            Task::Symbols => matches!(loss, Loss::SoftmaxCrossEntropy | Loss::Mse),
            Task::Regression => loss == Loss::Mse,
            // Random numbers can be a gradient, or targets.
            Task::Probe => matches!(loss, Loss::Cotangent | Loss::Mse),
        }
    }

    /// Name for the page.
    pub fn key(self) -> &'static str {
        match self {
            Task::Digits => "digits",
            Task::Symbols => "symbols",
            Task::Classes => "classes",
            Task::Regression => "regression",
            Task::Probe => "probe",
        }
    }
}

impl Dataset {
    /// The loss and accuracy of knowing nothing (of the best constant answer), with the loss as a formula; none where the data have no such line.
    pub fn chance(self, loss: Loss) -> Option<(f64, &'static str, f64)> {
        let ln = |classes: f64| libm::log(classes);
        match (self.task(), loss) {
            (Task::Digits, Loss::SoftmaxCrossEntropy) => Some((ln(10.0), "ln 10", 0.1)),
            (Task::Symbols, Loss::SoftmaxCrossEntropy) => Some((ln(4.0), "ln 4", 0.25)),
            (Task::Classes, Loss::Bce | Loss::NaiveBce) => Some((ln(2.0), "ln 2", 0.5)),
            // The share of each class as the answer to all.
            (Task::Symbols, Loss::Mse) => Some((3.0 / 16.0, "3/16", 0.25)),
            (Task::Classes, Loss::Mse) if self.is_sequence() => Some((0.25, "1/4", 0.5)),
            (Task::Digits, Loss::Mse) if self.is_sequence() => Some((0.09, "9/100", 0.1)),
            (Task::Probe, Loss::Mse) if self == Dataset::NoiseSequence => Some((1.0, "the variance", 0.0)),
            // Two numbers of U(0, 1) add up to 1, with a variance of 2/12.
            (Task::Regression, Loss::Mse) => match self {
                Dataset::Adding => Some((1.0 / 6.0, "1/6", 0.0)),
                Dataset::Sine => Some((0.5, "1/2", 0.0)),
                Dataset::MackeyGlass | Dataset::Sunspots => Some((1.0, "the variance", 0.0)),
                // Where w is too large: σ(s) = 1, whatever happens.
                Dataset::Cliff => Some((0.09, "(1 − 0.7)²", 0.0)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether its examples are read step by step.
    pub fn is_sequence(self) -> bool {
        (Dataset::Recall as u8..=Dataset::Cliff as u8).contains(&(self as u8))
    }

    /// What kind of answer it asks for.
    pub fn task(self) -> Task {
        use Dataset::{
            Adding, Bowl, Chain, Circle, Circles, Cliff, Copy, DeepTeacher, DigitPixels, DigitRows, Digits, Gauss,
            Gaussian, Hand, Line, MackeyGlass, NoiseSequence, Parity, Recall, Reg, RegGauss, RegPlane, Sine, Spiral,
            Sunspots, Sweep, TemporalOrder, Xor,
        };
        match self {
            Digits | DigitPixels | DigitRows => Task::Digits,
            Copy | TemporalOrder => Task::Symbols,
            Recall | Parity | Circle | Xor | Gauss | Spiral | Circles | DeepTeacher | Hand | Sweep => Task::Classes,
            RegPlane | RegGauss | Reg | Chain | Bowl | Adding | Sine | MackeyGlass | Sunspots | Cliff => {
                Task::Regression
            }
            Gaussian | Line | NoiseSequence => Task::Probe,
        }
    }
}
