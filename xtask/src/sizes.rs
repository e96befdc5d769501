//! The size of the download, as a server sends it: the code (module and glue), and separately the digits and the
//! gallery's pictures.

use crate::{Outcome, manifest::Manifest, manifest::root};
use flate2::{Compression, write::GzEncoder};
use std::{fmt, fs, io::Write};

/// A size in bytes, raw and gzipped at level 9.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Weight {
    raw: usize,
    gzip: usize,
}

/// The sizes and their budgets.
struct Sizes {
    code: Weight,
    digits: Option<Weight>,
    gallery: Weight,
    code_budget: Weight,
    digits_budget: usize,
    gallery_budget: usize,
}

/// Prints the sizes of what was built. The inner result names the first size over its budget.
pub fn weigh(manifest: &Manifest) -> Outcome<Outcome> {
    let sizes = measure(manifest)?;
    println!("\n{}:\n{sizes}", manifest.text("artefact.folder")?);
    Ok(sizes.verdict())
}

fn measure(manifest: &Manifest) -> Outcome<Sizes> {
    let read = |path: String| fs::read(root().join(&path)).map_err(|e| format!("{path} cannot be read: {e}."));
    let (folder, name) = (manifest.text("artefact.folder")?, manifest.text("artefact.name")?);
    let wasm = read(format!("{folder}/{name}_bg.wasm"))?;
    let glue = read(format!("{folder}/{name}.js"))?;
    let digits = read(manifest.text("artefact.digits")?.to_owned())?;
    let gallery = read(manifest.text("artefact.gallery")?.to_owned())?;
    let (module, found) = cut(wasm, &digits);
    Ok(Sizes {
        code: weight(&module) + weight(&glue),
        digits: found.then(|| weight(&digits)),
        gallery: weight(&gallery),
        code_budget: Weight {
            raw: manifest.number("artefact.budget.code_raw")?,
            gzip: manifest.number("artefact.budget.code_gzip")?,
        },
        digits_budget: manifest.number("artefact.budget.digits_gzip")?,
        gallery_budget: manifest.number("artefact.budget.gallery_gzip")?,
    })
}

impl Sizes {
    /// Returns an error with both numbers if a size is over its budget.
    fn verdict(&self) -> Outcome {
        let rows = [
            ("the code, gzipped", self.code.gzip, self.code_budget.gzip),
            ("the code", self.code.raw, self.code_budget.raw),
            ("the digits, gzipped", self.digits.map_or(0, |digits| digits.gzip), self.digits_budget),
            ("the gallery, gzipped", self.gallery.gzip, self.gallery_budget),
        ];
        match rows.iter().find(|(_, measured, budget)| measured > budget) {
            Some((what, measured, budget)) => {
                Err(format!("over budget: {what}: {measured} bytes, and wasm-pack.toml allows {budget}."))
            }
            None => Ok(()),
        }
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Sizes { code, gallery, code_budget, digits_budget, gallery_budget, .. } = self;
        writeln!(f, "wasm + glue: {:>7} bytes, {:>6} gzipped (budget {})", code.raw, code.gzip, code_budget.gzip)?;
        match self.digits {
            Some(digits) => {
                writeln!(
                    f,
                    "digits:      {:>7} bytes, {:>6} gzipped (budget {digits_budget})",
                    digits.raw, digits.gzip
                )?;
            }
            None => writeln!(f, "digits:      not found in one piece in the module, so they count as code")?,
        }
        writeln!(f, "gallery:     {:>7} bytes, {:>6} gzipped (budget {gallery_budget})", gallery.raw, gallery.gzip)
    }
}

impl std::ops::Add for Weight {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip }
    }
}

fn weight(bytes: &[u8]) -> Weight {
    Weight { raw: bytes.len(), gzip: gzipped(bytes) }
}

/// The length of `bytes` after gzip.
pub fn gzipped(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing into memory cannot fail.
    encoder.write_all(bytes).expect("a Vec takes every byte");
    encoder.finish().expect("a Vec takes every byte").len()
}

/// Cuts the digits out of the module. `include_bytes!` leaves them in the data section in one piece.
fn cut(mut module: Vec<u8>, blob: &[u8]) -> (Vec<u8>, bool) {
    let found = module.windows(blob.len().max(1)).position(|window| window == blob);
    if let Some(start) = found {
        module.drain(start..start + blob.len());
    }
    (module, found.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_blob_is_cut_out_where_it_lies_whole_and_only_there() {
        assert_eq!(cut(b"code DIGITS code".to_vec(), b"DIGITS"), (b"code  code".to_vec(), true));
        assert_eq!(cut(b"code DIG code".to_vec(), b"DIGITS"), (b"code DIG code".to_vec(), false));
        assert_eq!(cut(b"code".to_vec(), b""), (b"code".to_vec(), false));
    }

    #[test]
    fn gzip_makes_zeros_small() {
        let Weight { raw, gzip } = weight(&[0; 10_000]);
        assert!(raw == 10_000 && gzip < 100, "{gzip}");
    }

    #[test]
    fn a_weight_over_its_budget_is_refused_by_name() {
        let light = Weight { raw: 1, gzip: 1 };
        let sizes = |code, gallery| Sizes {
            code,
            digits: Some(light),
            gallery,
            code_budget: light,
            digits_budget: 1,
            gallery_budget: 1,
        };
        let heavy = Weight { raw: 1, gzip: 2 };
        assert_eq!(sizes(light, light).verdict(), Ok(()));
        let sentence = sizes(heavy, light).verdict().unwrap_err();
        assert!(sentence.contains("the code, gzipped: 2 bytes"), "{sentence}");
        let sentence = sizes(light, heavy).verdict().unwrap_err();
        assert!(sentence.contains("the gallery, gzipped: 2 bytes"), "{sentence}");
    }

    #[test]
    fn the_optimized_module_is_within_its_budget() {
        let manifest = Manifest::read().unwrap();
        let text = |key: &str| manifest.text(key).unwrap();
        let wasm = root().join(text("artefact.folder")).join(format!("{}_bg.wasm", text("artefact.name")));
        if crate::pack::is_optimized(&wasm) {
            let verdict = measure(&manifest).and_then(|sizes| sizes.verdict());
            assert_eq!(verdict, Ok(()), "is www/pkg stale? `cargo xtask build` rebuilds it");
        }
    }
}
