//! What a simulated person knows when they act: what everyone can see, and themselves.

use super::{chance::chance, lines::Lines, temper::Temper};
use crate::{
    meeting::{
        command::Command,
        floor::Turn,
        id::ParticipantId,
        state::{Meeting, Message},
        time::MeetingMs,
    },
    room::HardMoment,
};

/// One moment, as one of the simulated people sees it.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) me: ParticipantId,
    pub(super) temper: Temper,
    /// The hard moment that this person brings, if any.
    pub(super) brings: Option<HardMoment>,
    /// Whether a lead reminded this person in their running turn.
    pub(super) reminded: bool,
    /// Whether a person sees the meeting, or lost the connection and may soon be back.
    pub(super) watched: bool,
    /// A number that grows with each act.
    pub(super) acts: u64,
    pub(super) meeting: &'a Meeting,
    pub(super) at_ms: MeetingMs,
    pub(super) lines: &'static Lines,
}

impl<'a> Scene<'a> {
    /// A number that looks random, another one for each act.
    pub(super) fn mood(&self) -> u64 {
        chance(self.me, self.acts)
    }

    /// The messages of the current item, oldest first.
    pub(super) fn in_item(&self) -> impl DoubleEndedIterator<Item = &'a Message> {
        let meeting = self.meeting;
        self.messages().filter(move |message| message.item == meeting.item)
    }

    /// The messages of a turn, oldest first.
    pub(super) fn in_turn(&self, turn: &Turn) -> impl DoubleEndedIterator<Item = &'a Message> {
        let id = turn.id;
        self.messages().filter(move |message| message.turn == Some(id))
    }

    fn messages(&self) -> impl DoubleEndedIterator<Item = &'a Message> + use<'a> {
        self.meeting.messages.iter()
    }

    /// Whether this was said to everyone in the meeting.
    pub(super) fn was_said(&self, text: &str) -> bool {
        self.meeting.messages.iter().any(|message| message.text == text)
    }

    /// Whether this is a person, and not one of the simulated.
    pub(super) fn is_real(&self, who: ParticipantId) -> bool {
        self.meeting.people.get(&who).is_some_and(|p| !p.person.simulated)
    }

    /// The last whisper from or to somebody.
    pub(super) fn last_whisper(&self, who: ParticipantId) -> Option<&'a Message> {
        self.meeting.whispers.iter().rev().find(|whisper| whisper.from == who || whisper.to == Some(who))
    }
}

pub(super) fn post(text: &str) -> Command {
    Command::Post { text: text.to_owned(), note: None }
}

/// An answer to a whisper, readable for the same people.
pub(super) fn answer(whisper: &Message, to: Option<ParticipantId>, text: &str) -> Command {
    let text = text.to_owned();
    if whisper.alone {
        Command::WhisperAlone { to: whisper.from, text }
    } else {
        Command::Whisper { to, text }
    }
}
