//! One simulated person, and what they do next.

use super::{aside, chance::chance, lead, member, temper::Temper};
use crate::meeting::{
    command::Command,
    id::ParticipantId,
    input::{Actor, Input, Signal},
    ordinal::ItemIndex,
    role::Role,
    state::{Meeting, Phase, Place},
    time::MeetingMs,
};

/// They think at least this long before they do the next thing, and up to twice as long.
const THINKING_MS: u64 = 2_500;

/// A simulated person.
#[derive(Debug, Clone)]
pub(super) struct Simulated {
    pub(super) id: ParticipantId,
    pub(super) name: &'static str,
    /// The role to enter with.
    pub(super) role: Role,
    pub(super) temper: Temper,
    /// Meeting time of the next act.
    pub(super) next_ms: MeetingMs,
    /// A number that grows with each act.
    pub(super) acts: u64,
    /// The connection is lost until the next act.
    pub(super) offline: bool,
    /// The last item in which a share was cut by a lost connection: it happens once in each.
    pub(super) cut_in: Option<ItemIndex>,
}

impl Simulated {
    /// Does what is due at meeting time `at_ms`. `None` if there is nothing to do.
    pub(super) fn act(&mut self, meeting: &Meeting, at_ms: MeetingMs) -> Option<Input> {
        let who = self.id;
        self.acts += 1;
        self.next_ms = at_ms.plus_ms(THINKING_MS + chance(who, self.acts) % THINKING_MS);
        if self.offline {
            self.offline = false;
            return Some(Input::Signal(Signal::Connected { who }));
        }
        if let Some(ms) = self.absence_ms(meeting) {
            self.offline = true;
            self.cut_in = meeting.turn_of(who).and(meeting.item);
            self.next_ms = at_ms.plus_ms(ms);
            return Some(Input::Signal(Signal::Disconnected { who }));
        }
        let command = self.idea(meeting, at_ms)?;
        let actor = Actor {
            id: who,
            name: self.name.to_owned(),
            entry_role: self.role,
            simulated: true,
            held: false,
        };
        Some(Input::Command { actor, command })
    }

    fn idea(&self, meeting: &Meeting, at_ms: MeetingMs) -> Option<Command> {
        let me = meeting.people.get(&self.id).map(|participant| &participant.person);
        match me.map(|person| person.place) {
            None if !self.temper.comes(meeting, at_ms) => None,
            None | Some(Place::Left) => Some(Command::Join {
                guidelines_version: meeting.config.guidelines_version,
                adult: true,
                name: None,
            }),
            Some(Place::Waiting | Place::Removed) => None,
            Some(Place::Present) if meeting.lead == Some(self.id) => lead::idea(self.id, meeting, at_ms),
            Some(Place::Present) => self.as_member(meeting),
        }
    }

    fn as_member(&self, meeting: &Meeting) -> Option<Command> {
        let Phase::Running {} = meeting.phase else { return None };
        if let Some(lost) = &meeting.lead_lost {
            let wanted = lost.closes_ms.is_some() && lost.volunteer.is_none();
            return wanted.then_some(Command::Volunteer {});
        }
        if meeting.pause.is_some() {
            return None;
        }
        match &meeting.floor.turn {
            Some(turn) if turn.holder == self.id => {
                member::in_my_turn(self.id, self.temper, turn, meeting, self.acts)
            }
            _ => aside::idea(self.id, self.temper, meeting, self.acts),
        }
    }

    /// How long the connection is lost from now on, if it is.
    fn absence_ms(&self, meeting: &Meeting) -> Option<u64> {
        let there = meeting.present(self.id).is_some() && meeting.lead != Some(self.id);
        let cut = meeting.turn_of(self.id).is_some() && self.cut_in == meeting.item;
        if there && !cut { self.temper.absence_ms(self.id, meeting, self.acts) } else { None }
    }
}
