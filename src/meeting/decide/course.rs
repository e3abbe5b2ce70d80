//! The course of the agenda: the order of what comes, minutes that move between items, pages.

use std::collections::BTreeSet;

use super::transition::{Step, Transition};
use crate::meeting::{
    event::Event, id::ParticipantId, limits::ITEM_MINUTES_MAX, ordinal::ItemIndex, plan::minutes_ms,
    refusal::Refusal, state::Meeting, time::FloorMs,
};

impl Meeting {
    fn minutes_of(&self, item: ItemIndex) -> Result<u32, Refusal> {
        self.config.agenda.get(item.index()).map(|item| item.minutes).ok_or(Refusal::NoSuchItem)
    }

    fn has_begun(&self, item: ItemIndex) -> bool {
        self.item_times.iter().any(|time| time.item == item)
    }

    /// How many planned minutes an item can give: the current one what it has not used, one to come
    /// all but a minute, a skipped one all, the closing round none (rule 12).
    fn minutes_to_give(&self, item: ItemIndex, floor_ms: FloorMs) -> Result<u32, Refusal> {
        let minutes = self.minutes_of(item)?;
        if self.config.agenda.get(item.index()).is_some_and(|item| item.closing) {
            return Err(Refusal::ClosingProtected);
        }
        let used = if self.item == Some(item) {
            let started = self.item_times.last().map_or(floor_ms, |time| time.started_ms);
            let whole = floor_ms.since(started).div_ceil(minutes_ms(1));
            u32::try_from(whole).unwrap_or(u32::MAX).max(1)
        } else {
            u32::from(self.coming.contains(&item))
        };
        Ok(minutes.saturating_sub(used))
    }
}

impl Transition<'_> {
    pub(super) fn arrange_agenda(
        &mut self,
        by: ParticipantId,
        current: ItemIndex,
        coming: &[ItemIndex],
    ) -> Step {
        self.need_item(current)?;
        let known = |item: &ItemIndex| *item != current && (item.index()) < self.config.agenda.len();
        let distinct: BTreeSet<_> = coming.iter().collect();
        if distinct.len() != coming.len() || !coming.iter().all(known) {
            return Err(Refusal::NoSuchItem);
        }
        if coming == self.coming {
            return Err(Refusal::AlreadySo);
        }
        self.record(Event::AgendaArranged { coming: coming.to_vec(), by });
        Ok(())
    }

    /// Minutes move between the current item and one that was not begun; the meeting as a whole
    /// grows no longer.
    pub(super) fn move_time(
        &mut self,
        by: ParticipantId,
        current: ItemIndex,
        (from, to): (ItemIndex, ItemIndex),
        minutes: u32,
    ) -> Step {
        self.need_item(current)?;
        let other = match (from == current, to == current) {
            (true, false) => to,
            (false, true) => from,
            _ => return Err(Refusal::NoSuchItem),
        };
        if self.has_begun(other) {
            return Err(Refusal::Stale);
        }
        let to_minutes = self.minutes_of(to)?.saturating_add(minutes);
        if minutes == 0 || to_minutes > ITEM_MINUTES_MAX {
            return Err(Refusal::OutOfRange);
        }
        if minutes > self.minutes_to_give(from, self.now())? {
            return Err(Refusal::NoTime);
        }
        let from_minutes = self.minutes_of(from)?.saturating_sub(minutes);
        self.record(Event::TimeMoved { from, from_minutes, to, to_minutes, by });
        Ok(())
    }

    pub(super) fn turn_page(&mut self, by: ParticipantId, item: ItemIndex, page: u32) -> Step {
        self.need_item(item)?;
        let pages = self.current().map_or(0, |(_, item)| item.pages.len());
        if page as usize >= pages {
            return Err(Refusal::NoSuchPage);
        }
        if page == self.page {
            return Err(Refusal::AlreadySo);
        }
        self.record(Event::PageTurned { item, page, by });
        Ok(())
    }
}
