//! What a simulated lead does: opens, starts rounds, moves the agenda on, and makes way for a
//! person who can lead.

use super::{chance::chance, lines, member, temper::Temper};
use crate::meeting::{
    agenda::Mode,
    command::Command,
    floor::{Stage, Turn},
    id::ParticipantId,
    ordinal::ItemIndex,
    round::{Round, RoundPhase},
    state::{Meeting, Phase, Place},
    time::{FloorMs, MeetingMs},
};

/// The meeting is opened when this many have come.
const PEOPLE_TO_OPEN: usize = 4;
/// An item without turns lasts this long in a rehearsal.
const ITEM_MS: u64 = 25_000;
/// An item with turns by raised hands ends when this many have shared and no hand is up.
const SHARES_BY_HAND: usize = 3;

pub(super) fn idea(me: ParticipantId, meeting: &Meeting, at_ms: MeetingMs) -> Option<Command> {
    if let Some(person) = person_who_can_lead(me, meeting) {
        return Some(Command::HandOverLead { to: person });
    }
    let waiting = meeting.people.values().find(|p| p.person.place == Place::Waiting && p.person.connected);
    match meeting.phase {
        Phase::Gathering {} => {
            let come = meeting.people.values().filter(|p| p.person.connected).count();
            (come >= PEOPLE_TO_OPEN).then_some(Command::OpenMeeting {})
        }
        Phase::Running {} => match waiting {
            Some(waiting) => Some(Command::Admit { who: waiting.person.id }),
            None => in_the_meeting(me, meeting, at_ms),
        },
        Phase::Ended { .. } => None,
    }
}

fn person_who_can_lead(me: ParticipantId, meeting: &Meeting) -> Option<ParticipantId> {
    let people = meeting.people.values().map(|p| &p.person);
    people
        .filter(|p| p.id != me && !p.simulated && p.connected && p.place == Place::Present)
        .find(|p| p.role.is_lead())
        .map(|p| p.id)
}

fn in_the_meeting(me: ParticipantId, meeting: &Meeting, at_ms: MeetingMs) -> Option<Command> {
    if meeting.pause.is_some() {
        return None;
    }
    if let Some(turn) = meeting.turn_of(me) {
        return member::in_my_turn(me, Temper::Steady, turn, meeting, meeting.seq);
    }
    match (&meeting.floor.turn, meeting.round()) {
        (Some(turn), _) => beside_a_turn(turn, meeting, at_ms),
        (None, Some(round)) => in_a_round(round, meeting.clock.at(at_ms)),
        (None, None) => between_turns(me, meeting, at_ms),
    }
}

/// Grants the minute that is asked for, and ends a share that runs over.
fn beside_a_turn(turn: &Turn, meeting: &Meeting, at_ms: MeetingMs) -> Option<Command> {
    let floor_ms = meeting.clock.at(at_ms);
    match turn.stage {
        _ if meeting.floor.more_time.is_some() => Some(Command::Extend { turn: turn.id }),
        Stage::Grace { ends_ms } if floor_ms >= ends_ms => Some(Command::CallNext { from: Some(turn.id) }),
        _ => None,
    }
}

/// When everyone passed and the silence was held, the round is closed (docs/rules.md, rule 11).
fn in_a_round(round: &Round, floor_ms: FloorMs) -> Option<Command> {
    let over = matches!(round.phase, RoundPhase::Silence { until_ms } if floor_ms >= until_ms);
    over.then_some(Command::CloseRound { round: round.id })
}

fn between_turns(me: ParticipantId, meeting: &Meeting, at_ms: MeetingMs) -> Option<Command> {
    let item = meeting.item?;
    let floor_ms = meeting.clock.at(at_ms);
    let started_ms = meeting.item_times.last()?.started_ms;
    let over = floor_ms.since(started_ms) >= ITEM_MS;
    match meeting.mode()? {
        Mode::Round | Mode::TalkingPiece | Mode::Tag => {
            let began = meeting.floor.shares.is_empty() && !over;
            Some(if began { Command::StartRound { item } } else { on(meeting, item) })
        }
        Mode::Directed | Mode::Presenter | Mode::Silent if !over => introduce(me, meeting, item),
        Mode::Queue if meeting.floor.shares.len() < SHARES_BY_HAND || !meeting.floor.queue.is_empty() => None,
        Mode::Open if !over => None,
        _ => Some(on(meeting, item)),
    }
}

/// Says something once at the start of an item.
fn introduce(me: ParticipantId, meeting: &Meeting, item: ItemIndex) -> Option<Command> {
    let said = meeting.messages.iter().any(|m| m.from == me && m.item == Some(item));
    let line = lines::OPENINGS[(chance(me, u64::from(item.0)) % lines::OPENINGS.len() as u64) as usize];
    (!said).then(|| member::post(line))
}

fn on(meeting: &Meeting, item: ItemIndex) -> Command {
    if meeting.coming.is_empty() { Command::EndMeeting {} } else { Command::Advance { from: item, to: None } }
}
