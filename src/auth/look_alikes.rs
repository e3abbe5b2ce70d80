//! Finds names that look the same: the skeleton of UTS 39, section 4, made coarser for people's
//! names.

use std::{collections::BTreeSet, sync::LazyLock};

use icu_properties::{
    CodePointMapData,
    props::{CanonicalCombiningClass, Script},
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Replacing look-alikes and folding case affect each other; every text settles well within this.
const ROUNDS: usize = 8;

/// Letters that count as another beyond the confusables of UTS 39: digits and letters that look
/// alike once case is gone, and small capitals. The small м, н, в, т and к of Cyrillic have small
/// capitals as their prototypes, so they meet their own capitals here.
const ALSO_ALIKE: &[(&str, &str)] = &[
    ("0", "o"),
    ("1", "l"),
    ("ɪ", "i"),
    ("5ꜱ", "s"),
    ("w", "vv"),
    ("ʍᴍ", "rn"),
    ("ĸᴋ", "k"),
    ("ᴀ", "a"),
    ("ʙ", "b"),
    ("ᴅ", "d"),
    ("ᴇ", "e"),
    ("ꜰ", "f"),
    ("ɢ", "g"),
    ("ʜ", "h"),
    ("ᴊ", "j"),
    ("ʟ", "l"),
    ("ɴ", "n"),
    ("ᴘ", "p"),
    ("ʀ", "r"),
    ("ᴛ", "t"),
    ("ʏ", "y"),
];

/// The skeleton of `text`: equal for texts that look alike. It starts from the confusables of
/// UTS 39 and goes further, because people in one group must be easy to tell apart:
///
/// - case is ignored;
/// - `0` is `o`, `1` and `|` are `l`, `5` is `s`, `w` is `vv` (`m` is `rn` in UTS 39 itself); other
///   digits stay digits, so that Anna 2 and Anna 3 are two people;
/// - only letters and digits count: no spaces, accents, points, punctuation or emoji. The marks that
///   make another letter or syllable in their script (Devanagari vowel signs, a virama, the voiced
///   mark of kana) are kept.
///
/// Not for display. The skeleton of a skeleton is itself.
pub(super) fn skeleton(text: &str) -> String {
    if text.is_ascii() {
        return text.bytes().map(|byte| ASCII_SKELETONS[usize::from(byte)].as_str()).collect();
    }
    settled(text)
}

/// Of each character of ASCII: none depends on its neighbours, and most names are of these alone.
static ASCII_SKELETONS: LazyLock<[String; 128]> =
    LazyLock::new(|| std::array::from_fn(|c| settled(&char::from(c as u8).to_string())));

fn settled(text: &str) -> String {
    let mut settled = round(text);
    for _ in 0..ROUNDS {
        let next = round(&settled);
        if next == settled {
            break;
        }
        settled = next;
    }
    settled
}

/// The skeleton with `i` and `l` as one letter, for words that nobody may come near.
pub(super) fn coarse_skeleton(text: &str) -> String {
    skeleton(text).replace('i', "l")
}

/// The skeletons of all that a name may be read as. Neil and Nell are two people, so `i` is not `l`;
/// but a capital `I` among small letters passes for an `l`, and a small `l` that begins a word or
/// stands before a capital, and a `1`, for an `I`.
pub(super) fn readings(name: &str) -> BTreeSet<String> {
    let normal: String = name.nfkc().collect();
    let one_as_i = normal.replace('1', "i");
    let read = [&capitals_read_small(&normal), &small_read_capital(&normal), &one_as_i];
    read.into_iter().chain([&normal]).map(|reading| skeleton(reading)).collect()
}

/// With each capital `I` behind small letters of its word as an `l`.
fn capitals_read_small(name: &str) -> String {
    let mut small = false;
    let read = name.chars().map(|c| {
        small = c.is_lowercase() || (small && c.is_alphanumeric());
        if small && CAPITAL_I.contains(&c) { 'l' } else { c }
    });
    read.collect()
}

/// With each small `l` that begins a word or stands before a capital as an `i`.
fn small_read_capital(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let read = letters.iter().enumerate().map(|(at, c)| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let begins = before.is_none_or(|c| !c.is_alphanumeric());
        let passes = begins || letters.get(at + 1).is_some_and(|c| c.is_uppercase());
        if *c == 'l' && passes { 'i' } else { *c }
    });
    read.collect()
}

/// Latin, Greek and Cyrillic. Their confusable is `l`, which is for their small form to say.
const CAPITAL_I: [char; 3] = ['I', 'Ι', 'І'];

/// Look-alikes are replaced as typed, because a capital may look like another letter (Cyrillic М like
/// Latin M) when its small form does not; then once more with case folded.
fn round(text: &str) -> String {
    let normal: String = text.nfkc().collect();
    let typed = if is_greek(&normal) { normal.to_uppercase() } else { normal };
    let lettered = typed.nfd().filter(|c| !is_combining_mark(*c) || counts(*c));
    let typed: String = lettered.map(|c| if CAPITAL_I.contains(&c) { 'i' } else { c }).collect();
    let folded: String = unicode_security::skeleton(&typed).flat_map(fold_case).collect();
    let alike = unicode_security::skeleton(&folded).flat_map(fold_case).filter(|c| counts(*c));
    alike.fold(String::new(), |mut skeleton, c| {
        match ALSO_ALIKE.iter().find(|(letters, _)| letters.contains(c)) {
            Some((_, other)) => skeleton.push_str(other),
            None => skeleton.push(c),
        }
        skeleton
    })
}

