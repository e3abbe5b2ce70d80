//! The check of an agenda, field by field and as a whole.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{ItemDraft, Reason, Wrong, number::whole, time};
use crate::meeting::{
    agenda::{AgendaItem, Page},
    limits::{
        AGENDA_ITEMS_MAX, AGENDA_TEXT_CHARS_MAX, ITEM_MINUTES_MAX, ITEM_NAME_CHARS_MAX, ITEM_PAGES_MAX,
        ITEM_TEXT_CHARS_MAX, MEETING_MINUTES_MAX, PAGE_TEXT_CHARS_MAX, SHARE_MS_MIN,
    },
    settings::Timing,
    text,
};

/// The agenda of what a host wrote, its texts tidied.
///
/// # Errors
/// Everything that is wrong, in the order of the items; what is wrong with the whole comes last, in
/// the field `agenda`.
pub fn check(drafts: &[ItemDraft], timing: &Timing) -> Result<Vec<AgendaItem>, Vec<Wrong>> {
    let mut wrongs = Vec::new();
    // Of an endless agenda nobody wants to hear every item.
    let some = drafts.iter().take(AGENDA_ITEMS_MAX).enumerate();
    let items: Vec<_> =
        some.map(|(at, draft)| Reader { at, wrongs: &mut wrongs }.item(draft, timing)).collect();
    closing(&items, &mut wrongs);
    as_a_whole(drafts.len(), &items, &mut wrongs);
    let good: Option<Vec<AgendaItem>> = items.into_iter().collect();
    good.filter(|_| wrongs.is_empty()).ok_or(wrongs)
}

/// The closing round is one, and the last. An item that could not be read is left out.
fn closing(items: &[Option<AgendaItem>], wrongs: &mut Vec<Wrong>) {
    let read = || items.iter().enumerate().filter_map(|(at, item)| Some((at, item.as_ref()?)));
    for (at, item) in read().filter(|(_, item)| item.closing) {
        let another_round = |(_, item): (usize, &AgendaItem)| item.mode.has_rounds() && !item.closing;
        let reason = if !item.mode.has_rounds() {
            Reason::ClosingWithoutRound
        } else if read().skip_while(|(place, _)| *place <= at).any(another_round) {
            Reason::ClosingBeforeRound
        } else {
            continue;
        };
        wrongs.push(Wrong::new(format!("agenda[{at}].closing"), reason));
    }
}

fn as_a_whole(count: usize, items: &[Option<AgendaItem>], wrongs: &mut Vec<Wrong>) {
    let good = || items.iter().flatten();
    if count == 0 {
        wrongs.push(Wrong::beyond("agenda", Reason::TooFew, 1_u64));
    }
    if count > AGENDA_ITEMS_MAX {
        wrongs.push(Wrong::beyond("agenda", Reason::TooMany, AGENDA_ITEMS_MAX));
    }
    if good().map(|item| item.minutes).sum::<u32>() > MEETING_MINUTES_MAX {
        wrongs.push(Wrong::beyond("agenda", Reason::MeetingTooLong, MEETING_MINUTES_MAX));
    }
    if good().map(text_chars).sum::<usize>() > AGENDA_TEXT_CHARS_MAX {
        wrongs.push(Wrong::beyond("agenda", Reason::TextsTooLong, AGENDA_TEXT_CHARS_MAX));
    }
}

fn text_chars(item: &AgendaItem) -> usize {
    let chars = |text: &str| text.chars().count();
    chars(&item.text) + item.pages.iter().map(|page| chars(&page.title) + chars(&page.text)).sum::<usize>()
}

/// Reads one item and notes what is wrong with it.
struct Reader<'a> {
    at: usize,
    wrongs: &'a mut Vec<Wrong>,
}

