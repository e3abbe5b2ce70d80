//! Which names are taken as they are, which are normalised, which are refused.

use proptest::prelude::*;

use super::{NameError, Pseudonym, limits::NAME_GRAPHEMES_MAX};
use crate::text::Unfit;

fn parse(text: &str) -> Result<String, NameError> {
    Pseudonym::parse(text).map(|name| name.as_str().to_owned())
}

#[track_caller]
fn refused(text: &str, error: NameError) {
    assert_eq!(parse(text), Err(error), "{text:?}");
}

#[test]
fn people_may_be_called_what_they_are_called() {
    for name in [
        "Anna",
        "anna 2",
        "Jürgen",
        "Zoë",
        "O'Brien",
        "Anna-Lena",
        "Mr. B",
        "Nguyễn Thị",
        "Łukasz",
        "Ольга",
        "Νίκος",
        "美咲",
        "محمد",
        "שרה",
        "राम",
        "ยิ่งลักษณ์",
        "김민지",
        "Sunny 🌻",
        "7",
        "Drew",
        "Andrea",
        "Modesta",
        "Hosta",
        "Leadbelly",
        "Doctorow",
        "Teamo",
        "Adminah",
        "Proferina",
        "Chairmaine",
        "Sven 5",
        "McDonald",
        "Ada 4 3",
        "علی\u{200C}رضا",
        "ශ්\u{200D}රී",
        "র\u{200D}্যাচেল",
        "ക്\u{200C}ഷ",
        "Maria ❤\u{FE0F}",
        "Ana 👩\u{1F3FD}\u{200D}🚀",
        "Kim 👩\u{200D}👩\u{200D}👧",
        "Bo 1\u{FE0F}\u{20E3}",
        "Fay 🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
        "辻\u{E0100}",
        "ကျော်",
        "ဖြူ",
        "རྒྱལ",
        "שָׂרָה",
        "សុភា",
    ] {
        assert_eq!(parse(name).as_deref(), Ok(name));
    }
}

#[test]
fn a_name_is_normalised() {
    for (typed, name) in [
        ("  Anna  ", "Anna"),
        ("Anna \u{3000}\u{A0} Lena", "Anna Lena"),
        ("\u{2028}Anna\u{2029}Lena", "Anna Lena"),
        ("Ｍａｒｉａ", "Maria"),
        ("Zoe\u{308}", "Zoë"),
        ("𝓜𝓪𝓻𝓲𝓪", "Maria"),
        ("ﬁona", "fiona"),
        ("محمد\u{200C}رضا", "محمدرضا"),
        ("Bo 1\u{FE0F}", "Bo 1"),
    ] {
        assert_eq!(parse(typed).as_deref(), Ok(name), "{typed:?}");
    }
}

#[test]
fn lengths_are_bounded() {
    for blank in ["", "   ", "\u{3000}", "\u{200B}", "\u{2800}\u{3164}"] {
        refused(blank, NameError::Missing);
    }
    for sign in ["!!!", "🌻", "- _ -", "\u{01C3}"] {
        refused(sign, NameError::Letterless);
    }
    assert!(parse(&"ä".repeat(NAME_GRAPHEMES_MAX)).is_ok());
    refused(&"a".repeat(NAME_GRAPHEMES_MAX + 1), NameError::TooLong);
    assert!(parse(&"美".repeat(32)).is_ok(), "96 bytes");
    assert!(parse(&format!("a{}", "🌻".repeat(31))).is_ok(), "125 bytes");
    refused(&"u\u{31B}\u{331}\u{323}".repeat(30), NameError::TooLong);
    refused(&"\u{FDFA}".repeat(20), NameError::TooLong); // grows eighteenfold under NFKC
    refused(&"a".repeat(1_000_000), NameError::TooLong);
}

#[test]
fn invisible_and_directional_characters_are_refused() {
    let mut bad: Vec<char> = "\0\t\n\r\u{1B}\u{7F}\u{85}\u{9F}".chars().collect();
    bad.extend("\u{AD}\u{34F}\u{61C}\u{115F}\u{1160}\u{3164}\u{FFA0}\u{17B4}\u{180E}".chars());
    bad.extend('\u{200B}'..='\u{200F}'); // zero-width, joiners, directional marks
    bad.extend('\u{202A}'..='\u{202E}'); // embeddings and overrides
    bad.extend('\u{2060}'..='\u{206F}'); // isolates, invisible operators, deprecated formats
    bad.extend("\u{FE0F}\u{FEFF}\u{FFF9}\u{FFFC}\u{FFFD}\u{E0001}\u{E0061}\u{E0100}\u{13430}\u{600}".chars());
    bad.extend("\u{E000}\u{F8FF}\u{F0000}\u{10FFFD}\u{FDD0}\u{FFFF}\u{378}\u{2800}".chars());
    for c in bad {
        refused(&format!("An{c}na"), NameError::Character(Unfit(c)));
    }
}

