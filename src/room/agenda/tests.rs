//! The check of agendas.

use serde::Deserialize;
use serde_json::json;

use super::{ItemInput, Tight, check, check_time, tight};
use crate::{
    meeting::{
        agenda::{AgendaItem, Page},
        settings::Timing,
    },
    room::{
        formats::{Language, format, formats},
        limits::{ITEM_NAME_CHARS_MAX, ITEM_PAGES_MAX, ITEM_TEXT_CHARS_MAX, PAGE_TEXT_CHARS_MAX},
        wrong::{Reason, Wrong},
    },
};

impl From<&AgendaItem> for ItemInput {
    fn from(item: &AgendaItem) -> Self {
        Self {
            name: item.name.clone(),
            text: item.text.clone(),
            script: item.script.clone(),
            prompts: item.prompts.clone(),
            pages: item.pages.clone(),
            minutes: item.minutes.into(),
            mode: json!(item.mode),
            crosstalk: json!(item.crosstalk),
            share_ms: item.share_ms.into(),
            presenter_advances: item.presenter_advances,
            one_by_one: item.one_by_one,
            closing: item.closing,
            chooses_topics: item.chooses_topics,
            reactions: item.reactions,
            advance: Vec::new(),
        }
    }
}

/// An agenda as it is sent, and all that both sides answer to it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    agenda: Vec<ItemInput>,
    #[serde(default)]
    timing: Timing,
    #[serde(default)]
    people: u32,
    #[serde(default)]
    wrong: Vec<Wrong>,
    #[serde(default)]
    tight: Vec<Tight>,
}

#[test]
fn the_cases_that_the_client_shares_are_answered() {
    let file = include_str!("../../../tests/agenda/cases.json");
    let cases: Vec<Case> = serde_json::from_str(file).expect("cases");
    for case in cases {
        match check(&case.agenda, &case.timing) {
            Ok(agenda) => {
                assert_eq!(case.wrong, [], "{}", case.name);
                assert_eq!(tight(&agenda, &case.timing, case.people), case.tight, "{}", case.name);
            }
            Err(wrong) => assert_eq!(wrong, case.wrong, "{}", case.name),
        }
    }
}

#[test]
fn every_format_can_be_held_as_it_stands() {
    for (format, language) in formats().iter().flat_map(|format| Language::ALL.map(|lang| (format, lang))) {
        let agenda = format.agenda(language);
        let inputs: Vec<_> = agenda.iter().map(ItemInput::from).collect();
        assert_eq!(check(&inputs, &Timing::default()), Ok(agenda), "{:?}", format.id);
    }
}

fn wrong(edit: impl FnOnce(&mut Vec<ItemInput>)) -> Vec<(String, Reason)> {
    let format = format("mini").expect("known");
    let mut inputs: Vec<_> = format.agenda(Language::En).iter().map(ItemInput::from).collect();
    edit(&mut inputs);
    let wrongs = check(&inputs, &Timing::default()).expect_err("a wrong agenda");
    wrongs.into_iter().map(|wrong| (wrong.field, wrong.reason)).collect()
}

#[test]
fn the_limits_of_size_hold() {
    let one = |field: &str, reason| vec![(field.to_owned(), reason)];
    let page = |title: &str, text: &str| Page { title: title.into(), text: text.into() };
    let many = |count: usize| move |a: &mut Vec<ItemInput>| *a = vec![a[0].clone(); count];
    assert_eq!(wrong(many(21)), one("agenda", Reason::TooMany));
    assert_eq!(wrong(many(1_000)), one("agenda", Reason::TooMany));
    let name = "ä".repeat(ITEM_NAME_CHARS_MAX + 1);
    assert_eq!(wrong(|a| a[1].name = name), one("agenda[1].name", Reason::TooLong));
    let text = "x".repeat(ITEM_TEXT_CHARS_MAX + 1);
    assert_eq!(wrong(|a| a[1].text = text), one("agenda[1].text", Reason::TooLong));
    let script = "x".repeat(ITEM_TEXT_CHARS_MAX + 1);
    assert_eq!(wrong(|a| a[1].script = script), one("agenda[1].script", Reason::TooLong));
    let pages = vec![page("a", "b"); ITEM_PAGES_MAX + 1];
    assert_eq!(wrong(|a| a[2].pages = pages), one("agenda[2].pages", Reason::TooMany));
    let long = page("", &"x".repeat(PAGE_TEXT_CHARS_MAX + 1));
    assert_eq!(wrong(|a| a[2].pages = vec![long]), one("agenda[2].pages[0].text", Reason::TooLong));
    let full = vec![page("", &"x".repeat(PAGE_TEXT_CHARS_MAX)); 10];
    assert_eq!(wrong(|a| a[0].pages = full), one("agenda", Reason::TextsTooLong));
}

#[test]
fn other_clocks_make_a_round_impossible() {
    let format = format("mini").expect("known");
    assert_eq!(check_time(&format.agenda(Language::En), &Timing::default()), Ok(()));
    let slow = Timing { handover_ms: 20 * 60_000, ..Timing::default() };
    let wrongs = check_time(&format.agenda(Language::En), &slow).expect_err("no time");
    let fields: Vec<_> = wrongs.into_iter().map(|wrong| wrong.field).collect();
    assert_eq!(fields, ["agenda[1].minutes", "agenda[3].minutes"]);
}
