//! The networks: their experiments, the number of steps that the diagnosis sees, and whether rules may be tuned on
//! them.

use gradient_lab::spec::{Activation, Link, Spec};

/// Seeds that every network runs with.
pub const SEEDS: [u32; 3] = [1, 2, 3];

/// One network of the zoo.
pub struct Network {
    /// Its name in `labels.txt`.
    pub name: &'static str,
    data: &'static str,
    text: &'static str,
    /// Steps that the diagnosis sees.
    pub watch: u32,
    /// Whether rules are tuned without it.
    pub held_out: bool,
}

impl Network {
    /// Its experiment. Small by default: 16 units a layer, 32 of 128 examples a step.
    pub fn spec(&self, seed: u32) -> Spec {
        let Network { data, text, .. } = self;
        let link = Link::parse(&format!("data={data}&samples=128&batch=32&width=16&{text}&seed={seed}"));
        assert_eq!(link.warnings, Vec::<String>::new(), "{}", self.name);
        link.spec
    }

    /// Whether it is normal that half of its units are off.
    pub fn rectifier(&self) -> bool {
        matches!(self.spec(1).activation, Activation::Relu | Activation::LeakyRelu | Activation::Prelu)
    }
}

/// Rules may be tuned on it.
const fn tune(name: &'static str, data: &'static str, text: &'static str, watch: u32) -> Network {
    Network { name, data, text, watch, held_out: false }
}

/// Rules are not tuned on it.
const fn held(name: &'static str, data: &'static str, text: &'static str, watch: u32) -> Network {
    Network { name, data, text, watch, held_out: true }
}

/// A network of the fresh part.
pub const fn fresh(name: &'static str, data: &'static str, text: &'static str, watch: u32) -> Network {
    held(name, data, text, watch)
}

