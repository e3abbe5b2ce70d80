//! The agenda: rule 12, and one item held in several ways.

use rondo::meeting::{
    agenda::{Crosstalk, Mode},
    floor::Stage,
    limits::{ITEM_MARKS_MINUTES, ITEM_MINUTES_MAX},
    reason::MeetingEnd,
    refusal::Refusal,
    round::{RoundPhase, SlotState},
    time::FloorMs,
};

use super::{Answer, Model, REFUSED, Who, no};

const MINUTE: u64 = 60_000;

impl Model {
    fn minutes_of(&self, items: impl Iterator<Item = usize>) -> u64 {
        items.map(|item| u64::from(self.config.agenda[item].minutes) * MINUTE).sum()
    }

    pub(super) fn planned_end(&self) -> FloorMs {
        FloorMs::ZERO.plus_ms(self.minutes_of(0..self.config.agenda.len()))
    }

    /// Floor time of the meeting's hard end: its planned end and five minutes.
    pub(super) fn hard_end(&self) -> FloorMs {
        self.planned_end().plus_ms(self.timing().overrun_ms)
    }

    /// Floor time when the current item is to end. The closing round and what comes after it keep
    /// their time.
    pub(crate) fn item_end(&self) -> FloorMs {
        let Some(item) = self.current() else { return FloorMs::ZERO };
        let end = self.item_started.plus_ms(u64::from(item.minutes) * MINUTE);
        match self.coming.iter().position(|later| self.config.agenda[*later].closing) {
            Some(first) if !item.closing => {
                let kept = self.minutes_of(self.coming[first..].iter().copied());
                end.min(self.planned_end().minus_ms(kept).max(self.item_started))
            }
            _ => end,
        }
    }

    fn mark_at(&self, minutes: u32) -> FloorMs {
        self.item_end().minus_ms(u64::from(minutes) * MINUTE)
    }

    /// The marks that are still to tell: of those shorter than the item, those after the last.
    fn marks(&self) -> Vec<u32> {
        let minutes = self.current().map_or(0, |item| item.minutes);
        let untold = |mark: &u32| *mark < minutes.max(1) && self.told.is_none_or(|told| *mark < told);
        ITEM_MARKS_MINUTES.into_iter().filter(untold).collect()
    }

    /// When the leads are next told of the item's time.
    pub(super) fn next_mark(&self) -> Option<FloorMs> {
        self.item?;
        self.marks().first().map(|mark| self.mark_at(*mark))
    }

    /// Of several marks that are past only the last is told.
    pub(super) fn mark_reached(&self) -> Option<u32> {
        self.marks().into_iter().rfind(|mark| self.mark_at(*mark) <= self.floor()).or(self.told)
    }

    /// Nobody is cut off by the agenda while their share runs, or in its grace; but by themselves. The
    /// leads know the usual length of a share alone.
    fn cuts_off(&self, by: Who) -> bool {
        let Some(turn) = self.turn.as_ref().filter(|turn| turn.holder != by) else { return false };
        let draft_ms = if self.hard_limit() { self.timing().hard_draft_ms } else { 0 };
        let spare_ms = self.timing().grace_ms + draft_ms;
        match turn.stage {
            Stage::Speaking { .. } | Stage::Grace { .. } | Stage::LastDraft { .. } => {
                self.usual_ends.is_none_or(|ends| self.floor() < ends.plus_ms(spare_ms))
            }
            Stage::Held { begun, .. } => begun,
            _ => false,
        }
    }

    pub(super) fn advance(&mut self, by: Who, from: usize, to: Option<usize>) -> Answer {
        if self.item != Some(from) {
            return no(Refusal::Stale);
        }
        let Some(to) = to.or(self.coming.first().copied()) else { return no(Refusal::NoSuchItem) };
        if to == from {
            return no(Refusal::AlreadySo);
        }
        if to >= self.config.agenda.len() {
            return no(Refusal::NoSuchItem);
        }
        if self.still() {
            return no(Refusal::Paused);
        }
        if self.cuts_off(by) {
            return no(Refusal::FloorTaken);
        }
        self.cut_turn();
        self.close_round();
        self.unseal();
        self.start_item(to);
        Ok(())
    }

    /// What stood before the item is skipped; hands stay up where hands count, by their time.
    pub(super) fn start_item(&mut self, item: usize) {
        let skipped = self.coming.iter().position(|next| *next == item).map_or(0, |place| place + 1);
        self.coming.drain(..skipped);
        self.begun_items.push(item);
        self.item = Some(item);
        self.item_started = self.floor();
        self.told = None;
        self.aside = None;
        self.shares.clear();
        if !self.has_hands() {
            self.queue.clear();
        }
        self.queue.sort_by_key(|hand| hand.raised_ms);
    }

    pub(super) fn arrange(&mut self, current: usize, coming: &[usize]) -> Answer {
        if self.item != Some(current) {
            return no(Refusal::Stale);
        }
        let mut once = coming.to_vec();
        once.sort_unstable();
        once.dedup();
        let known = |item: &usize| *item != current && *item < self.config.agenda.len();
        if once.len() != coming.len() || !coming.iter().all(known) {
            return no(Refusal::NoSuchItem);
        }
        if self.coming == coming {
            return no(Refusal::AlreadySo);
        }
        self.coming = coming.to_vec();
        Ok(())
    }

