//! Who observes, who is asked about it, and who has agreed (docs/rules.md, "Observers").

use super::{
    id::ParticipantId,
    observing::{Observer, ObserverQuestion, Observing},
    role::Role,
    state::{Meeting, Participant, Place},
};

impl Participant {
    /// Whether the person is asked about observers: everybody is who does not lead or observe.
    pub(in crate::meeting) fn is_asked(&self) -> bool {
        self.person.role == Role::Member && !self.person.simulated
    }

    pub(in crate::meeting) fn observes(&self) -> bool {
        self.is_present() && self.person.role == Role::Observer
    }
}

impl Meeting {
    /// What somebody said to an observer; `None` if they did not answer.
    pub(in crate::meeting) fn answer_to(&self, observer: ParticipantId, who: ParticipantId) -> Option<bool> {
        self.observing.get(&observer)?.answers.get(&who).copied()
    }

    /// Those in the meeting who are asked about an observer, with what they said.
    pub(in crate::meeting) fn answers_to(&self, observer: ParticipantId) -> Vec<Option<bool>> {
        self.all_present()
            .filter(|p| p.is_asked() && p.person.id != observer)
            .map(|p| self.answer_to(observer, p.person.id))
            .collect()
    }

    /// Whether a person at the door has yet to agree to somebody who observes.
    pub(in crate::meeting) fn has_yet_to_agree(&self, who: ParticipantId) -> bool {
        let agrees = |observer: &Participant| self.answer_to(observer.person.id, who) == Some(true);
        self.people.get(&who).is_some_and(Participant::is_asked)
            && self.people.values().any(|p| p.observes() && !agrees(p))
    }

    /// Whether everybody is being asked about somebody.
    pub(in crate::meeting) fn asks_about(&self, who: ParticipantId) -> bool {
        self.observing.get(&who).is_some_and(|observing| observing.until_ms.is_some())
    }

    /// The questions that stand.
    pub(in crate::meeting) fn observer_questions(&self) -> Vec<ObserverQuestion> {
        let question = |(who, observing): (&ParticipantId, &Observing)| {
            let name = self.people.get(who)?.person.name.clone();
            Some(ObserverQuestion { who: *who, name, until_ms: observing.until_ms? })
        };
        self.observing.iter().filter_map(question).collect()
    }

    /// Those who observe, for somebody at the door. None to those who are not asked.
    pub(in crate::meeting) fn observers_for(&self, who: &Participant) -> Vec<Observer> {
        if !who.is_asked() || who.person.place != Place::Waiting {
            return Vec::new();
        }
        let observer = |p: &Participant| Observer {
            who: p.person.id,
            name: p.person.name.clone(),
            agreed: self.answer_to(p.person.id, who.person.id),
        };
        self.people.values().filter(|p| p.observes()).map(observer).collect()
    }
}
