//! `dist/gradient-lab.html`: the page as one file, which opens by double click and in a sandboxed frame.

use super::hashes::integrity;
use super::{Dist, files};
use crate::Outcome;
use base64::{Engine, prelude::BASE64_STANDARD};

const HEAD: [&str; 3] = [
    "  <link rel=\"stylesheet\" href=\"page.css\">\n",
    "  <link rel=\"modulepreload\" href=\"lab/app/app.js\">\n",
    "  <script type=\"module\" src=\"gradient-lab.js\"></script>\n",
];
const ICON: &str = "href=\"favicon.svg\"";
const FOOTER: &str = "<footer><a href=\"how-it-works.html\">How it works, in words</a></footer>";
const LINK: &str = "<a href=\"how-it-works.html\">How it works, in words</a>";

pub fn make(dist: &Dist) -> Outcome {
    let www = dist.source.join("www");
    let script = files::text(&dist.folder.join("gradient-lab.classic.js"))?;
    if script.contains("</script") || script.contains("<!--") {
        return Err("the classic script cannot stand in a page: it contains a tag.".into());
    }
    let style = files::text(&www.join("page.css"))?;
    let icon = BASE64_STANDARD.encode(files::bytes(&www.join("favicon.svg"))?);

    let mut page = files::text(&www.join("index.html"))?;
    for line in HEAD {
        page = files::replaced(&page, line, "")?;
    }
    let policy = policy(&script, &style);
    let head = format!("  <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n");
    page = files::replaced(&page, "  <title>", &format!("{head}  <title>"))?;
    page = files::replaced(&page, ICON, &format!("href=\"data:image/svg+xml;base64,{icon}\""))?;
    page = files::replaced(&page, "</head>", &format!("  <style>{style}</style>\n</head>"))?;
    page = files::replaced(&page, FOOTER, &format!("<footer>{}</footer>", words(dist)?))?;
    page = files::replaced(&page, LINK, "How it works, in words, stands below, and")?;
    // At the end: the words can be read before the browser has read the script.
    page =
        files::replaced(&page, "</body>", &format!("<script id=\"gradient-lab-script\">{script}</script>\n</body>"))?;
    // Beside the site, which makes the files of its readers from it.
    files::write(&dist.folder.join("site/gradient-lab.html"), &page)?;
    files::write(&dist.folder.join("gradient-lab.html"), page)
}

/// The file needs nothing from anywhere, and its policy says so.
fn policy(script: &str, style: &str) -> String {
    [
        "default-src 'none'".to_owned(),
        format!("script-src '{}' 'wasm-unsafe-eval'", integrity(script.as_bytes())),
        format!("style-src '{}'", integrity(style.as_bytes())),
        "img-src data: blob:".to_owned(),
        "worker-src blob:".to_owned(),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
    ]
    .join("; ")
}

/// “How it works, in words”, folded up. Its links open experiments in the lab above it.
fn words(dist: &Dist) -> Outcome<String> {
    let page = files::text(&dist.source.join("www/how-it-works.html"))?;
    let mut text = files::between(&page, "<main class=\"text\">", "</main>")?.to_owned();
    while text.contains("<nav>") {
        let nav = format!("<nav>{}</nav>", files::between(&text, "<nav>", "</nav>")?);
        text = files::replaced(&text, &nav, "")?;
    }
    text = files::replaced(&text, "href=\"index.html#", "href=\"#")?;
    text = files::replaced(&text, "href=\"index.html\"", "href=\"#\"")?;
    Ok(format!("<details><summary>How it works, in words</summary><div class=\"text\">{text}</div></details>"))
}
