//! Trains one experiment natively and prints every probe figure, step by step:
//!
//! ```text
//! cargo run --release --example run -- 'activation=relu&init=he_normal' --steps 1000 --every 100 --format csv
//! ```
//!
//! The text is what follows # in a link of the page, or `preset=VAN`. Numbers that are not finite are spelled out:
//! NaN, inf, -inf.

use gradient_lab::num::Real;
use gradient_lab::probe::{Figures, Shares};
use gradient_lab::session::Session;
use gradient_lab::spec::{Link, Spec, SpecError};
use std::fmt;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

const USAGE: &str = "usage: run '<spec text>' [--steps N] [--every K] [--format csv|json] [--f64]

--f64 computes in f64 whatever the text says; precision=f64 in it does the same. The exit status is 2 where nothing of
the text was understood.

Prints one row per stage after step 0, K, 2K, … N. `step` counts completed updates; `loss` is that of the last batch,
train_… and test_… are those of the whole sets now. The rows of step 0 are printed before its update. Where the run
stops at a number that is not finite, the last rows show what each stage last held.";

/// The arguments of the command line.
struct Options {
    text: String,
    steps: Option<u32>,
    every: u32,
    json: bool,
    f64: bool,
}

fn main() -> ExitCode {
    if std::env::args().any(|word| word == "--help" || word == "-h") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let options = match options(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(why) => {
            eprintln!("{why}\n{USAGE}");
            return ExitCode::FAILURE;
        }
    };
    let link = Link::parse(&options.text);
    link.warnings.iter().for_each(|warning| eprintln!("{warning}"));
    if link.is_unread() {
        eprintln!("Nothing of this was understood: “{}”.", options.text);
        return ExitCode::from(2);
    }
    let steps = options.steps.unwrap_or(link.step);
    let wide = options.f64 || !link.spec.precision.description().format.fits_f32();
    let ran = if wide { run::<f64>(&link.spec, steps, &options) } else { run::<f32>(&link.spec, steps, &options) };
    match ran {
        Ok(()) => ExitCode::SUCCESS,
        // A reader that takes only the first lines closes the pipe, which is not an error.
        Err(Fault::Output(why)) if why.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn options(mut words: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options { text: String::new(), steps: None, every: 1, json: false, f64: false };
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("{word} needs a value"));
        match word.as_str() {
            "--steps" => options.steps = Some(number(&value()?)?),
            "--every" => options.every = number(&value()?)?.max(1),
            "--format" => options.json = json(&value()?)?,
            "--f64" => options.f64 = true,
            other if other.starts_with("--") => return Err(format!("there is no option {other}")),
            _ if options.text.is_empty() => options.text = word,
            _ => return Err(format!("only one experiment at a time: “{word}” is the second one")),
        }
    }
    Ok(options)
}

fn number(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| format!("“{text}” is not a whole number"))
}

fn json(text: &str) -> Result<bool, String> {
    match text {
        "json" => Ok(true),
        "csv" => Ok(false),
        _ => Err(format!("the format must be csv or json, not “{text}”")),
    }
}

/// Trains and prints a block of rows, one per stage, after step 0, K, 2K, … and where the run stops.
fn run<R: Real>(spec: &Spec, steps: u32, options: &Options) -> Result<(), Fault> {
    let mut session: Session<R> = Session::new(spec).map_err(Fault::Spec)?;
    let mut out = io::stdout().lock();
    if !options.json {
        writeln!(out, "{}", COLUMNS.join(","))?;
    }
    // Forward and backward of step 0, without its update, for the figures at the start.
    let phases = session.trainer().per_step() as u32 - 1;
    for _ in 0..phases {
        session.advance();
    }
    report(&mut out, &mut session, options.json)?;
    while session.trainer().steps() < steps && session.stopped().is_none() {
        session.run(options.every.min(steps - session.trainer().steps()));
        report(&mut out, &mut session, options.json)?;
    }
    if let Some(stopped) = session.stopped() {
        eprintln!("The run stopped: {}", stopped.words(&session.frame()));
    }
    Ok(())
}

/// The errors of a run.
enum Fault {
    Spec(SpecError),
    Output(io::Error),
}

impl From<io::Error> for Fault {
    fn from(why: io::Error) -> Fault {
        Fault::Output(why)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Spec(why) => why.fmt(f),
            Fault::Output(why) => why.fmt(f),
        }
    }
}

const COLUMNS: [&str; 23] = [
    "step",
    "loss",
    "train_loss",
    "train_accuracy",
    "test_loss",
    "test_accuracy",
    "stage",
    "forward_rms",
    "z_rms",
    "d_z_rms",
    "d_a_rms",
    "d_w_norm",
    "w_norm",
    "update_ratio",
    "distance",
    "factor",
    "w_factor",
    "f_factor",
    "saturated",
    "dead",
    "zero",
    "finite",
    "precision",
];

fn report<R: Real>(out: &mut impl Write, session: &mut Session<R>, json: bool) -> io::Result<()> {
    let score = session.evaluate();
    let classes = session.trainer().spec.task().has_classes();
    let accuracy = |accuracy: f64| classes.then_some(accuracy);
    let (train, test, loss) = (score.train, score.test, session.trainer().loss_value);
    let run = [Some(loss), Some(train.loss), accuracy(train.accuracy), Some(test.loss), accuracy(test.accuracy)];
    for stage in 0..session.trainer().stages() {
        let mut row = vec![score.step.to_string()];
        row.extend(run.into_iter().map(spelled));
        row.push((stage + 1).to_string());
        row.extend(stage_figures(session, stage).into_iter().map(spelled));
        row.push(session.stopped().is_none().to_string());
        row.push(R::NAME.to_string());
        writeln!(out, "{}", if json { object(&row) } else { row.join(",") })?;
    }
    Ok(())
}

fn stage_figures<R: Real>(session: &Session<R>, stage: usize) -> [Option<f64>; 14] {
    let f: Figures = session.figures()[stage];
    let shares = Shares::of(&session.trainer().network, stage);
    let rms = |norm: Option<gradient_lab::num::Norm>| norm.map(|norm| norm.rms());
    let l2 = |norm: Option<gradient_lab::num::Norm>| norm.map(|norm| norm.l2);
    [
        rms(f.a),
        rms(f.z),
        rms(f.d_z),
        rms(f.d_a),
        l2(f.d_w),
        l2(f.w),
        f.update_ratio,
        Some(session.distance(stage)),
        f.factor,
        f.w_factor,
        f.f_factor,
        Some(shares.saturated),
        Some(shares.dead),
        Some(shares.zero),
    ]
}

/// Shortest text that reads back as the same number; empty where nothing was measured.
fn spelled(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| {
        if value != 0.0 && value.abs() < 1e-4 { format!("{value:e}") } else { value.to_string() }
    })
}

/// One JSON object. JSON has no NaN, so numbers that are not finite are strings.
fn object(row: &[String]) -> String {
    let member = |(key, text): (&&str, &String)| match text.parse::<f64>() {
        Ok(value) if value.is_finite() => format!("\"{key}\":{text}"),
        _ if text.is_empty() => format!("\"{key}\":null"),
        _ if text == "true" || text == "false" => format!("\"{key}\":{text}"),
        _ => format!("\"{key}\":\"{text}\""),
    };
    format!("{{{}}}", COLUMNS.iter().zip(row).map(member).collect::<Vec<_>>().join(","))
}
