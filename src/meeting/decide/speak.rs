//! Asking to speak: a mark for the leads, of people who can't write to everyone just now.

use super::transition::{Step, Transition};
use crate::meeting::{
    event::Event,
    id::ParticipantId,
    permit::voice::voice_of,
    refusal::Refusal,
    state::{Meeting, Participant},
};

impl Meeting {
    /// Whether the person may write to everyone now.
    fn can_write(&self, person: &Participant) -> bool {
        let silenced = person.is_held_back() || self.everyone_muted;
        (!silenced || person.person.role.is_lead()) && voice_of(self, person).is_ok()
    }
}

impl Transition<'_> {
    pub(super) fn ask_to_speak(&mut self, who: ParticipantId, on: bool) -> Step {
        let person = self.present(who).ok_or(Refusal::NotPresent)?;
        if on && (person.person.asks_to_speak || self.can_write(person)) {
            return Err(Refusal::AlreadySo);
        }
        if !on && !person.person.asks_to_speak {
            return Err(Refusal::NotSo);
        }
        self.record(Event::SpeakAsked { who, on });
        Ok(())
    }

    /// Whoever can write, or is gone, asks no more.
    pub(super) fn settle_speaking(&mut self) {
        let asks = |p: &&Participant| p.person.asks_to_speak && (!p.is_present() || self.can_write(p));
        let heard: Vec<_> = self.people.values().filter(asks).map(|p| p.person.id).collect();
        for who in heard {
            self.record(Event::SpeakAsked { who, on: false });
        }
    }
}
