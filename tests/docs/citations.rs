//! What a line cites: files by their path, rules and promises by their number.

use std::collections::BTreeSet;

/// Where a path in the repository begins.
const FOLDERS: [&str; 5] = ["docs/", "src/", "tests/", "deploy/", "web-client/"];

/// The files and folders of the repository that a line names. A path with a placeholder in it
/// (`docs/decisions/NNNN-title.md`, `src/**/*.ts`) names none.
pub(crate) fn files_cited(line: &str) -> Vec<String> {
    let in_path = |c: char| c.is_ascii_alphanumeric() || "_-./*<>{}".contains(c);
    line.split(|c| !in_path(c))
        .map(|word| word.trim_end_matches(['.', '>']))
        .filter(|word| !word.contains(['*', '<', '{', '}']) && !word.contains("NNNN"))
        .filter(|word| is_page(word) || FOLDERS.iter().any(|folder| is_below(word, folder)))
        .map(|word| word.trim_start_matches("./").to_owned())
        .collect()
}

/// A page in capitals at the root, and a page of another repository's that ours must not cite.
fn is_page(word: &str) -> bool {
    word.strip_suffix(".md").is_some_and(|name| {
        let capitals = name.chars().all(|c| c.is_ascii_uppercase() || c == '_');
        !name.is_empty() && (capitals || ["domain", "design", "reliability"].contains(&name))
    })
}

fn is_below(word: &str, folder: &str) -> bool {
    word.strip_prefix(folder).is_some_and(|rest| !rest.is_empty())
}

/// The numbers after a word, as in "rule 9", "rules 2 to 7 and 9" or "promises 3, 4".
pub(crate) fn numbers_cited(line: &str, word: &str) -> Vec<u32> {
    let lower = line.to_lowercase();
    let mut numbers = Vec::new();
    for (at, _) in lower.match_indices(word) {
        let begins = !lower[..at].ends_with(|c: char| c.is_alphanumeric());
        let rest = &lower[at + word.len()..];
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        if begins && rest.starts_with(' ') {
            numbers.extend(list(rest));
        }
    }
    numbers
}

/// The numbers that a text begins with, between commas, "and", "or" and "to". Another mark ends them.
fn list(text: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    for word in text.split([' ', ',']).filter(|word| !["", "and", "or", "to"].contains(word)) {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_punctuation());
        let Ok(number) = digits.parse() else { break };
        numbers.push(number);
        if digits != word {
            break;
        }
    }
    numbers
}

/// The numbers of the items of a page's numbered list.
pub(crate) fn list_items(page: &str) -> BTreeSet<u32> {
    page.lines().filter_map(|line| line.split_once(". ")?.0.parse().ok()).collect()
}

/// The numbers in the first column of a page's table.
pub(crate) fn table_rows(page: &str) -> BTreeSet<u32> {
    page.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" |")?.0.parse().ok()).collect()
}

#[test]
fn a_line_cites_files_and_numbers() {
    assert_eq!(files_cited("see docs/rules.md, and [it](README.md)."), ["docs/rules.md", "README.md"]);
    assert_eq!(files_cited("`src/**/*.test.ts` or http://src.example/"), Vec::<String>::new());
    assert_eq!(numbers_cited("(rules 2 to 7 and 9); 0 is Rule 12: ruler 4", "rule"), [2, 7, 9, 12]);
    assert_eq!(numbers_cited("the rule of 3", "rule"), Vec::<u32>::new());
}

/// The metrics of the server that a line names.
pub(crate) fn metrics_named(line: &str) -> Vec<&str> {
    let words = line.split(|char: char| !char.is_ascii_lowercase() && char != '_');
    words.filter(|word| word.starts_with("rondo_") && *word != "rondo_keys").collect()
}
