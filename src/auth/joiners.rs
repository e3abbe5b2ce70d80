//! Invisible characters that belong to a name: joiners and variation selectors where a script or an
//! emoji needs them (UAX 31, section 2.3; RFC 5892, appendix A; UTS 51).

use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{CanonicalCombiningClass, Emoji, EmojiModifier, ExtendedPictographic, JoiningType, Script},
};

const ZWNJ: char = '\u{200C}';
const ZWJ: char = '\u{200D}';
const KEYCAP: char = '\u{20E3}';
const FLAG: char = '\u{1F3F4}';
/// The tags of the flags of England, Scotland and Wales: the only ones in use.
const FLAGS: [&str; 3] = ["gbeng", "gbsct", "gbwls"];
const TAG_END: char = '\u{E007F}';

/// What an invisible character does where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unseen {
    /// It changes what is seen, as its script or emoji wants it.
    Needed,
    /// It belongs to the script and changes nothing here, so it can go.
    Idle,
    /// It does nothing but hide.
    Hides,
}

/// What the character at `at` does, if it is one of those that a name may need; `None` for all others.
pub(super) fn unseen(name: &[char], at: usize) -> Option<Unseen> {
    let (before, after) = (name.get(..at)?, name.get(at + 1..)?);
    match *name.get(at)? {
        ZWNJ => Some(non_joiner(before, after)),
        ZWJ => Some(joiner(before, after)),
        selector @ '\u{FE00}'..='\u{FE0F}' => Some(selected(before, selector, after)),
        '\u{E0100}'..='\u{E01EF}' => Some(needed_if(ends_in(before, &[Script::Han]))),
        '\u{180B}'..='\u{180F}' => Some(needed_if(ends_in(before, &[Script::Mongolian]))),
        '\u{E0020}'..=TAG_END => Some(needed_if(in_flag(name, at))),
        _ => None,
    }
}

const fn needed_if(needed: bool) -> Unseen {
    if needed { Unseen::Needed } else { Unseen::Hides }
}

fn non_joiner(before: &[char], after: &[char]) -> Unseen {
    if ends_in_virama(before) || separates(before, after) {
        Unseen::Needed
    } else if ends_in(before, &JOINING) {
        Unseen::Idle
    } else {
        Unseen::Hides
    }
}

fn joiner(before: &[char], after: &[char]) -> Unseen {
    let in_script = ends_in(before, &JOINING);
    // Bengali writes ra with a following ya by a joiner before the virama.
    if ends_in_virama(before) || (in_script && after.first().is_some_and(|c| is_virama(*c))) {
        return Unseen::Needed;
    }
    let drawn = before.iter().rev().find(|c| !is_selector(**c) && !is_modifier(**c));
    if drawn.is_some_and(|c| is_drawn(*c)) && after.first().is_some_and(|c| is_drawn(*c)) {
        return Unseen::Needed;
    }
    if in_script { Unseen::Idle } else { Unseen::Hides }
}

/// The sixteen plain variation selectors: 15 and 16 choose between text and emoji, the others between
/// forms of a letter.
fn selected(before: &[char], selector: char, after: &[char]) -> Unseen {
    match before.last() {
        Some(c) if matches!(selector, '\u{FE0E}' | '\u{FE0F}') && is_emoji(*c) => {
            if c.is_ascii() && after.first() != Some(&KEYCAP) { Unseen::Idle } else { Unseen::Needed }
        }
        _ => needed_if(ends_in(before, &[Script::Han, Script::Myanmar, Script::PhagsPa, Script::Mongolian])),
    }
}

/// Whether the tags around `at` spell the region of a flag.
fn in_flag(name: &[char], at: usize) -> bool {
    let Some(flag) = name.iter().take(at).rposition(|c| *c == FLAG) else { return false };
    FLAGS.iter().any(|region| {
        let tags = region.chars().filter_map(|c| char::from_u32(0xE_0000 + u32::from(c)));
        let spelled: Vec<char> = tags.chain([TAG_END]).collect();
        name.get(flag + 1..).is_some_and(|rest| rest.starts_with(&spelled)) && at <= flag + spelled.len()
    })
}

/// The scripts that are written with joiners.
const JOINING: [Script; 17] = [
    Script::Arabic,
    Script::Syriac,
    Script::Nko,
    Script::Mandaic,
    Script::Mongolian,
    Script::Devanagari,
    Script::Bengali,
    Script::Gurmukhi,
    Script::Gujarati,
    Script::Oriya,
    Script::Tamil,
    Script::Telugu,
    Script::Kannada,
    Script::Malayalam,
    Script::Sinhala,
    Script::Khmer,
    Script::Myanmar,
];

/// Whether the letter that the text ends in, marks left out, is of one of these scripts.
fn ends_in(text: &[char], scripts: &[Script]) -> bool {
    let script = |c: &char| CodePointMapData::<Script>::new().get(*c);
    let own = text.iter().rev().map(script).find(|script| *script != Script::Inherited);
    own.is_some_and(|own| scripts.contains(&own))
}

fn ends_in_virama(text: &[char]) -> bool {
    text.last().is_some_and(|c| is_virama(*c))
}

fn is_virama(c: char) -> bool {
    CodePointMapData::<CanonicalCombiningClass>::new().get(c) == CanonicalCombiningClass::Virama
}

/// Whether two letters stand around it that would join without it.
fn separates(before: &[char], after: &[char]) -> bool {
    let kind = |c: &char| CodePointMapData::<JoiningType>::new().get(*c);
    let shown = |kind: &JoiningType| *kind != JoiningType::Transparent;
    let left = before.iter().rev().map(kind).find(shown);
    let right = after.iter().map(kind).find(shown);
    matches!(left, Some(JoiningType::LeftJoining | JoiningType::DualJoining))
        && matches!(right, Some(JoiningType::RightJoining | JoiningType::DualJoining))
}

fn is_emoji(c: char) -> bool {
    CodePointSetData::new::<Emoji>().contains(c)
}

fn is_drawn(c: char) -> bool {
    CodePointSetData::new::<ExtendedPictographic>().contains(c)
}

fn is_modifier(c: char) -> bool {
    CodePointSetData::new::<EmojiModifier>().contains(c)
}

const fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE0E}' | '\u{FE0F}')
}
