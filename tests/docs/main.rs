//! What the sources and the pages say of other files is true: a citation leads somewhere, a link
//! resolves, a numbered rule or promise is there. Readers of the API find no citation at all.

mod citations;
mod links;
mod prose;

use std::{
    fs,
    path::{Path, PathBuf},
};

use citations::{files_cited, numbers_cited};

/// Folders whose text files are read, relative to the repository. Pages at its root are read too.
const READ: [&str; 6] = ["src", "tests", "docs", "deploy", "web-client/src", "web-client/e2e"];
/// How the names of text files end.
const TEXT: [&str; 10] = ["md", "rs", "ts", "svelte", "css", "py", "toml", "sql", "service", "yaml"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A text file of the repository.
struct File {
    /// Its path in the repository.
    path: String,
    text: String,
}

impl File {
    fn is_page(&self) -> bool {
        self.path.ends_with(".md")
    }

    /// Its lines, each with where it is.
    fn lines(&self) -> impl Iterator<Item = (String, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (format!("{}:{}", self.path, index + 1), line))
    }
}

fn files() -> Vec<File> {
    let at_root = fs::read_dir(root()).expect("the repository").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> = at_root.filter(|path| path.is_file()).collect();
    for folder in READ.iter().map(|folder| root().join(folder)).filter(|folder| folder.exists()) {
        below(&folder, &mut paths);
    }
    paths.retain(|path| path.extension().is_some_and(|ending| TEXT.iter().any(|text| ending == *text)));
    paths.sort();
    // This test names what it looks for.
    paths.retain(|path| !path.starts_with(root().join("tests/docs")));
    let read = |path: PathBuf| File {
        text: fs::read_to_string(&path).expect("a text file"),
        path: path
            .strip_prefix(root())
            .expect("a path of the repository")
            .to_string_lossy()
            .replace('\\', "/"),
    };
    paths.into_iter().map(read).collect()
}

fn below(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { below(&path, paths) } else { paths.push(path) }
    }
}

fn page(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|_| panic!("{path} is missing"))
}

fn fail_if_any(wrong: &[String], what: &str) {
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

#[test]
fn every_file_that_is_cited_is_there() {
    let mut wrong = Vec::new();
    let mut found = 0;
    for file in files() {
        for (place, line) in file.lines() {
            for cited in files_cited(line) {
                found += 1;
                let bases = [root().to_owned(), root().join("web-client")];
                if !bases.iter().any(|base| base.join(&cited).exists()) {
                    wrong.push(format!("{place}: {cited}"));
                }
            }
        }
    }
    assert!(found > 50, "only {found} citations were found");
    fail_if_any(&wrong, "cited, but not there");
}

#[test]
fn every_rule_and_promise_that_is_cited_is_there() {
    let rules = citations::list_items(&page("docs/rules.md"));
    let promises = citations::table_rows(&page("docs/promises.md"));
    assert_eq!(rules, (1..=18).collect(), "the rules of the floor");
    assert_eq!(promises, (1..=32).collect(), "the promises");
    let mut wrong = Vec::new();
    let mut found = 0;
    for file in files() {
        for (place, line) in file.lines() {
            for (word, known) in [("rule", &rules), ("promise", &promises)] {
                for number in numbers_cited(line, word) {
                    found += 1;
                    if !known.contains(&number) {
                        wrong.push(format!("{place}: {word} {number}"));
                    }
                }
            }
        }
    }
    assert!(found > 100, "only {found} citations were found");
    fail_if_any(&wrong, "cited, but not there");
}

#[test]
fn every_link_in_a_page_resolves() {
    let wrong: Vec<String> = files().iter().filter(|file| file.is_page()).flat_map(links::broken).collect();
    fail_if_any(&wrong, "links that lead nowhere");
}

#[test]
fn every_metric_that_an_operator_reads_of_is_written() {
    let files = files();
    let sources: Vec<&File> = files.iter().filter(|file| file.path.starts_with("src/")).collect();
    let (mut wrong, mut found) = (Vec::new(), 0);
    for file in files.iter().filter(|file| file.is_page() || file.path.starts_with("deploy/")) {
        for (place, line) in file.lines() {
            for name in citations::metrics_named(line) {
                found += 1;
                let quoted = format!("\"{}\"", name.trim_end_matches("_bucket"));
                if !sources.iter().any(|source| source.text.contains(&quoted)) {
                    wrong.push(format!("{place}: {name}"));
                }
            }
        }
    }
    assert!(found > 15, "only {found} metrics were found");
    fail_if_any(&wrong, "no such metric");
}

#[test]
fn the_documents_of_the_api_cite_no_file_and_no_rule() {
    let documents = [("asyncapi", rondo::protocol::asyncapi::asyncapi()), ("openapi", rondo::openapi())];
    let mut wrong = Vec::new();
    for (name, document) in &documents {
        let texts = prose::texts(document);
        assert!(texts.len() > 100, "only {} texts were found in {name}", texts.len());
        for (pointer, text) in texts {
            let numbered = ["rule", "promise"].iter().any(|word| !numbers_cited(text, word).is_empty());
            if numbered || text.contains(".md") || text.contains(".rs") || text.contains("`limits::") {
                wrong.push(format!("{name} {pointer}: {text}"));
            }
        }
    }
    fail_if_any(&wrong, "not for readers of the API");
}
