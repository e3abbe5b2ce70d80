//! What fits into the time that is left (rules 1, 5, 10 and 12). All times are floor time.

use super::{
    agenda::AgendaItem,
    floor::{Stage, Turn},
    limits::ITEM_MARKS_MINUTES,
    state::Meeting,
    time::{FloorMs, MeetingMs},
};

/// Milliseconds of so many minutes.
#[must_use]
pub(super) const fn minutes_ms(minutes: u32) -> u64 {
    minutes as u64 * 60_000
}

fn sum_ms<'a>(items: impl Iterator<Item = &'a AgendaItem>) -> u64 {
    items.map(|item| minutes_ms(item.minutes)).fold(0, u64::saturating_add)
}

impl Meeting {
    /// When the meeting was planned to end: the opening is 0.
    #[must_use]
    pub fn planned_end_ms(&self) -> FloorMs {
        FloorMs::ZERO.plus_ms(sum_ms(self.config.agenda.iter()))
    }

    /// When the meeting ends in any case (rule 12).
    #[must_use]
    pub fn hard_end_ms(&self) -> FloorMs {
        self.planned_end_ms().plus_ms(self.timing().overrun_ms)
    }

    /// The hard end; a share that runs into it has its grace.
    #[must_use]
    pub(super) fn last_moment_ms(&self) -> FloorMs {
        let hard_end = self.hard_end_ms();
        match self.floor.turn.as_ref().map(|turn| &turn.stage) {
            Some(Stage::Grace { ends_ms } | Stage::LastDraft { ends_ms }) => {
                hard_end.max((*ends_ms).min(hard_end.plus_ms(self.timing().grace_ms)))
            }
            _ => hard_end,
        }
    }

    /// When the current item's time is up: its minutes after its start, but never so late that the
    /// closing round and what follows it lose theirs (rule 12).
    #[must_use]
    pub fn item_end_ms(&self) -> Option<FloorMs> {
        let (_, item) = self.current()?;
        let started = self.item_times.last()?.started_ms;
        let own = started.plus_ms(minutes_ms(item.minutes));
        let later = || self.coming.iter().filter_map(|item| self.config.agenda.get(item.index()));
        let protected = later().position(|item| item.closing).map(|first| sum_ms(later().skip(first)));
        Some(match protected.filter(|_| !item.closing) {
            Some(ms) => own.min(self.planned_end_ms().minus_ms(ms).max(started)),
            None => own,
        })
    }

    /// What is left of the current item's time.
    #[must_use]
    pub(super) fn item_left_ms(&self, floor_ms: FloorMs) -> u64 {
        self.item_end_ms().unwrap_or_default().since(floor_ms)
    }

    /// The next minute mark of the current item that the leads were not told, and its time.
    #[must_use]
    pub(super) fn next_mark(&self) -> Option<(FloorMs, u32)> {
        let (_, item) = self.current()?;
        let end = self.item_end_ms()?;
        ITEM_MARKS_MINUTES
            .into_iter()
            .filter(|mark| *mark == 0 || *mark < item.minutes)
            .find(|mark| self.item_told_minutes.is_none_or(|told| *mark < told))
            .map(|mark| (end.minus_ms(minutes_ms(mark)), mark))
    }

    /// The last minute mark that was reached and not told.
    #[must_use]
    pub(super) fn mark_reached(&self, floor_ms: FloorMs) -> Option<u32> {
        let end = self.item_end_ms()?;
        let first = self.next_mark().filter(|(due, _)| *due <= floor_ms)?.1;
        ITEM_MARKS_MINUTES
            .into_iter()
            .rfind(|mark| *mark < first && end.minus_ms(minutes_ms(*mark)) <= floor_ms)
            .or(Some(first))
    }

    /// The last minute mark that is behind us: with three minutes left, nobody is told of five.
    #[must_use]
    pub(super) fn mark_behind(&self, floor_ms: FloorMs) -> Option<u32> {
        let left_ms = self.item_left_ms(floor_ms);
        ITEM_MARKS_MINUTES.into_iter().rfind(|mark| left_ms < minutes_ms(*mark))
    }

    /// The shortest share that is planned in the current item (rule 1); 0 is untimed.
    #[must_use]
    pub(super) fn share_min_ms(&self) -> u64 {
        let share_ms = self.current().map_or(0, |(_, item)| item.share_ms);
        share_ms.min(self.timing().share_ms_min)
    }

    /// The length of a share in a round of so many (rule 1).
    #[must_use]
    pub(super) fn round_share_ms(&self, people: u64, floor_ms: FloorMs) -> u64 {
        let most = self.current().map_or(0, |(_, item)| item.share_ms);
        let between = self.timing().handover_ms.saturating_mul(people);
        let each = self.item_left_ms(floor_ms).saturating_sub(between) / people.max(1);
        each.clamp(self.share_min_ms(), most)
    }

    /// What the running turn still takes, as far as it is known.
    fn turn_left_ms(&self, floor_ms: FloorMs) -> u64 {
        match self.floor.turn.as_ref().map(|turn| (&turn.stage, turn.share_ms)) {
            Some((Stage::Offered { .. } | Stage::Accepted { .. }, share_ms)) => {
                share_ms.min(self.share_min_ms())
            }
            Some((Stage::Speaking { ends_ms: Some(ends_ms) }, _)) => ends_ms.since(floor_ms),
            Some((Stage::Held { left_ms: Some(left_ms), .. }, _)) => *left_ms,
            _ => 0,
        }
    }

    /// Whether so many more minimum shares, and `more_ms`, fit beside the running turn and those who
    /// still wait (rules 5 and 10).
    #[must_use]
    pub(super) fn fits(&self, shares: u64, more_ms: u64, floor_ms: FloorMs) -> bool {
        let waiting = match self.round() {
            Some(round) => round.slots.iter().filter(|s| s.state.is_to_come()).count(),
            None => self.floor.queue.iter().filter(|h| self.shares_of(h.who) == 0).count(),
        };
        let each = self.share_min_ms().saturating_add(self.timing().handover_ms);
        let others = each.saturating_mul((waiting as u64).saturating_add(shares));
        let all = others.saturating_add(more_ms).saturating_add(self.turn_left_ms(floor_ms));
        all <= self.item_left_ms(floor_ms)
    }

    /// Whether a latecomer can still be added to the running round (rule 10).
    #[must_use]
    pub fn round_has_room(&self, at_ms: MeetingMs) -> bool {
        self.round().is_some() && self.fits(1, 0, self.floor_ms(at_ms))
    }

    /// Whether the share of this turn left any words.
    #[must_use]
    pub(super) fn has_spoken(&self, turn: &Turn) -> bool {
        let in_turn = |message: &&super::state::Message| message.turn == Some(turn.id);
        self.messages.iter().rev().filter(in_turn).any(|message| message.from == turn.holder)
    }
}
