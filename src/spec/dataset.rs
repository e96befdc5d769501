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
            Task::Digits => Loss::SoftmaxCrossEntropy,
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
            Task::Regression => loss == Loss::Mse,
            Task::Probe => loss == Loss::Cotangent,
        }
    }

    /// Name for the page.
    pub fn key(self) -> &'static str {
        match self {
            Task::Digits => "digits",
            Task::Classes => "classes",
            Task::Regression => "regression",
            Task::Probe => "probe",
        }
    }
}

impl Dataset {
    /// The loss and accuracy of knowing nothing, with the loss as a formula; none where the data have no such line.
    pub fn chance(self, loss: Loss) -> Option<(f64, &'static str, f64)> {
        let ln = |classes: f64| libm::log(classes);
        match (self.task(), loss) {
            (Task::Digits, Loss::SoftmaxCrossEntropy) => Some((ln(10.0), "ln 10", 0.1)),
            (Task::Classes, Loss::Bce | Loss::NaiveBce) => Some((ln(2.0), "ln 2", 0.5)),
            _ => None,
        }
    }

    /// What kind of answer it asks for.
    pub fn task(self) -> Task {
        use Dataset::{
            Bowl, Chain, Circle, Circles, DeepTeacher, Digits, Gauss, Gaussian, Hand, Line, Reg, RegGauss, RegPlane,
            Spiral, Sweep, Xor,
        };
        match self {
            Digits => Task::Digits,
            Circle | Xor | Gauss | Spiral | Circles | DeepTeacher | Hand | Sweep => Task::Classes,
            RegPlane | RegGauss | Reg | Chain | Bowl => Task::Regression,
            Gaussian | Line => Task::Probe,
        }
    }
}
