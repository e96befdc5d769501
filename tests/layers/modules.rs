//! The modules of a crate, read from its source: what each one declares, imports, defines and mentions.

use super::mentions::{Mention, mentions};
use quote::ToTokens;
use std::collections::BTreeSet;
use syn::{Item, UseTree, Visibility};

/// One name that a `use` brings into a module, or all names of a module (a glob).
#[derive(Debug)]
pub struct Use {
    /// What is imported: `["crate", "num", "Real"]`. A glob ends before its star.
    pub path: Vec<String>,
    /// The name that it gets here; none for a glob.
    pub name: Option<String>,
    /// Whether this is a re-export (`pub use`, `pub(crate) use`), which is no import.
    pub exported: bool,
}

/// A module, in a file of its own or inline in the file of its parent.
#[derive(Debug, Default)]
pub struct Module {
    pub file: String,
    pub parent: Option<usize>,
    pub children: Vec<(String, usize)>,
    pub uses: Vec<Use>,
    /// Names of the items that are written out here.
    pub defines: BTreeSet<String>,
    /// All words inside macro calls at the top level: such a call may define an item under any of them.
    pub in_macros: BTreeSet<String>,
    /// Paths in code other than `use`.
    pub mentions: Vec<Mention>,
}

/// A crate: its modules, the root first.
#[derive(Debug, Default)]
pub struct Crate {
    pub modules: Vec<Module>,
}

/// Gives the text of a file, or nothing if there is no such file.
pub type Read<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Crate {
    /// Reads the file `root` and every file that a `mod` declaration leads to.
    pub fn read(root: &str, read: Read) -> Crate {
        let mut all = Crate::default();
        let folder = folder_of(root).to_string();
        all.read_file(root, None, folder, read);
        all
    }

    /// `folder` is where the files of the module's children lie.
    fn read_file(&mut self, file: &str, parent: Option<usize>, folder: String, read: Read) -> usize {
        let text = read(file).unwrap_or_else(|| panic!("{file}: there is no such file"));
        let parsed = syn::parse_file(&text).unwrap_or_else(|why| panic!("{file}: {why}"));
        let here = self.add(file, parent);
        self.read_items(here, parsed.items, &folder, read);
        here
    }

    fn add(&mut self, file: &str, parent: Option<usize>) -> usize {
        self.modules.push(Module { file: file.into(), parent, ..Module::default() });
        self.modules.len() - 1
    }

    fn read_items(&mut self, here: usize, items: Vec<Item>, folder: &str, read: Read) {
        for item in items {
            match item {
                Item::Mod(module) => self.read_module(here, module, folder, read),
                Item::Use(item) => self.modules[here].read_use(&item),
                item => self.modules[here].read_item(&item),
            }
        }
    }

    fn read_module(&mut self, here: usize, module: syn::ItemMod, folder: &str, read: Read) {
        let name = module.ident.to_string();
        let file = self.modules[here].file.clone();
        let child = match (module.content, path_attribute(&module.attrs)) {
            (Some((_, items)), _) => {
                let child = self.add(&file, Some(here));
                self.read_items(child, items, &format!("{folder}/{name}"), read);
                child
            }
            (None, Some(path)) => {
                // The compiler looks for the children of such a file beside it, whatever its name is.
                let file = joined(folder_of(&file), &path);
                self.read_file(&file, Some(here), folder_of(&file).to_string(), read)
            }
            (None, None) => {
                let folder = format!("{folder}/{name}");
                let places = [format!("{folder}.rs"), format!("{folder}/mod.rs")];
                let found = places.iter().find(|place| read(place).is_some());
                let found = found.unwrap_or_else(|| panic!("{file}: there is no file for mod {name}"));
                self.read_file(found, Some(here), folder, read)
            }
        };
        self.modules[here].children.push((name, child));
    }
}

impl Module {
    pub fn read_use(&mut self, item: &syn::ItemUse) {
        let exported = !matches!(item.vis, Visibility::Inherited);
        // `use ::name` can only mean another crate.
        if item.leading_colon.is_none() {
            self.read_tree(&item.tree, &mut Vec::new(), exported);
        }
    }

    fn read_tree(&mut self, tree: &UseTree, before: &mut Vec<String>, exported: bool) {
        let mut add = |last: String, name: Option<String>| {
            let mut path = before.clone();
            // `use a::{self}` imports `a`.
            if last != "self" || path.is_empty() {
                path.extend((!last.is_empty()).then_some(last));
            }
            self.uses.push(Use { path, name, exported });
        };
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.read_tree(&path.tree, before, exported);
                before.pop();
            }
            UseTree::Name(name) => {
                let last = name.ident.to_string();
                let own = if last == "self" { before.last().cloned() } else { Some(last.clone()) };
                add(last, own);
            }
            UseTree::Rename(rename) => add(rename.ident.to_string(), Some(rename.rename.to_string())),
            UseTree::Glob(_) => add(String::new(), None),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.read_tree(tree, before, exported)),
        }
    }

    fn read_item(&mut self, item: &Item) {
        let name = match item {
            Item::Const(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            Item::Fn(item) => Some(&item.sig.ident),
            Item::Macro(item) => item.ident.as_ref(),
            Item::Static(item) => Some(&item.ident),
            Item::Struct(item) => Some(&item.ident),
            Item::Trait(item) => Some(&item.ident),
            Item::Type(item) => Some(&item.ident),
            Item::Union(item) => Some(&item.ident),
            _ => None,
        };
        self.defines.extend(name.map(ToString::to_string));
        let found = mentions(item.to_token_stream());
        if let Item::Macro(_) = item {
            self.in_macros.extend(found.words);
        }
        self.mentions.extend(found.paths);
        found.uses.iter().for_each(|item| self.read_use(item));
    }
}

fn path_attribute(attributes: &[syn::Attribute]) -> Option<String> {
    let path = attributes.iter().find(|attribute| attribute.path().is_ident("path"))?;
    match &path.meta.require_name_value().ok()?.value {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

fn folder_of(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// `folder/path`, with `..` resolved.
fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in path.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}