#[test]
fn what_a_script_needs_only_hides_elsewhere() {
    for (name, hidden) in [
        ("An\u{200C}na", '\u{200C}'),
        ("An\u{200D}na", '\u{200D}'),
        ("Ан\u{200D}на", '\u{200D}'),
        ("Anna\u{FE0F}", '\u{FE0F}'),
        ("❤\u{200D}Anna", '\u{200D}'),
        ("An\u{180B}na", '\u{180B}'),
        ("Anna\u{E0100}", '\u{E0100}'),
        ("Anna 🏴\u{E0061}\u{E007F}", '\u{E0061}'),
        ("Anna\u{200B}", '\u{200B}'),
    ] {
        refused(name, NameError::Character(Unfit(hidden)));
    }
}

#[test]
fn marks_do_not_pile_up() {
    refused("กิิ", NameError::Marks);
    refused("aิัึ", NameError::Marks);
    assert!(parse("q\u{301}\u{323}").is_ok());
    refused("q\u{301}\u{323}\u{302}", NameError::Marks);
    refused("Z\u{321}\u{335}\u{353}\u{347}algo", NameError::Marks);
    refused("\u{301}Anna", NameError::Marks);
    refused("Anna \u{20DD}", NameError::Marks);
}

#[test]
fn a_pseudonym_claims_no_role() {
    for claim in [
        "Dr",
        "dr.",
        "Dr. Anna",
        "Anna, Dr",
        "DR ANNA",
        "DrAnna",
        "Doctor Who",
        "Doktor",
        "Prof. Blum",
        "therapist",
        "Your Therapist",
        "Psychotherapeut",
        "Therapeutin",
        "Therapeut*in",
        "Moderator:in Anna",
        "MODERATOR",
        "Moderatorin",
        "mod",
        "Admin",
        "admin2",
        "2admin",
        "Administrator",
        "Host",
        "Co-Host",
        "CoHost",
        "Facilitator",
        "co-facilitator",
        "Staff",
        "Team Rondo",
        "rondo",
        "Support",
        "Leitung",
        "Gruppenleiterin",
        "Leiter:in",
        "Arzt",
        "Ärztin",
        "A\u{308}rztin",
        "ÄRZTIN",
        "Aerztin",
        "Ärzt*in Anna",
        "Psychologin",
        "Timekeeper",
    ] {
        refused(claim, NameError::ClaimsRole);
        assert!(Pseudonym::parse_display(claim).is_ok(), "a display name may: {claim}");
    }
}

#[test]
fn a_role_in_disguise_is_seen() {
    for claim in [
        "Тherapist",          // Cyrillic Т
        "Mоderаtоr",          // Cyrillic о, а
        "Аdmіn Anna",         // Cyrillic А, і
        "ΤΗΕRΑΡΙSΤ",          // Greek capitals
        "Ｍｏｄｅｒａｔｏｒ", // fullwidth
        "𝐃𝐫. Anna",
        "ԁr Anna",
        "rnoderator",
        "m0der4t0r",
        "4dm1n",
        "adm!n",
        "adm|n",
        "@dmin",
        "$t@ff",
        "h0st",
        "5upport",
        "T h e r a p i s t",
        "t.h.e.r.a.p.i.s.t Anna",
        "xXTherapistXx",
        "Th\u{323}erapist",
        "D\u{323}r\u{323} Anna",
        "A-d-m-i-n",
    ] {
        refused(claim, NameError::ClaimsRole);
    }
}

#[test]
fn a_name_is_not_shown_in_logs() {
    let name = Pseudonym::parse("Anna").unwrap();
    assert_eq!(format!("{name:?}"), "Pseudonym(..)");
}

/// Text that is often close to a name.
fn text() -> impl Strategy<Value = String> {
    let near = "[a-zA-Z0-9 .äß\u{301}\u{308}\u{200B}\u{3000}\u{E33}\u{AC00}\u{1100}\u{1161}\u{B4}\u{FDFA}\u{212B}]{0,40}";
    prop_oneof![any::<String>(), near]
}

proptest! {
    #[test]
    fn a_parsed_name_parses_to_itself(text in text()) {
        if let Ok(name) = Pseudonym::parse_display(&text) {
            prop_assert_eq!(Pseudonym::parse_display(name.as_str()), Ok(name));
        }
        if let Ok(name) = Pseudonym::parse(&text) {
            prop_assert_eq!(Pseudonym::parse(name.as_str()), Ok(name.clone()));
            prop_assert!(!name.skeleton().is_empty());
        }
    }

    #[test]
    fn a_name_looks_like_itself_in_capitals_and_without_spaces(text in "[A-Z][a-z]{2,7} [A-Z][a-z]{2,7}") {
        let name = Pseudonym::parse_display(&text).unwrap();
        prop_assert!(name.looks_like_any([text.to_uppercase()]));
        prop_assert!(name.looks_like_any([text.replace(' ', "")]));
    }

    #[test]
    fn case_and_spaces_make_no_other_skeleton(text in "[a-zA-Z]{3,8} [a-zA-Z]{3,8}") {
        let skeleton = |text: &str| Pseudonym::parse_display(text).unwrap().skeleton();
        prop_assert_eq!(skeleton(&text), skeleton(&text.to_uppercase()));
        prop_assert_eq!(skeleton(&text), skeleton(&text.replace(' ', "")));
    }
}
