//! Serves the page on this machine: `www/` over HTTP on the loopback address, with its Content-Security-Policy.
//!
//! It is our own small HTTP/1.1 server, with one thread and one answer per connection. (A small server crate let
//! connections wait for seconds when a browser held many of them open.)

mod site;
#[cfg(test)]
mod tests;

pub use site::Site;

use crate::{Outcome, manifest::Manifest, manifest::root, pack, run, setup};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

/// How many more ports are tried if the first one is taken.
const PORTS: u16 = 100;
/// The time after which a silent connection is closed: browsers open connections in advance.
const PATIENCE: Duration = Duration::from_secs(20);
const LONGEST_HEAD: u64 = 64 * 1024;

/// `cargo xtask serve [--port N] [--csp POLICY] [--no-build]`; the last two help to investigate a failed browser test.
pub fn command(manifest: &Manifest, options: &[&str]) -> Outcome {
    let (mut port, mut csp, mut build) = (manifest.number("serve.port")? as u16, manifest.text("serve.csp")?, true);
    let mut rest = options.iter();
    while let Some(option) = rest.next() {
        match (*option, rest.len()) {
            ("--no-build", _) => build = false,
            ("--port", 1..) => port = whole(rest.next().unwrap_or(&""))?,
            ("--csp", 1..) => csp = rest.next().unwrap_or(&""),
            _ => return Err(format!("serve takes --port N, not '{}'.", options.join(" "))),
        }
    }
    if build {
        run::refuse_rustflags()?;
        setup::page(manifest)?;
        pack::build(manifest)?;
    }
    let (listener, address) = open(port)?;
    println!("\nThe lab is at {address}   (Ctrl-C stops the server)");
    listen(&listener, Site { folder: root().join("www"), csp: csp.to_owned() });
    Ok(())
}

fn whole(text: &str) -> Outcome<u16> {
    text.parse().map_err(|_| format!("'{text}' is not a port: a port is a whole number up to 65535."))
}

/// Starts a server on any free port, in the background until the program ends; for the browser tests.
pub fn start(site: Site) -> Outcome<String> {
    let (listener, address) = open(0)?;
    std::thread::spawn(move || listen(&listener, site));
    Ok(address)
}

/// The first free port from `port` on (0: any), and the address to open.
fn open(port: u16) -> Outcome<(TcpListener, String)> {
    let last = port.saturating_add(PORTS);
    let listener = (port..=last).find_map(|port| TcpListener::bind(("127.0.0.1", port)).ok());
    let listener = listener.ok_or_else(|| format!("no port from {port} to {last} is free."))?;
    let address = listener.local_addr().map_err(|e| format!("the server has no address: {e}."))?;
    Ok((listener, format!("http://{address}/")))
}

fn listen(listener: &TcpListener, site: Site) {
    let site = Arc::new(site);
    for stream in listener.incoming().flatten() {
        let site = Arc::clone(&site);
        // It is not an error if the client disconnects before the answer.
        std::thread::spawn(move || converse(&stream, &site).unwrap_or_default());
    }
}

/// Answers one request. Only its first line matters: method and URL.
fn converse(mut stream: &TcpStream, site: &Site) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(stream.take(LONGEST_HEAD)).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let mut words = first.split(' ');
    let (Some(method), Some(url)) = (words.next(), words.next()) else { return Ok(()) };
    let answer = site.answer(method, url);
    stream.write_all(answer.head.as_bytes())?;
    if method != "HEAD" {
        stream.write_all(&answer.body)?;
    }
    Ok(())
}
