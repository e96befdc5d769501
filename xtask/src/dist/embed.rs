//! `dist/embed/ID`: a page for each preset whose address unfolds where it is pasted.
//!
//! Open Graph and oEmbed know absolute addresses only, so what names one is written where the base is known.

use super::pictures::PREVIEW;
use super::presets::{Preset, escaped};
use super::{Dist, files};
use crate::Outcome;
use serde_json::json;

/// The size of the frame that is offered, in CSS pixels.
const FRAME: [u32; 2] = [720, 760];

pub fn make(dist: &Dist, presets: &[Preset]) -> Outcome {
    let template = files::text(&dist.source.join("xtask/packs/embed.html"))?;
    for preset in presets {
        let id = &preset.id;
        let (embed, pictures) = (dist.folder.join("embed").join(id), dist.folder.join("pictures"));
        files::copy(&pictures.join(format!("{id}.svg")), &embed.join(format!("{id}.svg")))?;
        if dist.previews {
            files::copy(&pictures.join(format!("{id}.png")), &embed.join("preview.png"))?;
        }
        let mut page = template.clone();
        for (mark, value) in [
            ("{addresses}", &addresses(dist, preset)),
            ("{title}", &escaped(&preset.title)),
            ("{claim}", &escaped(&preset.claim)),
            ("{id}", id),
        ] {
            page = files::replaced(&page, mark, value)?;
        }
        files::write(&embed.join("index.html"), page)?;
        if let Some(address) = dist.address(&format!("embed/{id}/")) {
            files::write(&embed.join("oembed.json"), oembed(dist, preset, &address))?;
        }
    }
    Ok(())
}

/// The lines of the head that need absolute addresses.
fn addresses(dist: &Dist, preset: &Preset) -> String {
    let Some(page) = dist.address(&format!("embed/{}/", preset.id)) else { return String::new() };
    let ([width, height], claim) = (PREVIEW, escaped(&preset.claim));
    let mut lines = format!(
        "  <link rel=\"canonical\" href=\"{page}\">\n  <meta property=\"og:url\" content=\"{page}\">\n  \
         <link rel=\"alternate\" type=\"application/json+oembed\" href=\"{page}oembed.json\">\n"
    );
    if dist.previews {
        lines += &format!(
            "  <meta property=\"og:image\" content=\"{page}preview.png\">\n  \
             <meta property=\"og:image:width\" content=\"{width}\">\n  \
             <meta property=\"og:image:height\" content=\"{height}\">\n  \
             <meta property=\"og:image:alt\" content=\"{claim}\">\n  \
             <meta name=\"twitter:image\" content=\"{page}preview.png\">\n"
        );
    }
    lines
}

/// The answer of <https://oembed.com>, as a file.
fn oembed(dist: &Dist, preset: &Preset, page: &str) -> String {
    let [width, height] = FRAME;
    let title = escaped(&preset.title);
    let frame = format!("<iframe src=\"{page}\" title=\"{title}\" width=\"{width}\" height=\"{height}\"></iframe>");
    let mut answer = json!({
        "version": "1.0",
        "type": "rich",
        "title": preset.title,
        "provider_name": "Gradient Lab",
        "provider_url": dist.address("site/"),
        "html": frame,
        "width": width,
        "height": height,
    });
    if dist.previews {
        answer["thumbnail_url"] = format!("{page}preview.png").into();
        answer["thumbnail_width"] = PREVIEW[0].into();
        answer["thumbnail_height"] = PREVIEW[1].into();
    }
    format!("{answer:#}\n")
}
