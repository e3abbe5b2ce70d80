//! Words that claim a role. Only the server says who has a role (docs/rules.md, "Joining and
//! safety"), so no pseudonym may contain one.

use std::{collections::BTreeSet, sync::LazyLock};

use unicode_normalization::char::is_combining_mark;

use super::look_alikes::coarse_skeleton as skeleton;

/// Refused as a whole word, or as the whole name. English and German.
const WORDS: &str = "\
    admin admins arzt aerzt aerztin ärzt ärzte ärztin beobachter beobachterin berater beraterin \
    betreuer betreuerin chair chairman chairperson chairwoman coach cohost coleader coleitung \
    doc doctor doktor doktorin dr facilitation gastgeber gastgeberin helpdesk host hosts lead \
    leader leiter leiterin leitung mitarbeiter mitarbeiterin mod moderation mods nurse observer \
    official offiziell operator owner physician presenter prof professor professorin root rondo \
    server staff support sysop system team";

/// Refused anywhere, even inside a word or spelled out: too long to be there by chance. They also
/// cover words built from them (Therapeut, Therapeutin, Psychotherapeut).
const STEMS: &str = "\
    administrator counsellor counselor facilitator gruppenleit moderator psychiat psycholog \
    supervisor therapeut therapist timekeeper";

/// Digits and signs that stand for a letter in a disguised word (`m0der4t0r`, `adm!n`). Those that
/// look alike to the skeleton need no entry here.
const DISGUISES: &[(char, char)] = &[
    ('3', 'e'),
    ('4', 'a'),
    ('7', 't'),
    ('8', 'b'),
    ('@', 'a'),
    ('$', 's'),
    ('€', 'e'),
    ('!', 'i'),
    ('+', 't'),
];

static WORD_SKELETONS: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| WORDS.split(' ').map(skeleton).collect());
static STEM_SKELETONS: LazyLock<Vec<String>> = LazyLock::new(|| STEMS.split(' ').map(skeleton).collect());

/// Whether `name` claims a role: plainly, with look-alikes, or in disguise.
pub(super) fn claims_role(name: &str) -> bool {
    claims_plainly(name) || claims_plainly(&undisguised(name))
}

fn claims_plainly(name: &str) -> bool {
    let whole = skeleton(name);
    WORD_SKELETONS.contains(&whole)
        || STEM_SKELETONS.iter().any(|stem| whole.contains(stem))
        || words(name).any(|word| WORD_SKELETONS.contains(&skeleton(word)))
}

fn undisguised(name: &str) -> String {
    let letter = |c| DISGUISES.iter().find(|(sign, _)| *sign == c).map_or(c, |(_, letter)| *letter);
    name.chars().map(letter).collect()
}

/// The words of a name, each also without the digits around it (`Admin2`) and split where a capital
/// letter follows a small one (`DrMaria`).
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c))
        .flat_map(|word| capitalised_parts(word).into_iter().chain([word]))
        .flat_map(|word| [word, word.trim_matches(|c: char| c.is_ascii_digit())])
}

fn capitalised_parts(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut after_lower) = (0, false);
    for (index, c) in word.char_indices() {
        if after_lower && c.is_uppercase() {
            parts.push(&word[start..index]);
            start = index;
        }
        after_lower = c.is_lowercase();
    }
    parts.push(&word[start..]);
    parts
}
