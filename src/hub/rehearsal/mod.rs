//! Simulated members, so that a facilitator can practise and a newcomer sees a living meeting.
//!
//! They are driven by rules from what everyone can see, send the commands that people send through
//! the same door, and are labelled as simulated wherever they appear. No randomness: the same
//! meeting rehearses the same way.

mod lead;
mod lines;
mod member;
mod seats;

use sha2::{Digest, Sha256};

use crate::meeting::{
    command::Command,
    id::ParticipantId,
    input::{Actor, Input},
    role::{Role, RoomKind},
    state::{Meeting, Phase, Place},
};
use crate::store::{Store, StoreError};

/// How many simulated members a rehearsal has.
const MEMBERS: usize = 6;
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
    next_ms: u64,
    acts: u64,
}

/// Something one of them is about to do.
pub(crate) struct Act {
    /// Meeting time.
    pub(crate) at_ms: u64,
    who: usize,
}

impl Rehearsal {
    /// The cast of a meeting, in seats whose names are theirs in the series.
    pub(crate) async fn new(
        store: &dyn Store,
        meeting: &Meeting,
        leading: Leading,
    ) -> Result<Self, StoreError> {
        let config = &meeting.config;
        let lead_role = match config.kind {
            RoomKind::PeerLed => Role::Facilitator,
            RoomKind::TherapistLed => Role::Therapist,
        };
        let leads = usize::from(leading == Leading::Simulated);
        let seats = seats::take(store, config.room, MEMBERS + leads).await?;
        let cast = seats.into_iter().enumerate().map(|(index, (id, name))| Simulated {
            id,
            name,
            role: if index < leads { lead_role } else { Role::Member },
            next_ms: meeting.at_ms + index as u64 * ARRIVAL_MS,
            acts: meeting.seq,
        });
        Ok(Self { cast: cast.collect() })
    }

    /// Whether this is one of the cast.
    pub(crate) fn has(&self, who: ParticipantId) -> bool {
        self.cast.iter().any(|simulated| simulated.id == who)
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
            None | Some(Place::Left) => Some(Command::Join {
                guidelines_version: meeting.config.guidelines_version,
                adult: true,
                name: None,
            }),
            Some(Place::Waiting | Place::Removed) => None,
            Some(Place::Present) if meeting.lead == Some(self.id) => lead::idea(self.id, meeting, at_ms),
            Some(Place::Present) => member::idea(self.id, meeting, self.acts),
        }
    }
}

/// A number that looks random and is not.
fn chance(who: ParticipantId, nth: u64) -> u64 {
    let digest = Sha256::new().chain_update(who.as_bytes()).chain_update(nth.to_be_bytes()).finalize();
    digest.iter().take(8).fold(0, |number, byte| (number << 8) | u64::from(*byte))
}
