//! Runs an experiment and prints what the diagnosis finds: for people on a terminal, as JSON for programs.
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
    use std::io::IsTerminal;
    use std::process::ExitCode;

    const USAGE: &str = "usage: diagnose '<experiment as a link writes it>' [--steps N] [--format text|json]

Trains for 300 steps, or as many as the link or --steps says, and prints what is wrong, why, and what to try: as text on
a terminal, else as JSON. The exit status is 2 where nothing of the experiment's text was understood.";

    /// What the command line asks for.
    struct Request<'a> {
        text: &'a str,
        steps: Option<u32>,
        json: bool,
    }

    pub fn main() -> ExitCode {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        if arguments.iter().any(|word| word == "--help" || word == "-h") {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        match request(&arguments) {
            Ok(request) => answer(&request),
            Err(why) => {
                eprintln!("{why}\n{USAGE}");
                ExitCode::FAILURE
            }
        }
    }

    fn answer(request: &Request) -> ExitCode {
        let link = Link::parse(request.text);
        link.warnings.iter().for_each(|warning| eprintln!("{warning}"));
        if link.is_unread() {
            eprintln!("Nothing of this was understood: “{}”.", request.text);
            return ExitCode::from(2);
        }
        let steps = request.steps.unwrap_or(if link.step > 0 { link.step } else { 300 });
        let found = findings(&link.spec, steps);
        if request.json {
            println!("{found:#}")
        } else {
            print!("{}", in_words(&found))
        }
        ExitCode::SUCCESS
    }

    fn request(arguments: &[String]) -> Result<Request<'_>, String> {
        let mut text = None;
        let mut steps = None;
        let mut json = !std::io::stdout().is_terminal();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--steps" => {
                    let number = rest.next().ok_or("--steps needs a number")?;
                    steps = Some(number.parse().map_err(|_| format!("--steps needs a whole number, not “{number}”"))?);
                }
                "--format" => {
                    json = match rest.next().map(String::as_str) {
                        Some("json") => true,
                        Some("text") => false,
                        _ => return Err("--format needs text or json".into()),
                    }
                }
                option if option.starts_with("--") => return Err(format!("there is no option {option}")),
                experiment if text.is_none() => text = Some(experiment),
                another => return Err(format!("only one experiment at a time: “{another}” is the second one")),
            }
        }
        Ok(Request { text: text.unwrap_or(""), steps, json })
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

    /// The same as paragraphs: each finding with evidence and cause, and its cures as links' texts.
    fn in_words(found: &Value) -> String {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        if let Some(why) = found["error"].as_str() {
            return format!("{why}\n");
        }
        let mut words = format!("{} training steps of “{}”\n", found["steps"], text(&found["experiment"]));
        for one in list(&found["findings"]) {
            words += &format!("\n{}\n  {}\n  {}\n", text(&one["title"]), text(&one["evidence"]), text(&one["cause"]));
            for cure in list(&one["cures"]) {
                words += &format!("  try {}: {}\n", text(&cure["label"]), text(&cure["changes"]));
            }
        }
        words
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
