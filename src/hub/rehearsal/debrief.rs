//! What happened in a rehearsal and what its leads did about it, from the events alone, so that a
//! restart in the middle loses nothing.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::lines;
use crate::{
    meeting::{
        event::{Event, Numbered},
        floor::Stage,
        id::ParticipantId,
        reason::{Departure, PauseReason, TurnCause, TurnEnd},
        state::{Message, MessageKind, Person},
        time::MeetingMs,
    },
    protocol::debrief::{Debrief, LeadAct, LeadActKind, MetMoment},
    room::HardMoment,
};

/// What a lead does later than this is about something else.
const ABOUT_MS: u64 = 180_000;
/// Somebody who wrote this many of the last messages, where everyone may write, dominates …
const OWN_MESSAGES: usize = 4;
/// … of this many.
const LAST_MESSAGES: usize = 6;

/// A hard moment, as it is noted.
#[derive(Debug, Clone)]
struct Moment {
    who: ParticipantId,
    met: MetMoment,
}

/// Notes of a rehearsal.
#[derive(Debug, Clone, Default)]
pub(crate) struct Notes {
    /// The names of the simulated people.
    simulated: BTreeMap<ParticipantId, String>,
    moments: Vec<Moment>,
    /// The person who leads.
    lead: Option<ParticipantId>,
    /// A minute was asked for, and may be granted by itself.
    more_time_asked: bool,
    /// Who wrote the last messages where everyone may write, oldest first.
    last: VecDeque<ParticipantId>,
}

impl Notes {
    /// Takes note of one more event.
    pub(crate) fn take(&mut self, numbered: &Numbered) {
        let at_ms = numbered.at_ms;
        match &numbered.event {
            Event::Knocked { person, .. } | Event::Admitted { person, .. } => self.meet(person),
            Event::Posted { message } => self.note_post(message),
            Event::TurnChanged { turn, cause: TurnCause::TimeUp } => {
                if let Stage::Grace { .. } = turn.stage {
                    self.begin(HardMoment::Dominating, turn.holder, at_ms);
                }
            }
            Event::HelpChanged { who, call } if call.asked_ms == at_ms && call.is_unread() => {
                self.begin(HardMoment::Help, *who, at_ms);
            }
            Event::LeadChanged { lead, .. } => self.lead = Some(*lead),
            Event::MoreTimeChanged { more_time: Some(_) } => self.more_time_asked = true,
            Event::TurnEnded { .. } => self.more_time_asked = false,
            _ => {}
        }
        for (act, about) in self.acts(&numbered.event) {
            self.note_act(act, about, at_ms);
        }
    }

    fn meet(&mut self, person: &Person) {
        if person.simulated {
            self.simulated.insert(person.id, person.name.clone());
        }
    }

    fn note_post(&mut self, message: &Message) {
        let Message { from, at_ms, .. } = *message;
        if lines::is_advice(&message.text) {
            self.begin(HardMoment::Advice, from, at_ms);
        }
        if message.kind != MessageKind::Open {
            self.last.clear();
            return;
        }
        self.last.push_back(from);
        if self.last.len() > LAST_MESSAGES {
            self.last.pop_front();
        }
        if self.last.iter().filter(|who| **who == from).count() >= OWN_MESSAGES {
            self.last.clear();
            self.begin(HardMoment::Dominating, from, at_ms);
        }
    }

    /// A hard moment that a simulated person brings. What a person does is not noted.
    fn begin(&mut self, moment: HardMoment, who: ParticipantId, at_ms: MeetingMs) {
        let Some(name) = self.simulated.get(&who).cloned() else { return };
        self.moments.push(Moment { who, met: MetMoment { moment, name, at_ms, acts: Vec::new() } });
    }

    fn note_act(&mut self, act: LeadActKind, about: About, at_ms: MeetingMs) {
        let About { by, who } = about;
        if by.is_none_or(|by| self.simulated.contains_key(&by)) {
            return;
        }
        for Moment { who: brings, met } in &mut self.moments {
            let after_ms = at_ms.since(met.at_ms);
            let fits = who.is_none_or(|who| who == *brings) && fits(met.moment, act);
            if fits && after_ms <= ABOUT_MS && met.acts.iter().all(|known| known.act != act) {
                met.acts.push(LeadAct { act, after_ms });
            }
        }
    }

