//! The table of datasets: everything about each except its numbers, which `data` generates.

use super::Loss;
use super::choice::choices;
use super::task::{
    Baseline, DatasetDescription, FOUR_CLASSES, Sequence, TEN_CLASSES, TEN_CLASSES_IN_TIME, TWO_CLASSES,
    TWO_CLASSES_IN_TIME, Task,
};

/// A dataset without knobs, baseline or sequences.
const fn of(task: Task) -> DatasetDescription {
    DatasetDescription {
        task,
        knobs: &[],
        baselines: &[],
        measured: false,
        sequence: None,
        longest: 500,
        remember: "",
        classes: &[],
    }
}

/// A dataset of sequences of `length` time steps.
const fn in_time(task: Task, shape: fn(usize, usize) -> Sequence) -> DatasetDescription {
    DatasetDescription { knobs: &["length"], sequence: Some(shape), ..of(task) }
}

/// Two classes, told at the end of a sequence of single numbers.
const LAST_OF_TWO: DatasetDescription =
    DatasetDescription { baselines: TWO_CLASSES_IN_TIME, ..in_time(Task::Classes, |t, _| Sequence::last(t, 1, 1)) };
const NOISY_CLASSES: DatasetDescription =
    DatasetDescription { knobs: &["noise", "samples", "label_flips"], baselines: TWO_CLASSES, ..of(Task::Classes) };
const NOISY_NUMBERS: DatasetDescription = DatasetDescription { knobs: &["noise", "samples"], ..of(Task::Regression) };

