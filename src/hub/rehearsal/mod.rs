//! Simulated members, so that a facilitator can practise and a newcomer sees a living meeting.
//!
//! They are driven by rules from what everyone can see, send the commands that people send through
//! the same door, and are labelled as simulated wherever they appear. No randomness: the same
//! meeting rehearses the same way.

mod aside;
mod lead;
mod lines;
mod member;
mod seats;
mod temper;

use sha2::{Digest, Sha256};

use self::temper::{TEMPERS, Temper};
use crate::meeting::{
    command::{Command, ItemIndex},
    id::ParticipantId,
    input::{Actor, Input, Signal},
    role::{Role, RoomKind},
    state::{Meeting, Phase, Place},
};
use crate::store::{Store, StoreError};

/// They arrive this far apart.
const ARRIVAL_MS: u64 = 700;
/// They think at least this long before they do the next thing, and up to twice as long.
const THINKING_MS: u64 = 2_500;

/// Who leads a rehearsal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leading {
    /// A person.
    Person,
    /// A simulated lead, for as long as no person does.
    Simulated,
}

/// The simulated people of one room.
#[derive(Debug, Clone)]
pub(crate) struct Rehearsal {
    cast: Vec<Simulated>,
}

/// One of them.
#[derive(Debug, Clone)]
struct Simulated {
    id: ParticipantId,
    name: &'static str,
    role: Role,
    temper: Temper,
    /// Meeting time of the next act.
    next_ms: u64,
    /// How often they acted.
    acts: u64,
    /// Their connection is lost until the next act.
    offline: bool,
    /// The item in which a share of theirs was cut: once in each.
    cut_in: Option<ItemIndex>,
}

/// Something one of them is about to do.
pub(crate) struct Act {
    /// Meeting time.
    pub(crate) at_ms: u64,
    who: usize,
}

impl Rehearsal {
    /// The cast of a meeting, in seats whose names are theirs in the series.
    pub(crate) async fn new(store: &Store, meeting: &Meeting, leading: Leading) -> Result<Self, StoreError> {
        let config = &meeting.config;
        let lead_role = match config.kind {
            RoomKind::PeerLed => Role::Facilitator,
            RoomKind::TherapistLed => Role::Therapist,
        };
        let leads = usize::from(leading == Leading::Simulated);
        let seats = seats::take(store, config.room, TEMPERS.len() + leads).await?;
        let cast = seats.into_iter().enumerate().map(|(index, (id, name))| Simulated {
            id,
            name,
            role: if index < leads { lead_role } else { Role::Member },
            temper: index.checked_sub(leads).map_or(Temper::Steady, |member| TEMPERS[member]),
            next_ms: meeting.at_ms + index as u64 * ARRIVAL_MS,
            acts: meeting.seq,
            offline: false,
            cut_in: None,
        });
        Ok(Self { cast: cast.collect() })
    }

    /// Whether this is one of the cast, and connected.
    pub(crate) fn connects(&self, who: ParticipantId) -> bool {
        self.cast.iter().any(|simulated| simulated.id == who && !simulated.offline)
    }

    /// The next thing to happen, unless the meeting is over.
    pub(crate) fn next(&self, meeting: &Meeting) -> Option<Act> {
        if let Phase::Ended { .. } = meeting.phase {
            return None;
        }
        let next = self.cast.iter().enumerate().min_by_key(|(_, simulated)| simulated.next_ms);
        next.map(|(who, simulated)| Act { at_ms: simulated.next_ms, who })
    }

    /// What they do now that it is due; none when there is nothing for them to do.
    pub(crate) fn take(&mut self, act: &Act, meeting: &Meeting, at_ms: u64) -> Option<Input> {
        let simulated = &mut self.cast[act.who];
        simulated.acts += 1;
        simulated.next_ms = at_ms + THINKING_MS + chance(simulated.id, simulated.acts) % THINKING_MS;
        let who = simulated.id;
        if simulated.offline {
            simulated.offline = false;
            return Some(Input::Signal(Signal::Connected { who }));
        }
        if let Some(ms) = simulated.absence_ms(meeting) {
            simulated.offline = true;
            simulated.cut_in = meeting.turn_of(who).and(meeting.item);
            simulated.next_ms = at_ms + ms;
            return Some(Input::Signal(Signal::Disconnected { who }));
        }
        let command = simulated.idea(meeting, at_ms)?;
        let actor = Actor {
            id: simulated.id,
            name: simulated.name.to_owned(),
            entry_role: simulated.role,
            simulated: true,
        };
        Some(Input::Command { actor, command })
    }
}

impl Simulated {
    fn idea(&self, meeting: &Meeting, at_ms: u64) -> Option<Command> {
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

    /// For how long the connection is lost now, if it is.
    fn absence_ms(&self, meeting: &Meeting) -> Option<u64> {
        let there = meeting.present(self.id).is_some() && meeting.lead != Some(self.id);
        let cut = meeting.turn_of(self.id).is_some() && self.cut_in == meeting.item;
        if there && !cut { self.temper.absence_ms(self.id, meeting, self.acts) } else { None }
    }
}

/// A number that looks random and is not.
fn chance(who: ParticipantId, nth: u64) -> u64 {
    let digest = Sha256::new().chain_update(who.as_bytes()).chain_update(nth.to_be_bytes()).finalize();
    digest.iter().take(8).fold(0, |number, byte| (number << 8) | u64::from(*byte))
}