    /// Minutes move between the current item and one that was not begun. The current one gives what
    /// it has not used, one to come all but a minute, a skipped one all, the closing round none.
    pub(super) fn move_time(&mut self, current: usize, from: usize, to: usize, minutes: u32) -> Answer {
        if self.item != Some(current) {
            return no(Refusal::Stale);
        }
        if (from == current) == (to == current) || from.max(to) >= self.config.agenda.len() {
            return REFUSED;
        }
        let other = if from == current { to } else { from };
        let (gives, gets) = (&self.config.agenda[from], &self.config.agenda[to]);
        if self.begun_items.contains(&other) || minutes == 0 || gets.minutes + minutes > ITEM_MINUTES_MAX {
            return REFUSED;
        }
        let used = match from {
            _ if gives.closing => return no(Refusal::ClosingProtected),
            from if from == current => self.floor().since(self.item_started).div_ceil(MINUTE).max(1),
            from => u64::from(self.coming.contains(&from)),
        };
        if u64::from(minutes) + used > u64::from(gives.minutes) {
            return no(Refusal::NoTime);
        }
        self.config.agenda[from].minutes -= minutes;
        self.config.agenda[to].minutes += minutes;
        let left = self.item_end().since(self.floor());
        self.told = ITEM_MARKS_MINUTES.into_iter().rfind(|mark| left < u64::from(*mark) * MINUTE);
        Ok(())
    }

    /// The item is held in another way: a round waits while it has no use and goes on when it has,
    /// with those who were not heard; hands stay up.
    pub(super) fn change_mode(&mut self, by: Who, item: usize, mode: Mode, crosstalk: Crosstalk) -> Answer {
        if self.item != Some(item) {
            return no(Refusal::Stale);
        }
        let fits = match crosstalk {
            Crosstalk::None => true,
            Crosstalk::OnRequest => !matches!(mode, Mode::Open | Mode::Silent | Mode::Sealed),
            Crosstalk::Free => mode == Mode::Open,
        };
        if !fits {
            return no(Refusal::WrongMode);
        }
        let current = self.config.agenda[item].clone();
        if current.mode == mode && current.crosstalk == crosstalk {
            return no(Refusal::AlreadySo);
        }
        if self.still() {
            return no(Refusal::Paused);
        }
        if current.mode != mode {
            if self.cuts_off(by) {
                return no(Refusal::FloorTaken);
            }
            self.move_on(SlotState::Pending);
            self.unseal();
        }
        let current = &mut self.config.agenda[item];
        (current.mode, current.crosstalk) = (mode, crosstalk);
        if self.in_rounds() {
            self.take_up_round();
        } else if self.round.is_some() {
            self.aside = self.round.take();
        }
        Ok(())
    }

    pub(super) fn switch_reactions(&mut self, item: usize, on: bool) -> Answer {
        if self.item != Some(item) {
            return no(Refusal::Stale);
        }
        if self.has_reactions() == on {
            return no(Refusal::AlreadySo);
        }
        self.config.agenda[item].reactions = Some(on);
        Ok(())
    }

    fn take_up_round(&mut self) {
        if let Some(mut round) = self.aside.take() {
            round.phase = RoundPhase::Turns {};
            self.round = Some(round);
            let mut all: Vec<Who> = self.people.iter().map(|p| p.who).collect();
            all.sort_unstable();
            for who in all {
                self.comes_late(who);
            }
        }
        let passed = |who| self.slot_state(who) == Some(SlotState::Passed);
        let queue = self.queue.iter().filter(|hand| passed(hand.who)).cloned().collect();
        self.queue = queue;
        if self.mode() == Some(Mode::TalkingPiece) {
            for slot in self.round.iter_mut().flat_map(|round| &mut round.slots) {
                if slot.state == SlotState::Deferred || slot.returned {
                    slot.state = SlotState::Pending;
                    slot.returned = false;
                }
            }
        }
    }

    /// The hard end, or the end of the grace of a share that runs into it.
    pub(super) fn last_moment(&self) -> FloorMs {
        match self.turn.as_ref().map(|turn| &turn.stage) {
            Some(Stage::Grace { ends_ms } | Stage::LastDraft { ends_ms }) => {
                self.hard_end().max((*ends_ms).min(self.hard_end().plus_ms(self.timing().grace_ms)))
            }
            _ => self.hard_end(),
        }
    }

    /// The hard end wins over a running share, after its grace.
    pub(super) fn hard_end_comes(&mut self) {
        let ends_ms = self.floor().plus_ms(self.timing().grace_ms);
        if let Some(turn) = &mut self.turn
            && let Stage::Speaking { .. } = turn.stage
        {
            turn.stage = Stage::Grace { ends_ms };
        } else {
            self.end(MeetingEnd::TimeUp);
        }
    }
}
