//! Coming and going (rule 10).

use std::collections::BTreeSet;

use super::transition::{Step, Transition};
use crate::meeting::{
    event::Event,
    id::ParticipantId,
    input::Actor,
    limits::{LABEL_CHARS_MAX, NAME_CHARS_MAX, PEOPLE_KNOWN_MAX, PEOPLE_MAX},
    reason::MeetingEnd,
    reason::{Departure, RemovalReason, TurnEnd},
    refusal::Refusal,
    role::Role,
    round::{LastStart, SlotState},
    settings::Door,
    state::Phase,
    state::{DoorNote, Meeting, Participant, Person, Place},
    text,
};

impl Meeting {
    /// The people who wait, in the order of arrival.
    #[must_use]
    pub(in crate::meeting) fn waiting_in_order(&self) -> Vec<ParticipantId> {
        let mut waiting: Vec<_> = self
            .people
            .values()
            .filter(|p| p.person.place == Place::Waiting)
            .map(|p| (p.person.arrived_ms, p.person.id))
            .collect();
        waiting.sort_unstable();
        waiting.into_iter().map(|(_, id)| id).collect()
    }
}

impl Transition<'_> {
    pub(super) fn join(&mut self, actor: &Actor, guidelines_version: u32, adult: bool) -> Step {
        let known = self.people.get(&actor.id);
        let was_in = known.is_some_and(|known| known.person.circle_position.is_some());
        let leads =
            known.map_or(actor.entry_role, |known| known.person.role).is_lead() || self.is_to_lead(actor.id);
        if self.door == Door::Closed && !was_in && !leads {
            return Err(Refusal::DoorClosed);
        }
        if guidelines_version != self.config.guidelines_version {
            return Err(Refusal::GuidelinesChanged);
        }
        if !adult {
            return Err(Refusal::AdultsOnly);
        }
        let observes = known.map_or(actor.entry_role, |known| known.person.role) == Role::Observer;
        let held = actor.held || observes || known.is_some_and(|known| known.held);
        let newly = known.is_none();
        let person = match known {
            Some(known) => Person {
                place: Place::Waiting,
                connected: true,
                mute: None,
                help: None,
                door_note: self.door_note(actor),
                ..known.person.clone()
            },
            None if self.people.len() >= PEOPLE_KNOWN_MAX => return Err(Refusal::Full),
            None => self.newcomer(actor),
        };
        self.record(Event::Knocked { person, guidelines_version, held });
        if newly && actor.last_start != LastStart::default() {
            self.record(Event::LastStartNoted { who: actor.id, last: actor.last_start });
        }
        if leads && !held && self.all_present().count() < PEOPLE_MAX {
            self.admit(actor.id, None);
        }
        Ok(())
    }

    fn newcomer(&self, actor: &Actor) -> Person {
        Person {
            id: actor.id,
            name: actor.name.chars().take(NAME_CHARS_MAX).collect(),
            role: actor.entry_role,
            services: BTreeSet::new(),
            place: Place::Waiting,
            connected: true,
            mute: None,
            aside: None,
            asks_to_speak: false,
            listening: false,
            simulated: actor.simulated,
            circle_position: None,
            arrived_ms: self.at_ms,
            help: None,
            door_note: self.door_note(actor),
        }
    }

    /// What is known of somebody who knocks. That it is their first time is no news of a lead.
    fn door_note(&self, actor: &Actor) -> Option<DoorNote> {
        let known = self.people.get(&actor.id);
        let (last_start, role) =
            known.map_or((actor.last_start, actor.entry_role), |known| (known.last_start, known.person.role));
        let new = last_start == (LastStart::New {}) && !actor.simulated && !role.is_lead();
        let label = actor.label.as_ref().map(|label| label.chars().take(LABEL_CHARS_MAX).collect());
        DoorNote { first_time: new, label, put_off: false }.if_any()
    }

    /// Somebody who waits is asked to wait a little longer, with a word of the lead's if they write one. Only
    /// a lead lets them in from now on.
    pub(super) fn put_off(&mut self, by: ParticipantId, who: ParticipantId, word: Option<&str>) -> Step {
        let waits = self.people.get(&who).filter(|p| p.person.place == Place::Waiting);
        let note = waits.ok_or(Refusal::NoSuchPerson)?.person.door_note.as_ref();
        let already = note.is_some_and(|note| note.put_off);
        let word = word.map(text::message).transpose()?;
        if already && word.is_none() {
            return Err(Refusal::AlreadySo);
        }
        if !already {
            self.record(Event::PutOff { who, by });
        }
        match word {
            Some(word) => self.whisper(by, Some(who), &word),
            None => Ok(()),
        }
    }

    /// Whoever would observe comes in once everybody agrees, and whoever comes while somebody observes once
    /// they agree to it.
    pub(super) fn admit_by(&mut self, by: ParticipantId, who: ParticipantId) -> Step {
        let waits = self.people.get(&who).filter(|p| p.person.place == Place::Waiting);
        let role = waits.ok_or(Refusal::NoSuchPerson)?.person.role;
        if !self.has_room() {
            return Err(Refusal::Full);
        }
        if role == Role::Observer {
            return self.ask_about_observer(Some(by), who);
        }
        if self.has_yet_to_agree(who) {
            return Err(Refusal::NotAgreed);
        }
        self.admit(who, Some(by));
        Ok(())
    }

    /// Lets a waiting person in, and into the running round if there is time (rule 10).
    pub(super) fn admit(&mut self, who: ParticipantId, by: Option<ParticipantId>) {
        let Some(known) = self.people.get(&who) else { return };
        let next_position =
            self.people.values().filter_map(|p| p.person.circle_position).max().map_or(0, |last| last + 1);
        let note = known.person.door_note.clone();
        let person = Person {
            place: Place::Present,
            circle_position: known.person.circle_position.or(Some(next_position)),
            mute: None,
            help: None,
            door_note: note.and_then(|note| DoorNote { put_off: false, ..note }.if_any()),
            ..known.person.clone()
        };
        let seemed_in = known.seems_present();
        self.record(Event::Admitted { person, by, seemed_in });
        if !seemed_in {
            self.add_latecomer(who);
        } else if self.is_here(who) {
            self.is_back(who);
        }
    }

    /// Where the door lets everyone in, people who wait come in while there is room, but for those whom
    /// only a lead lets in.
    pub(super) fn settle_waiting(&mut self) {
        if self.door != Door::Everyone {
            return;
        }
        for who in self.waiting_in_order() {
            if !self.has_room() {
                return;
            }
            let waits = self.people.get(&who).is_some_and(|p| p.person.connected && !p.held);
            if waits && !self.has_yet_to_agree(who) {
                self.admit(who, None);
            }
        }
    }

    /// People who gather for a date that was moved or cancelled go home. An open meeting goes on.
    pub(super) fn date_changed(&mut self) {
        if self.phase == (Phase::Gathering {}) {
            self.end(MeetingEnd::DateChanged, None);
        }
    }

    pub(super) fn set_door(&mut self, by: ParticipantId, door: Door) -> Step {
        if self.door == door {
            return Err(Refusal::AlreadySo);
        }
        self.record(Event::DoorChanged { door, by: Some(by) });
        Ok(())
    }

    /// Only a lead lets this person in, if they wait and were never in.
    pub(super) fn hold_at_door(&mut self, who: ParticipantId) {
        let waits = |p: &Participant| {
            p.person.place == Place::Waiting && p.person.circle_position.is_none() && !p.held
        };
        if !self.is_over() && self.people.get(&who).is_some_and(waits) {
            self.record(Event::Held { who });
        }
    }

    /// A person waits at the door again, and their place is kept: their slot, their hand, and what was
    /// left of their share. To others it looks like a lost connection.
    pub(super) fn send_to_door(&mut self, by: ParticipantId, who: ParticipantId) -> Step {
        let person = self.present(who).ok_or(Refusal::NoSuchPerson)?.person.clone();
        if person.connected {
            self.record(Event::ConnectionLost { who });
        }
        self.put_share_off(who, TurnEnd::ConnectionLost);
        self.drop_volunteer(who);
        let person = Person { place: Place::Waiting, mute: None, help: None, ..person };
        self.record(Event::SentToDoor { person, by });
        self.hand_is_back(who);
        self.settle_restart();
        Ok(())
    }

    pub(super) fn deny(&mut self, by: ParticipantId, who: ParticipantId) -> Step {
        if self.people.get(&who).is_none_or(|p| p.person.place != Place::Waiting) {
            return Err(Refusal::NoSuchPerson);
        }
        self.depart(who, Departure::Denied, Some(by), None);
        Ok(())
    }

    pub(super) fn leave(&mut self, who: ParticipantId, quiet: bool) -> Step {
        let how = if quiet { Departure::LeftQuietly } else { Departure::Left };
        self.depart(who, how, None, None);
        Ok(())
    }

    pub(super) fn revoked(&mut self, who: ParticipantId) {
        let known = self.people.get(&who).is_some_and(|p| p.person.place != Place::Removed);
        if known && !self.is_over() {
            self.depart(who, Departure::Revoked, None, None);
        }
    }

    /// A person goes, after their turn, their hand and their slot. A quiet exit is a lost connection to
    /// the others and to the floor; who is sent away later has left for them then.
    pub(super) fn depart(
        &mut self,
        who: ParticipantId,
        how: Departure,
        by: Option<ParticipantId>,
        reason: Option<RemovalReason>,
    ) {
        let Some(person) = self.people.get(&who) else { return };
        let (was, seemed_in, connected) =
            (person.person.place, person.seems_present(), person.person.connected);
        if seemed_in && how == Departure::LeftQuietly {
            self.reachable(who, false);
            if connected {
                self.record(Event::ConnectionLost { who });
                self.lost(who);
            }
        } else if seemed_in || matches!(was, Place::Present | Place::Waiting) {
            self.retire(who, TurnEnd::Left);
            self.drop_volunteer(who);
        }
        self.record(Event::Departed { who, was, seemed_in, how, by, reason });
        self.settle_restart();
    }

    /// Ends a person's turn, and takes back their hand and their slot.
    pub(super) fn retire(&mut self, who: ParticipantId, reason: TurnEnd) {
        self.drop_hand(who);
        if self.turn_of(who).is_some() {
            self.end_turn_early(reason, SlotState::Away);
        } else if self.slot_of(who).is_some_and(|slot| slot.state.is_to_come() || slot.returned) {
            self.set_slot(who, |slot| {
                slot.state = SlotState::Away;
                slot.returned = false;
            });
        }
    }
}
