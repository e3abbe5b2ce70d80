//! Circles: files that use each other, in pairs or in longer loops.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::uses::Use;

/// Files each of which reaches each other one, and the uses that tie them.
pub(crate) struct Circle {
    files: BTreeSet<String>,
    ties: Vec<Use>,
}

impl fmt::Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} files:", self.files.len())?;
        self.ties.iter().try_for_each(|tie| writeln!(f, "  {tie}"))
    }
}

/// All circles: the strongly connected parts of more than one file.
pub(crate) fn circles(uses: &[Use]) -> Vec<Circle> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for found in uses {
        next.entry(&found.from).or_default().insert(&found.to);
    }
    let reach: BTreeMap<&str, BTreeSet<&str>> =
        next.keys().map(|file| (*file, reached(file, &next))).collect();
    let both = |a: &str, b: &str| {
        let reaches = |from, to| reach.get(from).is_some_and(|files: &BTreeSet<&str>| files.contains(to));
        reaches(a, b) && reaches(b, a)
    };
    let mut circles: Vec<Circle> = Vec::new();
    for file in next.keys() {
        if !both(file, file) || circles.iter().any(|circle| circle.files.contains(*file)) {
            continue;
        }
        let files: BTreeSet<String> =
            next.keys().filter(|other| both(file, other)).map(|other| (*other).to_owned()).collect();
        let inside = |found: &&Use| files.contains(&found.from) && files.contains(&found.to);
        let ties = uses.iter().filter(inside).cloned().collect();
        circles.push(Circle { files, ties });
    }
    circles
}

/// The files that one reaches in one step or more.
fn reached<'a>(from: &str, next: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<&str> = next.get(from).into_iter().flatten().copied().collect();
    while let Some(file) = waiting.pop() {
        if seen.insert(file) {
            waiting.extend(next.get(file).into_iter().flatten().copied());
        }
    }
    seen
}
