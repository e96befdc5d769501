//! The sentences about a link or a spec that cannot be used as it is.

use super::assert_total;
use gradient_lab::session::Session;
use gradient_lab::spec::{Link, Spec};
use gradient_lab::train::Trainer;

#[test]
fn noise_of_a_megabyte_is_answered_briefly_and_at_once() {
    let start = std::time::Instant::now();
    for text in [
        "x=1&".repeat(250_000),
        "é".repeat(500_000),
        format!("live={}", "1:2,".repeat(250_000)),
        "{".repeat(1_000_000),
        "%".repeat(1_000_000),
    ] {
        assert_total(&text);
    }
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn plain_words_for_what_cannot_be_used() {
    let cases = [
        ("width=0", "Width must be from 1 to 256, not 0: 1 is used."),
        ("width=999999", "Width must be from 1 to 256"),
        ("width=2.5", "whole number"),
        ("width=wide", "Width takes a number from 1 to 256, not “wide”; 32 is kept."),
        ("learning_rate=NaN", "Learning rate takes a number from 0.000001 to 100, not “NaN”; 0.1 is kept."),
        ("learning_rate=inf", "not “inf”; 0.1 is kept."),
        ("learning_rate=1e400", "not 1e400: 100 is used"),
        (
            "activation=mish",
            "Activation has no option “mish” (there are identity, sigmoid, tanh, relu, leaky_relu, prelu",
        ),
        ("activation=sigmiod", "Activation has no option “sigmiod” (the nearest is sigmoid); sigmoid is kept."),
        ("colour=red", "There is no knob “colour”."),
        ("learnig_rate=1", "There is no knob “learnig_rate”; the nearest is learning_rate."),
        ("preset=NOPE", "There is no preset “NOPE”."),
        ("step=-1", "step takes a whole number"),
        ("use_bias=maybe", "Biases can be on or off, not “maybe”; on is kept."),
        ("loss=bce_with_logits&data=gaussian", "The loss bce_with_logits does not fit these data"),
        ("hidden_layers=2&layer_activation=5:relu", "There are only 2 hidden layers"),
        ("norm=batch&batch=1", "Batch norm needs at least two examples"),
        ("live=40:seed:3", "is not a live knob"),
        ("layer_width=1:0", "Other width at: a layer's width must be from 1 to 256, not 0"),
        ("v=9", "version “9”"),
        ("{\"width\":", "not JSON"),
        ("seed=4294967296", "4294967295 is used"),
    ];
    for (text, words) in cases {
        let link = assert_total(text);
        assert_eq!(link.warnings.len(), 1, "{text}: {:?}", link.warnings);
        assert!(link.warnings[0].contains(words), "{text}: {:?}", link.warnings);
    }
}

/// What people write: another case, a label, a hyphen, a word of another library.
#[test]
fn other_words_for_a_knob_or_an_option_are_understood_and_told() {
    let cases = [
        ("activation=ReLU", "activation=relu", "“ReLU” is read as relu."),
        ("Activation=relu", "activation=relu", "“Activation” is read as activation."),
        ("activation=linear", "activation=identity", "“linear” is read as identity."),
        ("lr=0.5", "learning_rate=0.5", "“lr” is read as learning_rate."),
        ("Learning rate=0.5", "learning_rate=0.5", "“Learning rate” is read as learning_rate."),
        ("dataset=spiral", "data=spiral", "“dataset” is read as data."),
        ("data=reg-plane", "data=reg_plane", "“reg-plane” is read as reg_plane."),
        ("init=he", "init=he_normal", "“he” is read as he_normal."),
        ("init=glorot_uniform", "init=xavier_uniform", "“glorot_uniform” is read as xavier_uniform."),
        ("optimizer=Adam", "optimizer=adam", "“Adam” is read as adam."),
        ("norm=batchnorm", "norm=batch", "“batchnorm” is read as batch."),
        ("skip=residual", "skip=identity", "“residual” is read as identity."),
        (
            "loss=cross_entropy&data=digits",
            "data=digits&loss=softmax_cross_entropy",
            "is read as softmax_cross_entropy.",
        ),
        ("precision=float16", "precision=f16", "“float16” is read as f16."),
        ("optim=adamw&decay=0", "optimizer=adamw&decay=0", "“optim” is read as optimizer."),
    ];
    for (text, same, said) in cases {
        let (link, plain) = (assert_total(text), Link::parse(same));
        assert_eq!(plain.warnings, Vec::<String>::new(), "{same}");
        assert_eq!(link.spec, plain.spec, "{text}");
        assert!(link.warnings.len() == 1 && link.warnings[0].ends_with(said), "{text}: {:?}", link.warnings);
    }
    for text in [" activation = relu ", "http://127.0.0.1:8123/#activation=relu", "https://x.org/a?b#activation=relu"] {
        assert_eq!(assert_total(text), Link::parse("activation=relu"), "{text}");
    }
    assert_eq!(Link::parse("preset=van"), Link::parse("preset=VAN"));
}

/// The link of playground.tensorflow.org when it opens, with two things changed.
#[test]
fn a_link_of_tensorflow_playground_opens_its_experiment() {
    let link = assert_total(
        "https://playground.tensorflow.org/#activation=linear&regularization=L2&batchSize=30&dataset=spiral\
         &regDataset=reg-plane&learningRate=0.3&regularizationRate=10&noise=15&networkShape=8,4&seed=0.71\
         &showTestData=false&discretize=false&percTrainData=50&x=true&y=true&xTimesY=false&problem=classification\
         &initZero=false&hideText=false",
    );
    let same = "data=spiral&noise=0.15&samples=250&hidden_layers=2&width=8&layer_width=2:4&activation=identity\
                &learning_rate=0.3&batch=30&l2=10&init=uniform&output_init=uniform&init_scale=0.5&bias=0.1&loss=mse";
    assert_eq!(link.spec, Link::parse(same).spec);
    assert_eq!(link.warnings.len(), 1, "{:?}", link.warnings);
    assert!(link.warnings[0].contains("TensorFlow Playground"));
    let plane = assert_total("problem=regression&regDataset=reg-gauss&networkShape=&noise=50&batchSize=10");
    assert_eq!(plane.spec.hidden_layers, 0);
    assert_eq!((plane.spec.data.key(), plane.spec.noise), ("reg_gauss", 0.5));
}

#[test]
fn what_is_fine_is_not_warned_about() {
    let fine = [
        "",
        "#",
        "?",
        "#width=8",
        "width=8&",
        "&&width=8",
        "v=1",
        "step=1000000",
        "learning%5Frate=0.5",
        "use_bias=false",
        "use_bias=False",
        "{\"width\":8}",
        "{}",
        "preset=VAN&seed=3",
        "seed=3&preset=VAN",
    ];
    for text in fine {
        assert_eq!(assert_total(text).warnings, Vec::<String>::new(), "{text:?}");
    }
    assert_eq!(Link::parse("learning%5Frate=0.5").spec.learning_rate, 0.5);
    assert_eq!(Link::parse("seed=3&preset=VAN"), Link::parse("preset=VAN&seed=3"));
    assert_eq!(Link::parse("").spec, Spec::default());
    assert_eq!(Spec::default().to_text(), "");
}

#[test]
fn a_spec_put_together_by_hand_is_checked_in_words() {
    let wrong = [
        (Spec { width: 0, ..Spec::default() }, "width", "1 to 256"),
        (Spec { hidden_layers: 101, ..Spec::default() }, "hidden_layers", "0 to 100"),
        (Spec { learning_rate: f64::NAN, ..Spec::default() }, "learning_rate", "NaN"),
        (Spec { gain: f64::INFINITY, ..Spec::default() }, "gain", "100"),
        (Spec { batch: 0, ..Spec::default() }, "batch", "1024"),
        (Spec { loss: Some(gradient_lab::spec::Loss::Cotangent), ..Spec::default() }, "spec", "cotangent"),
        (
            Spec { layer_width: vec![gradient_lab::spec::LayerWidth { layer: 11, width: 3 }], ..Spec::default() },
            "spec",
            "only 10 hidden layers",
        ),
    ];
    for (spec, knob, words) in wrong {
        let error = Trainer::<f32>::new(&spec).expect_err(words);
        assert_eq!(error.knob, knob);
        assert!(error.to_string().contains(words), "{error}");
        assert!(Session::<f64>::new(&spec).is_err());
    }
}
