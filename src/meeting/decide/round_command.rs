//! Commands of the leads that move the floor (rules 1, 7, 8, 11 and 17).

use super::transition::{Step, Transition};
use crate::meeting::{
    agenda::Mode,
    event::Event,
    id::ParticipantId,
    ordinal::{ItemIndex, RoundId, TurnId},
    reason::TurnCause,
    refusal::Refusal,
    round::{Round, RoundPhase, Slot, SlotState},
};

impl Transition<'_> {
    /// Refuses a command that moves from another turn than the current one (rule 17).
    fn need_from(&self, from: Option<TurnId>) -> Step {
        let standing = self.floor.turn.as_ref().map(|turn| turn.id);
        if standing == from { Ok(()) } else { Err(Refusal::Stale) }
    }

    pub(super) fn need_item(&self, item: ItemIndex) -> Step {
        if self.item == Some(item) { Ok(()) } else { Err(Refusal::Stale) }
    }

    /// A slot for each person who takes turns, in the order of the circle. Of those who can be called,
    /// the one starts who did longest ago, over all meetings of the room (rule 1).
    fn circle(&self) -> Vec<Slot> {
        let mut circle: Vec<_> = self
            .people
            .values()
            .filter(|p| self.takes_part(p.person.id))
            .map(|p| (p.person.circle_position, p.person.id, p.last_start))
            .collect();
        circle.sort_unstable();
        let callable = circle.iter().enumerate().filter(|(_, (_, who, _))| self.can_be_called(*who));
        let starter = callable.min_by_key(|(place, (.., last))| (*last, *place)).map(|(place, _)| place);
        circle.rotate_left(starter.unwrap_or(0));
        circle.into_iter().map(|(_, who, _)| Slot::pending(who)).collect()
    }

    pub(super) fn start_round(&mut self, item: ItemIndex) -> Step {
        self.need_item(item)?;
        let mode = self.mode().filter(|mode| mode.has_rounds()).ok_or(Refusal::WrongMode)?;
        self.need_running_clock()?;
        let silent = matches!(self.round().map(|r| &r.phase), Some(RoundPhase::Silence { .. }));
        if self.round().is_some() && !silent {
            return Err(Refusal::RoundRunning);
        }
        let slots = self.circle();
        if !slots.iter().any(|slot| self.can_be_called(slot.who)) {
            return Err(Refusal::NobodyWaiting);
        }
        if self.in_ms(self.share_min_ms()) > self.hard_end_ms() {
            return Err(Refusal::NoTime);
        }
        self.close_round();
        let share_ms = self.round_share_ms(slots.len() as u64, self.now());
        let id = self.rounds.next();
        self.record(Event::RoundStarted {
            round: Round { id, slots, share_ms, phase: RoundPhase::Turns {} },
        });
        if mode == Mode::Tag
            && let Some(first) = self.first_nameable()
        {
            self.offer(first, TurnCause::Offered);
        }
        Ok(())
    }

    pub(super) fn close_round_by(&mut self, round: RoundId) -> Step {
        match self.round() {
            None => return Err(Refusal::NoRound),
            Some(running) if running.id != round => return Err(Refusal::Stale),
            Some(_) => self.need_running_clock()?,
        }
        self.move_on(SlotState::Away);
        self.close_round();
        Ok(())
    }

    /// Thanks the holder, if there is one, and calls the next person by the item's rule.
    pub(super) fn call_next(&mut self, from: Option<TurnId>) -> Step {
        self.need_from(from)?;
        let mode = self.mode().filter(|mode| mode.has_turns()).ok_or(Refusal::WrongMode)?;
        self.need_running_clock()?;
        if mode.has_rounds() {
            return self.call_next_in_round(mode);
        }
        let next = self.next_hand();
        if next.is_none() && self.floor.turn.is_none() {
            return Err(Refusal::NobodyWaiting);
        }
        self.move_on(SlotState::Deferred);
        if let Some(next) = next {
            self.offer(next, TurnCause::Offered);
        }
        Ok(())
    }

    /// In a round the order says who is next, which settling follows. In tag a lead picks.
    fn call_next_in_round(&mut self, mode: Mode) -> Step {
        if self.round().is_none() {
            return Err(Refusal::NoRound);
        }
        let picked = if mode == Mode::Tag { self.first_nameable() } else { None };
        if self.floor.turn.is_none() && picked.is_none() {
            return Err(Refusal::NobodyWaiting);
        }
        self.move_on(SlotState::Deferred);
        if let Some(picked) = picked {
            self.set_round_phase(RoundPhase::Turns {});
            self.offer(picked, TurnCause::Offered);
        }
        Ok(())
    }

    /// Offers the floor to someone, who may still pass.
    pub(super) fn give_floor(&mut self, from: Option<TurnId>, to: ParticipantId) -> Step {
        self.need_from(from)?;
        let mode = self.mode().filter(|mode| mode.has_turns()).ok_or(Refusal::WrongMode)?;
        if mode == Mode::TalkingPiece {
            return Err(Refusal::WrongMode);
        }
        self.need_running_clock()?;
        let listens = self.present(to).is_none_or(|p| p.person.listening);
        if listens || !self.can_be_called(to) {
            return Err(Refusal::NoSuchPerson);
        }
        if self.turn_of(to).is_some() {
            return Err(Refusal::AlreadySo);
        }
        if mode.has_rounds() {
            self.need_place(to)?;
        }
        self.move_on(SlotState::Pending);
        if mode.has_rounds() {
            if self.slot_of(to).is_none() {
                self.append_slot(to);
            }
            self.set_round_phase(RoundPhase::Turns {});
        }
        self.offer(to, TurnCause::Given);
        Ok(())
    }

    /// Refuses unless a round runs in which the person was not heard.
    fn need_place(&self, who: ParticipantId) -> Step {
        if self.round().is_none() {
            return Err(Refusal::NoRound);
        }
        if !self.takes_part(who) {
            return Err(Refusal::RoleDoesNotFit);
        }
        match self.slot_of(who).map(|slot| slot.state) {
            Some(SlotState::Done) => Err(Refusal::AlreadyHeard),
            _ => Ok(()),
        }
    }

    pub(super) fn take_floor(&mut self, turn: TurnId) -> Step {
        self.need_from(Some(turn))?;
        self.need_running_clock()?;
        self.move_on(SlotState::Deferred);
        Ok(())
    }

    /// Everyone is told that a lead reordered (rule 8).
    pub(super) fn move_in_order(
        &mut self,
        by: ParticipantId,
        who: ParticipantId,
        before: Option<ParticipantId>,
    ) -> Step {
        if before == Some(who) {
            return Err(Refusal::AlreadySo);
        }
        match self.mode() {
            Some(Mode::Round | Mode::Tag) => self.move_slot(by, who, before),
            Some(mode) if mode.has_hands() => self.move_hand(by, who, before),
            _ => Err(Refusal::WrongMode),
        }
    }

    fn move_slot(&mut self, by: ParticipantId, who: ParticipantId, before: Option<ParticipantId>) -> Step {
        let round = self.round().ok_or(Refusal::NoRound)?;
        let slot = self.slot_of(who).ok_or(Refusal::NoSuchPerson)?;
        match slot.state {
            SlotState::Done | SlotState::Passed => return Err(Refusal::AlreadyHeard),
            SlotState::Speaking => return Err(Refusal::WrongStage),
            SlotState::Pending | SlotState::Deferred | SlotState::Away => {}
        }
        let slots = moved(&round.slots, |slot| slot.who, who, before)?;
        if slots == round.slots {
            return Err(Refusal::AlreadySo);
        }
        let round = round.id;
        self.record(Event::OrderChanged { round, slots, by: Some(by) });
        Ok(())
    }

    fn move_hand(&mut self, by: ParticipantId, who: ParticipantId, before: Option<ParticipantId>) -> Step {
        let queue = moved(&self.floor.queue, |hand| hand.who, who, before)?;
        if queue == self.floor.queue {
            return Err(Refusal::AlreadySo);
        }
        self.record(Event::QueueChanged { queue, by: Some(by) });
        Ok(())
    }
}

/// The list with one entry moved before another, or to the end.
fn moved<T: Clone>(
    list: &[T],
    id: impl Fn(&T) -> ParticipantId,
    who: ParticipantId,
    before: Option<ParticipantId>,
) -> Result<Vec<T>, Refusal> {
    let mut list = list.to_vec();
    let from = list.iter().position(|entry| id(entry) == who).ok_or(Refusal::NoSuchPerson)?;
    let entry = list.remove(from);
    let to = match before {
        None => list.len(),
        Some(before) => list.iter().position(|e| id(e) == before).ok_or(Refusal::NoSuchPerson)?,
    };
    list.insert(to, entry);
    Ok(list)
}
