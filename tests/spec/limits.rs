//! Every knob at its limits, through a whole step.

use gradient_lab::session::Session;
use gradient_lab::spec::{KNOBS, Kind, Link};
use gradient_lab::train::Trainer;

/// Each knob at both of its ends, everything else small, through a whole step.
#[test]
fn every_knob_at_its_limits_runs() {
    const SMALL: &[(&str, &str)] =
        &[("data", "circles"), ("samples", "8"), ("hidden_layers", "2"), ("width", "3"), ("batch", "4")];
    for knob in KNOBS {
        let values: Vec<String> = match knob.kind {
            Kind::Choice { options, extra } => {
                options.iter().chain(&extra).map(|choice| choice.key.to_string()).collect()
            }
            Kind::Number { low, high, .. } => vec![low.to_string(), high.to_string()],
            Kind::Integer { low, high } => vec![low.to_string(), high.to_string()],
            Kind::Flag => vec!["on".into(), "off".into()],
            Kind::List => vec![
                String::new(),
                if knob.key == "layer_activation" { "1:relu,2:tanh".into() } else { "1:7,2:1".into() },
            ],
        };
        for value in values {
            let rest: Vec<String> =
                SMALL.iter().filter(|(key, _)| *key != knob.key).map(|(key, value)| format!("{key}={value}")).collect();
            let data = match knob.key {
                "features" => "&data=deep_teacher",
                _ if knob.acts.1 && !knob.acts.0 => "&data=adding&cell=lstm",
                "cell" if value != "none" => "&data=adding",
                _ => "",
            };
            let text = format!("{}{data}&{}={value}", rest.join("&"), knob.key);
            let link = Link::parse(&text);
            // A loss, or sequences, may ask for something else besides.
            let settled = ["loss", "data"].contains(&knob.key);
            assert!(link.warnings.is_empty() || settled, "{text}: {:?}", link.warnings);
            let mut session: Session<f32> = Session::new(&link.spec).unwrap_or_else(|why| panic!("{text}: {why}"));
            session.run(1);
            assert!(session.trainer().steps() == 1 || session.stopped().is_some(), "{text}");
            session.evaluate();
        }
    }
}

/// The largest network that can be asked for is built and makes one step.
#[test]
fn all_limits_at_once() {
    let link = Link::parse("data=circles&hidden_layers=100&width=256&batch=1&sampling=replacement&activation=prelu");
    let mut trainer: Trainer<f32> = Trainer::new(&link.spec).expect("a valid spec");
    trainer.step();
    assert_eq!(trainer.network.layers.len(), 101);
}
