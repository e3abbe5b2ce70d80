//! The sources as they stand, parsed, without what is compiled for tests only.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    rc::Rc,
};

use syn::{Attribute, Item};

/// A module, as its path from the root of the crate.
type Module = Vec<String>;

/// A source file of the crate.
pub(crate) struct Source {
    /// Its path below `src`, with `/` on every platform.
    pub(crate) path: String,
    /// The module it defines; empty for the root of the library.
    pub(crate) module: Module,
    /// What it holds, test code left out.
    pub(crate) items: Rc<[Item]>,
}

impl Source {
    /// The names of its constants, those inside `impl` blocks included.
    pub(crate) fn constants(&self) -> impl Iterator<Item = String> + '_ {
        self.items.iter().flat_map(|item| match item {
            Item::Const(item) => vec![item.ident.to_string()],
            Item::Impl(block) => {
                let constants = block.items.iter().filter_map(|item| match item {
                    syn::ImplItem::Const(item) => Some(item.ident.to_string()),
                    _ => None,
                });
                constants.collect()
            }
            _ => Vec::new(),
        })
    }
}

/// Every file under `src` that is not test code, in the order of its path; a file that is compiled in several
/// places, once for each.
pub(crate) fn files() -> Vec<Source> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut parsed = BTreeMap::new();
    for path in below(&src) {
        let text = fs::read_to_string(&path).expect("a source file");
        let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let below = path.strip_prefix(&src).expect("a path below src");
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        parsed.insert(parts.join("/"), file.items);
    }
    let test_modules: Vec<_> = parsed
        .iter()
        .flat_map(|(path, items)| {
            let names = items.iter().filter_map(|item| match item {
                Item::Mod(module) if is_for_tests(&module.attrs) => Some(module.ident.to_string()),
                _ => None,
            });
            names.map(|name| [module_of(path), vec![name]].concat())
        })
        .collect();
    let is_test = |module: &[String]| test_modules.iter().any(|test| module.starts_with(test));
    let elsewhere = compiled_elsewhere(&parsed);
    parsed
        .into_iter()
        .flat_map(|(path, items)| {
            let items: Rc<[_]> = items.into_iter().filter(|item| !is_for_tests(attributes(item))).collect();
            let own = module_of(&path);
            let places: Vec<_> = elsewhere.iter().filter(|(folder, _)| own.starts_with(folder)).collect();
            let modules = match places.as_slice() {
                [] => vec![own],
                places => {
                    let there = |(folder, place): &&(Module, Module)| [place, &own[folder.len()..]].concat();
                    places.iter().map(there).collect()
                }
            };
            modules.into_iter().map(move |module| Source {
                module,
                path: path.clone(),
                items: Rc::clone(&items),
            })
        })
        .filter(|file| !is_test(&file.module))
        .collect()
}

/// The folders that `#[path]` puts under another module, each with that module.
fn compiled_elsewhere(parsed: &BTreeMap<String, Vec<Item>>) -> Vec<(Module, Module)> {
    let mut found = Vec::new();
    for (path, items) in parsed {
        for item in items {
            let Item::Mod(item) = item else { continue };
            let Some(file) = item.attrs.iter().find_map(path_of) else { continue };
            let mut folder: Vec<_> = path.split('/').map(str::to_owned).collect();
            folder.pop();
            for part in file.trim_end_matches("/mod.rs").split('/') {
                if part == ".." { drop(folder.pop()) } else { folder.push(part.to_owned()) }
            }
            found.push((folder, [module_of(path), vec![item.ident.to_string()]].concat()));
        }
    }
    found
}

/// The file that `#[path = "…"]` names.
fn path_of(attribute: &Attribute) -> Option<String> {
    let syn::Meta::NameValue(value) = &attribute.meta else { return None };
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(file), .. }) = &value.value else { return None };
    value.path.is_ident("path").then(|| file.value())
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of sources");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

fn module_of(path: &str) -> Module {
    let mut parts: Vec<_> = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| last == "mod" || last == "lib") {
        parts.pop();
    }
    parts
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|argument| argument == "test")
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
