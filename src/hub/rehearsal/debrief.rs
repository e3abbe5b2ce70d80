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
    moment: HardMoment,
    who: ParticipantId,
    name: String,
    at_ms: MeetingMs,
    /// The person who led when it began.
    lead: Option<ParticipantId>,
    /// What each of the leads did.
    acts: Vec<(ParticipantId, LeadAct)>,
}

impl Moment {
    /// As a lead is told of it. `None` if it was not for them: somebody else led, and they did nothing.
    fn for_lead(&self, lead: ParticipantId) -> Option<MetMoment> {
        let theirs = self.acts.iter().filter(|(by, _)| *by == lead);
        let acts: Vec<LeadAct> = theirs.map(|(_, act)| *act).collect();
        let (moment, name, at_ms) = (self.moment, self.name.clone(), self.at_ms);
        (self.lead == Some(lead) || !acts.is_empty()).then_some(MetMoment { moment, name, at_ms, acts })
    }
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
        self.moments.push(Moment { moment, who, name, at_ms, lead: self.lead, acts: Vec::new() });
    }

    fn note_act(&mut self, act: LeadActKind, about: About, at_ms: MeetingMs) {
        let About { by, who } = about;
        let Some(by) = by.filter(|by| !self.simulated.contains_key(by)) else { return };
        for noted in &mut self.moments {
            let after_ms = at_ms.since(noted.at_ms);
            let fits = who.is_none_or(|who| who == noted.who) && fits(noted.moment, act);
            let first = noted.acts.iter().all(|(known, done)| (*known, done.act) != (by, act));
            if fits && first && after_ms <= ABOUT_MS {
                noted.acts.push((by, LeadAct { act, after_ms }));
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

    /// What a lead is told afterwards. `None` if there is nothing to tell.
    pub(super) fn debrief(&self, chosen: &BTreeSet<HardMoment>, lead: ParticipantId) -> Option<Debrief> {
        let met: Vec<MetMoment> = self.moments.iter().filter_map(|noted| noted.for_lead(lead)).collect();
        let came = |moment: &HardMoment| self.moments.iter().any(|noted| noted.moment == *moment);
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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const BO: &str = "baaaaaaaaaaaaaaaaaaaaaaaaa";
    const ADA: &str = "caaaaaaaaaaaaaaaaaaaaaaaaa";
    const CY: &str = "daaaaaaaaaaaaaaaaaaaaaaaaa";

    fn id(text: &str) -> ParticipantId {
        serde_json::from_value(json!(text)).expect("an id")
    }

    /// Bo is simulated; Ada leads.
    fn notes(events: &[(u64, Value)]) -> Notes {
        let bo = json!({
            "id": BO, "name": "Bo", "role": "member", "services": [], "place": "waiting", "connected": true,
            "mute": null, "listening": false, "simulated": true, "circle_position": null, "arrived_ms": 0,
        });
        let knocked = json!({"type": "knocked", "person": bo, "guidelines_version": 1});
        let leads = json!({"type": "lead_changed", "lead": ADA, "reason": "arrived"});
        let mut notes = Notes::default();
        for (at_ms, event) in [(0, knocked), (0, leads)].iter().chain(events) {
            let numbered = json!({"seq": 1, "at_ms": at_ms, "event": event});
            notes.take(&serde_json::from_value(numbered).expect("an event"));
        }
        notes
    }

    fn call(read_by: &[&str]) -> Value {
        let call = json!({
            "asked_ms": 1_000, "told": [ADA], "read_by": read_by, "repeated": false, "for_backup": false,
            "claimed_by": null, "answered_by": null,
        });
        json!({"type": "help_changed", "who": BO, "call": call})
    }

    #[test]
    fn each_lead_is_told_what_they_did_themselves() {
        let notes = notes(&[(1_000, call(&[])), (5_000, call(&[ADA])), (9_000, call(&[ADA, CY]))]);
        let acts = |who: &str| {
            let debrief = notes.debrief(&BTreeSet::new(), id(who)).expect("a debrief");
            debrief.met.into_iter().flat_map(|met| met.acts).map(|act| act.after_ms).collect::<Vec<_>>()
        };
        assert_eq!((acts(ADA), acts(CY)), (vec![4_000], vec![8_000]));
        assert_eq!(notes.debrief(&BTreeSet::new(), id(BO)), None, "nobody else");
    }

    #[test]
    fn what_came_and_got_no_answer_is_told_to_who_led() {
        let notes = notes(&[(1_000, call(&[]))]);
        let chosen = BTreeSet::from(HardMoment::ALL);
        let debrief = notes.debrief(&chosen, id(ADA)).expect("a debrief");
        assert!(debrief.met.len() == 1 && debrief.met[0].acts.is_empty(), "{debrief:?}");
        assert_eq!(debrief.not_met, [HardMoment::Advice, HardMoment::Dominating]);
    }
}
