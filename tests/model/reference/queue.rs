//! Raised hands: rule 8.

use rondo::meeting::{agenda::Mode, floor::Hand, refusal::Refusal};

use super::{Answer, Model, REFUSED, Who, no};

impl Model {
    pub(super) fn has_hands(&self) -> bool {
        matches!(self.mode(), Some(Mode::Queue | Mode::Presenter | Mode::Directed))
    }

    pub(super) fn raise_hand(&mut self, who: Who) -> Answer {
        if self.turn.as_ref().is_some_and(|turn| turn.holder == who) {
            return REFUSED;
        }
        if self.mode() == Some(Mode::Round) || self.mode() == Some(Mode::Tag) {
            self.raise_in_round(who)?;
        } else if !self.has_hands() {
            return REFUSED;
        } else {
            self.raise(who)?;
        }
        if let Some(person) = self.person_mut(who) {
            person.listening = false;
        }
        Ok(())
    }

    pub(super) fn raise(&mut self, who: Who) -> Answer {
        if self.queue.iter().any(|hand| hand.who == who) {
            return no(Refusal::AlreadySo);
        }
        let hand = Hand { who, raised_ms: self.now, falls_ms: None, share_ms_min: 0 };
        self.queue_up(hand);
        Ok(())
    }

    /// Fewest shares in this item first, then the time of raising; a lead's order stands.
    fn queue_up(&mut self, hand: Hand) {
        let shares = self.shares_of(hand.who);
        let at = self.queue.iter().position(|h| self.shares_of(h.who) > shares).unwrap_or(self.queue.len());
        self.queue.insert(at, hand);
    }

    pub(super) fn lower_hand(&mut self, who: Who) -> Answer {
        if self.queue.iter().any(|hand| hand.who == who) {
            self.drop_hand(who);
            return Ok(());
        }
        no(Refusal::NotSo)
    }

    pub(super) fn drop_hand(&mut self, who: Who) {
        self.queue.retain(|hand| hand.who != who);
    }

    /// Rule 9: a share that was cut waits with what was left.
    pub(super) fn put_back(&mut self, who: Who, left_ms: u64) {
        if self.has_hands() {
            let here = self.here(who);
            let falls_ms = (!here).then(|| self.floor() + self.timing().hand_offline_ms);
            self.queue_up(Hand { who, raised_ms: self.now, falls_ms, share_ms_min: left_ms });
        }
    }

    /// The first hand whose owner can be called now.
    pub(super) fn call_next_hand(&mut self) -> bool {
        let Some(hand) = self.queue.iter().find(|hand| self.callable(hand.who)).cloned() else { return false };
        self.drop_hand(hand.who);
        self.offer(hand.who, hand.share_ms_min);
        true
    }

    pub(super) fn move_hand(&mut self, who: Who, before: Option<Who>) -> Answer {
        let old = self.queue.clone();
        let Some(from) = old.iter().position(|hand| hand.who == who) else {
            return REFUSED;
        };
        let mut new = old.clone();
        let moved = new.remove(from);
        let to = match before {
            None => new.len(),
            Some(other) => match new.iter().position(|hand| hand.who == other) {
                Some(to) => to,
                None => return REFUSED,
            },
        };
        new.insert(to, moved);
        if new == old {
            return REFUSED;
        }
        self.queue = new;
        Ok(())
    }
}
