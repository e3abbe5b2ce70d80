//! Links in Markdown: to files, and to headings.

use std::fs;

use super::{File, root};

/// The links of a page that lead nowhere. Addresses of other sites are not asked.
pub(crate) fn broken(page: &File) -> Vec<String> {
    let mut broken = Vec::new();
    for (place, line) in page.lines() {
        for target in targets(line).filter(|target| !target.contains("://") && !target.starts_with("mailto:"))
        {
            if !resolves(page, target) {
                broken.push(format!("{place}: {target}"));
            }
        }
    }
    broken
}

fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|after| after.split_once(')').map(|(target, _)| target))
}

fn resolves(page: &File, target: &str) -> bool {
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let own = root().join(&page.path);
    let path = if file.is_empty() { own } else { own.with_file_name("").join(file) };
    path.exists()
        && (anchor.is_empty()
            || fs::read_to_string(path).is_ok_and(|text| headings(&text).any(|heading| heading == anchor)))
}

/// The anchors of a page's headings.
fn headings(text: &str) -> impl Iterator<Item = String> {
    let titles = text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#'));
    titles.map(|title| {
        let kept = title.trim().to_lowercase().replace(' ', "-");
        kept.chars().filter(|c| c.is_alphanumeric() || *c == '-' || *c == '_').collect()
    })
}
