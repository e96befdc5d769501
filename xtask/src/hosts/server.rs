//! The server of a host that serves its notes itself, on this machine, until it is dropped.

use crate::Outcome;
use crate::run::program;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// How long a host may take to answer.
const PATIENCE: Duration = Duration::from_secs(300);

pub struct Server {
    child: Child,
    port: u16,
}

impl Server {
    /// Starts a program of the folder `bin` in the notes, and waits until it answers.
    pub fn start(bin: &Path, command: &[&str], notes: &Path) -> Outcome<Self> {
        let (name, arguments) = command.split_first().ok_or("a server needs a program.")?;
        let port = free_port()?;
        let arguments = arguments.iter().map(|argument| argument.replace("{port}", &port.to_string()));
        let mut tool = program(bin.join(name));
        tool.current_dir(notes).args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = tool.spawn().map_err(|e| format!("{name} cannot be started: {e}."))?;
        let mut server = Self { child, port };
        server.wait(name)?;
        Ok(server)
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    fn wait(&mut self, name: &str) -> Outcome {
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(format!("{name} has ended before it answered ({status})."));
            }
            if started.elapsed() > PATIENCE {
                return Err(format!("{name} does not answer after {} s.", PATIENCE.as_secs()));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It is not an error if it has ended by itself.
        self.child.kill().unwrap_or_default();
        self.child.wait().map(drop).unwrap_or_default();
    }
}

fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|e| format!("there is no free port: {e}."))?;
    listener.local_addr().map(|address| address.port()).map_err(|e| format!("there is no free port: {e}."))
}
