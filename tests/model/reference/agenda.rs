//! The agenda: rule 12.

use rondo::meeting::{
    event::MeetingEnd,
    floor::{Stage, TurnEnd},
    limits::ITEM_MARKS_MINUTES,
    refusal::Refusal,
};

use super::{Answer, Model, Who, no};

const MINUTE: u64 = 60_000;

impl Model {
    fn minutes_until(&self, items: usize) -> u64 {
        self.config.agenda.iter().take(items).map(|item| u64::from(item.minutes) * MINUTE).sum()
    }

    /// Floor time of the meeting's hard end: its planned end and five minutes.
    pub(super) fn hard_end(&self) -> u64 {
        self.minutes_until(self.config.agenda.len()) + self.timing().overrun_ms
    }

    /// Floor time when the current item is to end; the closing round's time is not for others.
    pub(crate) fn item_end(&self) -> u64 {
        let Some(index) = self.item else { return 0 };
        let end = self.item_started + u64::from(self.config.agenda[index].minutes) * MINUTE;
        let closing = (index + 1..self.config.agenda.len()).find(|later| self.config.agenda[*later].closing);
        closing.map_or(end, |later| end.min(self.minutes_until(later)))
    }

    /// The next mark to tell the leads, and when: at -5, -1 and 0 minutes, each once, none that is
    /// not shorter than the item, and of several that are past only the last.
    pub(super) fn next_mark(&self) -> Option<(u64, u32)> {
        let item = self.current()?;
        let marks = ITEM_MARKS_MINUTES
            .into_iter()
            .filter(|mark| *mark < item.minutes && self.told.is_none_or(|told| *mark < told))
            .map(|mark| (self.item_end().saturating_sub(u64::from(mark) * MINUTE), mark));
        let (mut past, mut coming): (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
        for mark in marks {
            if mark.0 <= self.floor_of_last() { past.push(mark) } else { coming.push(mark) }
        }
        past.last().or(coming.first()).copied()
    }

    fn floor_of_last(&self) -> u64 {
        self.floor()
    }

    /// Nobody is cut off by the agenda while their share runs, or in its grace; but by themselves.
    pub(super) fn cuts_off(&self, by: Who) -> bool {
        if self.turn.as_ref().is_some_and(|turn| turn.holder == by) {
            return false;
        }
        match self.turn.as_ref().map(|turn| &turn.stage) {
            Some(Stage::Speaking { .. } | Stage::LastDraft { .. }) => true,
            Some(Stage::Grace { ends_ms }) => self.floor() < *ends_ms,
            Some(Stage::Held { begun, .. }) => *begun,
            _ => false,
        }
    }

    pub(super) fn advance(&mut self, by: Who, from: usize, to: Option<usize>) -> Answer {
        if self.item != Some(from) {
            return no(Refusal::Stale);
        }
        let to = to.unwrap_or(from + 1);
        if to >= self.config.agenda.len() {
            return no(Refusal::NoSuchItem);
        }
        if to == from {
            return no(Refusal::AlreadySo);
        }
        if self.cuts_off(by) {
            return no(Refusal::FloorTaken);
        }
        self.start_item(to);
        Ok(())
    }

    pub(super) fn start_item(&mut self, index: usize) {
        self.end_turn(TurnEnd::ItemEnded);
        self.round = None;
        self.shares.clear();
        self.item = Some(index);
        if !self.has_hands() {
            self.queue.clear();
        }
        self.queue.sort_by_key(|hand| hand.raised_ms);
        self.item_started = self.floor();
        self.told = None;
    }

    /// The hard end wins over a running share, after its grace.
    pub(super) fn hard_end_comes(&mut self) {
        let ends_ms = self.floor() + self.timing().grace_ms;
        if let Some(turn) = &mut self.turn
            && let Stage::Speaking { .. } = turn.stage
        {
            turn.stage = Stage::Grace { ends_ms };
        } else {
            self.end(MeetingEnd::TimeUp);
        }
    }
}
