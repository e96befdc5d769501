//! Experiments with a name: each symptom and cause of the report as a link, with what it must show.

/// An experiment that a lecturer can name.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// Its id in the catalogue of experiments.
    pub id: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// What it shows, in a sentence that a test checks.
    pub claim: &'static str,
    /// The experiment.
    pub spec: &'static str,
    /// The step to open it at.
    pub step: u32,
}

macro_rules! presets {
    ($($id:literal $title:literal $claim:literal $spec:literal @ $step:literal,)+) => {
        /// All of them, in the order of the report.
        pub const PRESETS: &[Preset] = &[$(Preset { id: $id, title: $title, claim: $claim, spec: $spec, step: $step },)+];
    };
}

presets! {
    "FWD" "Forward propagation by hand" "A 2-2-1 sigmoid network on x = (1, −1): every z and a fits on paper."
        "data=hand&hidden_layers=1&width=2&init=normal&batch=1&sampling=full" @ 0,
    "LOSS" "The textbook log loss turns NaN" "With p rounded to 1, 0·ln 0 is NaN although nothing exploded; the logistic loss on logits stays finite."
        "data=sweep&hidden_layers=0&use_bias=off&init=constant&loss=naive_bce&sampling=full" @ 0,
    "BP" "Back propagation, proved" "Every gradient of this small network agrees with finite differences."
        "data=circles&hidden_layers=2&width=4&activation=tanh&batch=8&samples=64" @ 0,
    "SGD" "How large a step still converges" "On ½(w₁² + 10·w₂²) the step is stable up to 2/10: 0.19 converges, 0.20 swings for ever, 0.21 diverges."
        "data=bowl&hidden_layers=0&use_bias=off&init=constant&sampling=full&learning_rate=0.19" @ 0,
    "VAN" "The gradient vanishes" "Each sigmoid layer multiplies the gradient by about 0.236: layer 1 receives 1 part in a million."
        "data=circles&samples=128&sampling=full&hidden_layers=10&activation=sigmoid&init=xavier_normal" @ 0,
    "VAN-L" "…and with depth, exponentially" "At 20 layers layer 1 receives 0.236¹⁹ of layer 20's gradient."
        "data=circles&samples=128&sampling=full&hidden_layers=20&activation=sigmoid&init=xavier_normal" @ 0,
    "FROZEN" "Lower layers do not move" "After 500 steps layer 1 has moved by about 0.0002 %, the last by half its length."
        "data=circles&sampling=replacement&hidden_layers=10&activation=sigmoid&init=xavier_normal&learning_rate=1" @ 0,
    "STALL" "Learning stagnates at chance" "The loss comes back to ln 2 = 0.693 and stays there for a thousand steps, whatever the learning rate."
        "data=circles&sampling=replacement&hidden_layers=10&activation=sigmoid&init=xavier_normal&learning_rate=3" @ 0,
    "ZERO-W" "Weights that become zero" "Where no gradient arrives only decay acts: after 1000 steps at rate 1 with L2 0.01, layers 1 to 5 keep 0.99¹⁰⁰⁰ = 0.0043 % of their weights."
        "data=circles&sampling=replacement&hidden_layers=10&activation=sigmoid&init=xavier_normal&learning_rate=1&l2=0.01" @ 0,
    "UNDERFLOW" "A gradient of exactly zero" "Below 1.4·10⁻⁴⁵ single precision has no numbers left: about 34 of 100 layers receive exactly 0, in double precision none."
        "data=circles&samples=128&sampling=full&hidden_layers=100&width=16&activation=sigmoid&init=xavier_normal" @ 0,
    "EXP" "The gradient explodes" "With N(0, 1) weights each ReLU layer multiplies the gradient by √(n/2) = 4."
        "data=gaussian&samples=128&features=32&sampling=full&hidden_layers=10&activation=relu&init=normal&output_init=lecun_normal" @ 0,
    "NAN" "NaN within two steps" "Ten ReLU layers with N(0, 1) weights overflow single precision at once; double precision lasts one step longer."
        "data=reg&noise=0&sampling=replacement&hidden_layers=10&activation=relu&init=normal&output_init=lecun_normal&learning_rate=0.01" @ 0,
    "AVAL" "Avalanche learning" "On a chain of three equal weights ln|w| is multiplied by about 5 at each step: faster than exponential."
        "data=chain&hidden_layers=2&width=1&use_bias=off&activation=identity&init=constant&init_scale=1.5&sampling=full&learning_rate=0.75" @ 0,
    "KNOB" "Initial weights 20 % too large" "He × 1.2 turns NaN within 10 steps; He × 1 learns."
        "data=reg&noise=0&sampling=replacement&hidden_layers=10&activation=relu&init=he_normal&gain=1.2&output_init=lecun_normal&learning_rate=0.01" @ 0,
    "LR" "A learning rate too large" "At 0.3 the same well-started network turns NaN; at 0.01 it learns."
        "data=reg&noise=0&sampling=replacement&hidden_layers=10&activation=relu&init=he_normal&output_init=lecun_normal&learning_rate=0.3" @ 0,
    "TANH-X" "Explosion without NaN" "A bounded activation bounds the loss, not the gradient: layer 1 receives 100 times more, and no number overflows."
        "data=reg&noise=0&sampling=replacement&hidden_layers=10&activation=tanh&init=normal&output_init=lecun_normal&learning_rate=0.01" @ 0,
    "DERIV" "The slope of an activation" "σ′ is at most 0.25, tanh′ and ReLU′ at most 1, SELU′ 1.758."
        "data=sweep&hidden_layers=1&width=1&use_bias=off&activation=sigmoid&init=constant&init_scale=0.01&sampling=full" @ 0,
    "CHI" "The edge of chaos" "For tanh with weights of std σ_w/√n the gradient's factor per layer is √χ: below 1 for σ_w < 1, above 1 beyond."
        "data=gaussian&samples=32&features=100&sampling=full&hidden_layers=30&width=100&activation=tanh&init=lecun_normal&gain=2&output_gain=1" @ 0,
    "GLOROT" "Xavier against the old standard" "With U(±1/√n) signal and gradient both shrink by 1/√3 per layer, and ∂L/∂W hides it: it is flat."
        "data=gaussian&samples=128&features=200&sampling=full&hidden_layers=5&width=200&activation=tanh&init=std_uniform" @ 0,
    "HE-SIG" "ReLU needs twice the variance" "Over 30 ReLU layers Xavier loses (1/√2)²⁹ of the gradient, He loses nothing."
        "data=gaussian&samples=64&features=64&sampling=full&hidden_layers=30&width=64&activation=relu&init=xavier_normal" @ 0,
    "HANIN" "Deep and narrow is a lottery" "Even with He the first layer's gradient varies from seed to seed, the more the larger Σ1/n: try new seeds."
        "data=gaussian&samples=1&features=8&sampling=full&hidden_layers=20&width=8&activation=relu&init=he_normal" @ 0,
    "SAXE" "Orthogonal weights" "Thirty orthogonal matrices multiply to one with singular values of 1 only: no gradient grows or shrinks; ten Gaussian ones (LeCun) already shrink some directions a billion times more than others."
        "data=gaussian&samples=64&sampling=full&hidden_layers=30&activation=identity&init=orthogonal&use_bias=off" @ 0,
    "ACT" "Another activation" "ReLU with He learns in 400 steps what sigmoid does not learn at all."
        "data=circles&sampling=replacement&hidden_layers=10&activation=relu&init=he_normal&output_init=lecun_normal" @ 0,
    "DEAD" "Dying ReLU" "With hidden biases at −1 every ReLU is off: the first layer's gradient is exactly 0; ELU learns."
        "data=circles&sampling=replacement&hidden_layers=5&activation=relu&init=he_normal&output_init=lecun_normal&bias=-1" @ 0,
    "SHALLOW" "Fewer layers" "One sigmoid layer solves the circles; four do not."
        "data=circles&sampling=replacement&hidden_layers=1&activation=sigmoid&init=xavier_normal&learning_rate=1" @ 0,
    "DROP" "Dropout does not cure vanishing" "With a fifth of the units dropped ten sigmoid layers are as stuck as without: ln 2 after 500 steps."
        "data=circles&sampling=replacement&hidden_layers=10&activation=sigmoid&init=xavier_normal&learning_rate=1&dropout=0.2" @ 0,
    "DROP-HE" "Dropout makes gradients grow" "At p = 0.5 each ReLU layer with He multiplies the gradient by 1/√(1−p) = 1.41; a gain of √(1−p) = 0.707 undoes it."
        "data=gaussian&samples=128&features=128&sampling=full&hidden_layers=20&width=128&activation=relu&init=he_normal&dropout=0.5" @ 0,
    "DROP-FIT" "What dropout is for" "With a fifth of the labels wrong the network learns the mistakes by heart; dropout 0.5 lowers the test loss, and so does L2 0.01."
        "data=circles&samples=100&noise=0.15&label_flips=0.2&sampling=full&hidden_layers=2&width=64&activation=relu&init=he_normal&optimizer=adam&learning_rate=0.01" @ 0,
    "XAV" "Xavier is made for tanh" "Ten tanh layers with Xavier learn the circles in 400 steps; ten sigmoid layers with Xavier do not learn at all."
        "data=circles&sampling=replacement&hidden_layers=10&activation=sigmoid&init=xavier_normal&output_init=lecun_normal" @ 0,
    "KUMAR" "Initial weights made for sigmoid" "With Kumar's weights and Adam ten sigmoid layers learn the circles within 600 steps; with Xavier's weights, or with plain SGD, they have not after 1000."
        "data=circles&sampling=replacement&hidden_layers=10&activation=sigmoid&init=kumar&optimizer=adam&learning_rate=0.01" @ 0,
    "HE" "Thirty layers" "He: learned within 800 steps; Xavier in the same run: still at chance."
        "data=circles&sampling=replacement&batch=32&hidden_layers=30&activation=relu&init=he_normal&learning_rate=0.01" @ 0,
    "OPT" "A better optimizer" "Adam takes four sigmoid layers off the plateau, below 0.45 within 1000 steps; SGD stays at ln 2 or above at 0.1, 1 and 10."
        "data=circles&sampling=replacement&hidden_layers=4&width=16&activation=sigmoid&init=xavier_normal&optimizer=adam&learning_rate=0.01" @ 0,
    "BN" "Batch norm" "Standardised before f, ten sigmoid layers learn the circles within 500 steps; without the norm the same run stays at chance."
        "data=circles&sampling=replacement&hidden_layers=10&activation=sigmoid&init=xavier_normal&output_init=lecun_normal&norm=batch&learning_rate=0.5" @ 0,
    "BN-X" "Batch norm makes gradients explode" "In a plain ReLU network with batch norm each layer multiplies the gradient by √(π/(π−1)) = 1.21: over 30 layers some 260 times."
        "data=gaussian&samples=128&features=64&sampling=full&hidden_layers=30&width=64&activation=relu&init=he_normal&norm=batch" @ 0,
    "INIT-X" "Proper initial weights" "The network of KNOB started by He itself: no NaN, and a loss below 0.05 after 600 steps; Xavier's is finite too, and slower."
        "data=reg&noise=0&sampling=replacement&hidden_layers=10&activation=relu&init=he_normal&output_init=lecun_normal&learning_rate=0.01" @ 0,
    "CLIP" "Gradient clipping" "He × 1.2, but no gradient longer than 1: no NaN, and most runs fall below 0.1; without the limit it is NaN within 10 steps."
        "data=reg&noise=0&sampling=replacement&hidden_layers=10&activation=relu&init=he_normal&gain=1.2&output_init=lecun_normal&learning_rate=0.01&clip_norm=1" @ 0,
    "CLIP-VAN" "Clipping does not cure vanishing" "With every gradient limited to norm 1 ten sigmoid layers stay at ln 2 as before: clipping shortens what is too long and lengthens nothing."
        "data=circles&sampling=replacement&hidden_layers=10&activation=sigmoid&init=xavier_normal&learning_rate=3&clip_norm=1" @ 0,
    "L2" "L2 does not stop an explosion" "He × 1.3 is NaN within 5 steps, whatever the penalty from 0 to 1: it pulls far too slowly."
        "data=reg&noise=0&sampling=replacement&hidden_layers=10&activation=relu&init=he_normal&gain=1.3&output_init=lecun_normal&learning_rate=0.02&l2=0.1" @ 0,
    "RES-SIG" "A skip alone bounds nothing" "Through 50 blocks x′ = ReLU(x + W·x + b) the gradient grows 10⁸ times; scaled by 1/√L it keeps its size; with sigmoid it still vanishes."
        "data=gaussian&samples=64&features=64&sampling=full&hidden_layers=50&width=64&activation=relu&init=he_normal&skip=report" @ 0,
    "RES-TRAIN" "A residual network learns" "Thirty blocks scaled by 1/√L learn the circles within 300 steps; unscaled they turn NaN, and without skips they stay at chance."
        "data=circles&sampling=replacement&batch=32&hidden_layers=30&width=24&activation=relu&init=xavier_normal&skip=report&branch_scale=depth" @ 0,
    "RES-50" "Fifty residual blocks explode" "Fifty blocks as they are turn NaN within 5 steps; with branches scaled by 1/√L they learn the circles within 300."
        "data=circles&sampling=replacement&batch=32&hidden_layers=50&width=24&activation=relu&init=xavier_normal&skip=report" @ 0,
    "SHATTER" "Shattered gradients" "In 24 plain layers with batch norm the slopes at neighbouring inputs have nothing in common: correlation below 0.2; with an identity path 50 layers keep it above 0.7."
        "data=line&sampling=full&hidden_layers=24&width=100&activation=relu&init=he_normal&norm=batch" @ 0,
}
