//! Connections: lost and back, an offer that reaches a device without one, and a restart (rules 2, 8, 9 and 15).

use super::transition::Transition;
use crate::meeting::{
    event::Event,
    floor::{Hand, Stage},
    id::ParticipantId,
    reason::PauseReason,
    state::Place,
    time::MeetingMs,
};

impl Transition<'_> {
    pub(super) fn connected(&mut self, who: ParticipantId) {
        let Some(person) = self.people.get(&who) else { return };
        let place = person.person.place;
        if person.person.connected || !matches!(place, Place::Waiting | Place::Present) || self.is_over() {
            return;
        }
        self.record(Event::ConnectionBack { who });
        if place == Place::Present {
            self.is_back(who);
        }
        self.settle_restart();
    }

    /// The floor waits no longer for somebody who has a connection again (rules 8 and 9).
    pub(super) fn is_back(&mut self, who: ParticipantId) {
        self.hand_is_back(who);
        self.note_return(who);
        self.holder_is_back(who);
    }

    pub(super) fn disconnected(&mut self, who: ParticipantId) {
        let Some(person) = self.people.get(&who) else { return };
        if !person.person.connected || self.is_over() {
            return;
        }
        let present = person.is_present();
        self.record(Event::ConnectionLost { who });
        if present {
            self.lost(who);
        }
    }

    /// The floor waits a while for somebody whose connection is lost (rules 8 and 9).
    pub(super) fn lost(&mut self, who: ParticipantId) {
        if !self.is_running() {
            return;
        }
        if !self.offer_stands(who) {
            self.hold_turn(who);
        }
        if self.restart_until_ms.is_none() {
            self.hand_is_offline(who);
        }
    }

    /// A person can be told on their device, or can no more. Without a connection, an offer that was cut
    /// stands again and a hand stays, or the floor waits as for everyone.
    pub(super) fn reachable(&mut self, who: ParticipantId, on: bool) {
        let Some(known) = self.people.get(&who).filter(|known| known.reachable != on) else { return };
        if self.is_over() {
            return;
        }
        let offline = known.is_present() && !known.person.connected;
        let waits = self.turn_of(who).map(|turn| turn.stage.clone());
        self.record(Event::ReachableChanged { who, on });
        if !offline || !self.is_running() || self.restart_until_ms.is_some() {
            return;
        }
        match (on, waits) {
            (true, Some(Stage::Held { begun: false, .. })) => self.offer_again(),
            (false, Some(Stage::Offered { .. })) => self.hold_turn(who),
            _ => {}
        }
        if on { self.hand_is_back(who) } else { self.hand_is_offline(who) }
    }

    pub(super) fn hand_is_back(&mut self, who: ParticipantId) {
        self.change_hand(who, |hand| hand.falls_ms = None);
    }

    fn hand_is_offline(&mut self, who: ParticipantId) {
        if self.can_be_asked(who) {
            return;
        }
        let falls_ms = self.in_ms(self.timing().hand_offline_ms);
        self.change_hand(who, |hand| hand.falls_ms = Some(falls_ms));
    }

    fn change_hand(&mut self, who: ParticipantId, change: impl FnOnce(&mut Hand)) {
        let mut queue = self.floor.queue.clone();
        let Some(hand) = queue.iter_mut().find(|hand| hand.who == who) else { return };
        change(hand);
        if queue != self.floor.queue {
            self.record(Event::QueueChanged { queue, by: None });
        }
    }

    /// Everyone is awaited, and the floor has stood still since a time: after a restart the last event's, as
    /// nothing later is known (rule 15).
    pub(super) fn stand_still(&mut self, since: MeetingMs) {
        if self.is_over() {
            return;
        }
        let clock = self.clock.stopped(since);
        self.record(Event::Restarted {});
        if !self.is_running() {
            return;
        }
        if self.pause.is_none() {
            let reason = PauseReason::Restart;
            self.record(Event::FloorPaused { reason, by: None, until_ms: None, clock });
        }
        if let Some(holder) = self.floor.turn.as_ref().map(|turn| turn.holder) {
            self.hold_turn(holder);
        }
        if let Some(lost) = self.lead_lost.filter(|lost| lost.volunteer.is_some()) {
            self.set_volunteer(lost, None);
        }
        self.settle_restart();
    }

    /// The floor goes on when the holder is back, or if there is none, when everyone is (rule 15).
    pub(super) fn settle_restart(&mut self) {
        if self.restart_until_ms.is_none() {
            return;
        }
        if !self.people.values().any(|p| p.awaited) {
            return self.restart_over();
        }
        let back = self.floor.turn.as_ref().is_some_and(|turn| self.is_here(turn.holder));
        if back && self.is_paused_for(PauseReason::Restart) {
            self.resume_floor(None);
        }
    }

    /// The time after a restart is over, and people who are not back count as offline from now on. Who waits
    /// at the door is back, and keeps a raised hand there.
    pub(super) fn restart_over(&mut self) {
        self.record(Event::RestartOver {});
        if !self.is_running() {
            return;
        }
        if self.is_paused_for(PauseReason::Restart) {
            self.resume_floor(None);
        }
        self.hold_again();
        let connected = |who: &ParticipantId| self.people.get(who).is_some_and(|p| p.person.connected);
        let offline: Vec<_> =
            self.floor.queue.iter().map(|hand| hand.who).filter(|who| !connected(who)).collect();
        for who in offline {
            self.hand_is_offline(who);
        }
    }
}