/// Networks of a kind come in groups of three, one of which is held out.
#[rustfmt::skip] // A table: one network, one row.
pub const NETWORKS: &[Network] = &[
    // Rectifiers and similar activations with the initial weights made for them.
    tune("relu_5", "circles", "hidden_layers=5&activation=relu&init=he_normal&learning_rate=0.1", 300),
    tune("relu_digits", "digits", "hidden_layers=3&width=24&activation=relu&init=he_normal&learning_rate=0.1", 200),
    held("relu_10", "circles", "hidden_layers=10&width=24&activation=relu&init=he_normal&output_init=lecun_normal&learning_rate=0.1", 300),
    tune("leaky_6", "circles", "hidden_layers=6&activation=leaky_relu&init=he_normal&learning_rate=0.1", 300),
    tune("elu_6", "circles", "hidden_layers=6&activation=elu&init=he_uniform&learning_rate=0.1", 200),
    held("prelu_6", "circles", "hidden_layers=6&activation=prelu&init=he_normal&learning_rate=0.1", 250),
    tune("selu_8", "circles", "hidden_layers=8&activation=selu&init=lecun_normal&learning_rate=0.1", 250),
    tune("gelu_6", "circles", "hidden_layers=6&activation=gelu&init=he_normal&learning_rate=0.1", 250),
    held("silu_6", "circles", "hidden_layers=6&activation=silu&init=he_normal&learning_rate=0.1", 250),
    tune("gelu_tanh_4", "digits", "hidden_layers=4&activation=gelu_tanh&init=he_normal&learning_rate=0.1", 150),
    tune("softplus_2", "circles", "hidden_layers=2&activation=softplus&init=lecun_normal&learning_rate=0.3", 300),
    held("mixed_6", "circles", "hidden_layers=6&activation=relu&layer_activation=2:tanh,5:elu&layer_width=3:24&init=he_normal&learning_rate=0.1", 250),
    // Bounded activations that learn.
    tune("tanh_5", "circles", "hidden_layers=5&activation=tanh&init=xavier_normal&learning_rate=0.1", 300),
    tune("tanh_orthogonal_15", "circles", "hidden_layers=15&activation=tanh&init=orthogonal&learning_rate=0.1", 300),
    held("tanh_10", "circles", "hidden_layers=10&width=24&activation=tanh&init=xavier_uniform&learning_rate=0.1", 300),
    tune("sigmoid_1", "circles", "hidden_layers=1&activation=sigmoid&init=xavier_normal&learning_rate=3", 300),
    tune("sigmoid_2_xor", "xor", "hidden_layers=2&activation=sigmoid&init=xavier_normal&learning_rate=1", 300),
    held("sigmoid_1_digits", "digits", "hidden_layers=1&activation=sigmoid&init=xavier_normal&learning_rate=1", 200),
    tune("kumar_adam_6", "circles", "hidden_layers=6&activation=sigmoid&init=kumar&optimizer=adam&learning_rate=0.01", 300),
    tune("kumar_adam_10", "circles", "hidden_layers=10&width=24&activation=sigmoid&init=kumar&optimizer=adam&learning_rate=0.01", 300),
    held("kumar_adam_digits", "digits", "hidden_layers=5&activation=sigmoid&init=kumar&optimizer=adam&learning_rate=0.01", 200),
    // Norms.
    tune("sigmoid_batch_norm", "circles", "hidden_layers=10&activation=sigmoid&init=xavier_normal&norm=batch&learning_rate=0.5", 300),
    tune("relu_batch_norm", "circles", "hidden_layers=5&activation=relu&init=he_normal&norm=batch&learning_rate=0.1", 200),
    held("relu_norm_after", "circles", "hidden_layers=5&activation=relu&init=he_normal&norm=batch&norm_place=after&learning_rate=0.1", 200),
    tune("tanh_layer_norm", "circles", "hidden_layers=8&activation=tanh&init=xavier_normal&norm=layer&learning_rate=0.1", 250),
    tune("relu_small_batch_norm", "digits", "hidden_layers=5&activation=relu&init=he_normal&gain=0.05&norm=batch&learning_rate=0.1", 200),
    held("gelu_layer_norm", "digits", "hidden_layers=6&activation=gelu&init=he_normal&gain=0.1&norm=layer&learning_rate=0.1", 200),
    // Residual networks.
    tune("report_scaled", "circles", "hidden_layers=20&activation=relu&init=he_normal&skip=report&branch_scale=depth&learning_rate=0.1", 250),
    tune("report_unscaled", "circles", "hidden_layers=30&activation=relu&init=xavier_normal&skip=report&learning_rate=0.1", 60),
    held("report_sigmoid", "circles", "hidden_layers=30&activation=sigmoid&init=xavier_normal&skip=report&learning_rate=0.1", 200),
    tune("identity_tanh", "circles", "hidden_layers=20&activation=tanh&init=xavier_normal&skip=identity&learning_rate=0.03", 250),
    tune("identity_unscaled", "reg", "hidden_layers=20&activation=relu&init=he_normal&skip=identity&learning_rate=0.01", 20),
    held("pre_activation_2", "circles", "hidden_layers=10&activation=relu&init=he_normal&skip=pre_activation&branch_layers=2&branch_scale=depth&learning_rate=0.1", 250),
    tune("zero_branch", "circles", "hidden_layers=16&activation=relu&init=he_normal&skip=pre_activation&branch_layers=2&zero_branch=on&learning_rate=0.05", 250),
    tune("pre_activation_unscaled", "reg", "hidden_layers=24&activation=relu&init=he_normal&skip=pre_activation&learning_rate=0.03", 40),
    held("identity_batch_norm", "circles", "hidden_layers=16&activation=relu&init=he_normal&skip=identity&branch_scale=depth&norm=batch&learning_rate=0.05", 250),
    // Optimizers.
    tune("adam", "circles", "hidden_layers=5&activation=relu&init=he_normal&optimizer=adam&learning_rate=0.005", 250),
    tune("momentum", "circles", "hidden_layers=5&activation=tanh&init=xavier_normal&optimizer=momentum&learning_rate=0.02", 300),
    held("rmsprop", "circles", "hidden_layers=5&activation=relu&init=he_normal&optimizer=rmsprop&learning_rate=0.003", 250),
    tune("adagrad", "digits", "hidden_layers=3&activation=tanh&init=xavier_normal&optimizer=adagrad&learning_rate=0.03", 200),
    tune("adamw_sigmoid_4", "circles", "hidden_layers=4&activation=sigmoid&init=xavier_normal&optimizer=adamw&learning_rate=0.03", 300),
    held("nesterov", "circles", "hidden_layers=4&activation=elu&init=he_normal&optimizer=nesterov&learning_rate=0.02", 200),
    // Clipping limits that do no harm.
    tune("clip_busy", "circles", "hidden_layers=4&activation=relu&init=he_normal&clip_norm=0.05&learning_rate=1", 300),
    tune("clip_idle", "circles", "hidden_layers=5&activation=relu&init=he_normal&clip_norm=100&learning_rate=0.1", 250),
    held("clip_value_busy", "digits", "hidden_layers=3&activation=relu&init=he_normal&clip_value=0.003&learning_rate=0.5", 250),
    tune("l2_mild", "circles", "hidden_layers=4&activation=relu&init=he_normal&l2=0.0003&learning_rate=0.1", 300),
    tune("dropout_mild", "digits", "hidden_layers=2&width=32&activation=relu&init=he_normal&dropout=0.2&learning_rate=0.1", 250),
    held("l1_mild", "digits", "hidden_layers=2&width=24&activation=relu&init=he_normal&l1=0.0003&learning_rate=0.1", 250),
    // Other tasks that are learned.
    tune("linear_gauss", "gauss", "hidden_layers=3&activation=identity&init=lecun_normal&learning_rate=0.03", 150),
    tune("no_hidden_layer", "gauss", "hidden_layers=0&init=lecun_normal&learning_rate=0.1", 100),
    held("linear_plane", "reg_plane", "hidden_layers=4&activation=identity&init=orthogonal&learning_rate=0.003", 200),
    tune("reg_relu", "reg", "noise=0&hidden_layers=4&activation=relu&init=he_normal&learning_rate=0.05", 300),
    tune("teacher_tanh", "deep_teacher", "noise=0&features=4&hidden_layers=3&width=32&activation=tanh&init=xavier_normal&learning_rate=0.3", 300),
    held("bumps_adam", "reg_gauss", "noise=0&hidden_layers=4&width=24&activation=relu&init=he_normal&optimizer=adam&learning_rate=0.01", 300),
    tune("spiral_adam", "spiral", "noise=0&hidden_layers=4&width=32&activation=relu&init=he_normal&optimizer=adam&learning_rate=0.01", 300),
    tune("flipped_labels", "circles", "label_flips=0.15&hidden_layers=2&activation=tanh&init=xavier_normal&learning_rate=0.3", 300),
    held("xor_tanh", "xor", "noise=0&hidden_layers=3&activation=tanh&init=xavier_normal&learning_rate=0.1", 250),
    // Noise, symmetry, warm-up.
    tune("dropout_half", "circles", "hidden_layers=4&width=32&activation=relu&init=he_normal&dropout=0.5&learning_rate=0.05", 300),
    tune("all_alike", "circles", "hidden_layers=3&activation=tanh&init=constant&init_scale=0.2&learning_rate=0.3", 250),
    held("warm_up", "circles", "hidden_layers=10&width=24&activation=relu&init=he_normal&warmup_steps=100&output_init=lecun_normal&learning_rate=0.1", 300),
    // Networks that learn until the gradient is exactly 0, and output layers with large initial weights.
    tune("done_to_zero", "gauss", "noise=0&hidden_layers=2&activation=relu&init=he_normal&learning_rate=3", 250),
    tune("loud_head", "circles", "hidden_layers=4&activation=tanh&init=xavier_normal&output_gain=50&learning_rate=0.1", 250),
    held("loud_head_gauss", "gauss", "noise=0&hidden_layers=3&activation=tanh&init=xavier_normal&output_gain=100&learning_rate=0.1", 200),
    // Sigmoid layers, deep.
    tune("sigmoid_10", "circles", "hidden_layers=10&activation=sigmoid&init=xavier_normal&learning_rate=0.1", 200),
    tune("sigmoid_10_fast", "circles", "hidden_layers=10&activation=sigmoid&init=xavier_normal&learning_rate=3", 250),
    held("sigmoid_20", "circles", "hidden_layers=20&activation=sigmoid&init=lecun_normal&learning_rate=1", 200),
    tune("sigmoid_4", "circles", "hidden_layers=4&activation=sigmoid&init=xavier_normal&learning_rate=1", 300),
    tune("sigmoid_60", "circles", "hidden_layers=60&width=8&activation=sigmoid&init=xavier_normal&learning_rate=0.3", 120),
    held("sigmoid_digits_8", "digits", "hidden_layers=8&activation=sigmoid&init=std_uniform&learning_rate=0.1", 200),
    tune("sigmoid_dropout", "circles", "hidden_layers=10&activation=sigmoid&init=xavier_normal&dropout=0.2&learning_rate=1", 200),
    tune("sigmoid_clip", "circles", "hidden_layers=10&activation=sigmoid&init=xavier_normal&clip_norm=1&learning_rate=1", 200),
    held("kumar_sgd", "circles", "hidden_layers=10&activation=sigmoid&init=kumar&learning_rate=0.3", 250),
    // Initial weights too small: the signal vanishes with the gradient, and ∂L/∂W is flat.
    tune("relu_tiny", "circles", "use_bias=off&hidden_layers=6&activation=relu&init=he_normal&gain=0.1&learning_rate=0.1", 200),
    tune("relu_xavier_30", "circles", "hidden_layers=30&activation=relu&init=xavier_normal&learning_rate=0.03", 150),
    held("relu_small_10", "circles", "use_bias=off&hidden_layers=10&activation=relu&init=he_normal&gain=0.3&learning_rate=0.1", 200),
    tune("leaky_tiny", "circles", "use_bias=off&hidden_layers=8&activation=leaky_relu&init=he_normal&gain=0.2&learning_rate=0.1", 200),
    tune("tanh_small", "circles", "hidden_layers=10&activation=tanh&init=xavier_normal&gain=0.3&learning_rate=0.1", 200),
    held("gelu_old", "circles", "hidden_layers=15&activation=gelu&init=std_uniform&learning_rate=0.1", 200),
    tune("relu_old_digits", "digits", "hidden_layers=15&activation=relu&init=std_uniform&learning_rate=0.05", 150),
    tune("linear_small", "reg_plane", "hidden_layers=10&activation=identity&init=lecun_normal&gain=0.2&learning_rate=0.01", 150),
    held("silu_old", "circles", "hidden_layers=12&activation=silu&init=std_uniform&learning_rate=0.1", 200),
    // Weights pulled to zero.
    tune("l2_sigmoid", "circles", "hidden_layers=10&activation=sigmoid&init=xavier_normal&l2=0.02&learning_rate=1", 300),
    tune("l2_heavy", "circles", "hidden_layers=5&activation=relu&init=he_normal&l2=0.3&learning_rate=0.1", 250),
    held("decay_heavy", "digits", "hidden_layers=3&activation=tanh&init=xavier_normal&decay=0.5&learning_rate=0.1", 200),
    tune("l1_heavy", "circles", "hidden_layers=4&activation=relu&init=he_normal&l1=0.03&learning_rate=0.1", 200),
    tune("zeros", "circles", "hidden_layers=4&activation=tanh&init=zeros&learning_rate=0.1", 150),
    held("l2_tanh", "circles", "hidden_layers=6&activation=tanh&init=xavier_normal&l2=0.1&learning_rate=0.3", 250),
    // Units that are off or saturated.
    tune("relu_off", "circles", "hidden_layers=5&activation=relu&init=he_normal&bias=-1&learning_rate=0.1", 150),
    tune("elu_low", "circles", "hidden_layers=5&activation=elu&init=he_normal&bias=-1&learning_rate=0.1", 250),
    held("leaky_off", "circles", "hidden_layers=5&activation=leaky_relu&init=he_normal&bias=-1&learning_rate=0.1", 150),
    held("relu_off_digits", "digits", "hidden_layers=3&activation=relu&init=he_normal&bias=-6&learning_rate=0.1", 100),
    tune("tanh_pinned", "circles", "hidden_layers=4&activation=tanh&init=xavier_normal&bias=5&learning_rate=0.1", 200),
    tune("sigmoid_pinned", "circles", "hidden_layers=3&activation=sigmoid&init=xavier_normal&bias=-6&learning_rate=1", 200),
    tune("tanh_hard", "circles", "hidden_layers=4&activation=tanh&init=xavier_normal&gain=50&learning_rate=0.1", 200),
    tune("sigmoid_hard", "digits", "hidden_layers=4&activation=sigmoid&init=xavier_normal&gain=100&learning_rate=0.1", 150),
    held("relu_dying", "circles", "hidden_layers=6&activation=relu&init=he_normal&learning_rate=3", 200),
    // Overflow.
    tune("relu_normal", "reg", "hidden_layers=10&width=32&activation=relu&init=normal&output_init=lecun_normal&learning_rate=0.01", 10),
    tune("relu_1.3", "reg", "hidden_layers=10&width=24&activation=relu&init=he_normal&gain=1.3&output_init=lecun_normal&learning_rate=0.01", 30),
    held("relu_normal_f64", "reg", "precision=f64&hidden_layers=8&activation=relu&init=normal&output_init=lecun_normal&learning_rate=0.01", 15),
    tune("rate_too_large", "reg", "hidden_layers=10&width=24&activation=relu&init=he_normal&output_init=lecun_normal&learning_rate=0.5", 30),
    tune("l2_no_cure", "reg", "hidden_layers=10&width=24&activation=relu&init=he_normal&gain=1.4&l2=0.01&output_init=lecun_normal&learning_rate=0.01", 30),
    held("selu_loud", "reg", "hidden_layers=8&activation=selu&init=he_normal&gain=1.5&learning_rate=0.03", 40),
    tune("avalanche", "chain", "hidden_layers=2&width=1&use_bias=off&activation=identity&init=constant&init_scale=1.5&sampling=full&learning_rate=0.75", 20),
    tune("avalanche_begun", "chain", "hidden_layers=2&width=4&use_bias=off&activation=identity&init=orthogonal&gain=1.2&sampling=full&learning_rate=0.75", 2),
    held("avalanche_5", "chain", "hidden_layers=4&width=1&use_bias=off&activation=identity&init=constant&init_scale=1.05&sampling=full&learning_rate=0.75", 20),
    tune("avalanche_slow", "chain", "hidden_layers=2&width=1&use_bias=off&activation=identity&init=constant&init_scale=1.07458&sampling=full&learning_rate=0.75", 30),
    tune("avalanche_soon", "chain", "hidden_layers=2&width=1&use_bias=off&activation=identity&init=constant&init_scale=1.0746&sampling=full&learning_rate=0.75", 7),
    held("avalanche_wide", "reg_plane", "hidden_layers=2&width=8&activation=identity&init=orthogonal&learning_rate=0.2", 60),
    tune("bowl_swings", "bowl", "hidden_layers=0&use_bias=off&init=lecun_normal&sampling=full&learning_rate=0.21", 300),
    tune("bowl_swings_far", "bowl", "hidden_layers=0&use_bias=off&init=lecun_normal&sampling=full&learning_rate=0.3", 50),
    held("one_weight_grows", "chain", "hidden_layers=0&use_bias=off&init=lecun_normal&sampling=full&learning_rate=1.1", 180),
    // All layers equally large, and NaN that comes from the loss alone.
    tune("uniform_relu", "reg", "hidden_layers=5&activation=relu&init=he_normal&output_gain=100&learning_rate=0.01", 20),
    tune("uniform_linear", "reg_plane", "hidden_layers=6&activation=identity&init=orthogonal&learning_rate=0.5", 40),
    held("uniform_tanh", "reg", "hidden_layers=5&activation=tanh&init=orthogonal&output_gain=100&learning_rate=0.05", 150),
    tune("naive_loss", "circles", "loss=naive_bce&hidden_layers=2&activation=tanh&init=xavier_normal&output_gain=20&learning_rate=0.1", 50),
    tune("naive_loss_learns", "gauss", "loss=naive_bce&noise=0&hidden_layers=2&activation=tanh&init=xavier_normal&learning_rate=0.1", 150),
    held("momentum_overflow", "reg", "hidden_layers=6&activation=relu&init=he_normal&optimizer=momentum&momentum=0.98&learning_rate=0.1", 60),
    // Large without NaN.
    tune("tanh_normal", "reg", "noise=0&hidden_layers=10&width=32&activation=tanh&init=normal&output_init=lecun_normal&learning_rate=0.01", 200),
    held("tanh_chaotic", "circles", "hidden_layers=15&width=24&activation=tanh&init=xavier_normal&gain=3&learning_rate=0.03", 200),
    tune("tanh_chaotic_digits", "digits", "hidden_layers=10&width=24&activation=tanh&init=xavier_normal&gain=2.5&learning_rate=0.03", 200),
    tune("tanh_jumps", "circles", "hidden_layers=5&activation=tanh&init=xavier_normal&learning_rate=10", 200),
    tune("batch_norm_30", "circles", "hidden_layers=30&width=24&activation=relu&init=he_normal&norm=batch&learning_rate=0.03", 200),
    held("sigmoid_jumps", "digits", "hidden_layers=4&activation=sigmoid&init=xavier_normal&learning_rate=30", 150),
    // Clipping that keeps an explosion in check.
    tune("clip_holds", "reg", "noise=0&hidden_layers=10&width=24&activation=relu&init=he_normal&gain=1.2&clip_norm=1&output_init=lecun_normal&learning_rate=0.01", 300),
    held("clip_prevents_only", "reg", "noise=0&hidden_layers=10&width=24&activation=relu&init=he_normal&gain=2&clip_norm=1&output_init=lecun_normal&learning_rate=0.01", 200),
    tune("clip_value_holds", "reg", "noise=0&hidden_layers=8&activation=relu&init=he_normal&gain=1.4&clip_value=0.1&output_init=lecun_normal&learning_rate=0.01", 250),
    // Healthy gradients, but steps too small or a learning rate that falls too soon.
    tune("rate_tiny", "circles", "hidden_layers=5&activation=relu&init=he_normal&learning_rate=0.0001", 200),
    tune("rate_small_digits", "digits", "hidden_layers=3&activation=relu&init=he_normal&learning_rate=0.001", 200),
    held("rate_falls", "circles", "hidden_layers=5&activation=tanh&init=xavier_normal&schedule=exponential&schedule_steps=40&schedule_factor=0.1&learning_rate=0.03", 250),
    // Networks too simple for the task, or tasks with nothing to learn.
    tune("linear_circles", "circles", "hidden_layers=5&activation=identity&init=lecun_normal&learning_rate=0.1", 250),
    tune("one_unit_spiral", "spiral", "hidden_layers=3&width=1&activation=tanh&init=xavier_normal&learning_rate=0.1", 250),
    held("linear_xor", "xor", "hidden_layers=3&activation=identity&init=orthogonal&learning_rate=0.01", 250),
    tune("two_units_teacher", "deep_teacher", "features=6&hidden_layers=2&width=2&activation=tanh&init=xavier_normal&learning_rate=0.3", 300),
    tune("narrow_digits", "digits", "hidden_layers=4&width=2&activation=relu&init=he_normal&learning_rate=0.05", 300),
    held("shuffled_labels", "xor", "label_flips=0.5&samples=512&hidden_layers=2&width=8&activation=tanh&init=xavier_normal&learning_rate=0.05", 250),
    // Slow, but on their way.
    tune("sigmoid_3", "circles", "hidden_layers=3&activation=sigmoid&init=xavier_normal&learning_rate=3", 300),
    tune("sigmoid_10_adam", "circles", "hidden_layers=10&activation=sigmoid&init=xavier_normal&optimizer=adam&learning_rate=0.01", 300),
    held("tanh_old_8", "circles", "hidden_layers=8&activation=tanh&init=std_uniform&learning_rate=0.1", 250),
    // Seen for a few steps only.
    tune("relu_glimpse", "circles", "hidden_layers=5&activation=relu&init=he_normal&learning_rate=0.1", 5),
    tune("sigmoid_glimpse", "circles", "hidden_layers=10&activation=sigmoid&init=xavier_normal&learning_rate=0.1", 3),
    held("digits_glimpse", "digits", "hidden_layers=4&activation=tanh&init=xavier_normal&learning_rate=0.1", 8),
    tune("tanh_glimpse", "circles", "hidden_layers=8&activation=tanh&init=xavier_normal&learning_rate=0.1", 20),
    tune("chaos_glimpse", "circles", "hidden_layers=15&width=24&activation=tanh&init=xavier_normal&gain=3&learning_rate=0.01", 1),
    held("residual_glimpse", "circles", "hidden_layers=12&activation=relu&init=he_normal&skip=report&branch_scale=depth&learning_rate=0.1", 10),
];
