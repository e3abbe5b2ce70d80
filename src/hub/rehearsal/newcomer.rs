//! How a simulated lead makes place for a person who has just come, so that they meet a round and are
//! soon offered the floor.

use super::{
    beside,
    scene::{Scene, post},
};
use crate::meeting::{
    agenda::Mode,
    command::Command,
    floor::{Stage, Turn},
    id::ParticipantId,
    ordinal::ItemIndex,
    round::{Round, RoundPhase, Slot, SlotState},
    state::{Meeting, Participant, Phase},
    time::MeetingMs,
};

/// A person counts as a newcomer for this long.
const NEW_MS: u64 = 45_000;
/// A meeting that nobody comes to is over after this, and another begins, so that there is time left
/// for whoever comes.
const OLD_MS: u64 = 600_000;
/// This many people share before a newcomer, the one who has the floor among them.
const BEFORE_THEM: usize = 2;

/// A person who has just come and was not offered the floor yet. `None` where a person leads.
pub(super) fn of(meeting: &Meeting, at_ms: MeetingMs) -> Option<ParticipantId> {
    let lead = meeting.people.get(&meeting.lead?)?;
    if !lead.person.simulated || meeting.phase != (Phase::Running {}) {
        return None;
    }
    let new = |p: &&Participant| {
        let person = &p.person;
        let takes_turns = p.can_be_called() && !person.listening && !person.role.is_lead();
        let arrived = at_ms < person.arrived_ms.plus_ms(NEW_MS);
        !person.simulated && takes_turns && arrived && !was_offered(meeting, person.id)
    };
    meeting.people.values().find(new).map(|p| p.person.id)
}

fn was_offered(meeting: &Meeting, who: ParticipantId) -> bool {
    let asked = |slot: &Slot| slot.state != SlotState::Pending;
    meeting.slot_of(who).is_some_and(asked)
        || meeting.messages.iter().any(|m| m.from == who && m.turn.is_some())
}

/// Brings the meeting to a round in which the newcomer comes third.
pub(super) fn make_place(scene: &Scene<'_>, newcomer: ParticipantId) -> Option<Command> {
    let meeting = scene.meeting;
    match (meeting.round(), &meeting.floor.turn) {
        (Some(round), _) if meeting.slot_of(newcomer).is_some() && round.phase == (RoundPhase::Turns {}) => {
            place_in(round, newcomer)
                .or_else(|| welcome(scene, round, newcomer))
                .or_else(|| meeting.floor.turn.as_ref().and_then(|turn| beside::a_turn(scene, turn)))
        }
        (_, Some(turn)) if speaks(turn) => beside::a_turn(scene, turn),
        (Some(round), _) => Some(Command::CloseRound { round: round.id }),
        (None, Some(turn)) => Some(Command::CallNext { from: Some(turn.id) }),
        (None, None) => to_a_round(meeting),
    }
}

const fn speaks(turn: &Turn) -> bool {
    matches!(turn.stage, Stage::Speaking { .. } | Stage::Grace { .. } | Stage::Held { .. })
}

/// Those who are called next, in order.
fn pending(round: &Round) -> impl Iterator<Item = &Slot> {
    round.slots.iter().filter(|slot| slot.state == SlotState::Pending)
}

/// Moves the newcomer up, if more than two come before them.
fn place_in(round: &Round, newcomer: ParticipantId) -> Option<Command> {
    let speaks = round.slots.iter().any(|slot| slot.state == SlotState::Speaking);
    let mut to_come = pending(round);
    let before = to_come.nth(BEFORE_THEM - usize::from(speaks))?.who;
    let comes_later = to_come.any(|slot| slot.who == newcomer);
    comes_later.then_some(Command::MoveInOrder { who: newcomer, before: Some(before) })
}

/// While nobody is there who could see it, the meeting stays in the middle of a round, where the next
/// person is to find it. `None` where there is nothing to do for that.
pub(super) fn await_one(scene: &Scene<'_>) -> Option<Command> {
    let meeting = scene.meeting;
    // Somebody who leads for a host that is away goes on as the host would.
    let leads_for_somebody = meeting.people.get(&scene.me).is_none_or(|me| !me.entry_role.is_lead());
    if scene.watched || leads_for_somebody {
        return None;
    }
    let old = meeting.opened_ms.is_some_and(|opened| scene.at_ms >= opened.plus_ms(OLD_MS));
    match (meeting.round(), &meeting.floor.turn) {
        _ if old => Some(Command::EndMeeting {}),
        (Some(round), _) => {
            let to_come = pending(round).count();
            (to_come <= BEFORE_THEM).then_some(Command::CloseRound { round: round.id })
        }
        (None, Some(turn)) => (!speaks(turn)).then_some(Command::CallNext { from: Some(turn.id) }),
        (None, None) => to_a_round(meeting),
    }
}

/// Says to everyone where the newcomer stands, once.
fn welcome(scene: &Scene<'_>, round: &Round, newcomer: ParticipantId) -> Option<Command> {
    let name = &scene.meeting.people.get(&newcomer)?.person.name;
    let text = scene.lines.welcome.replace("{name}", name);
    let waits = round.slots.iter().any(|slot| slot.who == newcomer && slot.state == SlotState::Pending);
    (waits && !scene.was_said(&text)).then(|| post(&text))
}

/// Starts a round, in the current item or in the first that has rounds.
fn to_a_round(meeting: &Meeting) -> Option<Command> {
    let item = meeting.item?;
    if meeting.mode() == Some(Mode::Round) {
        return Some(Command::StartRound { item });
    }
    let place = meeting.config.agenda.iter().position(|item| item.mode == Mode::Round)?;
    Some(Command::Advance { from: item, to: Some(ItemIndex(u32::try_from(place).ok()?)) })
}
