//! The two browsers of the tests: finds them, checks their versions, and installs them where apt can.

use crate::run::{find, version_of};
use crate::{Outcome, apt, manifest::Manifest};
use std::path::{Path, PathBuf};

/// How to find one browser, and its Debian package.
struct Browser {
    name: &'static str,
    key: &'static str,
    package: &'static str,
    programs: &'static [&'static str],
}

const FIREFOX: Browser = Browser {
    name: "Firefox",
    key: "browsers.firefox",
    package: "firefox-esr",
    programs: &["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"],
};

const CHROMIUM: Browser = Browser {
    name: "Chromium",
    key: "browsers.chromium",
    package: "chromium",
    programs: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
};

pub fn both(manifest: &Manifest) -> Outcome {
    ensure(&[FIREFOX, CHROMIUM], manifest)
}

pub fn firefox(manifest: &Manifest) -> Outcome {
    ensure(&[FIREFOX], manifest)
}

/// Installs Chromium if it is missing, and returns its path.
pub fn chromium(manifest: &Manifest) -> Outcome<PathBuf> {
    ensure(&[CHROMIUM], manifest)?;
    CHROMIUM.path(manifest)
}

/// The paths of Firefox and Chromium, for the test runner.
pub fn paths(manifest: &Manifest) -> Outcome<[PathBuf; 2]> {
    Ok([FIREFOX.path(manifest)?, CHROMIUM.path(manifest)?])
}

impl Browser {
    fn path(&self, manifest: &Manifest) -> Outcome<PathBuf> {
        let oldest = manifest.number(self.key)?;
        let installed = self.programs.iter().filter_map(|name| find(Path::new(name)));
        let mut recent = installed.filter(|path| major(version_of(path)) >= Some(oldest));
        recent.next().ok_or_else(|| format!("{} {oldest} or newer", self.name))
    }
}

fn major(version: Option<String>) -> Option<usize> {
    version?.split('.').next()?.parse().ok()
}

fn ensure(wanted: &[Browser], manifest: &Manifest) -> Outcome {
    let missing: Vec<&Browser> = wanted.iter().filter(|browser| browser.path(manifest).is_err()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|browser| browser.package).collect();
    if apt::can_install() {
        apt::install(&packages).map_err(|sentence| {
            format!("{sentence} On Ubuntu these are snaps: install the browsers yourself, then start again.")
        })?;
    }
    let absent: Vec<String> = missing.iter().filter_map(|browser| browser.path(manifest).err()).collect();
    if absent.is_empty() { Ok(()) } else { Err(what_to_do(&absent, &packages)) }
}

fn what_to_do(absent: &[String], packages: &[&str]) -> String {
    let missing = absent.join(" and ");
    if apt::is_there() {
        let packages = packages.join(" ");
        format!("the browser tests need {missing}. Run: sudo apt-get install {packages}   Then start again.")
    } else {
        format!("the browser tests need {missing}. Install them so that they are on the path, then start again.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_the_first_number_of_what_a_browser_says() {
        let says = |text: &str| major(crate::run::version_in(text).map(str::to_owned));
        assert_eq!(says("Mozilla Firefox 153.7.0esr"), Some(153));
        assert_eq!(says("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)"), Some(156));
        assert_eq!(says("no browser here"), None);
    }

    #[test]
    fn the_sentence_names_browser_version_and_command() {
        let sentence = what_to_do(&["Firefox 153 or newer".into()], &["firefox-esr"]);
        assert!(sentence.contains("Firefox 153 or newer"), "{sentence}");
    }
}
