//! What a simulated lead does: opens, starts rounds, moves the agenda on, and makes way for a
//! person who can lead.

use super::{chance, lines, member};
use crate::meeting::{
    agenda::Mode,
    command::{Command, ItemIndex},
    id::ParticipantId,
    state::{Meeting, Phase, Place},
};

/// The meeting is opened when this many have come.
const PEOPLE_TO_OPEN: usize = 4;
/// An item without turns lasts this long in a rehearsal.
const ITEM_MS: u64 = 25_000;
/// An item with turns by raised hands ends when so many have shared and no hand is up.
const SHARES_BY_HAND: usize = 3;

pub(super) fn idea(me: ParticipantId, meeting: &Meeting, at_ms: u64) -> Option<Command> {
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

fn in_the_meeting(me: ParticipantId, meeting: &Meeting, at_ms: u64) -> Option<Command> {
    if meeting.pause.is_some() {
        return None;
    }
    if meeting.floor.turn.as_ref().is_some_and(|turn| turn.holder == me) {
        return member::idea(me, meeting, meeting.seq);
    }
    if meeting.floor.turn.is_some() || meeting.floor.round.is_some() {
        return None;
    }
    between_turns(me, meeting, at_ms)
}

fn between_turns(me: ParticipantId, meeting: &Meeting, at_ms: u64) -> Option<Command> {
    let item = meeting.item?;
    let floor_ms = meeting.clock.at(at_ms);
    let started_ms = meeting.item_times.last()?.started_ms;
    let over = floor_ms.saturating_sub(started_ms) >= ITEM_MS;
    match member::mode(meeting)? {
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
    let line = lines::OPENINGS[(chance(me, u64::from(item)) % lines::OPENINGS.len() as u64) as usize];
    (!said).then(|| Command::Post { text: line.to_owned(), note: None })
}

fn on(meeting: &Meeting, item: ItemIndex) -> Command {
    let is_last = usize::try_from(item).is_ok_and(|item| item + 1 == meeting.config.agenda.len());
    if is_last { Command::EndMeeting {} } else { Command::Advance { from: item, to: None } }
}
