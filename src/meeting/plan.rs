//! What fits into the time that is left (rules 1, 5, 10 and 12).

use super::{
    agenda::AgendaItem,
    floor::{Stage, Turn},
    limits::ITEM_MARKS_MINUTES,
    state::{Meeting, Message},
    time::{FloorMs, MeetingMs},
};

/// Minutes in milliseconds.
#[must_use]
pub(super) const fn minutes_ms(minutes: u32) -> u64 {
    minutes as u64 * 60_000
}

fn sum_ms<'a>(items: impl Iterator<Item = &'a AgendaItem>) -> u64 {
    items.map(|item| minutes_ms(item.minutes)).fold(0, u64::saturating_add)
}

impl Meeting {
    /// When the meeting is planned to end.
    #[must_use]
    pub(super) fn planned_end_ms(&self) -> FloorMs {
        self.planned_end_ms.unwrap_or_else(|| FloorMs::ZERO.plus_ms(sum_ms(self.config.agenda.iter())))
    }

    /// Half of the planned time, when the leads are told who was not heard (rule 12); `None` once they were,
    /// and in a process group.
    #[must_use]
    pub(super) fn half_time_ms(&self) -> Option<FloorMs> {
        let tells = self.unheard.is_none() && !self.config.is_process_group();
        tells.then(|| FloorMs::from_ms(self.planned_end_ms().since(FloorMs::ZERO) / 2))
    }

    /// When a meeting that opens now is planned to end, if that is when its date does. However late it
    /// opens, it has half the time of its agenda.
    #[must_use]
    pub(super) fn end_of_date_ms(&self, opened_ms: MeetingMs) -> Option<FloorMs> {
        let date = self.config.date.as_ref()?;
        let half_ms = sum_ms(self.config.agenda.iter()) / 2;
        Some(FloorMs::from_ms(date.ends_ms.since(opened_ms).max(half_ms)))
    }

    /// When the meeting ends at the latest (rule 12).
    #[must_use]
    pub(super) fn hard_end_ms(&self) -> FloorMs {
        self.planned_end_ms().plus_ms(self.timing().overrun_ms)
    }

    /// The hard end, or later if a share that runs into it still has its grace.
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

    /// When the time of the current item is up: its minutes after its start, but never so late that
    /// the closing round and what follows it lose theirs (rule 12). `None` before the opening.
    #[must_use]
    pub(super) fn item_end_ms(&self) -> Option<FloorMs> {
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

    /// What is left of the current item's time, in milliseconds.
    #[must_use]
    pub(super) fn item_left_ms(&self, floor_ms: FloorMs) -> u64 {
        self.item_end_ms().unwrap_or_default().since(floor_ms)
    }

    /// The next mark of the current item that leads were not told, and when it comes; `None` if no
    /// mark is left.
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

    /// The last mark that was reached and not told; `None` if there is none.
    #[must_use]
    pub(super) fn mark_reached(&self, floor_ms: FloorMs) -> Option<u32> {
        let end = self.item_end_ms()?;
        let first = self.next_mark().filter(|(due, _)| *due <= floor_ms)?.1;
        ITEM_MARKS_MINUTES
            .into_iter()
            .rfind(|mark| *mark < first && end.minus_ms(minutes_ms(*mark)) <= floor_ms)
            .or(Some(first))
    }

    /// The last mark that has passed, after the item's minutes changed: with three minutes left, nobody
    /// is told of five.
    #[must_use]
    pub(super) fn mark_behind(&self, floor_ms: FloorMs) -> Option<u32> {
        let left_ms = self.item_left_ms(floor_ms);
        ITEM_MARKS_MINUTES.into_iter().rfind(|mark| left_ms < minutes_ms(*mark))
    }

    /// The shortest share that is planned in the current item, in milliseconds (rule 1); 0 if shares are
    /// untimed.
    #[must_use]
    pub(super) fn share_min_ms(&self) -> u64 {
        let share_ms = self.current().map_or(0, |(_, item)| item.share_ms);
        share_ms.min(self.timing().share_ms_min)
    }

    /// The length of a share in a round of so many people, in milliseconds (rule 1).
    #[must_use]
    pub(super) fn round_share_ms(&self, people: u64, floor_ms: FloorMs) -> u64 {
        let most = self.current().map_or(0, |(_, item)| item.share_ms);
        let between = self.timing().handover_ms.saturating_mul(people);
        let each = self.item_left_ms(floor_ms).saturating_sub(between) / people.max(1);
        each.clamp(self.share_min_ms(), most)
    }

    /// What the current turn still takes in milliseconds, as far as everybody knows it.
    fn turn_left_ms(&self, floor_ms: FloorMs) -> u64 {
        let Some(turn) = &self.floor.turn else { return 0 };
        match turn.usual_stage() {
            Stage::Offered { .. } | Stage::Accepted { .. } => turn.share_ms.min(self.share_min_ms()),
            Stage::Speaking { ends_ms: Some(ends_ms) } => ends_ms.since(floor_ms),
            Stage::Held { left_ms: Some(left_ms), .. } => *left_ms,
            _ => 0,
        }
    }

    /// Whether so many more shares of the shortest length, and `more_ms`, fit into the item beside the
    /// current turn and the people who still wait (rules 5 and 10).
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
    pub(super) fn round_has_room(&self, at_ms: MeetingMs) -> bool {
        self.round().is_some() && self.fits(1, 0, self.floor_ms(at_ms))
    }

    /// Whether the holder of this turn has written anything in it.
    #[must_use]
    pub(super) fn has_spoken(&self, turn: &Turn) -> bool {
        let shares = |message: &Message| message.turn == Some(turn.id) && message.from == turn.holder;
        self.messages.iter().rev().any(shares)
    }
}
