//! The twelve formats that a host starts from (formats.json), and the check of an edited agenda.

use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    agenda::{AgendaItem, Crosstalk, Mode, Page},
    limits::{
        AGENDA_ITEMS_MAX, AGENDA_TEXT_CHARS_MAX, ITEM_MINUTES_MAX, ITEM_NAME_CHARS_MAX, ITEM_PAGES_MAX,
        ITEM_TEXT_CHARS_MAX, MEETING_MINUTES_MAX, PAGE_TEXT_CHARS_MAX,
    },
    role::RoomKind,
};

/// Who may join a group, and when (domain.md, "Words").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Joining {
    /// Anyone, at any meeting.
    Open,
    /// Nobody after the group has begun.
    Closed,
    /// Someone new when a place is free.
    SlowOpen,
}

/// A starting point for a room: an agenda with its usual length and size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct Format {
    /// Its id.
    pub id: String,
    /// Its name in English.
    pub name: String,
    /// The kind of room it is for; none is either.
    pub kind: Option<RoomKind>,
    /// Planned length in minutes.
    pub minutes: u32,
    /// The fewest people it works with.
    pub people_min: u32,
    /// The most people it works with.
    pub people_max: u32,
    /// The usual share in milliseconds; 0 is untimed.
    pub share_ms: u64,
    /// Who may join, and when.
    pub joining: Joining,
    /// The agenda.
    pub agenda: Vec<AgendaItem>,
}

#[derive(Deserialize)]
struct RawFile {
    formats: Vec<RawFormat>,
}

#[derive(Deserialize)]
struct RawFormat {
    id: String,
    name: String,
    min: u32,
    size: (u32, u32),
    share_s: u64,
    open: RawOpen,
    items: Vec<RawItem>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawOpen {
    YesOrNo(bool),
    Word(Joining),
}

/// Name, minutes, mode, share in seconds, cross-talk, who may advance.
#[derive(Deserialize)]
struct RawItem(String, u32, Mode, u64, Crosstalk, String);

impl From<RawItem> for AgendaItem {
    fn from(raw: RawItem) -> Self {
        let RawItem(name, minutes, mode, share_s, crosstalk, advancers) = raw;
        Self {
            closing: mode.has_rounds() && says_closing(&name),
            chooses_topics: says_choosing(&name),
            name,
            text: String::new(),
            pages: Vec::new(),
            minutes,
            mode,
            crosstalk,
            share_ms: share_s * 1_000,
            presenter_advances: advancers.contains('P'),
        }
    }
}

fn says_closing(name: &str) -> bool {
    let name = name.to_lowercase();
    ["closing", "check-out", "wind-down", "witness"].iter().any(|word| name.contains(word))
}

fn says_choosing(name: &str) -> bool {
    let name = name.to_lowercase();
    ["choose", "set the agenda"].iter().any(|word| name.contains(word))
}

impl From<RawFormat> for Format {
    fn from(raw: RawFormat) -> Self {
        Self {
            kind: kind_of(&raw.id),
            id: raw.id,
            name: raw.name,
            minutes: raw.min,
            people_min: raw.size.0,
            people_max: raw.size.1,
            share_ms: raw.share_s * 1_000,
            joining: match raw.open {
                RawOpen::YesOrNo(true) => Joining::Open,
                RawOpen::YesOrNo(false) => Joining::Closed,
                RawOpen::Word(joining) => joining,
            },
            agenda: raw.items.into_iter().map(AgendaItem::from).collect(),
        }
    }
}

/// Therapy formats are for therapist-led rooms; a workshop fits either.
fn kind_of(id: &str) -> Option<RoomKind> {
    match id {
        "cbt" | "dbt_skills" | "process" | "chat_support_pro" => Some(RoomKind::TherapistLed),
        "psychoed" => None,
        _ => Some(RoomKind::PeerLed),
    }
}

/// All formats, in the order of the file.
///
/// # Panics
/// When formats.json, which is part of the program and tested, can't be read.
#[must_use]
pub fn formats() -> &'static [Format] {
    static FORMATS: OnceLock<Vec<Format>> = OnceLock::new();
    FORMATS.get_or_init(|| {
        let file: RawFile =
            serde_json::from_str(include_str!("formats.json")).expect("formats.json is valid");
        file.formats.into_iter().map(Format::from).collect()
    })
}

