//! Simulated members, so that a facilitator can practise and a newcomer sees a living meeting.
//!
//! They are driven by rules from what everyone can see, send the commands that people send through
//! the same door, and are labelled as simulated wherever they appear. No randomness: the same
//! meeting rehearses the same way.

mod lead;
mod lines;
mod member;

use sha2::{Digest, Sha256};

use crate::meeting::{
    command::Command,
    id::{ParticipantId, RoomId},
    input::{Actor, Input},
    role::{Role, RoomKind},
    state::{Meeting, Phase, Place},
};

/// How many simulated members a rehearsal has.
const MEMBERS: usize = 6;
/// They arrive this far apart.
const ARRIVAL_MS: u64 = 700;
/// They think at least this long before they do the next thing, and up to twice as long.
const THINKING_MS: u64 = 2_500;

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
    /// Simulated members of a room; a person leads.
    pub(crate) fn new(meeting: &Meeting) -> Self {
        Self::cast(meeting, false)
    }

    /// Simulated members, and a simulated lead for as long as no person leads.
    pub(crate) fn led(meeting: &Meeting) -> Self {
        Self::cast(meeting, true)
    }

    fn cast(meeting: &Meeting, led: bool) -> Self {
        let config = &meeting.config;
        let lead_role = match config.kind {
            RoomKind::PeerLed => Role::Facilitator,
            RoomKind::TherapistLed => Role::Therapist,
        };
        let members = lines::NAMES.iter().take(MEMBERS).map(|name| (*name, Role::Member));
        let lead = led.then_some((lines::LEAD_NAME, lead_role));
        let cast = lead.into_iter().chain(members).enumerate();
        let cast = cast.map(|(index, (name, role))| Simulated {
            id: simulated_id(config.room, name),
            name,
            role,
            next_ms: meeting.at_ms + index as u64 * ARRIVAL_MS,
            acts: meeting.seq,
        });
        Self { cast: cast.collect() }
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

/// The same in every meeting of the room, so that a restart finds them again.
fn simulated_id(room: RoomId, name: &str) -> ParticipantId {
    let digest = Sha256::new().chain_update(b"simulated").chain_update(room.as_bytes()).chain_update(name);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.finalize()[..16]);
    ParticipantId::from_bytes(bytes)
}
