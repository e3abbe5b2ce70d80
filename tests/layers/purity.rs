//! What pure code does without: the world outside, and any order but its own.

use syn::{
    Ident, Signature,
    visit::{self, Visit},
};

use super::{layer, source::files};

/// Crates that reach outside.
const CRATES: [&str; 8] = ["tokio", "futures", "sqlx", "axum", "hyper", "getrandom", "tracing", "metrics"];
/// Parts of `std` that do.
const STD: [&str; 7] = ["time", "fs", "env", "net", "thread", "process", "io"];
/// Collections whose order differs from run to run.
const COLLECTIONS: [&str; 2] = ["HashMap", "HashSet"];

/// What in these layers is not pure, a line each.
pub(crate) fn faults(layers: &[&str]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files().iter().filter(|file| layers.contains(&layer(&file.path))) {
        let mut reader = Reader { found: Vec::new() };
        file.items.iter().for_each(|item| reader.visit_item(item));
        faults.extend(reader.found.into_iter().map(|fault| format!("{}: {fault}", file.path)));
    }
    faults
}

struct Reader {
    found: Vec<String>,
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_ident(&mut self, name: &'ast Ident) {
        let name = name.to_string();
        if CRATES.contains(&name.as_str()) || COLLECTIONS.contains(&name.as_str()) {
            self.found.push(name);
        }
    }

    fn visit_use_path(&mut self, path: &'ast syn::UsePath) {
        if path.ident == "std" {
            let mut parts = Vec::new();
            first_parts(&path.tree, &mut parts);
            self.found.extend(parts.into_iter().filter(|part| STD.contains(&part.as_str())));
        }
        visit::visit_use_path(self, path);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let mut parts = path.segments.iter().map(|part| part.ident.to_string());
        if parts.next().is_some_and(|first| first == "std") {
            self.found.extend(parts.next().filter(|part| STD.contains(&part.as_str())));
        }
        visit::visit_path(self, path);
    }

    fn visit_signature(&mut self, signature: &'ast Signature) {
        if signature.asyncness.is_some() {
            self.found.push(format!("async {}", signature.ident));
        }
        visit::visit_signature(self, signature);
    }
}

/// The first names of a tree of uses.
fn first_parts(tree: &syn::UseTree, parts: &mut Vec<String>) {
    match tree {
        syn::UseTree::Path(path) => parts.push(path.ident.to_string()),
        syn::UseTree::Name(name) => parts.push(name.ident.to_string()),
        syn::UseTree::Rename(name) => parts.push(name.ident.to_string()),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| first_parts(tree, parts)),
        _ => {}
    }
}
