//! The words of the formats: what an item is called, what everyone reads in it, and what a lead who
//! has never led may say.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use crate::{meeting::agenda::Page, room::language::Language};

/// The words of a format in one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormatWords {
    /// The name.
    pub name: String,
    /// What a meeting of this format is like, in a sentence or two.
    pub about: String,
    /// The words of the items, in the order of the agenda.
    pub items: Vec<ItemWords>,
}

/// The words of one item.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemWords {
    /// The name.
    pub name: String,
    /// The question, the instruction or the welcome that everyone reads.
    pub text: String,
    /// What a lead may say and do, for leads only.
    pub script: String,
    /// What is read or shown page by page. It may be empty.
    #[serde(default)]
    pub pages: Vec<Page>,
}

type Words = BTreeMap<String, FormatWords>;

static EN: LazyLock<Words> = LazyLock::new(|| read(include_str!("en.json")));
static DE: LazyLock<Words> = LazyLock::new(|| read(include_str!("de.json")));

fn read(file: &str) -> Words {
    // A part of the program, which the tests read.
    serde_json::from_str(file).expect("the words of the formats are valid")
}

/// All words of a language, by the id of the format.
pub(super) fn all(language: Language) -> &'static Words {
    match language {
        Language::En => &EN,
        Language::De => &DE,
    }
}

/// The words of a format. Every format has words in every language, which a test checks.
pub(super) fn of(id: &str, language: Language) -> &'static FormatWords {
    &all(language)[id]
}
