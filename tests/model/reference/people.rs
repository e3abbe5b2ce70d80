//! Who is here: joining, leaving, connections, mutes, roles and services.

use std::collections::BTreeSet;

use rondo::meeting::{
    floor::{Stage, Turn},
    reason::PauseReason,
    refusal::Refusal,
    role::Role,
    round::{LastStart, SlotState},
    settings::Door,
    state::Place,
};

use super::{Answer, Model, Person, REFUSED, Who, no};

impl Model {
    pub(super) fn join(
        &mut self,
        who: Who,
        role: Role,
        last_start: LastStart,
        guidelines_version: u32,
        adult: bool,
    ) -> Answer {
        match self.person(who).map(|p| p.place) {
            Some(Place::Removed) => return no(Refusal::Removed),
            Some(Place::Waiting | Place::Present) => return no(Refusal::AlreadySo),
            None if !self.config.kind.has_role(role) => return no(Refusal::RoleDoesNotFit),
            None | Some(Place::Left) => {}
        }
        let known = self.person(who);
        let stranger = known.is_none_or(|p| p.circle_position.is_none());
        if self.door == Door::Closed && stranger && !known.map_or(role, |p| p.role).is_lead() {
            return no(Refusal::DoorClosed);
        }
        if guidelines_version != self.config.guidelines_version {
            return no(Refusal::GuidelinesChanged);
        }
        if !adult {
            return no(Refusal::AdultsOnly);
        }
        let arrived_ms = self.now;
        if self.person(who).is_none() {
            self.people.push(Person {
                who,
                role,
                entry_role: role,
                services: BTreeSet::new(),
                place: Place::Left,
                seems_here: false,
                connected: false,
                awaited: false,
                mute: None,
                wants_to_speak: false,
                listening: false,
                circle_position: None,
                arrived_ms,
                percent: 100,
                unread_since: None,
                held: false,
                put_off: false,
                reachable: false,
                last_start,
            });
        }
        if let Some(person) = self.person_mut(who) {
            person.place = Place::Waiting;
            person.connected = true;
            person.awaited = false;
            person.put_off = false;
            // Who gave up at the door starts over.
            person.unread_since = person.unread_since.filter(|_| person.circle_position.is_some());
        }
        self.connections_changed();
        if let Some(person) = self.person_mut(who).filter(|p| p.role == Role::Observer) {
            // Only a lead asks for them.
            person.held = true;
        }
        if self.person(who).is_some_and(|p| p.role.is_lead() && !p.held) {
            self.comes_in(who);
        }
        Ok(())
    }

    pub(super) fn has_room(&self) -> bool {
        self.people.iter().filter(|p| p.place == Place::Present).count() < self.config.capacity as usize
    }

    /// Who waits comes in by themselves, in the order of coming, where the room says so.
    pub(super) fn open_doors(&mut self) {
        if self.door != Door::Everyone {
            return;
        }
        let mut waiting: Vec<_> =
            self.people.iter().filter(|p| p.place == Place::Waiting && p.connected && !p.held).collect();
        waiting.retain(|p| !self.must_agree_first(p));
        waiting.sort_by_key(|p| (p.arrived_ms, p.who));
        for who in waiting.into_iter().map(|p| p.who).collect::<Vec<_>>() {
            if self.has_room() {
                self.comes_in(who);
            }
        }
    }

    pub(super) fn comes_in(&mut self, who: Who) {
        let next = self.people.iter().filter_map(|p| p.circle_position).max().map_or(0, |last| last + 1);
        let seemed_here = self.person(who).is_some_and(|p| p.seems_here);
        if let Some(person) = self.person_mut(who) {
            person.place = Place::Present;
            person.seems_here = true;
            (person.held, person.put_off) = (false, false);
            person.circle_position = person.circle_position.or(Some(next));
        }
        match seemed_here {
            false => self.comes_late(who),
            true if self.person(who).is_some_and(|p| p.connected) => self.online_again(who),
            true => {}
        }
    }

    /// The others see a connection that is back, also after a quiet exit.
    fn online_again(&mut self, who: Who) {
        for hand in self.queue.iter_mut().filter(|hand| hand.who == who) {
            hand.falls_ms = None;
        }
        self.returns(who);
        if self.turn.as_ref().is_some_and(|turn| turn.holder == who) {
            if self.pause == Some(PauseReason::Restart) {
                self.unpause();
            }
            self.holder_is_back();
        }
    }

