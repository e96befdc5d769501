//! Runs other programs: finds them, shows the progress of long ones, and reports their failures.

use crate::{Outcome, manifest::root};
use std::env;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

const PULSE: Duration = Duration::from_secs(30);

/// Rejects RUSTFLAGS in the environment. They silently replace the `+simd128` of `.cargo/config.toml`, and the tests
/// would run other code than the page ships.
pub fn refuse_rustflags() -> Outcome {
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
        if env::var_os(name).is_some() {
            return Err(format!(
                "the environment sets {name}, which would silently replace the flags of .cargo/config.toml \
                 (WebAssembly without SIMD). Unset it and start again."
            ));
        }
    }
    Ok(())
}

/// A command that runs at the root of the repository, with cargo's bin folder on its path.
pub fn program(name: impl AsRef<Path>) -> Command {
    let mut command = Command::new(find(name.as_ref()).unwrap_or_else(|| name.as_ref().to_path_buf()));
    command.current_dir(root()).env("PATH", path_with_cargo_bin());
    command
}

/// The cargo that started xtask, so that every step uses the same toolchain.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = program(env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from));
    command.args(arguments);
    command
}

/// Runs cargo as a step that is named like the command.
pub fn cargo_step(arguments: &[&str]) -> Outcome {
    step(&format!("cargo {}", arguments.join(" ")), &mut cargo(arguments))
}

/// Runs a test target without tests: a program that uses the test support.
pub fn test_program(name: &str, options: &[&str]) -> Outcome {
    cargo_step(&[&["test", "--release", "--test", name, "--"], options].concat())
}

/// Runs `command` and passes its output through. Prints a line at the start, every half minute and at the end.
pub fn step(name: &str, command: &mut Command) -> Outcome {
    println!("\n── {name}");
    let started = Instant::now();
    let child = command.stdin(Stdio::null()).spawn();
    let child = child.map_err(|e| format!("{name}: {} cannot be started: {e}.", command.get_program().display()))?;
    let status = watch(name, child, started)?;
    end(name, status, started)
}

fn end(name: &str, status: ExitStatus, started: Instant) -> Outcome {
    let passed = elapsed(started);
    if !status.success() {
        return Err(format!("'{name}' failed after {passed} ({status}); its output is above."));
    }
    println!("── {name}: done in {passed}");
    Ok(())
}

/// Like [`step`], and returns what the program printed on its standard output, which still appears as it comes.
pub fn heard(name: &str, command: &mut Command) -> Outcome<String> {
    println!("\n── {name}");
    let started = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
    let mut child =
        child.map_err(|e| format!("{name}: {} cannot be started: {e}.", command.get_program().display()))?;
    let lines = child.stdout.take().map(|stdout| BufReader::new(stdout).lines().map_while(Result::ok));
    let reader = std::thread::spawn(move || {
        lines.into_iter().flatten().inspect(|line| println!("{line}")).collect::<Vec<String>>().join("\n")
    });
    let status = watch(name, child, started)?;
    let text = reader.join().unwrap_or_default();
    end(name, status, started).map(|()| text)
}

fn watch(name: &str, mut child: Child, started: Instant) -> Outcome<ExitStatus> {
    let mut next_pulse = PULSE;
    loop {
        if let Some(status) = child.try_wait().map_err(|e| format!("{name}: its status cannot be read: {e}."))? {
            return Ok(status);
        }
        if started.elapsed() > next_pulse {
            println!("   … {name}: {} so far", elapsed(started));
            next_pulse += PULSE;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The trimmed output of a program; none if it is missing or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// The first word of `text` that starts with a digit: every tool here prints its version like this.
pub fn version_in(text: &str) -> Option<&str> {
    text.split_whitespace()
        .map(|word| word.trim_start_matches('v'))
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// The version of the program `name`, if it is on the path and prints one.
pub fn version_of(name: impl AsRef<Path>) -> Option<String> {
    let text = answer(program(name).arg("--version"))?;
    version_in(&text).map(str::to_owned)
}

/// Finds `name` on the path, including cargo's bin folder. A name that contains a folder is used as it is.
pub fn find(name: &Path) -> Option<PathBuf> {
    if name.components().count() > 1 {
        return name.is_file().then(|| name.to_path_buf());
    }
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    let names: Vec<String> = endings.iter().map(|ending| format!("{}{ending}", name.display())).collect();
    let folders: Vec<PathBuf> = env::split_paths(&path_with_cargo_bin()).collect();
    folders.iter().flat_map(|folder| names.iter().map(|name| folder.join(name))).find(|path| path.is_file())
}

/// Cargo's bin folder, in which `cargo install` puts programs.
pub fn cargo_bin() -> Option<PathBuf> {
    let home = env::var_os("CARGO_INSTALL_ROOT").or_else(|| env::var_os("CARGO_HOME")).map(PathBuf::from);
    home.or_else(|| env::home_dir().map(|home| home.join(".cargo"))).map(|home| home.join("bin"))
}

fn path_with_cargo_bin() -> std::ffi::OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    let before: Vec<PathBuf> = env::split_paths(&path).collect();
    env::join_paths(cargo_bin().into_iter().chain(before)).unwrap_or(path)
}

/// A duration in words.
pub fn elapsed(started: Instant) -> String {
    let seconds = started.elapsed().as_secs_f64();
    if seconds < 100.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{:.0} min {:02.0} s", (seconds / 60.0).floor(), seconds % 60.0)
    }
}
