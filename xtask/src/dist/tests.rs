//! Packs what lies built. Without Node or a built page there is nothing to pack, and the tests say so.

use super::*;
use std::fs;
use std::path::Path;

/// What a pack reads of a clone.
const READ: [&str; 5] = ["www", "xtask/packs", "Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT"];

/// A clone of the sources at `place` below the target folder, packed without previews. What is made on the way stands
/// in `work` below the clone.
fn packed_at(manifest: &Manifest, place: &str, work: &str, base: Option<&str>) -> PathBuf {
    let clone = target_dir().join("xtask-pack-tests").join(place);
    files::clear(&clone).unwrap();
    for name in READ {
        let from = root().join(name);
        let all = if from.is_dir() { files::below(&from).unwrap() } else { vec![from] };
        for path in all {
            files::copy(&path, &clone.join(path.strip_prefix(root()).unwrap())).unwrap();
        }
    }
    let (folder, work) = (clone.join("dist"), clone.join(work));
    let base = base.map(str::to_owned);
    let dist = Dist { manifest, source: clone, folder: folder.clone(), work, base, previews: false };
    dist.make().unwrap();
    folder
}

fn can_pack() -> bool {
    let can = node::is_there() && node::folder().join("node_modules/esbuild").is_dir();
    let can = can && root().join("www/pkg/gradient_lab_bg.wasm").is_file();
    if !can {
        println!("nothing is packed: node, its packages or www/pkg is missing");
    }
    can
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

#[test]
fn two_clones_give_the_same_bytes() {
    if !can_pack() {
        return;
    }
    let manifest = Manifest::read().unwrap();
    let one = packed_at(&manifest, "one", "work", None);
    let two = packed_at(&manifest, "a/deeper/place", "../../made/here", None);
    let names = |folder: &Path| {
        let paths = files::below(folder).unwrap();
        paths.iter().map(|path| path.strip_prefix(folder).unwrap().to_path_buf()).collect::<Vec<_>>()
    };
    assert_eq!(names(&one), names(&two));
    assert!(names(&one).len() > 100, "{:?}", names(&one));
    for name in names(&one) {
        assert!(fs::read(one.join(&name)).unwrap() == fs::read(two.join(&name)).unwrap(), "{}", name.display());
    }
    assert!(!read(&one, "site/index.html").contains("bundle"), "the words of the page would wait for the bundle");
    let place = target_dir().display().to_string();
    for name in ["gradient-lab.js", "gradient-lab.classic.js", "site/lab/bundle/gradient-lab.js"] {
        assert!(!read(&one, name).contains(&place), "{name} names a folder of this machine");
    }
}

#[test]
fn with_a_base_a_pasted_link_unfolds() {
    if !can_pack() {
        return;
    }
    let manifest = Manifest::read().unwrap();
    let folder = packed_at(&manifest, "base", "work", Some("https://example.org/lab/"));
    let page = read(&folder, "embed/NAN/index.html");
    for line in [
        "experiment=\"preset=NAN\"",
        "<meta property=\"og:url\" content=\"https://example.org/lab/embed/NAN/\">",
        "type=\"application/json+oembed\" href=\"https://example.org/lab/embed/NAN/oembed.json\"",
    ] {
        assert!(page.contains(line), "{line} is missing: {page}");
    }
    let oembed: serde_json::Value = serde_json::from_str(&read(&folder, "embed/NAN/oembed.json")).unwrap();
    assert_eq!((&oembed["version"], &oembed["type"]), (&"1.0".into(), &"rich".into()));
    assert!(oembed["html"].as_str().unwrap().contains("src=\"https://example.org/lab/embed/NAN/\""), "{oembed}");
}

#[test]
fn a_base_is_an_address_with_one_slash_at_its_end() {
    assert_eq!(base("https://example.org/lab"), Ok("https://example.org/lab/".into()));
    assert_eq!(base("http://localhost:8080/"), Ok("http://localhost:8080/".into()));
    for wrong in ["example.org", "", "https://a/\"", "https://a/?b", "javascript:1"] {
        assert!(base(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_picture_stands_alone() {
    let manifest = Manifest::read().unwrap();
    let dist = Dist::here(&manifest).unwrap();
    let presets = presets::read(&dist).unwrap();
    assert!(presets.len() >= 50);
    let folder = target_dir().join("xtask-pack-tests/pictures");
    files::clear(&folder).unwrap();
    let few: Vec<_> = presets.into_iter().take(2).collect();
    pictures::make(&Dist { folder: folder.clone(), ..dist }, &few).unwrap();
    for preset in &few {
        let svg = read(&folder, &format!("pictures/{}.svg", preset.id));
        assert!(svg.contains(&format!("<title>{}</title>", presets::escaped(&preset.title))), "{svg}");
        for foreign in ["var(", "class=", "style", "href"] {
            assert!(!svg.contains(foreign), "{foreign}: {svg}");
        }
        let png = fs::read(folder.join(format!("pictures/{}.png", preset.id))).unwrap();
        assert!(png.starts_with(b"\x89PNG") && png.len() > 2000, "{} bytes", png.len());
    }
}
