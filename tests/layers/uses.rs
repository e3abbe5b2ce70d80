//! Which file uses which, by the names it takes.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Item, Macro, UseTree, Visibility,
    visit::{self, Visit},
};

use super::source::{Source, files};

/// A file takes names from another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Use {
    /// The file that uses.
    pub(crate) from: String,
    /// The file that defines.
    pub(crate) to: String,
    /// The names taken.
    pub(crate) names: BTreeSet<String>,
}

impl fmt::Display for Use {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.names.iter().map(String::as_str).collect();
        write!(f, "{} -> {}: {}", self.from, self.to, names.join(", "))
    }
}

/// A path in the sources, from the root of the crate.
type Path = Vec<String>;

/// Every use of one file of the crate by another, once for each pair.
pub(crate) fn uses() -> Vec<Use> {
    let files = files();
    let house = House::new(&files);
    let mut found: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for file in &files {
        for path in paths(file, &house) {
            if let Some((to, name)) = house.home(&path, 0)
                && to != file.path
            {
                found.entry((file.path.clone(), to)).or_default().insert(name);
            }
        }
    }
    found.into_iter().map(|((from, to), names)| Use { from, to, names }).collect()
}

/// The modules of the crate and what they hand on.
struct House {
    /// The file of each module.
    modules: BTreeMap<Path, String>,
    /// What `pub use` hands on under a name: (module, name) to the path it stands for.
    handed_on: BTreeMap<(Path, String), Path>,
}

impl House {
    fn new(files: &[Source]) -> Self {
        let modules = files.iter().map(|file| (file.module.clone(), file.path.clone())).collect();
        let mut house = Self { modules, handed_on: BTreeMap::new() };
        for file in files {
            for item in file.items.iter() {
                let Item::Use(item) = item else { continue };
                if matches!(item.vis, Visibility::Inherited) {
                    continue;
                }
                for (name, path) in leaves(&item.tree, Vec::new()) {
                    if let Some(path) = house.absolute(&file.module, &path, &BTreeMap::new()) {
                        house.handed_on.insert((file.module.clone(), name), path);
                    }
                }
            }
        }
        house
    }

    /// A path as seen in a module, from the root of the crate; `None` if it leads elsewhere.
    fn absolute(&self, module: &[String], path: &[String], names: &BTreeMap<String, Path>) -> Option<Path> {
        let (first, rest) = path.split_first()?;
        let start = match first.as_str() {
            "crate" => Vec::new(),
            "self" => module.to_vec(),
            "super" => module.split_last()?.1.to_vec(),
            "rondo" if module == ["main"] => Vec::new(),
            name => match names.get(name) {
                Some(known) => known.clone(),
                None => {
                    let child = [module, &[name.to_owned()]].concat();
                    if !self.modules.contains_key(&child) {
                        return None;
                    }
                    child
                }
            },
        };
        let mut absolute = start;
        for part in rest {
            match part.as_str() {
                "super" => drop(absolute.pop()),
                "self" => {}
                part => absolute.push(part.to_owned()),
            }
        }
        Some(absolute)
    }

    /// The file that defines what a path names, and the name.
    fn home(&self, path: &[String], depth: usize) -> Option<(String, String)> {
        let length = (0..=path.len()).rev().find(|length| self.modules.contains_key(&path[..*length]))?;
        let (module, rest) = path.split_at(length);
        // A module by its name alone is used where one of its items is.
        let name = rest.first()?;
        match self.handed_on.get(&(module.to_vec(), name.clone())) {
            // A name that hands itself on can't be followed forever.
            Some(origin) if depth < 8 => self.home(&[origin, &rest[1..]].concat(), depth + 1),
            _ => Some((self.modules[module].clone(), name.clone())),
        }
    }
}

/// The names that a `use` brings in, each with its path.
fn leaves(tree: &UseTree, mut path: Path) -> Vec<(String, Path)> {
    match tree {
        UseTree::Path(part) => {
            path.push(part.ident.to_string());
            leaves(&part.tree, path)
        }
        UseTree::Name(name) if name.ident == "self" => {
            path.last().cloned().map(|name| (name, path)).into_iter().collect()
        }
        UseTree::Name(name) => {
            path.push(name.ident.to_string());
            vec![(name.ident.to_string(), path)]
        }
        UseTree::Rename(name) => {
            path.push(name.ident.to_string());
            vec![(name.rename.to_string(), path)]
        }
        UseTree::Glob(_) => {
            path.push("*".to_owned());
            vec![("*".to_owned(), path)]
        }
        UseTree::Group(group) => group.items.iter().flat_map(|tree| leaves(tree, path.clone())).collect(),
    }
}

/// Every path in a file that leads into the crate. What is only handed on is no use.
fn paths(file: &Source, house: &House) -> Vec<Path> {
    let mut reader = Reader { module: &file.module, house, names: BTreeMap::new(), found: Vec::new() };
    for item in file.items.iter() {
        if let Item::Use(item) = item {
            for (name, path) in leaves(&item.tree, Vec::new()) {
                let Some(path) = house.absolute(&file.module, &path, &BTreeMap::new()) else { continue };
                if matches!(item.vis, Visibility::Inherited) {
                    reader.found.push(path.clone());
                }
                reader.names.insert(name, path);
            }
        }
    }
    file.items.iter().filter(|item| !matches!(item, Item::Use(_))).for_each(|item| reader.visit_item(item));
    reader.found
}

struct Reader<'a> {
    module: &'a [String],
    house: &'a House,
    names: BTreeMap<String, Path>,
    found: Vec<Path>,
}

impl Reader<'_> {
    fn note(&mut self, path: &[String]) {
        self.found.extend(self.house.absolute(self.module, path, &self.names));
    }

    /// The paths among the tokens of a macro, which nothing parses.
    fn read_tokens(&mut self, tokens: TokenStream) {
        let mut path: Path = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 && !path.is_empty() {
                        self.note(&std::mem::take(&mut path));
                    }
                    path.push(name.to_string());
                    colons = 0;
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
                other => {
                    self.note(&std::mem::take(&mut path));
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.read_tokens(group.stream());
                    }
                }
            }
        }
        self.note(&path);
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Path = path.segments.iter().map(|part| part.ident.to_string()).collect();
        self.note(&parts);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.read_tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }
}
