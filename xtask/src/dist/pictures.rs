//! `dist/pictures`: the gallery's picture of each preset as a file that stands alone, in light colors.

use super::presets::{Preset, escaped};
use super::{Dist, files};
use crate::Outcome;
use resvg::{tiny_skia, usvg};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The field of a picture, and the size of a preview: what sites show beside a link.
const FIELD: [u32; 2] = [300, 110];
pub const PREVIEW: [u32; 2] = [1200, 630];
const MARGIN: f32 = 60.0;

/// The declarations of a class, in the order of the sheet.
type Rules = Vec<(String, Vec<(String, String)>)>;

pub fn make(dist: &Dist, presets: &[Preset]) -> Outcome {
    let looks = Looks::read(dist)?;
    let folder = dist.folder.join("pictures");
    for preset in presets {
        let svg = looks.draw(preset);
        if dist.previews {
            files::write(&folder.join(&preset.id).with_extension("png"), rasterized(&svg)?)?;
        }
        files::write(&folder.join(&preset.id).with_extension("svg"), svg)?;
    }
    Ok(())
}

/// What the style sheets say of pictures. A file of its own has no variables, so each shape carries its values.
struct Looks {
    colors: BTreeMap<String, String>,
    rules: Rules,
}

impl Looks {
    fn read(dist: &Dist) -> Outcome<Self> {
        let style = dist.source.join("www/style");
        let base = files::text(&style.join("base.css"))?;
        let variables = declarations(files::between(&base, ":host {", "}")?);
        let colors = variables.into_iter().filter_map(|(name, value)| Some((name.strip_prefix("--")?.into(), value)));
        let mut looks = Self { colors: colors.collect(), rules: Rules::new() };
        for block in files::text(&style.join("gallery.css"))?.split('}') {
            let Some((selectors, body)) = block.split_once('{') else { continue };
            for selector in selectors.split(',') {
                if let Some(class) = selector.trim().strip_prefix(".picture .") {
                    looks.rules.push((class.to_owned(), looks.resolved(body)?));
                }
            }
        }
        Ok(looks)
    }

    /// Declarations with the values of their variables.
    fn resolved(&self, body: &str) -> Outcome<Vec<(String, String)>> {
        let value = |(name, value): (String, String)| {
            let Some(variable) = value.strip_prefix("var(--").and_then(|rest| rest.strip_suffix(')')) else {
                return Ok((name, value));
            };
            let color = self.colors.get(variable).ok_or_else(|| format!("base.css has no --{variable}."))?;
            Ok((name, color.clone()))
        };
        declarations(body).into_iter().map(value).collect()
    }

    fn draw(&self, preset: &Preset) -> String {
        let [width, height] = FIELD;
        let paper = self.colors.get("paper").map_or("#fff", String::as_str);
        let (title, claim) = (escaped(&preset.title), escaped(&preset.claim));
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{}\" height=\"{}\" \
             role=\"img\">\n<title>{title}</title>\n<desc>{claim}</desc>\n\
             <path fill=\"{paper}\" d=\"M0 0h{width}v{height}h-{width}z\"/>\n",
            2 * width,
            2 * height
        );
        for [classes, path] in &preset.shapes {
            svg += "<path";
            for (name, value) in self.of(classes) {
                let _ = write!(svg, " {name}=\"{value}\"");
            }
            let _ = writeln!(svg, " d=\"{path}\"/>");
        }
        svg + "</svg>\n"
    }

    /// The attributes of a shape: a later rule wins.
    fn of(&self, classes: &str) -> BTreeMap<&str, &str> {
        let named = self.rules.iter().filter(|(class, _)| classes.split(' ').any(|name| name == class));
        named.flat_map(|(_, body)| body.iter().map(|(name, value)| (name.as_str(), value.as_str()))).collect()
    }
}

fn declarations(body: &str) -> Vec<(String, String)> {
    let pairs = body.split(';').filter_map(|line| line.split_once(':'));
    pairs.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect()
}

/// The picture in the middle of a preview, as PNG.
fn rasterized(svg: &str) -> Outcome<Vec<u8>> {
    let tree =
        usvg::Tree::from_str(svg, &usvg::Options::default()).map_err(|e| format!("a picture is no SVG: {e}."))?;
    let [width, height] = PREVIEW;
    let mut pixels = tiny_skia::Pixmap::new(width, height).ok_or("a preview has no pixels.")?;
    let paper = svg.split_once("<path fill=\"#").and_then(|(_, rest)| u32::from_str_radix(rest.get(..6)?, 16).ok());
    let [_, red, green, blue] = paper.unwrap_or(0xff_ff_ff).to_be_bytes();
    pixels.fill(tiny_skia::Color::from_rgba8(red, green, blue, 255));
    let scale = (width as f32 - 2.0 * MARGIN) / tree.size().width();
    let top = (height as f32 - scale * tree.size().height()) / 2.0;
    let place = tiny_skia::Transform::from_row(scale, 0.0, 0.0, scale, MARGIN, top);
    resvg::render(&tree, place, &mut pixels.as_mut());
    pixels.encode_png().map_err(|e| format!("a preview is no PNG: {e}."))
}