choices! {
    /// Which examples the network learns from.
    Dataset: DatasetDescription {
        Digits "digits" "Handwritten digits"
            "1,797 scans of 8×8 pixels, ten classes (Alpaydin & Kaynak, UCI 1998, CC BY 4.0)" =>
            DatasetDescription { knobs: &["label_flips"], baselines: TEN_CLASSES, ..of(Task::Digits) },
        Circle "circle" "Circle" "a disc inside a ring (TensorFlow Playground)" =>
            NOISY_CLASSES,
        Xor "xor" "Exclusive or" "four quadrants; opposite ones have the same class (TensorFlow Playground)" =>
            NOISY_CLASSES,
        Gauss "gauss" "Two Gaussians" "two clouds, one at (2, 2), one at (−2, −2) (TensorFlow Playground)" =>
            NOISY_CLASSES,
        Spiral "spiral" "Spiral" "two interleaved spiral arms (TensorFlow Playground)" =>
            NOISY_CLASSES,
        RegPlane "reg_plane" "Plane (regression)" "the target is (x + y)/10 (TensorFlow Playground)" =>
            NOISY_NUMBERS,
        RegGauss "reg_gauss" "Bumps (regression)" "six bumps, three up and three down (TensorFlow Playground)" =>
            NOISY_NUMBERS,
        Circles "circles" "Two circles" "radius 0.5 against radius 1, balanced classes: guessing has loss ln 2" =>
            NOISY_CLASSES,
        Reg "reg" "sin(3u)·v (regression)" "a smooth target of two inputs, variance 0.174" =>
            NOISY_NUMBERS,
        DeepTeacher "deep_teacher" "Deep teacher"
            "classes given by a random network of five tanh layers: hard for shallow networks" =>
            DatasetDescription { knobs: &["noise", "samples", "label_flips", "features"], ..NOISY_CLASSES },
        Gaussian "gaussian" "Gaussian noise, random cotangent"
            "N(0, 1) inputs and a random gradient at the output: shows the network alone, nothing to learn" =>
            DatasetDescription { knobs: &["samples", "features"], ..of(Task::Probe) },
        Recall "recall" "Recall the first" "x₁ = ±1, then noise N(0, 0.2²): was x₁ +1? Chance is ln 2" =>
            DatasetDescription { classes: &["−1", "+1"], ..LAST_OF_TWO },
        Adding "adding" "Adding problem"
            "values U(0, 1), two of them marked: what is their sum? Always answering 1 costs 1/6" =>
            DatasetDescription {
                baselines: &[Baseline::squared(1.0 / 6.0, "1/6")],
                ..in_time(Task::Regression, |t, _| Sequence::last(t, 2, 1))
            },
        Copy "copy" "Copy" "five symbols out of four, a pause, then repeat them. Chance is ln 4" =>
            DatasetDescription {
                baselines: FOUR_CLASSES,
                ..in_time(Task::Symbols, |t, _| Sequence { answers: (t / 2).min(5), ..Sequence::last(t, 6, 4) })
            },
        Parity "parity" "Parity" "±1 at every time step: is the number of +1 odd? Chance is ln 2" =>
            DatasetDescription {
                remember: "whether the number of +1 so far is odd",
                classes: &["even", "odd"],
                ..LAST_OF_TWO
            },
        Brackets "brackets" "Brackets"
            "( is +1, ) is −1; in every second word one bracket is turned round: is each one closed? Chance is ln 2" =>
            DatasetDescription {
                remember: "how many brackets are open",
                classes: &["not balanced", "balanced"],
                ..LAST_OF_TWO
            },
        TemporalOrder "temporal_order" "Temporal order"
            "X or Y twice among distractors: XX, XY, YX or YY? Chance is ln 4" =>
            DatasetDescription {
                baselines: FOUR_CLASSES,
                classes: &["XX", "XY", "YX", "YY"],
                ..in_time(Task::Symbols, |t, _| Sequence::last(t, 6, 4))
            },
        Sine "sine" "Sine" "the next value of a sine of unknown frequency; its variance is ½" =>
            DatasetDescription {
                baselines: &[Baseline::squared(0.5, "1/2")],
                ..in_time(Task::Regression, |t, _| Sequence::every(t))
            },
        MackeyGlass "mackey_glass" "Mackey–Glass" "the next value of a chaotic series, τ = 17, variance 1" =>
            DatasetDescription {
                baselines: &[Baseline::squared(1.0, "the variance")],
                ..in_time(Task::Regression, |t, _| Sequence::every(t))
            },
        DigitPixels "digit_pixels" "Digits, pixel by pixel" "the handwritten digits as 64 time steps of one pixel" =>
            DatasetDescription {
                knobs: &[],
                baselines: TEN_CLASSES_IN_TIME,
                ..in_time(Task::Digits, |_, _| Sequence::last(64, 1, 10))
            },
        DigitRows "digit_rows" "Digits, row by row" "the handwritten digits as 8 time steps of one row" =>
            DatasetDescription {
                knobs: &[],
                baselines: TEN_CLASSES_IN_TIME,
                ..in_time(Task::Digits, |_, _| Sequence::last(8, 8, 10))
            },
        Sunspots "sunspots" "Sunspots"
            "predict the next of the yearly sunspot numbers 1700–2008 (NGDC); training to 1899, test after" =>
            DatasetDescription {
                baselines: &[Baseline::squared(1.0, "the variance")],
                measured: true,
                longest: 100,
                ..in_time(Task::Regression, |t, _| Sequence::every(t))
            },
        NoiseSequence "noise_sequence" "Noise, random cotangent"
            "N(0, noise²) inputs and a random gradient at the end: shows the cell alone (under MSE: random targets)" =>
            DatasetDescription {
                knobs: &["noise", "features", "length"],
                baselines: &[Baseline::squared(1.0, "the variance")],
                ..in_time(Task::Probe, |t, d| Sequence::last(t, d, 1))
            },
        Cliff "cliff" "Cliff"
            "s = w·σ(s) + b from s = 0.5 should reach σ(s) = 0.7; starts near w = 5.5, b = −2.4 (Pascanu 2013)" =>
            DatasetDescription {
                // Where w is too large, σ(s) = 1 whatever the input.
                baselines: &[Baseline::squared(0.09, "(1 − 0.7)²")],
                ..in_time(Task::Regression, |t, _| Sequence::last(t, 1, 1))
            },
        Line "line" "Points on a line, gradient 1"
            "256 inputs from −2 to 2 and a gradient of 1 at the top: how the slope ∂y/∂x changes along the input" =>
            of(Task::Probe),
        Hand "hand" "One example by hand" "x = (1, −1), y = 1: a forward pass that fits on paper" =>
            DatasetDescription { baselines: TWO_CLASSES, ..of(Task::Classes) },
        Chain "chain" "One number" "x = 1, y = 0: with width 1 the network is a chain w·w·…·w" =>
            of(Task::Regression),
        Bowl "bowl" "Bowl" "½(w₁² + 10·w₂²) as a linear fit of two points: the step size that still converges" =>
            of(Task::Regression),
        Sweep "sweep" "Sweep" "one input from −800 to 800: every logit a loss can meet" =>
            DatasetDescription { baselines: TWO_CLASSES, ..of(Task::Classes) },
        Own "own" "Own data" "a table that you paste, drop or draw; every fifth row is kept for the test" =>
            DatasetDescription { knobs: &["standardize"], baselines: TWO_CLASSES, ..of(Task::Classes) },
    }
}

choices! {
    /// How the examples of a step are drawn.
    Sampling {
        Epochs "epochs" "shuffled epochs" "every example once before any is repeated; a shorter last batch is dropped",
        Replacement "replacement" "with replacement" "each example of a batch is drawn from all",
        Full "full" "full batch" "all examples in every training step",
    }
}

impl Dataset {
    /// The best loss and accuracy of a constant answer, with the loss as a formula; `None` if they depend on the
    /// examples.
    pub fn chance(self, loss: Loss) -> Option<(f64, &'static str, f64)> {
        let line = self.description().baselines.iter().find(|line| line.loss == loss)?;
        Some((line.value, line.name, line.accuracy))
    }

    /// Whether its examples are sequences, read one time step after the other.
    pub fn is_sequence(self) -> bool {
        self.description().sequence.is_some()
    }

    /// The kind of answer it asks for; of the reader's own data the table decides ([`super::Spec::task`]).
    pub fn task(self) -> Task {
        self.description().task
    }
}
