//! Applying events to the topics: the same for the meeting and for a client's view of it.

use crate::meeting::{event::Event, topics::Topics};

impl Topics {
    /// Applies one event; events of other things change nothing.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::TopicProposed { topic } => {
                self.count = self.count.max(topic.id);
                self.proposed.push(topic.clone());
            }
            Event::TopicWithdrawn { topic, .. } => {
                self.proposed.retain(|known| known.id != *topic);
                self.current = self.current.filter(|current| current != topic);
            }
            Event::TopicChosen { topic, who, on } => {
                let Some(topic) = self.proposed.iter_mut().find(|known| known.id == *topic) else { return };
                if *on {
                    topic.chosen_by.insert(*who);
                } else {
                    topic.chosen_by.remove(who);
                }
            }
            Event::TopicTakenUp { topic, .. } => self.current = *topic,
            _ => {}
        }
    }
}
