//! What a simulated lead does: opens, starts rounds, moves the agenda on, and makes way for a
//! person who can lead.

use super::{
    beside,
    chance::chance,
    member, newcomer,
    scene::{Scene, answer, post},
};
use crate::meeting::{
    agenda::Mode,
    command::Command,
    id::ParticipantId,
    ordinal::ItemIndex,
    round::{Round, RoundPhase},
    state::{Meeting, Phase, Place},
    time::FloorMs,
};

/// The meeting is opened when this many have come.
const PEOPLE_TO_OPEN: usize = 4;
/// An item without turns lasts this long in a rehearsal.
const ITEM_MS: u64 = 25_000;
/// An item with turns by raised hands ends when this many have shared and no hand is up.
const SHARES_BY_HAND: usize = 3;

pub(super) fn idea(scene: &Scene<'_>) -> Option<Command> {
    let meeting = scene.meeting;
    if let Some(person) = person_who_can_lead(scene.me, meeting) {
        return Some(Command::HandOverLead { to: person });
    }
    if let Some(answer) = answer_call(scene).or_else(|| answer_whisper(scene)) {
        return Some(answer);
    }
    let waiting = meeting.people.values().find(|p| p.person.place == Place::Waiting && p.person.connected);
    match meeting.phase {
        Phase::Gathering {} => {
            let come = meeting.people.values().filter(|p| p.person.connected).count();
            (come >= PEOPLE_TO_OPEN).then_some(Command::OpenMeeting {})
        }
        Phase::Running {} => match waiting {
            Some(waiting) => Some(Command::Admit { who: waiting.person.id }),
            None => in_the_meeting(scene),
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

/// Reads a call for help, and says that no person did.
fn answer_call(scene: &Scene<'_>) -> Option<Command> {
    let people = scene.meeting.people.values().map(|p| &p.person);
    let mut calls = people.filter_map(|person| Some((person.id, person.help.as_ref()?)));
    let (who, call) = calls.find(|(who, call)| *who != scene.me && call.answered_by.is_none())?;
    if !call.read_by.contains(&scene.me) {
        return Some(Command::SeeHelp { who });
    }
    Some(Command::Whisper { to: Some(who), text: scene.lines.help.clone() })
}

/// Answers the last whisper of a person, and says that no person read it.
fn answer_whisper(scene: &Scene<'_>) -> Option<Command> {
    let people = scene.meeting.people.keys().copied().filter(|who| scene.is_real(*who));
    let unanswered = people.filter_map(|who| scene.last_whisper(who).filter(|last| last.from == who));
    let mine = |to: Option<ParticipantId>| to.is_none_or(|to| to == scene.me);
    let last = unanswered.into_iter().find(|whisper| mine(whisper.to))?;
    Some(answer(last, Some(last.from), &scene.lines.whisper))
}

fn in_the_meeting(scene: &Scene<'_>) -> Option<Command> {
    let meeting = scene.meeting;
    if meeting.pause.is_some() {
        return None;
    }
    if let Some(turn) = meeting.turn_of(scene.me) {
        return member::in_my_turn(scene, turn);
    }
    if let Some(newcomer) = newcomer::of(meeting, scene.at_ms) {
        return newcomer::make_place(scene, newcomer);
    }
    if let Some(command) = newcomer::await_one(scene) {
        return Some(command);
    }
    match (&meeting.floor.turn, meeting.round()) {
        (Some(turn), _) => beside::a_turn(scene, turn),
        (None, Some(round)) => in_a_round(round, meeting.clock.at(scene.at_ms)),
        (None, None) => between_turns(scene),
    }
}

/// When everyone passed and the silence was held, the round is closed (docs/rules.md, rule 11).
fn in_a_round(round: &Round, floor_ms: FloorMs) -> Option<Command> {
    let over = matches!(round.phase, RoundPhase::Silence { until_ms } if floor_ms >= until_ms);
    over.then_some(Command::CloseRound { round: round.id })
}

fn between_turns(scene: &Scene<'_>) -> Option<Command> {
    let meeting = scene.meeting;
    let item = meeting.item?;
    let floor_ms = meeting.clock.at(scene.at_ms);
    let started_ms = meeting.item_times.last()?.started_ms;
    let over = floor_ms.since(started_ms) >= ITEM_MS;
    match meeting.mode()? {
        Mode::Round | Mode::TalkingPiece | Mode::Tag => {
            let began = meeting.floor.shares.is_empty() && !over;
            Some(if began { Command::StartRound { item } } else { on(meeting, item) })
        }
        Mode::Directed | Mode::Presenter | Mode::Silent if !over => introduce(scene, item),
        Mode::Queue if meeting.floor.shares.len() < SHARES_BY_HAND || !meeting.floor.queue.is_empty() => None,
        Mode::Open | Mode::Sealed if !over => None,
        _ => Some(on(meeting, item)),
    }
}

/// Says something once at the start of an item.
fn introduce(scene: &Scene<'_>, item: ItemIndex) -> Option<Command> {
    let said = scene.in_item().any(|message| message.from == scene.me);
    let openings = &scene.lines.openings;
    let line = &openings[(chance(scene.me, u64::from(item.0)) % openings.len() as u64) as usize];
    (!said).then(|| post(line))
}

fn on(meeting: &Meeting, item: ItemIndex) -> Command {
    if meeting.coming.is_empty() { Command::EndMeeting {} } else { Command::Advance { from: item, to: None } }
}
