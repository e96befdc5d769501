//! Runs an experiment and prints what the diagnosis finds, as JSON.
//!
//! ```text
//! cargo run --release --example diagnose -- 'hidden_layers=10&activation=sigmoid' --steps 300
//! ```

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    native::main()
}

/// The browser's test run compiles every example; there is no command line in a browser.
#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use gradient_lab::num::Real;
    use gradient_lab::session::Session;
    use gradient_lab::spec::{Link, Spec};
    use gradient_lab::verdict::{Finding, Limits, diagnose};
    use serde_json::{Value, json};
    use std::process::ExitCode;

    const USAGE: &str = "usage: diagnose '<experiment as a link writes it>' [--steps N]";

    pub fn main() -> ExitCode {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        match request(&arguments) {
            Ok((text, steps)) => {
                let link = Link::parse(text);
                link.warnings.iter().for_each(|warning| eprintln!("{warning}"));
                let steps = steps.unwrap_or(if link.step > 0 { link.step } else { 300 });
                println!("{:#}", findings(&link.spec, steps));
                ExitCode::SUCCESS
            }
            Err(why) => {
                eprintln!("{why}\n{USAGE}");
                ExitCode::FAILURE
            }
        }
    }

    /// The experiment's text, and the steps if they are given.
    fn request(arguments: &[String]) -> Result<(&str, Option<u32>), String> {
        let mut text = None;
        let mut steps = None;
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--steps" => {
                    let number = rest.next().ok_or("--steps needs a number")?;
                    steps = Some(number.parse().map_err(|_| format!("--steps needs a whole number, not “{number}”"))?);
                }
                option if option.starts_with("--") => return Err(format!("there is no option {option}")),
                experiment if text.is_none() => text = Some(experiment),
                another => return Err(format!("only one experiment at a time: “{another}” is the second one")),
            }
        }
        Ok((text.unwrap_or(""), steps))
    }

    fn findings(spec: &Spec, steps: u32) -> Value {
        match spec.precision.description().format.fits_f32() {
            true => run::<f32>(spec, steps),
            false => run::<f64>(spec, steps),
        }
    }

    fn run<R: Real>(spec: &Spec, steps: u32) -> Value {
        let mut session: Session<R> = match Session::new(spec) {
            Ok(session) => session,
            Err(why) => return json!({ "error": why.to_string() }),
        };
        session.run(steps);
        session.evaluate();
        let limits = Limits::default();
        let found: Vec<Value> =
            diagnose(&session.frame(), &limits).iter().map(|finding| entry(finding, &limits)).collect();
        json!({
            "experiment": spec.to_text(),
            "steps": session.trainer().steps(),
            "stopped": session.stopped().map(|stopped| stopped.words(&session.frame())),
            "findings": found,
        })
    }

    fn entry(finding: &Finding, limits: &Limits) -> Value {
        let thresholds = finding.limits.iter().map(|limit| (limit.key().to_string(), json!(limits.of(*limit))));
        let cures = finding.cures.iter().map(|cure| {
            let changes = cure.changes.iter().map(|(key, value)| format!("{key}={value}"));
            let changes = changes.collect::<Vec<String>>().join("&");
            json!({ "label": cure.label, "kind": cure.kind.key(), "note": cure.note, "changes": changes })
        });
        json!({
            "symptom": finding.symptom.key(),
            "gravity": finding.gravity.key(),
            "title": finding.words().label,
            "rule": finding.words().help,
            "thresholds": thresholds.collect::<serde_json::Map<String, Value>>(),
            "evidence": finding.evidence,
            "cause": finding.cause,
            "cures": cures.collect::<Vec<Value>>(),
        })
    }
}
