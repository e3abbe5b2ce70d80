//! What was said.

use std::collections::{BTreeMap, VecDeque};

use crate::meeting::{
    event::Event,
    id::ParticipantId,
    limits::WHISPERS_KEPT,
    message::Posting,
    ordinal::MessageId,
    state::{Meeting, Message, MessageKind, Reaction, ReactionMark},
};

impl Meeting {
    pub(super) fn apply_talk(&mut self, event: &Event) {
        match event {
            Event::Posted { message } => {
                let message = self.completed(message);
                self.written.add(&message);
                if let Some(unheard) = &mut self.unheard {
                    unheard.retain(|who| *who != message.from);
                }
                self.messages.push(message);
            }
            Event::Whispered { message } => self.apply_whisper(self.completed(message)),
            Event::Reacted { message, who, reaction, on } => {
                self.messages.change(*message, |message| react(message, *who, *reaction, *on));
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

    /// A message that is posted just now, whole.
    fn completed(&self, message: &Message) -> Message {
        let mut message = message.clone();
        let turn = self.floor.turn.as_ref().map(|turn| turn.id);
        message.complete(&Posting { name: self.name_of(message.from), item: self.item, turn });
        message
    }

    /// Makes a message of the log whole, as it was when it was posted.
    pub fn recall(&self, message: &mut Message) {
        let entry = self.written.find(message.id);
        let (item, turn) = entry.map_or((None, None), |entry| (entry.item, entry.turn));
        message.complete(&Posting { name: self.name_of(message.from), item, turn });
    }

    fn name_of(&self, who: ParticipantId) -> Option<&str> {
        self.people.get(&who).map(|p| p.person.name.as_str())
    }

    fn amend(&mut self, messages: &[MessageId]) {
        for id in messages {
            self.messages.change(*id, |message| self.written.amend(message));
        }
        for whisper in self.whispers.iter_mut().filter(|known| messages.contains(&known.id)) {
            self.written.amend(whisper);
        }
    }

    fn apply_whisper(&mut self, message: Message) {
        self.written.add(&message);
        self.whispers.push_back(message);
        if self.whispers.len() > WHISPERS_KEPT {
            forget_whispers(&mut self.whispers);
        }
    }
}

/// Sets or takes back a reaction.
fn react(message: &mut Message, who: ParticipantId, reaction: Reaction, on: bool) {
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
