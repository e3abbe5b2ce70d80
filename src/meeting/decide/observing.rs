//! Asking whether somebody may observe, and ending it (docs/rules.md, "Observers").

use super::transition::{Step, Transition};
use crate::meeting::{
    event::Event,
    id::ParticipantId,
    limits::OBSERVER_ANSWER_MS,
    reason::Departure,
    refusal::Refusal,
    role::Role,
    state::{Participant, Place},
};

impl Transition<'_> {
    /// Everybody who takes part is asked. If nobody has to be, it is settled at once.
    pub(super) fn ask_about_observer(&mut self, by: Option<ParticipantId>, who: ParticipantId) -> Step {
        let person = self.people.get(&who).ok_or(Refusal::NoSuchPerson)?;
        if self.asks_about(who) {
            return Err(Refusal::AlreadySo);
        }
        let (name, until_ms) = (person.person.name.clone(), self.at_ms.plus_ms(OBSERVER_ANSWER_MS));
        self.record(Event::ObserverAsked { who, name, by, until_ms });
        Ok(())
    }

    /// An answer can be changed as long as the question stands, and consent withdrawn as long as somebody
    /// observes.
    pub(super) fn answer_observer(&mut self, by: ParticipantId, who: ParticipantId, yes: bool) -> Step {
        let sender = self.people.get(&by).ok_or(Refusal::NotPresent)?;
        if !sender.is_asked() {
            return Err(Refusal::NotPermitted);
        }
        let observes = self.people.get(&who).is_some_and(Participant::observes);
        let asked = self.asks_about(who);
        if by == who || !(observes || (asked && sender.is_present())) {
            return Err(Refusal::NotSo);
        }
        // Whoever said no and left is asked again at the door if it came to observing without them.
        if self.answer_to(who, by) == Some(yes) && (yes || !observes) {
            return Err(Refusal::AlreadySo);
        }
        self.record(Event::ObserverAnswered { who, by, yes });
        if observes && !yes {
            self.observing_over(who, false);
        }
        Ok(())
    }

    /// No answer is no consent.
    pub(super) fn observer_unanswered(&mut self, who: ParticipantId) {
        self.observing_over(who, false);
    }

    /// Questions that everybody has answered are settled, and whoever takes part since is asked too. What
    /// one person answers shows only once all have, so that nobody learns whose a no was.
    pub(super) fn settle_observers(&mut self) {
        let observers: Vec<ParticipantId> = self.observing.keys().copied().collect();
        for who in observers {
            let Some(observing) = self.observing.get(&who) else { continue };
            let asked = observing.until_ms.is_some();
            let answers = self.answers_to(who);
            let Some(person) = self.people.get(&who) else { continue };
            let here = matches!(person.person.place, Place::Waiting | Place::Present);
            if asked && !here {
                self.record(Event::ObserverQuestionOver { who, agreed: false });
            } else if asked && answers.iter().all(Option::is_some) {
                self.observing_over(who, answers.iter().all(|answer| *answer == Some(true)));
            } else if !asked && person.observes() && answers.iter().any(Option::is_none) {
                // Refused only while it is asked.
                let _ = self.ask_about_observer(None, who);
            }
        }
    }

    /// An observer comes in, or becomes one; without everybody's consent they go, or stay what they are.
    fn observing_over(&mut self, who: ParticipantId, agreed: bool) {
        let Some(by) = self.observing.get(&who).map(|observing| observing.by) else { return };
        self.record(Event::ObserverQuestionOver { who, agreed });
        let Some(person) = self.people.get(&who) else { return };
        let role = person.person.role;
        match person.person.place {
            Place::Waiting if role == Role::Observer && agreed && self.has_room() => {
                self.admit(who, by);
            }
            Place::Waiting | Place::Present if role == Role::Observer && !agreed => {
                self.depart(who, Departure::NotAgreed, None, None);
            }
            Place::Present if role != Role::Observer && agreed => {
                self.change_role(by, who, Role::Observer);
            }
            _ => {}
        }
    }
}
