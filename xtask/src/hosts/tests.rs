use super::table::{HOSTS, Tool, named};
use super::*;

#[test]
fn every_host_has_a_folder_of_notes_and_every_folder_a_host() {
    let folders = fs::read_dir(root().join("examples/notes")).expect("examples/notes").flatten();
    let mut folders: Vec<String> = folders
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    folders.sort();
    let mut names: Vec<&str> = HOSTS.iter().map(|host| host.name).collect();
    names.sort_unstable();
    assert_eq!(folders, names);
}

#[test]
fn every_version_is_exact() {
    for host in HOSTS {
        let folder = root().join("examples/notes").join(host.name);
        let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        match host.tool {
            Tool::Python => text("requirements.txt").lines().for_each(|line| {
                assert!(line.split_once("==").is_some_and(|(_, version)| !version.is_empty()), "{}: {line}", host.name);
            }),
            Tool::Npm => {
                let lock = text("package-lock.json");
                assert!(!lock.contains("\"resolved\""), "the lock must work with any registry");
                assert!(!text("package.json").contains(['^', '~']), "{}: exact versions", host.name);
            }
            Tool::None | Tool::Cargo(..) => {}
        }
    }
}

/// A teacher who copies a page must get the experiment that is tested.
#[test]
fn all_notes_ask_for_the_experiment_that_is_tested() {
    for host in HOSTS {
        let folder = root().join("examples/notes").join(host.name);
        let files = dist::files::below(&folder).expect("readable notes");
        let texts: Vec<String> = files.iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
        assert!(texts.iter().any(|text| text.contains("hidden_layers=50")), "{}", host.name);
    }
}

#[test]
fn a_host_that_is_none_is_refused_with_the_names() {
    assert!(named(&["plain"]).is_ok_and(|hosts| hosts.len() == 1));
    assert!(named(&[]).is_ok_and(|hosts| hosts.len() == HOSTS.len()));
    assert!(named(&["word"]).err().is_some_and(|sentence| sentence.contains("plain")));
}

#[test]
fn the_digest_is_that_of_a_trained_run() {
    let untrained = Experiment::open(Link::parse(EXPERIMENT)).digest();
    assert_ne!(*DIGEST, format!("{:016x}", untrained.0));
}

/// The second cell of a host's row in the table of `docs/embedding.md`: the versions.
fn documented<'a>(docs: &'a str, host: &Host) -> Vec<&'a str> {
    let link = format!("](../examples/notes/{})", host.name);
    let row = docs.lines().find(|line| line.starts_with('|') && line.contains(&link));
    let cell = row.and_then(|row| row.split('|').nth(2)).unwrap_or_else(|| panic!("there is no row for {link}"));
    cell.split(',').map(str::trim).collect()
}

/// The exact versions of a host's tool, as `name version`.
fn pinned(host: &Host) -> Vec<String> {
    let folder = root().join("examples/notes").join(host.name);
    let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
    match host.tool {
        Tool::None => vec!["HTML".to_owned()],
        Tool::Cargo(name, version) => vec![format!("{name} {version}")],
        Tool::Python => text("requirements.txt").lines().map(|line| line.replace("==", " ")).collect(),
        Tool::Npm => {
            let package: serde_json::Value = serde_json::from_str(&text("package.json")).expect("JSON");
            let named = package["dependencies"].as_object().expect("dependencies").iter();
            named.map(|(name, version)| format!("{name} {}", version.as_str().unwrap_or_default())).collect()
        }
    }
}

#[test]
fn the_docs_name_every_host_with_the_versions_that_are_tested() {
    let docs = dist::files::text(&root().join("docs/embedding.md")).expect("docs/embedding.md");
    for host in HOSTS {
        let pinned = pinned(host);
        for named in documented(&docs, host) {
            assert!(pinned.iter().any(|pin| named.starts_with(pin.as_str())), "{named} is not what {} has", host.name);
        }
    }
}