/// The format of this id.
#[must_use]
pub fn format(id: &str) -> Option<&'static Format> {
    formats().iter().find(|format| format.id == id)
}

/// A field of an agenda that may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgendaField {
    /// The number of items.
    Items,
    /// An item's name.
    Name,
    /// An item's text.
    Text,
    /// An item's pages: how many, or a title or text of one.
    Pages,
    /// An item's minutes.
    Minutes,
    /// An item's share length.
    ShareMs,
    /// The minutes of all items together.
    TotalMinutes,
    /// The texts of all items and their pages together.
    TotalText,
}

/// Why an agenda can't be used: which item, which field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema, thiserror::Error)]
#[error("the agenda is not valid: {field:?} of item {item:?}")]
pub struct AgendaError {
    /// The item's place, from 0; none when it is the agenda as a whole.
    pub item: Option<u32>,
    /// What is wrong.
    pub field: AgendaField,
}

/// Checks an agenda that a host edited.
///
/// # Errors
/// The first thing that is wrong.
pub fn validate_agenda(agenda: &[AgendaItem]) -> Result<(), AgendaError> {
    if !(1..=AGENDA_ITEMS_MAX).contains(&agenda.len()) {
        return Err(AgendaError { item: None, field: AgendaField::Items });
    }
    for (index, item) in agenda.iter().enumerate() {
        if let Some(field) = wrong_field(item) {
            return Err(AgendaError { item: u32::try_from(index).ok(), field });
        }
    }
    let minutes: u32 = agenda.iter().map(|item| item.minutes).sum();
    if minutes > MEETING_MINUTES_MAX {
        return Err(AgendaError { item: None, field: AgendaField::TotalMinutes });
    }
    let chars: usize = agenda.iter().map(text_chars).sum();
    if chars > AGENDA_TEXT_CHARS_MAX {
        return Err(AgendaError { item: None, field: AgendaField::TotalText });
    }
    Ok(())
}

fn text_chars(item: &AgendaItem) -> usize {
    let pages: usize =
        item.pages.iter().map(|page| page.title.chars().count() + page.text.chars().count()).sum();
    item.text.chars().count() + pages
}

fn is_line(text: &str, chars_max: usize) -> bool {
    text.chars().count() <= chars_max && !text.chars().any(char::is_control)
}

fn is_text(text: &str, chars_max: usize) -> bool {
    text.chars().count() <= chars_max && !text.chars().any(|c| c.is_control() && c != '\n')
}

fn is_page(page: &Page) -> bool {
    let says_something = !(page.title.trim().is_empty() && page.text.trim().is_empty());
    says_something && is_line(&page.title, ITEM_NAME_CHARS_MAX) && is_text(&page.text, PAGE_TEXT_CHARS_MAX)
}