    pub(super) fn admit(&mut self, who: Who) -> Answer {
        if self.person(who).is_none_or(|p| p.place != Place::Waiting) {
            return no(Refusal::NoSuchPerson);
        }
        if !self.has_room() {
            return no(Refusal::Full);
        }
        if self.person(who).is_some_and(|p| p.role == Role::Observer) {
            return self.ask_all(who);
        }
        if self.person(who).is_some_and(|p| self.must_agree_first(p)) {
            return no(Refusal::NotAgreed);
        }
        self.comes_in(who);
        Ok(())
    }

    pub(super) fn set_door(&mut self, door: Door) -> Answer {
        if self.door == door {
            return no(Refusal::AlreadySo);
        }
        self.door = door;
        Ok(())
    }

    /// A person who waits and was never in is let in by a lead alone.
    pub(super) fn held(&mut self, who: Who) -> Answer {
        if self.over() {
            return REFUSED;
        }
        match self.person_mut(who) {
            Some(p) if p.place == Place::Waiting && p.circle_position.is_none() && !p.held => p.held = true,
            _ => return REFUSED,
        }
        Ok(())
    }

    /// Back to the waiting room: the slot, the hand and the rest of the share are kept.
    pub(super) fn send_to_door(&mut self, who: Who) -> Answer {
        let Some(person) = self.present(who) else { return no(Refusal::NoSuchPerson) };
        let connected = person.connected;
        if let Some(person) = self.person_mut(who) {
            person.connected = false;
        }
        self.put_share_off(who);
        for hand in self.queue.iter_mut().filter(|hand| hand.who == who) {
            hand.falls_ms = None;
        }
        self.stands_back(who);
        if let Some(person) = self.person_mut(who) {
            person.place = Place::Waiting;
            person.connected = connected;
            person.awaited = false;
            person.held = true;
        }
        self.connections_changed();
        self.back_after_restart();
        Ok(())
    }

    /// From now on only a lead lets them in; saying so again needs a word.
    pub(super) fn put_off(&mut self, who: Who, with_a_word: bool) -> Answer {
        match self.person_mut(who) {
            Some(p) if p.place == Place::Waiting && p.put_off && !with_a_word => no(Refusal::AlreadySo),
            Some(p) if p.place == Place::Waiting => {
                (p.put_off, p.held) = (true, true);
                Ok(())
            }
            _ => no(Refusal::NoSuchPerson),
        }
    }

    pub(super) fn deny(&mut self, who: Who) -> Answer {
        if self.person(who).is_none_or(|p| p.place != Place::Waiting) {
            return REFUSED;
        }
        self.depart(who, Place::Removed);
        Ok(())
    }

    /// Gone without a word to the members: the floor waits as for a lost connection.
    pub(super) fn leave_quietly(&mut self, who: Who) {
        let Some(person) = self.person(who).filter(|p| p.seems_here) else {
            return self.depart(who, Place::Left);
        };
        let connected = person.connected;
        let nobody_absent = self.restart_until.is_some();
        // Refused if they could not be told anyway.
        let _ = self.reachable(who, false);
        if let Some(person) = self.person_mut(who) {
            person.connected = false;
        }
        match (connected, nobody_absent) {
            (true, true) => self.hold_for(who),
            (true, false) => self.gone_offline(who),
            (false, _) => {}
        }
        if let Some(person) = self.person_mut(who) {
            person.place = Place::Left;
            person.connected = false;
            person.awaited = false;
        }
        self.connections_changed();
        self.back_after_restart();
    }

    /// Gone from the room, and with them their turn, their hand and their part in the order.
    pub(super) fn depart(&mut self, who: Who, to: Place) {
        let there = |p: &Person| p.seems_here || matches!(p.place, Place::Waiting | Place::Present);
        if self.person(who).is_some_and(there) {
            self.give_up_floor(who, SlotState::Away);
            self.stands_back(who);
        }
        if let Some(person) = self.person_mut(who) {
            person.seems_here = false;
            person.place = to;
            person.connected = false;
            person.awaited = false;
        }
        self.connections_changed();
        self.back_after_restart();
    }

