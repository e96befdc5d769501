//! Which file imports from which, with every re-export followed to the file that defines the item.

use super::modules::{Crate, Module};
use std::collections::{BTreeMap, BTreeSet};

/// Pairs of files, importing and defining, with the names that are imported.
#[derive(Debug, Default)]
pub struct Imports {
    pub edges: BTreeMap<(String, String), BTreeSet<String>>,
    /// Imports from the crate itself that lead nowhere: the resolver does not understand them.
    pub unresolved: Vec<String>,
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Module(usize),
    /// An item that this module defines.
    ItemOf(usize),
}

/// Modules and names that a search has already asked: re-exports may refer to each other.
type Seen = BTreeSet<(usize, String)>;

impl Imports {
    /// Adds the imports of every module of a crate.
    pub fn add(&mut self, all: &Crate) {
        for (here, module) in all.modules.iter().enumerate() {
            for item in module.uses.iter() {
                let targets = all.resolve(here, &item.path, &mut Seen::new());
                self.check(module, &item.path, &targets);
                if !item.exported {
                    self.count(all, module, &item.path, &targets);
                }
            }
            for mention in &module.mentions {
                let targets = all.resolve(here, &mention.0, &mut Seen::new());
                self.check(module, &mention.0, &targets);
                self.count(all, module, &mention.0, &targets);
            }
        }
    }

    fn check(&mut self, module: &Module, path: &[String], targets: &[Target]) {
        if targets.is_empty() && path.len() > 1 && ["crate", "self", "super"].contains(&path[0].as_str()) {
            self.unresolved.push(format!("{}: {}", module.file, path.join("::")));
        }
    }

    /// A module alone is no import: what is used of it is counted where it is mentioned.
    fn count(&mut self, all: &Crate, module: &Module, path: &[String], targets: &[Target]) {
        for target in targets {
            let Target::ItemOf(definer) = target else { continue };
            let to = &all.modules[*definer].file;
            if *to != module.file {
                // Of `Session::new` the type is imported.
                let name = path.iter().find(|name| name.starts_with(char::is_uppercase)).or(path.last());
                self.edges.entry((module.file.clone(), to.clone())).or_default().extend(name.cloned());
            }
        }
    }
}

impl Crate {
    /// What `path` means in the module `here`; nothing if it leads to another crate or to a local name.
    fn resolve(&self, here: usize, path: &[String], seen: &mut Seen) -> Vec<Target> {
        let Some((first, rest)) = path.split_first() else { return Vec::new() };
        let mut targets = match first.as_str() {
            "crate" => vec![Target::Module(0)],
            "self" => vec![Target::Module(here)],
            "super" => self.modules[here].parent.map(Target::Module).into_iter().collect(),
            name => self.look_up(here, name, seen),
        };
        for name in rest {
            let mut next: Vec<Target> = Vec::new();
            for target in &targets {
                match (target, name.as_str()) {
                    (Target::Module(module), "super") => {
                        next.extend(self.modules[*module].parent.map(Target::Module));
                    }
                    (Target::Module(module), name) => next.extend(self.look_up(*module, name, seen)),
                    (Target::ItemOf(_), _) => {}
                }
            }
            if next.is_empty() {
                // A variant of an enum or a function of a type: the import is that of the type.
                targets.retain(|target| matches!(target, Target::ItemOf(_)));
                return targets;
            }
            targets = next;
        }
        targets.sort_unstable();
        targets.dedup();
        targets
    }

    /// What `name` means in a module: a module, an item of its own, an import or re-export, one that a glob brings,
    /// or an item that a macro defines. A module and an item may share a name.
    fn look_up(&self, here: usize, name: &str, seen: &mut Seen) -> Vec<Target> {
        if !seen.insert((here, name.to_string())) {
            return Vec::new();
        }
        let module = &self.modules[here];
        let children = module.children.iter().filter(|(child, _)| child == name);
        let mut targets: Vec<Target> = children.map(|(_, child)| Target::Module(*child)).collect();
        if module.defines.contains(name) {
            targets.push(Target::ItemOf(here));
            return targets;
        }
        for item in module.uses.iter().filter(|item| item.name.as_deref() == Some(name)) {
            targets.extend(self.resolve(here, &item.path, seen));
        }
        if targets.is_empty() {
            targets = self.through_globs(here, name, seen);
        }
        if targets.is_empty() && module.in_macros.contains(name) {
            targets.push(Target::ItemOf(here));
        }
        targets
    }

    fn through_globs(&self, here: usize, name: &str, seen: &mut Seen) -> Vec<Target> {
        let mut targets = Vec::new();
        for glob in self.modules[here].uses.iter().filter(|item| item.name.is_none()) {
            for target in self.resolve(here, &glob.path, seen) {
                if let Target::Module(module) = target {
                    targets.extend(self.look_up(module, name, seen));
                }
            }
        }
        targets
    }
}