/// Letters, digits, and the marks that make another letter or syllable. Accents, the points of
/// Hebrew and Arabic, and nuktas are often left out by the same person.
fn counts(c: char) -> bool {
    if !is_combining_mark(c) {
        return c.is_alphanumeric();
    }
    match CodePointMapData::<CanonicalCombiningClass>::new().get(c) {
        CanonicalCombiningClass::KanaVoicing => true,
        CanonicalCombiningClass::Nukta => false,
        _ => !matches!(
            CodePointMapData::<Script>::new().get(c),
            Script::Inherited | Script::Common | Script::Hebrew | Script::Arabic | Script::Syriac
        ),
    }
}

/// Whether all letters are Greek. The small forms of ν, η and υ look like v, n and u, their capitals
/// like N, H and Y: a Greek name is compared in capitals, so that its case does not count either.
fn is_greek(text: &str) -> bool {
    let greek = |c| matches!(c, '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}');
    text.chars().filter(|c| c.is_alphabetic()).all(greek)
}

/// Upper case first, so that ß, long s and final sigma fold with their siblings. Character by
/// character: the result must not depend on the neighbours.
fn fold_case(c: char) -> impl Iterator<Item = char> {
    c.to_uppercase().flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_character_settles() {
        // Without the plain ranges of Han, Hangul and the private planes.
        let scripts = ('\0'..='\u{2FFF}').chain('\u{A000}'..='\u{ABFF}').chain('\u{F900}'..='\u{1FFFF}');
        for c in scripts {
            let once = skeleton(&c.to_string());
            assert_eq!(skeleton(&once), once, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn the_skeleton_of_a_skeleton_is_itself(text: String) {
            let once = skeleton(&text);
            prop_assert_eq!(skeleton(&once), once);
        }

        #[test]
        fn characters_of_ascii_do_not_depend_on_their_neighbours(text in "[[:ascii:]]{0,20}") {
            prop_assert_eq!(skeleton(&text), settled(&text));
        }
    }

    fn alike(one: &str, other: &str) -> bool {
        !readings(one).is_disjoint(&readings(other))
    }

    #[test]
    fn what_looks_alike_is_alike() {
        for (one, other) in [
            ("Maria", "MARIA"),
            ("Maria", "M a r i a"),
            ("Maria", "Маriа"),       // Cyrillic М, а, а
            ("Maria", "Ｍａｒｉａ"),  // fullwidth
            ("Maria", "𝓜𝓪𝓻𝓲𝓪"),       // mathematical script
            ("Maria", "Mar\u{131}a"), // dotless i
            ("Maria", "Mariạ"),
            ("Maria", "*Maria*"),
            ("Maria", "-- Maria!!"),
            ("Maria", "Maria 🌻"),
            ("Bill", "BlLL"),
            ("Bill", "B1|l"),
            ("Bill", "BiII"),
            ("Maria", "Mar1a"),
            ("Ivan", "lvan"),
            ("Ian", "lan"),
            ("Lan", "lan"),
            ("NEIL", "Neil"),
            ("MacIntosh", "Macintosh"),
            ("İbrahim", "Ibrahim"),
            ("محمد", "مُحَمَّد"),
            ("שרה", "שָׂרָה"),
            ("राज़", "राज"),
            ("علی\u{200C}رضا", "علیرضا"),
            ("ශ්\u{200D}රී", "ශ්රී"),
            ("Maria ❤\u{FE0F}", "Maria"),
            ("Otto", "0tt0"),
            ("Sven", "5ven"),
            ("Wolf", "vvolf"),
            ("Amy", "Arny"),
            ("Strauß", "STRAUSS"),
            ("Anna-Lena", "Anna Lena"),
            ("Νίκος", "ΝΊΚΟΣ"),
            ("Νίκος", "νικος"),
            ("Ivan", "Iνan"), // Greek nu
            ("Маша", "маша"),
            ("Маша", "МАША"),
            ("Виктор", "ВИКТОР"),
            ("TOM", "ТОМ"), // all Cyrillic
            ("Anna", "ᴀɴɴᴀ"),
        ] {
            assert!(alike(one, other), "{one} {other}");
        }
    }

    #[test]
    fn what_differs_differs() {
        for (one, other) in [
            ("Anna", "Hanna"),
            ("Anna 2", "Anna 3"),
            ("Tim", "Tom"),
            ("Neil", "Nell"),
            ("Elia", "Ella"),
            ("Lia", "Ila"),
            ("Leila", "Lella"),
            ("Lan", "Ian"),
            ("かな", "がな"),
            ("ハナ", "バナ"),
            ("कमल", "क्मल"),
            ("राम", "रमा"),
            ("Ольга", "Олега"),
            ("美咲", "美月"),
        ] {
            assert!(!alike(one, other), "{one} {other}");
        }
    }
}
