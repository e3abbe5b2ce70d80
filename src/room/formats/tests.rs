use super::*;

fn of(id: &str) -> &'static Format {
    format(id).expect("a known format")
}

fn items() -> impl Iterator<Item = AgendaItem> {
    formats().iter().flat_map(|format| format.agenda(Language::En))
}

#[test]
fn all_twelve_formats_are_whole() {
    let ids: Vec<_> = formats().iter().map(|format| format.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "peer_checkin",
            "open_share",
            "talking_piece",
            "tools_discussion",
            "meditation_inquiry",
            "psychoed",
            "family_problem_solving",
            "cbt",
            "dbt_skills",
            "process",
            "chat_support_pro",
            "mini"
        ]
    );
    for format in formats() {
        let minutes: u32 = format.agenda(Language::En).iter().map(|item| item.minutes).sum();
        assert_eq!(minutes, format.minutes, "{:?}", format.id);
        assert!(format.people_min < format.people_max);
    }
}

#[test]
fn formats_carry_their_kind_joining_closing_and_presenter() {
    assert_eq!(of("cbt").kind, Some(RoomKind::TherapistLed));
    assert_eq!(of("mini").kind, Some(RoomKind::PeerLed));
    assert_eq!(of("psychoed").kind, None);
    assert_eq!(of("process").joining, Joining::SlowOpen);
    assert_eq!(of("mini").joining, Joining::Open);
    assert_eq!(of("dbt_skills").joining, Joining::Closed);
    let closing: Vec<_> = items().filter(|item| item.closing).map(|item| item.name).collect();
    assert_eq!(
        closing,
        [
            "Closing round",
            "Witness / closing round",
            "Check-out and closing",
            "Wind-down round",
            "Closing round",
            "Closing round"
        ]
    );
    let choosing: Vec<_> = items().filter(|item| item.chooses_topics).map(|item| item.name).collect();
    assert_eq!(choosing, ["Choose topics", "Set the agenda", "Choose one problem"]);
    assert!(of("open_share").agenda(Language::En)[1].presenter_advances);
    assert!(of("process").ends_on_time && !of("chat_support_pro").ends_on_time);
    assert!(!of("cbt").agenda(Language::En)[4].presenter_advances);
    assert_eq!(of("peer_checkin").agenda(Language::En)[2].share_ms, 120_000);
    assert!(format("nothing").is_none());
}

#[test]
fn every_item_has_a_name_a_prompt_and_a_script_in_every_language() {
    for language in Language::ALL {
        assert_eq!(words::all(language).len(), formats().len());
        for format in formats() {
            let words = format.words(language);
            let name = format!("{} in {}", format.id.as_str(), language.code());
            assert!(!words.name.is_empty() && !words.about.is_empty(), "{name}");
            assert_eq!(words.items.len(), format.items.len(), "{name}");
            for item in &words.items {
                assert!(!item.name.is_empty() && !item.text.is_empty() && !item.script.is_empty(), "{name}");
            }
        }
    }
}

#[test]
fn both_languages_have_the_same_pages_and_their_own_words() {
    for format in formats() {
        let [en, de] = Language::ALL.map(|language| &format.words(language).items);
        for (en, de) in en.iter().zip(de) {
            assert_eq!(en.pages.len(), de.pages.len(), "{}", en.name);
            assert_ne!(en.text, de.text);
            assert_ne!(en.script, de.script);
        }
    }
}

#[test]
fn a_reading_and_the_guidelines_have_a_text_to_read() {
    let to_read = ["reading", "guidelines"];
    let without: Vec<_> = items()
        .filter(|item| to_read.iter().any(|word| item.name.to_lowercase().contains(word)))
        .filter(|item| item.pages.is_empty())
        .map(|item| item.name)
        .collect();
    assert_eq!(without, [""; 0]);
}

#[test]
fn nothing_in_the_words_calls_practice_homework_or_a_lead_a_facilitator() {
    for (language, words) in [("en", include_str!("en.json")), ("de", include_str!("de.json"))] {
        for word in ["omework", "ausaufgabe", "acilitator", "onight"] {
            assert!(!words.contains(word), "{word} in {language}");
        }
    }
}
