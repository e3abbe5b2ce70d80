//! What people said to observers.

use crate::meeting::{event::Event, state::Meeting};

impl Meeting {
    pub(super) fn apply_observing(&mut self, event: &Event) {
        match event {
            Event::ObserverAsked { who, by, until_ms, .. } => {
                let observing = self.observing.entry(*who).or_default();
                observing.by = by.or(observing.by);
                observing.until_ms = Some(*until_ms);
            }
            Event::ObserverAnswered { who, by, yes } => {
                self.observing.entry(*who).or_default().answers.insert(*by, *yes);
            }
            Event::ObserverQuestionOver { who, agreed: false } => {
                self.observing.remove(who);
            }
            Event::ObserverQuestionOver { who, agreed: true } => {
                if let Some(observing) = self.observing.get_mut(who) {
                    observing.until_ms = None;
                }
            }
            // People who are not back could not answer: a lead asks again.
            Event::Restarted {} => {
                self.observing.values_mut().for_each(|observing| observing.until_ms = None);
            }
            _ => {}
        }
    }
}