    /// Takes no part in turns any more.
    pub(super) fn give_up_floor(&mut self, who: Who, state: SlotState) {
        self.drop_hand(who);
        if self.turn.as_ref().is_some_and(|turn| turn.holder == who) {
            self.end_early(state);
        } else {
            self.leave_order(who, state);
        }
    }

    pub(super) fn remove(&mut self, who: Who) -> Answer {
        if self.person(who).is_none_or(|p| p.place == Place::Removed) {
            return REFUSED;
        }
        self.depart(who, Place::Removed);
        Ok(())
    }

    /// Who was removed may still be banned.
    pub(super) fn ban(&mut self, who: Who) -> Answer {
        self.depart(who, Place::Removed);
        Ok(())
    }

    pub(super) fn revoked(&mut self, who: Who) -> Answer {
        if self.over() {
            return REFUSED;
        }
        self.remove(who)
    }

    pub(super) fn connected(&mut self, who: Who) -> Answer {
        let known =
            self.person(who).filter(|p| !p.connected && matches!(p.place, Place::Waiting | Place::Present));
        if known.is_none() || self.over() {
            return REFUSED;
        }
        if let Some(person) = self.person_mut(who) {
            person.connected = true;
            person.awaited = false;
        }
        self.connections_changed();
        if self.present(who).is_none() {
            self.back_after_restart();
            return Ok(());
        }
        self.online_again(who);
        self.back_after_restart();
        Ok(())
    }

    pub(super) fn disconnected(&mut self, who: Who) -> Answer {
        let known = self.person(who).filter(|p| p.connected);
        if known.is_none() || self.over() {
            return REFUSED;
        }
        let nobody_absent = self.restart_until.is_some();
        if let Some(person) = self.person_mut(who) {
            person.connected = false;
            person.awaited = nobody_absent;
        }
        self.connections_changed();
        match nobody_absent {
            _ if self.present(who).is_none() => {}
            true => self.hold_for(who),
            false => self.gone_offline(who),
        }
        Ok(())
    }

    /// Rule 8: the hand stays for a while; rule 9: the floor is held.
    pub(super) fn gone_offline(&mut self, who: Who) {
        if !self.can_be_asked(who) {
            self.hand_goes(who);
        }
        self.hold_for(who);
    }

    fn hand_goes(&mut self, who: Who) {
        let falls_ms = Some(self.floor().plus_ms(self.timing().hand_offline_ms));
        for hand in self.queue.iter_mut().filter(|hand| hand.who == who) {
            hand.falls_ms = falls_ms;
        }
    }

    /// The floor waits; rule 2: an offer that reaches a device stands.
    pub(super) fn hold_for(&mut self, who: Who) {
        if let Some(turn) = self.turn.clone().filter(|turn| turn.holder == who) {
            let offered = matches!(turn.stage, Stage::Offered { .. });
            if !(offered && self.can_be_asked(who)) {
                self.hold(&turn);
            }
        }
    }

    /// Rules 2 and 8: without a connection, an offer that was cut stands again and a hand stays, or the
    /// floor waits as for everyone.
    pub(super) fn reachable(&mut self, who: Who, on: bool) -> Answer {
        if self.over() {
            return REFUSED;
        }
        match self.person_mut(who) {
            Some(person) if person.reachable != on => person.reachable = on,
            _ => return REFUSED,
        }
        let offline = self.present(who).is_some_and(|p| !p.connected);
        if !offline || !self.running() || self.restart_until.is_some() {
            return Ok(());
        }
        if on {
            for hand in self.queue.iter_mut().filter(|hand| hand.who == who) {
                hand.falls_ms = None;
            }
            self.offer_again(who);
            return Ok(());
        }
        self.hand_goes(who);
        let offered = |turn: &Turn| turn.holder == who && matches!(turn.stage, Stage::Offered { .. });
        if let Some(turn) = self.turn.clone().filter(offered) {
            self.hold(&turn);
        }
        Ok(())
    }

    pub(super) fn connections_changed(&mut self) {
        let anyone = self.people.iter().any(|p| p.connected);
        self.empty_since = if anyone { None } else { self.empty_since.or(Some(self.now)) };
    }
}
