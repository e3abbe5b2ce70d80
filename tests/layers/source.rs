//! The sources as they stand, parsed, without what is compiled for tests only.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use syn::{Attribute, Item};

/// A source file of the crate.
pub(crate) struct Source {
    /// Its path below `src`, with `/` on every platform.
    pub(crate) path: String,
    /// The module it defines; empty for the root of the library.
    pub(crate) module: Vec<String>,
    /// What it holds, test code left out.
    pub(crate) items: Vec<Item>,
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

/// Every file under `src` that is not test code, in the order of its path.
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
    parsed
        .into_iter()
        .map(|(path, items)| {
            let items = items.into_iter().filter(|item| !is_for_tests(attributes(item))).collect();
            Source { module: module_of(&path), path, items }
        })
        .filter(|file| !is_test(&file.module))
        .collect()
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of sources");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

fn module_of(path: &str) -> Vec<String> {
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
