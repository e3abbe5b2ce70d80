//! What was said.

use std::collections::{BTreeMap, VecDeque};

use crate::meeting::{
    event::Event,
    id::ParticipantId,
    limits::{MESSAGES_IN_SNAPSHOT, WHISPERS_KEPT},
    ordinal::MessageId,
    shared::Shared,
    state::{Meeting, Message, MessageKind, Reaction, ReactionMark},
};

impl Meeting {
    pub(super) fn apply_talk(&mut self, event: &Event) {
        match event {
            Event::Posted { message } => {
                self.written.add(message);
                push_last(&mut self.messages, message, MESSAGES_IN_SNAPSHOT);
            }
            Event::Whispered { message } => self.apply_whisper(message),
            Event::Reacted { message, who, reaction, on } => {
                react(&mut self.messages, *message, *who, *reaction, *on);
            }
            Event::TakenBack { messages, by, .. } => {
                messages.iter().for_each(|message| self.written.take_back(*message, *by));
                self.amend(messages);
            }
            Event::Covered { message, note, .. } => {
                self.written.cover(*message, note);
                self.amend(&[*message]);
            }
            _ => {}
        }
    }

    fn amend(&mut self, messages: &[MessageId]) {
        for message in self.messages.iter_mut().filter(|known| messages.contains(&known.id)) {
            self.written.amend(message);
        }
        for whisper in self.whispers.iter_mut().filter(|known| messages.contains(&known.id)) {
            self.written.amend(whisper);
        }
    }

    fn apply_whisper(&mut self, message: &Message) {
        self.written.add(message);
        self.whispers.push_back(message.clone());
        if self.whispers.len() > WHISPERS_KEPT {
            forget_whispers(&mut self.whispers);
        }
    }
}

/// Adds a message and forgets the oldest beyond the limit.
fn push_last(list: &mut VecDeque<Shared<Message>>, message: &Message, max: usize) {
    list.push_back(message.clone().into());
    while list.len() > max {
        list.pop_front();
    }
}

/// Sets or takes back a reaction.
pub(in crate::meeting) fn react(
    messages: &mut VecDeque<Shared<Message>>,
    id: MessageId,
    who: ParticipantId,
    reaction: Reaction,
    on: bool,
) {
    let Some(message) = messages.iter_mut().rfind(|message| message.id == id) else { return };
    let mark = ReactionMark { who, reaction };
    if on {
        message.reactions.insert(mark);
    } else {
        message.reactions.remove(&mark);
    }
}

/// Keeps the whispers that some viewer still sees: the last ones in all, at the door, and of each
/// person.
fn forget_whispers(whispers: &mut VecDeque<Message>) {
    let (mut all, mut door) = (0, 0);
    let mut of: BTreeMap<ParticipantId, usize> = BTreeMap::new();
    let mut kept = VecDeque::with_capacity(whispers.len());
    while let Some(message) = whispers.pop_back() {
        let mut keep = !message.alone && take_one(&mut all);
        if message.kind == MessageKind::Door {
            keep |= take_one(&mut door);
        }
        keep |= take_one(of.entry(message.from).or_default());
        if let Some(to) = message.to.filter(|to| *to != message.from) {
            keep |= take_one(of.entry(to).or_default());
        }
        if keep {
            kept.push_front(message);
        }
    }
    *whispers = kept;
}

fn take_one(count: &mut usize) -> bool {
    *count += 1;
    *count <= WHISPERS_KEPT
}