impl Reader<'_> {
    fn path(&self, field: &str) -> String {
        format!("agenda[{}].{field}", self.at)
    }

    fn note<T>(&mut self, read: Result<T, Wrong>) -> Option<T> {
        read.map_err(|wrong| self.wrongs.push(wrong)).ok()
    }

    /// The item, as far as every field could be read.
    fn item(&mut self, draft: &ItemDraft, timing: &Timing) -> Option<AgendaItem> {
        let name = self.text("name", &draft.name, ITEM_NAME_CHARS_MAX, Lines::One);
        if name.is_empty() {
            self.wrongs.push(Wrong::new(self.path("name"), Reason::Required));
        }
        let text = self.text("text", &draft.text, ITEM_TEXT_CHARS_MAX, Lines::Many);
        let pages = self.pages(&draft.pages);
        let minutes = self.number("minutes", &draft.minutes, (1, ITEM_MINUTES_MAX.into()));
        let mode = self.word("mode", &draft.mode);
        let crosstalk = self.word("crosstalk", &draft.crosstalk);
        let share_ms = self.share(&draft.share_ms, minutes);
        let item = AgendaItem {
            name,
            text,
            pages,
            minutes: u32::try_from(minutes?).ok()?,
            mode: mode?,
            crosstalk: crosstalk?,
            share_ms: share_ms?,
            presenter_advances: draft.presenter_advances,
            closing: draft.closing,
            chooses_topics: draft.chooses_topics,
        };
        if time::is_impossible(&item, timing) {
            self.wrongs.push(time::no_time(self.at));
        }
        Some(item)
    }

    fn number(&mut self, field: &str, value: &Value, limits: (u64, u64)) -> Option<u64> {
        let read = whole(value, &self.path(field), limits);
        self.note(read)
    }

    /// 0 is untimed; any other share has its least length and fits into its item.
    fn share(&mut self, value: &Value, minutes: Option<u64>) -> Option<u64> {
        let share_ms = self.number("share_ms", value, (0, u64::from(ITEM_MINUTES_MAX) * 60_000))?;
        if share_ms != 0 && share_ms < SHARE_MS_MIN {
            self.wrongs.push(Wrong::beyond(self.path("share_ms"), Reason::TooSmall, SHARE_MS_MIN));
        }
        if minutes.is_some_and(|minutes| share_ms > minutes * 60_000) {
            self.wrongs.push(Wrong::new(self.path("share_ms"), Reason::LongerThanItem));
        }
        Some(share_ms)
    }

    fn word<T: DeserializeOwned>(&mut self, field: &str, value: &Value) -> Option<T> {
        let read = serde_json::from_value(value.clone());
        let path = self.path(field);
        self.note(read.map_err(|_| Wrong::new(path, Reason::Unknown)))
    }

    fn text(&mut self, field: &str, raw: &str, chars_max: usize, lines: Lines) -> String {
        let text = text::tidy(raw);
        let shown = |c: char| !text::is_unsafe(c) || (lines == Lines::Many && c == '\n');
        if !text.chars().all(shown) {
            self.wrongs.push(Wrong::new(self.path(field), Reason::NotText));
        } else if text.chars().count() > chars_max {
            self.wrongs.push(Wrong::beyond(self.path(field), Reason::TooLong, chars_max));
        }
        text
    }

    fn pages(&mut self, pages: &[Page]) -> Vec<Page> {
        if pages.len() > ITEM_PAGES_MAX {
            self.wrongs.push(Wrong::beyond(self.path("pages"), Reason::TooMany, ITEM_PAGES_MAX));
        }
        pages.iter().take(ITEM_PAGES_MAX).enumerate().map(|(at, page)| self.page(at, page)).collect()
    }

    fn page(&mut self, at: usize, page: &Page) -> Page {
        let field = |name: &str| format!("pages[{at}].{name}");
        let title = self.text(&field("title"), &page.title, ITEM_NAME_CHARS_MAX, Lines::One);
        let text = self.text(&field("text"), &page.text, PAGE_TEXT_CHARS_MAX, Lines::Many);
        if title.is_empty() && text.is_empty() {
            self.wrongs.push(Wrong::new(self.path(&field("text")), Reason::Required));
        }
        Page { title, text }
    }
}

/// How many lines a text may have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Many,
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::meeting::{
        draft::{Tight, check_time, tight},
        formats::formats,
    };

    /// An agenda as it is sent, and all that both sides answer to it.
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Case {
        name: String,
        agenda: Vec<ItemDraft>,
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
        for format in formats() {
            let drafts: Vec<_> = format.agenda.iter().map(ItemDraft::from).collect();
            let checked = check(&drafts, &Timing::default());
            assert_eq!(checked.as_ref(), Ok(&format.agenda), "{}", format.id);
        }
    }

    fn wrong(edit: impl FnOnce(&mut Vec<ItemDraft>)) -> Vec<(String, Reason)> {
        let format = formats().iter().find(|format| format.id == "mini").expect("known");
        let mut drafts: Vec<_> = format.agenda.iter().map(ItemDraft::from).collect();
        edit(&mut drafts);
        let wrongs = check(&drafts, &Timing::default()).expect_err("a wrong agenda");
        wrongs.into_iter().map(|wrong| (wrong.field, wrong.reason)).collect()
    }

    #[test]
    fn the_limits_of_size_hold() {
        let one = |field: &str, reason| vec![(field.to_owned(), reason)];
        let page = |title: &str, text: &str| Page { title: title.into(), text: text.into() };
        let many = |count: usize| move |a: &mut Vec<ItemDraft>| *a = vec![a[0].clone(); count];
        assert_eq!(wrong(many(21)), one("agenda", Reason::TooMany));
        assert_eq!(wrong(many(1_000)), one("agenda", Reason::TooMany));
        let name = "ä".repeat(ITEM_NAME_CHARS_MAX + 1);
        assert_eq!(wrong(|a| a[1].name = name), one("agenda[1].name", Reason::TooLong));
        let text = "x".repeat(ITEM_TEXT_CHARS_MAX + 1);
        assert_eq!(wrong(|a| a[1].text = text), one("agenda[1].text", Reason::TooLong));
        let pages = vec![page("a", "b"); ITEM_PAGES_MAX + 1];
        assert_eq!(wrong(|a| a[2].pages = pages), one("agenda[2].pages", Reason::TooMany));
        let long = page("", &"x".repeat(PAGE_TEXT_CHARS_MAX + 1));
        assert_eq!(wrong(|a| a[2].pages = vec![long]), one("agenda[2].pages[0].text", Reason::TooLong));
        let full = vec![page("", &"x".repeat(PAGE_TEXT_CHARS_MAX)); 10];
        assert_eq!(wrong(|a| a[0].pages = full), one("agenda", Reason::TextsTooLong));
    }

    #[test]
    fn other_clocks_make_a_round_impossible() {
        let format = formats().iter().find(|format| format.id == "mini").expect("known");
        assert_eq!(check_time(&format.agenda, &Timing::default()), []);
        let slow = Timing { handover_ms: 20 * 60_000, ..Timing::default() };
        let fields: Vec<_> = check_time(&format.agenda, &slow).into_iter().map(|wrong| wrong.field).collect();
        assert_eq!(fields, ["agenda[1].minutes", "agenda[3].minutes"]);
    }
}
