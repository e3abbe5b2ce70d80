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
        if self.queue.iter().any(|hand| hand.who == who) {
            return no(Refusal::AlreadySo);
        }
        if self.in_rounds() {
            self.raise_in_round(who)?;
        } else if !self.has_hands() {
            return REFUSED;
        } else {
            self.raise(who);
        }
        if let Some(person) = self.person_mut(who) {
            person.listening = false;
        }
        Ok(())
    }

    pub(super) fn raise(&mut self, who: Who) {
        self.queue_up(Hand { who, raised_ms: self.now, falls_ms: None, share_ms_min: 0 });
    }

    /// An offer that a lead set aside stays first.
    pub(super) fn hand_first(&mut self, who: Who) {
        self.queue.insert(0, Hand { who, raised_ms: self.now, falls_ms: None, share_ms_min: 0 });
    }

    /// Fewest shares in this item first, then the time of raising; a lead's order stands.
    fn queue_up(&mut self, hand: Hand) {
        let shares = self.shares_of(hand.who);
        let at = self.queue.iter().rposition(|h| self.shares_of(h.who) <= shares).map_or(0, |last| last + 1);
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
        let falls_ms = (!self.can_be_asked(who)).then(|| self.floor().plus_ms(self.timing().hand_offline_ms));
        self.queue_up(Hand { who, raised_ms: self.now, falls_ms, share_ms_min: left_ms });
    }

    /// The first hand whose owner can be called now.
    pub(super) fn next_hand(&self) -> Option<Who> {
        self.queue.iter().map(|hand| hand.who).find(|who| self.callable(*who))
    }

    /// Whether somebody waits whom rule 8 lets go first.
    pub(super) fn someone_goes_before(&self, who: Who) -> bool {
        let shares = self.shares_of(who);
        self.queue.iter().any(|hand| self.callable(hand.who) && self.shares_of(hand.who) <= shares)
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