fn wrong_field(item: &AgendaItem) -> Option<AgendaField> {
    if item.name.trim().is_empty() || !is_line(&item.name, ITEM_NAME_CHARS_MAX) {
        Some(AgendaField::Name)
    } else if !is_text(&item.text, ITEM_TEXT_CHARS_MAX) {
        Some(AgendaField::Text)
    } else if item.pages.len() > ITEM_PAGES_MAX || !item.pages.iter().all(is_page) {
        Some(AgendaField::Pages)
    } else if !(1..=ITEM_MINUTES_MAX).contains(&item.minutes) {
        Some(AgendaField::Minutes)
    } else if item.share_ms > u64::from(item.minutes) * 60_000 {
        Some(AgendaField::ShareMs)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(validate_agenda(&format.agenda), Ok(()), "{}", format.id);
            let minutes: u32 = format.agenda.iter().map(|item| item.minutes).sum();
            assert_eq!(minutes, format.minutes, "{}", format.id);
            assert!(format.people_min < format.people_max);
        }
    }

    #[test]
    fn formats_carry_their_kind_joining_closing_and_presenter() {
        let of = |id| format(id).expect("a known format");
        assert_eq!(of("cbt").kind, Some(RoomKind::TherapistLed));
        assert_eq!(of("mini").kind, Some(RoomKind::PeerLed));
        assert_eq!(of("psychoed").kind, None);
        assert_eq!(of("process").joining, Joining::SlowOpen);
        assert_eq!(of("mini").joining, Joining::Open);
        assert_eq!(of("dbt_skills").joining, Joining::Closed);
        let closing: Vec<_> = formats()
            .iter()
            .flat_map(|format| &format.agenda)
            .filter(|item| item.closing)
            .map(|item| item.name.as_str())
            .collect();
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
        let choosing: Vec<_> =
            formats().iter().flat_map(|format| &format.agenda).filter(|item| item.chooses_topics).collect();
        assert_eq!(
            choosing.iter().map(|item| item.name.as_str()).collect::<Vec<_>>(),
            ["Choose topics", "Set the agenda", "Choose one problem"]
        );
        assert!(of("open_share").agenda[1].presenter_advances);
        assert!(!of("cbt").agenda[4].presenter_advances);
        assert_eq!(of("peer_checkin").agenda[2].share_ms, 120_000);
        assert!(format("nothing").is_none());
    }

    #[test]
    fn an_edited_agenda_is_checked_item_by_item() {
        let good = &format("mini").expect("known").agenda;
        let wrong = |edit: &dyn Fn(&mut Vec<AgendaItem>)| {
            let mut agenda = good.clone();
            edit(&mut agenda);
            validate_agenda(&agenda).expect_err("a wrong agenda")
        };
        let at = |item, field| AgendaError { item, field };
        assert_eq!(wrong(&|a| a.clear()), at(None, AgendaField::Items));
        assert_eq!(wrong(&|a| *a = vec![a[0].clone(); 21]), at(None, AgendaField::Items));
        assert_eq!(wrong(&|a| a[1].name = " ".into()), at(Some(1), AgendaField::Name));
        assert_eq!(wrong(&|a| a[1].name = "a\nb".into()), at(Some(1), AgendaField::Name));
        assert_eq!(wrong(&|a| a[2].text = "x\0".into()), at(Some(2), AgendaField::Text));
        let page = |title: &str, text: &str| Page { title: title.into(), text: text.into() };
        assert_eq!(wrong(&|a| a[2].pages = vec![page(" ", "")]), at(Some(2), AgendaField::Pages));
        assert_eq!(wrong(&|a| a[2].pages = vec![page("a\nb", "x")]), at(Some(2), AgendaField::Pages));
        assert_eq!(wrong(&|a| a[2].pages = vec![page("a", "b"); 21]), at(Some(2), AgendaField::Pages));
        let full = vec![page("", &"x".repeat(PAGE_TEXT_CHARS_MAX)); 10];
        assert_eq!(wrong(&|a| a[0].pages.clone_from(&full)), at(None, AgendaField::TotalText));
        assert_eq!(wrong(&|a| a[3].minutes = 0), at(Some(3), AgendaField::Minutes));
        assert_eq!(wrong(&|a| a[3].minutes = 181), at(Some(3), AgendaField::Minutes));
        assert_eq!(wrong(&|a| a[0].share_ms = 180_001), at(Some(0), AgendaField::ShareMs));
        let long = AgendaItem { minutes: 180, ..good[0].clone() };
        assert_eq!(wrong(&|a| *a = vec![long.clone(); 3]), at(None, AgendaField::TotalMinutes));
    }
}
