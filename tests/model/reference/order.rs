//! Rounds: rules 1, 7, 10 and 11.

use rondo::meeting::{
    agenda::Mode,
    floor::Stage,
    refusal::Refusal,
    round::{LastStart, Round, RoundPhase, Slot, SlotState},
};

use super::{Answer, Model, Who, no};

pub(super) const fn slot(who: Who, state: SlotState) -> Slot {
    Slot { who, state, deferred_once: false, share_ms_min: 0, returned: false }
}

/// Whom the order calls next.
enum Next {
    /// This one.
    Call(Who),
    /// Somebody who is not back after a restart and does not count as absent (rule 15).
    Wait,
    /// Nobody is left to call.
    Nobody,
}

impl Model {
    pub(super) fn mode(&self) -> Option<Mode> {
        self.current().map(|item| item.mode)
    }

    pub(super) fn in_rounds(&self) -> bool {
        matches!(self.mode(), Some(Mode::Round | Mode::TalkingPiece | Mode::Tag))
    }

    /// The shortest share a plan may have: 45 s, or the item's default if that is less.
    pub(super) fn share_min(&self) -> u64 {
        self.current().map_or(0, |item| item.share_ms).min(self.timing().share_ms_min)
    }

    /// Rule 1: members present in the order of the circle, from the one who started longest ago.
    pub(super) fn start_round(&mut self) -> Answer {
        let silence = matches!(self.round.as_ref().map(|r| &r.phase), Some(RoundPhase::Silence { .. }));
        if !self.in_rounds() {
            return no(Refusal::WrongMode);
        }
        if self.round.is_some() && !silence {
            return no(Refusal::RoundRunning);
        }
        let mut circle: Vec<_> =
            self.people.iter().filter(|p| p.seems_here && p.role.takes_turns() && !p.listening).collect();
        circle.sort_by_key(|p| p.circle_position);
        let mut order: Vec<Who> = circle.into_iter().map(|p| p.who).collect();
        if !order.iter().any(|who| self.callable(*who)) {
            return no(Refusal::NobodyWaiting);
        }
        if self.floor().plus_ms(self.share_min()) > self.hard_end() {
            return no(Refusal::NoTime);
        }
        // Who never started and is not new, then who started longest ago, then who is new.
        let rank = |who: &Who| match self.person(*who).map(|p| p.last_start) {
            Some(LastStart::Never {}) => (0, 0),
            Some(LastStart::Before { order }) => (1, order),
            Some(LastStart::New {}) | None => (2, 0),
        };
        let best = order.iter().filter(|who| self.callable(**who)).map(rank).min();
        while best.is_some_and(|best| !self.callable(order[0]) || rank(&order[0]) != best) {
            order.rotate_left(1);
        }
        let n = order.len();
        let usual = self.current().map_or(0, |item| item.share_ms);
        let n = n as u64;
        let left = self.item_end().since(self.floor());
        let each = left.saturating_sub(self.timing().handover_ms * n) / n;
        self.close_round();
        self.rounds = self.rounds.next();
        self.round = Some(Round {
            id: self.rounds,
            slots: order.iter().map(|who| slot(*who, SlotState::Pending)).collect(),
            share_ms: each.clamp(self.share_min(), usual),
            phase: RoundPhase::Turns {},
        });
        if let Some(first) = self.first_nameable().filter(|_| self.mode() == Some(Mode::Tag)) {
            self.offer_slot(first);
        }
        Ok(())
    }

    /// Rule 7: pending, then deferred, then away and returned.
    fn next_slot(&mut self) -> Next {
        let strict = self.mode() == Some(Mode::TalkingPiece);
        let slots = self.round.as_ref().map(|r| r.slots.clone()).unwrap_or_default();
        let in_state = |state: SlotState| slots.iter().filter(move |s| s.state == state).map(|s| s.who);
        for who in in_state(SlotState::Pending).chain(in_state(SlotState::Deferred)) {
            if self.callable(who) {
                return Next::Call(who);
            }
            let Some(person) = self.person(who).filter(|p| p.seems_here) else {
                self.set_slot(who, SlotState::Away);
                continue;
            };
            if person.awaited {
                return Next::Wait;
            }
            let takes_part = person.role.takes_turns() && !person.listening;
            if takes_part && self.kept_back(person) {
                continue;
            }
            if strict && takes_part {
                return Next::Call(who);
            }
            self.set_slot(who, SlotState::Away);
        }
        if strict {
            return Next::Nobody;
        }
        let returned = slots.iter().filter(|s| s.state == SlotState::Away && s.returned).map(|s| s.who);
        let hands = self.queue.iter().map(|hand| hand.who);
        returned.chain(hands).find(|who| self.callable(*who)).map_or(Next::Nobody, Next::Call)
    }

    pub(super) fn offer_slot(&mut self, who: Who) {
        if let Some(round) = &mut self.round {
            round.phase = RoundPhase::Turns {};
        }
        self.offer(who);
    }

