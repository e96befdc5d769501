//! The hosts: which file of the pack their notes need, which tool builds them, and what is opened.

use crate::Outcome;

pub struct Host {
    /// The folder of `examples/notes`.
    pub name: &'static str,
    /// A file of the pack, and its place in the notes.
    pub packed: (&'static str, &'static str),
    pub tool: Tool,
    /// The program of the tool and its arguments; nothing where the notes need no building.
    pub build: &'static [&'static str],
    pub opened: Opened,
    /// Whether `cargo xtask test` opens it: it must be ready in seconds.
    pub quick: bool,
}

/// Where the tool of a host comes from. Its versions stand in the folder of the notes.
#[derive(PartialEq)]
pub enum Tool {
    None,
    /// `requirements.txt`.
    Python,
    /// `package-lock.json`.
    Npm,
    /// A program of crates.io: its name and its version.
    Cargo(&'static str, &'static str),
}

pub enum Opened {
    /// A folder of the notes, which is then served.
    Folder(&'static str),
    /// The notes as they were built without their theme, which comes from a server. The checker looks at what was
    /// written, so the build itself may end with that complaint.
    WithoutTheme,
    /// The tool serves the notes itself. In its command `{port}` is the port.
    Server(&'static [&'static str]),
}

const MODULE: &str = "gradient-lab.js";
const CLASSIC: &str = "gradient-lab.classic.js";
const FILE: &str = "gradient-lab.html";

const PLAIN: Host = Host {
    name: "plain",
    packed: (MODULE, MODULE),
    tool: Tool::None,
    build: &[],
    opened: Opened::Folder("."),
    quick: false,
};

pub const HOSTS: &[Host] = &[
    Host { quick: true, ..PLAIN },
    Host { name: "sandbox", packed: (FILE, FILE), quick: true, ..PLAIN },
    Host { name: "revealjs", tool: Tool::Npm, quick: true, ..PLAIN },
    Host {
        name: "mdbook",
        packed: (CLASSIC, CLASSIC),
        tool: Tool::Cargo("mdbook", "0.5.4"),
        build: &["mdbook", "build"],
        opened: Opened::Folder("book"),
        ..PLAIN
    },
    Host {
        name: "sphinx",
        packed: (MODULE, "_static/gradient-lab.js"),
        tool: Tool::Python,
        build: &["sphinx-build", "-q", "-W", ".", "_build"],
        opened: Opened::Folder("_build"),
        ..PLAIN
    },
    Host {
        name: "mkdocs",
        packed: (MODULE, "docs/gradient-lab.js"),
        tool: Tool::Python,
        build: &["mkdocs", "build", "--quiet", "--strict"],
        opened: Opened::Folder("site"),
        ..PLAIN
    },
    Host {
        name: "pandoc",
        tool: Tool::Python,
        build: &["python", "-c", PANDOC, "week-7.md", "--standalone", "--embed-resources", "--output", "week-7.html"],
        ..PLAIN
    },
    Host { name: "myst", tool: Tool::Npm, build: &["myst", "build", "--site"], opened: Opened::WithoutTheme, ..PLAIN },
    Host {
        name: "marimo",
        tool: Tool::Python,
        opened: Opened::Server(&["marimo", "run", "notes.py", "--headless", "--no-token", "--port={port}"]),
        ..PLAIN
    },
    Host { name: "jupyterlab", tool: Tool::Python, opened: Opened::Server(JUPYTERLAB), ..PLAIN },
];

/// The pandoc of PyPI is a program inside a package.
const PANDOC: &str =
    "import pypandoc, subprocess, sys; sys.exit(subprocess.call([pypandoc.get_pandoc_path(), *sys.argv[1:]]))";

/// Without questions, news and updates, and with the application as a name of the page, so that the checker can run
/// the cells. Its settings stay in the folder of the notes.
const JUPYTERLAB: &[&str] = &[
    "jupyter-lab",
    "--no-browser",
    "--allow-root",
    "--ip=127.0.0.1",
    "--port={port}",
    "--ServerApp.port_retries=0",
    "--IdentityProvider.token=",
    "--expose-app-in-browser",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.user_settings_dir=.settings",
    "--LabApp.workspaces_dir=.workspaces",
];

/// The hosts of these names; all of them if there is none.
pub fn named(names: &[&str]) -> Outcome<Vec<&'static Host>> {
    let known = || HOSTS.iter().map(|host| host.name);
    if let Some(strange) = names.iter().find(|name| known().all(|host| host != **name)) {
        return Err(format!("there is no host '{strange}'. They are: {}.", known().collect::<Vec<_>>().join(", ")));
    }
    Ok(HOSTS.iter().filter(|host| names.is_empty() || names.contains(&host.name)).collect())
}
