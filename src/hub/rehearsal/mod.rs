//! Simulated members, so that a facilitator can practise and a newcomer sees a living meeting.
//!
//! Rules drive them by what everyone can see. They send the commands that people send, through the
//! same door, and are labelled as simulated wherever they appear. Nothing is random: the same meeting
//! is rehearsed in the same way.

mod aside;
mod beside;
mod chance;
mod debrief;
mod hard;
mod lead;
mod lines;
mod member;
mod newcomer;
mod scene;
mod seats;
mod simulated;
mod temper;

pub(crate) use self::debrief::Notes;

use self::{
    simulated::Simulated,
    temper::{TEMPERS, Temper},
};
use crate::{
    meeting::{
        event::{Event, Numbered},
        floor::Stage,
        id::ParticipantId,
        input::Input,
        ordinal::TurnId,
        reason::TurnCause,
        role::{Role, RoomKind},
        state::{Meeting, Participant, Phase, Place},
        time::MeetingMs,
    },
    protocol::debrief::Debrief,
    room::RehearsalPlan,
    store::{Store, StoreError},
};

/// Time between two arrivals.
const ARRIVAL_MS: u64 = 700;

/// A simulated lead turns to somebody who came after this time.
const WELCOME_MS: u64 = 400;

/// Somebody without a connection for this long does not come back.
const GONE_MS: u64 = 120_000;

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
    plan: RehearsalPlan,
    notes: Notes,
    /// When a person was last connected; `None` if nobody was.
    watched_ms: Option<MeetingMs>,
}

/// Something one of them is about to do.
pub(crate) struct SimulatedAct {
    /// When, in meeting time.
    pub(crate) at_ms: MeetingMs,
    /// Who, as a place in the cast.
    who: usize,
}

impl Rehearsal {
    /// Casts a meeting. Their seats in the series are taken under their names. `notes` are of what
    /// happened so far.
    pub(crate) async fn new(
        store: &Store,
        meeting: &Meeting,
        plan: RehearsalPlan,
        notes: Notes,
        leading: Leading,
    ) -> Result<Self, StoreError> {
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
            next_ms: meeting.at_ms.plus_ms(index as u64 * ARRIVAL_MS),
            acts: meeting.seq,
            offline: false,
            cut_in: None,
            reminded_in: None,
        });
        // After a restart people are on their way back.
        let awaited = people_in(meeting).next().is_some();
        Ok(Self { cast: cast.collect(), plan, notes, watched_ms: awaited.then_some(meeting.at_ms) })
    }

    /// The same rehearsal with a lead of its own.
    pub(crate) async fn with_lead(self, store: &Store, meeting: &Meeting) -> Result<Self, StoreError> {
        Self::new(store, meeting, self.plan, self.notes, Leading::Simulated).await
    }

    /// Whether this is one of the cast, and connected.
    pub(crate) fn connects(&self, who: ParticipantId) -> bool {
        self.cast.iter().any(|simulated| simulated.id == who && !simulated.offline)
    }

    /// The next thing to happen, unless the meeting is over.
    pub(crate) fn next(&self, meeting: &Meeting) -> Option<SimulatedAct> {
        if let Phase::Ended { .. } = meeting.phase {
            return None;
        }
        let next = self.cast.iter().enumerate().min_by_key(|(_, simulated)| simulated.next_ms);
        next.map(|(who, simulated)| SimulatedAct { at_ms: simulated.next_ms, who })
    }

    /// Does it, at meeting time `at_ms`. `None` if there is nothing to do after all.
    pub(crate) fn act(&mut self, act: &SimulatedAct, meeting: &Meeting, at_ms: MeetingMs) -> Option<Input> {
        if people_in(meeting).any(Participant::is_here) {
            self.watched_ms = Some(at_ms);
        }
        // Who has left is not waited for.
        let recent = self.watched_ms.is_some_and(|last| at_ms < last.plus_ms(GONE_MS));
        let watched = recent && people_in(meeting).next().is_some();
        self.cast[act.who].act(meeting, at_ms, &self.plan, watched)
    }

    /// Takes note of what happened.
    pub(crate) fn happened(&mut self, numbered: &Numbered) {
        self.notes.take(numbered);
        if let Event::Admitted { person, .. } = &numbered.event
            && !person.simulated
        {
            // Whoever leads sees at once that somebody has come.
            let soon_ms = numbered.at_ms.plus_ms(WELCOME_MS);
            let leads = self.cast.iter_mut().filter(|simulated| simulated.role.is_lead());
            leads.for_each(|lead| lead.next_ms = lead.next_ms.min(soon_ms));
        }
        if let Event::TurnChanged { turn, cause: TurnCause::Nudged } = &numbered.event
            && let Some(holder) = self.cast.iter_mut().find(|simulated| simulated.id == turn.holder)
        {
            holder.reminded_in = Some(turn.id);
        }
    }

    /// The simulated person who writes in their turn, if one does.
    pub(crate) fn writes(&self, meeting: &Meeting) -> Option<(ParticipantId, TurnId)> {
        let turn = meeting.floor.turn.as_ref()?;
        let writing =
            matches!(turn.stage, Stage::Accepted { .. } | Stage::Speaking { .. } | Stage::Grace { .. });
        (writing && meeting.pause.is_none() && self.connects(turn.holder)).then_some((turn.holder, turn.id))
    }

    /// What a lead is told afterwards. `None` if nothing hard happened or was to happen.
    pub(crate) fn debrief(&self, lead: ParticipantId) -> Option<Debrief> {
        self.notes.debrief(&self.plan.hard_moments, lead)
    }
}

/// The people in the meeting who are not simulated.
fn people_in(meeting: &Meeting) -> impl Iterator<Item = &Participant> {
    meeting.people.values().filter(|p| !p.person.simulated && p.person.place == Place::Present)
}
