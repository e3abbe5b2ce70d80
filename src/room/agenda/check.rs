//! The check of an agenda, field by field and as a whole.

use std::ops::RangeInclusive;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    item::ItemInput,
    time::{self, MINUTE_MS},
};
use crate::{
    meeting::{
        agenda::{AgendaItem, Page},
        limits::ITEM_MINUTES_MAX,
        settings::Timing,
    },
    room::{
        limits::{
            AGENDA_ITEMS_MAX, AGENDA_TEXT_CHARS_MAX, ITEM_NAME_CHARS_MAX, ITEM_PAGES_MAX,
            ITEM_TEXT_CHARS_MAX, MEETING_MINUTES_MAX, PAGE_TEXT_CHARS_MAX, SHARE_MS_MIN,
        },
        number::whole,
        text::{self, Lines, TextFault},
        wrong::{Reason, Wrong},
    },
};

/// The agenda that a host wrote, its texts tidied.
///
/// # Errors
/// Everything that is wrong, in the order of the items. What is wrong with the agenda as a whole comes
/// last, in the field `agenda`.
pub(crate) fn check(inputs: &[ItemInput], timing: &Timing) -> Result<Vec<AgendaItem>, Vec<Wrong>> {
    let mut wrongs = Vec::new();
    // A list of a thousand items is refused as a whole, not item by item.
    let some = inputs.iter().take(AGENDA_ITEMS_MAX).enumerate();
    let items: Vec<_> =
        some.map(|(at, input)| Reader { at, wrongs: &mut wrongs }.item(input, timing)).collect();
    closing(&items, &mut wrongs);
    as_a_whole(inputs.len(), &items, &mut wrongs);
    let good: Option<Vec<AgendaItem>> = items.into_iter().collect();
    good.filter(|_| wrongs.is_empty()).ok_or(wrongs)
}

/// Checks that a closing round has rounds and is the last one. Unreadable items are skipped.
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
    let pages: usize = item.pages.iter().map(|page| chars(&page.title) + chars(&page.text)).sum();
    chars(&item.text) + chars(&item.script) + chars(&item.prompts) + pages
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

    /// The item; `None` if a field could not be read.
    fn item(&mut self, input: &ItemInput, timing: &Timing) -> Option<AgendaItem> {
        let name = self.text("name", &input.name, ITEM_NAME_CHARS_MAX, Lines::One);
        if name.is_empty() {
            self.wrongs.push(Wrong::new(self.path("name"), Reason::Required));
        }
        let text = self.text("text", &input.text, ITEM_TEXT_CHARS_MAX, Lines::Many);
        let script = self.text("script", &input.script, ITEM_TEXT_CHARS_MAX, Lines::Many);
        let prompts = self.text("prompts", &input.prompts, ITEM_TEXT_CHARS_MAX, Lines::Many);
        let pages = self.pages(&input.pages);
        let minutes = self.number("minutes", &input.minutes, 1..=ITEM_MINUTES_MAX.into());
        let mode = self.word("mode", &input.mode);
        let crosstalk = self.word("crosstalk", &input.crosstalk);
        let share_ms = self.share(&input.share_ms, minutes);
        let item = AgendaItem {
            name,
            text,
            script,
            prompts,
            pages,
            minutes: u32::try_from(minutes?).ok()?,
            mode: mode?,
            crosstalk: crosstalk?,
            share_ms: share_ms?,
            presenter_advances: input.presenter_advances,
            closing: input.closing,
            chooses_topics: input.chooses_topics,
            reactions: input.reactions,
            one_by_one: input.one_by_one,
        };
        if !item.crosstalk.has_effect(item.mode) {
            self.wrongs.push(Wrong::new(self.path("crosstalk"), Reason::CrosstalkWithoutEffect));
        }
        if time::is_impossible(&item, timing) {
            self.wrongs.push(time::no_time(self.at));
        }
        Some(item)
    }

    fn number(&mut self, field: &str, value: &Value, range: RangeInclusive<u64>) -> Option<u64> {
        let read = whole(value, &self.path(field), range);
        self.note(read)
    }

    /// A share is untimed, or it has the least length and fits into its item.
    fn share(&mut self, value: &Value, minutes: Option<u64>) -> Option<u64> {
        let share_ms = self.number("share_ms", value, 0..=u64::from(ITEM_MINUTES_MAX) * MINUTE_MS)?;
        if share_ms != 0 && share_ms < SHARE_MS_MIN {
            self.wrongs.push(Wrong::beyond(self.path("share_ms"), Reason::TooSmall, SHARE_MS_MIN));
        }
        if minutes.is_some_and(|minutes| share_ms > minutes * MINUTE_MS) {
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
        let text = text::tidy(raw, lines);
        let fault = text::check(&text, chars_max).map_err(|fault| match fault {
            TextFault::NotText(unfit) => Wrong::unfit(self.path(field), unfit),
            TextFault::TooLong => Wrong::beyond(self.path(field), Reason::TooLong, chars_max),
        });
        self.note(fault);
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
