//! Mutes, removals, roles and services (rule 16).

use super::transition::{Step, Transition};
use crate::meeting::{
    duty::Duty,
    event::Event,
    id::ParticipantId,
    limits::{MUTE_MS_MAX, MUTE_MS_MIN},
    offer::Offered,
    reason::{Departure, RemovalReason, TurnEnd},
    refusal::Refusal,
    role::{Role, RoomKind, Service},
    round::SlotState,
    state::{Mute, Place},
};

impl Transition<'_> {
    pub(super) fn mute(&mut self, by: ParticipantId, who: ParticipantId, for_ms: Option<u64>) -> Step {
        if self.present(who).is_none() {
            return Err(Refusal::NoSuchPerson);
        }
        if for_ms.is_some_and(|ms| !(MUTE_MS_MIN..=MUTE_MS_MAX).contains(&ms)) {
            return Err(Refusal::OutOfRange);
        }
        let until_ms = for_ms.map(|ms| self.at_ms.plus_ms(ms));
        self.silence(by, who, Mute { until_ms });
        Ok(())
    }

    /// A mute of the holder ends the turn in the same way as when a lead moves on, so that nobody sees
    /// the difference (rule 16).
    fn silence(&mut self, by: ParticipantId, who: ParticipantId, mute: Mute) {
        self.record(Event::MuteChanged { who, mute: Some(mute), by: Some(by) });
        self.drop_volunteer(who);
        if self.turn_of(who).is_some() {
            self.take_back(TurnEnd::Muted, SlotState::Deferred);
        }
        self.drop_hand(who);
    }

    pub(super) fn unmute(&mut self, by: ParticipantId, who: ParticipantId) -> Step {
        let known = self.people.get(&who).ok_or(Refusal::NoSuchPerson)?;
        if known.person.mute.is_none() {
            return Err(Refusal::NotSo);
        }
        self.lift(who, Some(by));
        Ok(())
    }

    pub(super) fn lift(&mut self, who: ParticipantId, by: Option<ParticipantId>) {
        self.record(Event::MuteChanged { who, mute: None, by });
        self.note_return(who);
    }

    /// Mutes everyone but the leads, and those who come later. The floor stands still, so that turns,
    /// places and raised hands are kept.
    pub(super) fn mute_all(&mut self, by: ParticipantId) -> Step {
        if self.everyone_muted {
            return Err(Refusal::AlreadySo);
        }
        let clock = self.clock.stopped(self.at_ms);
        self.record(Event::EveryoneMuted { on: true, by: Some(by), clock });
        Ok(())
    }

    /// The floor goes on, unless it is paused for another reason.
    pub(super) fn unmute_all(&mut self, by: ParticipantId) -> Step {
        if !self.everyone_muted {
            return Err(Refusal::NotSo);
        }
        let runs = self.is_running() && self.pause.is_none();
        let clock = if runs { self.clock.started(self.at_ms) } else { self.clock };
        self.record(Event::EveryoneMuted { on: false, by: Some(by), clock });
        Ok(())
    }

    pub(super) fn remove(&mut self, by: ParticipantId, who: ParticipantId, why: RemovalReason) -> Step {
        match self.people.get(&who).map(|p| p.person.place) {
            None => Err(Refusal::NoSuchPerson),
            Some(Place::Removed) => Err(Refusal::AlreadySo),
            Some(_) => {
                self.depart(who, Departure::Removed, Some(by), Some(why));
                Ok(())
            }
        }
    }

    /// A person who was removed may still be banned.
    pub(super) fn ban(&mut self, by: ParticipantId, who: ParticipantId, why: RemovalReason) -> Step {
        if !self.people.contains_key(&who) {
            return Err(Refusal::NoSuchPerson);
        }
        self.depart(who, Departure::Banned, Some(by), Some(why));
        Ok(())
    }

    pub(super) fn give_role(&mut self, by: ParticipantId, who: ParticipantId, role: Role) -> Step {
        let person = self.people.get(&who).ok_or(Refusal::NoSuchPerson)?;
        if person.person.role == role {
            return Err(Refusal::AlreadySo);
        }
        let observes_next = role == Role::Observer && person.is_present();
        if observes_next && self.asks_about(who) {
            return Err(Refusal::AlreadySo);
        }
        if role.is_lead() || observes_next {
            return self.offer_to(by, who, Offered::Role { role });
        }
        self.change_role(Some(by), who, role);
        Ok(())
    }

    /// At the door it says only as what somebody comes.
    pub(super) fn change_role(&mut self, by: Option<ParticipantId>, who: ParticipantId, role: Role) {
        if self.present(who).is_none() {
            return self.record(Event::RoleChanged { who, role, by });
        }
        if !role.takes_turns() {
            self.retire(who, TurnEnd::MovedOn);
        }
        self.record(Event::RoleChanged { who, role, by });
        if role == Role::Observer {
            self.drop_volunteer(who);
        } else if role.takes_turns() {
            self.add_latecomer(who);
        }
        if role == self.config.kind.co_role() {
            self.pass_on(Duty::SecondLead);
        }
    }

    pub(super) fn set_service(
        &mut self,
        by: ParticipantId,
        who: ParticipantId,
        service: Service,
        on: bool,
    ) -> Step {
        let person = self.people.get(&who).ok_or(Refusal::NoSuchPerson)?;
        if service == Service::Backup && self.config.kind == RoomKind::TherapistLed {
            return Err(Refusal::RoleDoesNotFit);
        }
        if person.person.services.contains(&service) == on {
            return Err(if on { Refusal::AlreadySo } else { Refusal::NotSo });
        }
        if on {
            return self.offer_to(by, who, Offered::Service { service });
        }
        self.record(Event::ServiceChanged { who, service, on, by: Some(by) });
        Ok(())
    }
}