    /// What an event says that somebody did. What names nobody was done by the person who leads.
    fn acts(&self, event: &Event) -> Vec<(LeadActKind, About)> {
        let by_lead = |who: ParticipantId| About { by: self.lead, who: Some(who) };
        match event {
            Event::TurnEnded { holder, reason: TurnEnd::MovedOn, .. } => {
                vec![(LeadActKind::MovedOn, by_lead(*holder))]
            }
            Event::TurnChanged { turn, cause: TurnCause::Nudged }
                if !matches!(turn.stage, Stage::Offered { .. }) =>
            {
                vec![(LeadActKind::Reminded, by_lead(turn.holder))]
            }
            Event::TurnChanged { turn, cause: TurnCause::Extended } if !self.more_time_asked => {
                vec![(LeadActKind::GaveTime, by_lead(turn.holder))]
            }
            _ => named_acts(event),
        }
    }

    /// What the leads are told afterwards. `None` if there is nothing to tell.
    pub(super) fn debrief(&self, chosen: &BTreeSet<HardMoment>) -> Option<Debrief> {
        let met: Vec<MetMoment> = self.moments.iter().map(|moment| moment.met.clone()).collect();
        let came = |moment: &HardMoment| met.iter().any(|met| met.moment == *moment);
        let not_met: Vec<HardMoment> = chosen.iter().copied().filter(|moment| !came(moment)).collect();
        (!met.is_empty() || !not_met.is_empty()).then_some(Debrief { met, not_met })
    }
}

/// Who did something, and about whom.
#[derive(Clone, Copy)]
struct About {
    /// The lead; `None` if the server did it.
    by: Option<ParticipantId>,
    /// `None` if it concerns everyone.
    who: Option<ParticipantId>,
}

/// Whether it can be an answer to such a moment: a call for help is not answered by what is said to all.
fn fits(moment: HardMoment, act: LeadActKind) -> bool {
    use LeadActKind::{ChangedItem, Covered, GaveTime, MovedOn, Reminded, Spoke, TookBack};
    match moment {
        HardMoment::Help => {
            !matches!(act, ChangedItem | Covered | GaveTime | MovedOn | Reminded | Spoke | TookBack)
        }
        HardMoment::Advice | HardMoment::Dominating => true,
    }
}

/// What an event says that somebody did.
fn named_acts(event: &Event) -> Vec<(LeadActKind, About)> {
    use LeadActKind as Act;
    let about = |by: Option<ParticipantId>, who: Option<ParticipantId>| About { by, who };
    match event {
        Event::HelpChanged { who, call } => {
            let read = call.read_by.iter().map(|by| (Act::ReadCall, about(Some(*by), Some(*who))));
            let claimed = call.claimed_by.map(|by| (Act::ClaimedCall, about(Some(by), Some(*who))));
            read.chain(claimed).collect()
        }
        Event::Whispered { message } => {
            message.to.map(|to| (Act::Whispered, about(Some(message.from), Some(to)))).into_iter().collect()
        }
        Event::Posted { message } if message.kind == MessageKind::Lead => {
            vec![(Act::Spoke, about(Some(message.from), None))]
        }
        Event::Covered { from, by, .. } => vec![(Act::Covered, about(*by, Some(*from)))],
        Event::TakenBack { from, lead, .. } => vec![(Act::TookBack, about(*lead, Some(*from)))],
        Event::ModeChanged { by, .. } => vec![(Act::ChangedItem, about(Some(*by), None))],
        Event::MuteChanged { who, mute: Some(_), by } => vec![(Act::Muted, about(*by, Some(*who)))],
        Event::EveryoneMuted { on: true, by, .. } => vec![(Act::Muted, about(*by, None))],
        Event::SentToDoor { person, by } => vec![(Act::SentToDoor, about(Some(*by), Some(person.id)))],
        Event::FloorPaused { reason: PauseReason::Crisis, by, .. } => {
            vec![(Act::Paused, about(*by, None))]
        }
        Event::Departed { who, how: Departure::Removed | Departure::Banned, by, .. } => {
            vec![(Act::Removed, about(*by, Some(*who)))]
        }
        _ => Vec::new(),
    }
}
