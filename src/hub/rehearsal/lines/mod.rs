//! What simulated people say: plain, short, and about nothing that happened to anyone.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::room::language::Language;

/// What simulated people are called, the lead first where one leads.
pub(super) const NAMES: [&str; 12] =
    ["Wren", "Odile", "Tomasz", "Kit", "Inés", "Bo", "Juniper", "Marlow", "Ash", "Noor", "Petra", "Sol"];

/// A share, and what others say to it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Share {
    /// Its sentences, each a message.
    pub(super) lines: Vec<String>,
    /// A question to it.
    pub(super) question: String,
    /// What its sharer answers.
    pub(super) answer: String,
    /// A suggestion, from what helped somebody else.
    pub(super) suggestion: String,
}

/// All that simulated people say in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lines {
    pub(super) shares: Vec<Share>,
    /// A share that takes its time.
    pub(super) long_share: Vec<String>,
    /// A conversation in an open item; each line answers the one before.
    pub(super) talk: Vec<String>,
    /// Answers to what a person said in an open item.
    pub(super) to_a_person: Vec<String>,
    /// Questions to any share.
    pub(super) questions: Vec<String>,
    /// Suggestions to any share.
    pub(super) suggestions: Vec<String>,
    /// Topics to choose among.
    pub(super) topics: Vec<String>,
    /// What the lead says in an item the lead holds.
    pub(super) openings: Vec<String>,
    /// The lead's welcome to a newcomer in a round; `{name}` stands for the newcomer's name.
    pub(super) welcome: String,
    /// The lead's answer to a call for help. It says that no person reads it.
    pub(super) help: String,
    /// The lead's answer to a whisper. It says that no person reads it.
    pub(super) whisper: String,
    /// Advice that nobody asked for.
    pub(super) advice: Vec<String>,
    /// What who gave advice whispers back to the lead.
    pub(super) adviser_answer: String,
    /// What who took too much room whispers back.
    pub(super) dominating_answer: String,
    /// What who called for help whispers back.
    pub(super) caller_answer: String,
    /// What anyone else whispers back.
    pub(super) member_answer: String,
}

static EN: LazyLock<Lines> = LazyLock::new(|| read(include_str!("en.json")));
static DE: LazyLock<Lines> = LazyLock::new(|| read(include_str!("de.json")));

fn read(file: &str) -> Lines {
    // A part of the program, which a test reads.
    serde_json::from_str(file).expect("the lines of the simulated people are valid")
}

/// What they say in this language.
pub(super) fn of(language: Language) -> &'static Lines {
    match language {
        Language::En => &EN,
        Language::De => &DE,
    }
}

/// Whether this is advice that nobody asked for, in any language.
pub(super) fn is_advice(text: &str) -> bool {
    Language::ALL.iter().any(|language| of(*language).advice.iter().any(|line| line == text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Somebody who changes the language meets the same people.
    #[test]
    fn both_languages_have_as_much_to_say() {
        let size = |lines: &Lines| {
            let lists = [&lines.long_share, &lines.talk, &lines.to_a_person, &lines.questions];
            let more = [&lines.suggestions, &lines.topics, &lines.openings, &lines.advice];
            let shares: Vec<_> = lines.shares.iter().map(|share| share.lines.len()).collect();
            (shares, lists.map(Vec::len), more.map(Vec::len))
        };
        assert_eq!(size(of(Language::En)), size(of(Language::De)));
        for language in Language::ALL {
            let lines = of(language);
            assert!(lines.welcome.contains("{name}"));
            assert!(lines.advice.iter().all(|line| is_advice(line)));
        }
    }
}