    /// Calls the next by the order, or asks who was not heard, or closes. In tag the choice is the
    /// sharer's and then a lead's, as long as there is somebody to name.
    pub(super) fn call_next_slot(&mut self) {
        let turns = matches!(self.round.as_ref().map(|r| &r.phase), Some(RoundPhase::Turns {}));
        let next = match self.mode() {
            Some(Mode::Tag) if turns && self.tag_goes_on() => Next::Wait,
            Some(Mode::Tag) if turns => Next::Nobody,
            _ => self.next_slot(),
        };
        match next {
            Next::Call(who) => self.offer_slot(who),
            Next::Wait => {}
            Next::Nobody => self.nobody_left(),
        }
    }

    /// Rules 7 and 11: the order is through.
    pub(super) fn nobody_left(&mut self) {
        let now = self.floor();
        let (unheard_ms, silence_ms) = (self.timing().unheard_ms, self.timing().silence_ms);
        let strict = self.mode() == Some(Mode::TalkingPiece);
        let someone_to_ask = self.people.iter().filter(|p| p.seems_here).any(|p| {
            let takes_part = p.role.takes_turns() && !p.listening;
            takes_part && self.slot_state(p.who) != Some(SlotState::Done)
        });
        let kept_back: Vec<Who> = self
            .people
            .iter()
            .filter(|p| p.seems_here && p.role.takes_turns() && !p.listening)
            .filter(|p| self.kept_back(p))
            .map(|p| p.who)
            .collect();
        let apart: Vec<Who> = self.apart.iter().flat_map(|(lead, with)| [*lead, *with]).collect();
        let Some(round) = &mut self.round else { return };
        let to_come = |s: &Slot| matches!(s.state, SlotState::Pending | SlotState::Deferred);
        if round.slots.iter().any(|s| to_come(s) && apart.contains(&s.who)) {
            // The round waits for who is aside.
            return;
        }
        if !matches!(round.phase, RoundPhase::Turns {}) {
            return;
        }
        let mut kept = false;
        for slot in &mut round.slots {
            if matches!(slot.state, SlotState::Pending | SlotState::Deferred) {
                if kept_back.contains(&slot.who) {
                    kept = true;
                } else {
                    slot.state = SlotState::Away;
                }
            }
        }
        let any = |state: SlotState| round.slots.iter().any(|s| s.state == state);
        if any(SlotState::Passed) && !any(SlotState::Done) {
            round.phase = RoundPhase::Silence { until_ms: now.plus_ms(silence_ms) };
        } else if (strict && !kept) || !someone_to_ask {
            self.close_round();
        } else {
            round.phase = RoundPhase::AnyoneUnheard { until_ms: now.plus_ms(unheard_ms) };
        }
    }

    /// The round is over; its hands are lowered.
    pub(super) fn close_round(&mut self) {
        if self.round.take().is_some() {
            self.queue.clear();
        }
    }

    /// In tag: not heard, and not by their own wish.
    pub(super) fn nameable(&self, who: Who) -> bool {
        let open = match self.slot_state(who) {
            Some(SlotState::Pending | SlotState::Deferred | SlotState::Away) => true,
            Some(SlotState::Passed) => self.queue.iter().any(|hand| hand.who == who),
            Some(SlotState::Speaking | SlotState::Done) | None => false,
        };
        open && self.callable(who) && self.present(who).is_some_and(|p| p.role.takes_turns())
    }

    /// In tag: whom a lead picks, in the order of rule 7.
    pub(super) fn first_nameable(&self) -> Option<Who> {
        let in_state = |state: SlotState| {
            self.round.iter().flat_map(|r| &r.slots).filter(move |s| s.state == state).map(|s| s.who)
        };
        [SlotState::Pending, SlotState::Deferred, SlotState::Away, SlotState::Passed]
            .into_iter()
            .flat_map(in_state)
            .find(|who| self.nameable(*who))
    }

    /// Rules 5 and 10: whether so many minimum shares more, and some time, fit into the item beside
    /// the running turn and those who wait.
    pub(super) fn fits(&self, shares: u64, more_ms: u64) -> bool {
        let ends = || self.usual_ends.map_or(0, |ends| ends.since(self.floor()));
        let running = match self.turn.as_ref().map(|turn| (&turn.stage, turn.share_ms)) {
            Some((Stage::Offered { .. } | Stage::Accepted { .. }, share_ms)) => {
                share_ms.min(self.share_min())
            }
            Some((Stage::Speaking { .. } | Stage::Grace { .. } | Stage::LastDraft { .. }, _)) => ends(),
            Some((Stage::Held { .. }, _)) => self.usual_left.unwrap_or(0),
            _ => 0,
        };
        let waiting = match &self.round {
            Some(round) => {
                let to_come = |s: &&Slot| matches!(s.state, SlotState::Pending | SlotState::Deferred);
                round.slots.iter().filter(to_come).count()
            }
            None => self.queue.iter().filter(|hand| self.shares_of(hand.who) == 0).count(),
        };
        let each = self.share_min() + self.timing().handover_ms;
        let left = self.item_end().since(self.floor());
        running + (waiting as u64 + shares) * each + more_ms <= left
    }

    /// In tag: whether somebody is to be named or picked, or not back after a restart.
    pub(super) fn tag_goes_on(&self) -> bool {
        let awaited = self.round.iter().flat_map(|r| &r.slots).any(|s| {
            matches!(s.state, SlotState::Pending | SlotState::Deferred)
                && self.present(s.who).is_some_and(|p| p.awaited)
        });
        awaited || self.first_nameable().is_some()
    }
}
