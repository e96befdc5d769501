//! Turns a URL into a response: the file it names, with its content type and policy.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// A folder and the Content-Security-Policy that its files are served with.
pub struct Site {
    pub folder: PathBuf,
    pub csp: String,
}

/// A response. For HEAD, only the length of `body` is sent.
pub struct Answer {
    pub head: String,
    pub body: Vec<u8>,
}

impl Site {
    pub fn answer(&self, method: &str, url: &str) -> Answer {
        if !matches!(method, "GET" | "HEAD") {
            return self.sentence("405 Method Not Allowed", "Only GET and HEAD are served here.");
        }
        let path = self.file(url);
        match path.as_ref().and_then(|path| Some((mime(path), fs::read(path).ok()?))) {
            Some((mime, body)) => self.headed("200 OK", mime, body),
            None => self.sentence("404 Not Found", "There is no such file."),
        }
    }

    fn sentence(&self, status: &str, text: &str) -> Answer {
        self.headed(status, "text/plain; charset=utf-8", text.into())
    }

    fn headed(&self, status: &str, mime: &str, body: Vec<u8>) -> Answer {
        let length = body.len().to_string();
        let headers = [
            ("Content-Type", mime),
            ("Content-Length", &length),
            ("Content-Security-Policy", &self.csp),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-store"),
            ("Connection", "close"),
        ];
        let lines: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        Answer { head: format!("HTTP/1.1 {status}\r\n{lines}\r\n"), body }
    }

    /// The file that `url` names; `None` also for every path that would leave the folder.
    fn file(&self, url: &str) -> Option<PathBuf> {
        let address = url.split(['?', '#']).next()?;
        let relative = PathBuf::from(percent_decoded(address.trim_start_matches('/'))?);
        if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
            return None;
        }
        let path = self.folder.join(relative);
        Some(if address.ends_with('/') { path.join("index.html") } else { path }).filter(|path| path.is_file())
    }
}

/// Decodes `%41` to A. `None` if digits are missing or the result is not valid UTF-8.
fn percent_decoded(path: &str) -> Option<String> {
    let mut parts = path.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend_from_slice(part.get(2..)?.as_bytes());
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains(['\0', '\\']))
}

/// The content type of a file. Without the right one browsers do not run a module, compile wasm while it streams or
/// apply a style sheet.
fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" | "ts" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
