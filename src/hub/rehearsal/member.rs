//! What a simulated member does in their own turn.

use super::{chance::chance, lines, temper::Temper};
use crate::meeting::{
    agenda::Mode,
    command::Command,
    floor::{FeedbackKind, Stage, Turn},
    id::ParticipantId,
    ordinal::TurnId,
    round::SlotState,
    state::Meeting,
};

/// A slow sharer says something in one of this many acts.
const SLOW_ONE_IN: u64 = 5;

pub(super) fn in_my_turn(
    me: ParticipantId,
    temper: Temper,
    turn: &Turn,
    meeting: &Meeting,
    acts: u64,
) -> Option<Command> {
    let turn_id = turn.id;
    let mood = chance(me, u64::from(turn_id.0));
    match &turn.stage {
        Stage::Offered { .. } => answer(me, temper, turn_id, meeting),
        Stage::Accepted { .. } | Stage::Speaking { .. } if temper == Temper::Slow => {
            chance(me, acts).is_multiple_of(SLOW_ONE_IN).then(|| slow_line(turn_id, meeting))
        }
        Stage::Accepted { .. } | Stage::Speaking { .. } => Some(next_line(mood, turn_id, meeting)),
        Stage::Grace { .. } if temper == Temper::Slow && may_ask_for_more(turn, meeting) => {
            Some(Command::AskForMore { turn: turn_id })
        }
        Stage::Grace { .. } if temper == Temper::Slow && meeting.floor.more_time.is_some() => None,
        Stage::Grace { .. } | Stage::LastDraft { .. } => Some(Command::Done { turn: turn_id }),
        Stage::ChoosingFeedback { .. } => {
            Some(Command::AskFeedback { turn: turn_id, kind: wanted(mood, meeting) })
        }
        Stage::Naming { .. } => name_next(turn_id, meeting),
        Stage::Held { .. } | Stage::Feedback { .. } => None,
    }
}

/// Accepts, passes, asks to be called later, or does not answer.
fn answer(me: ParticipantId, temper: Temper, turn: TurnId, meeting: &Meeting) -> Option<Command> {
    let called_back = meeting.slot_of(me).is_some_and(|slot| slot.deferred_once);
    let defers = matches!(meeting.mode(), Some(Mode::Round | Mode::Tag)) && !called_back;
    let mood = chance(me, u64::from(turn.0));
    match mood % 8 {
        _ if temper == Temper::Absent && (mood / 8).is_multiple_of(2) => None,
        _ if matches!(temper, Temper::Slow | Temper::Unsteady) => Some(Command::Accept { turn }),
        0 => Some(Command::Pass { turn: Some(turn) }),
        1 if defers => Some(Command::Defer { turn: Some(turn) }),
        _ => Some(Command::Accept { turn }),
    }
}

/// The next sentence of a share, or the end of it.
fn next_line(mood: u64, turn: TurnId, meeting: &Meeting) -> Command {
    let share = lines::SHARES[(mood % lines::SHARES.len() as u64) as usize];
    match share.get(said(turn, meeting)) {
        Some(line) => post(line),
        None => Command::Done { turn },
    }
}

/// The next sentence of a long share.
fn slow_line(turn: TurnId, meeting: &Meeting) -> Command {
    let said = said(turn, meeting);
    lines::LONG_SHARE.get(said).map_or(Command::Done { turn }, |line| post(line))
}

fn said(turn: TurnId, meeting: &Meeting) -> usize {
    meeting.messages.iter().filter(|message| message.turn == Some(turn)).count()
}

fn may_ask_for_more(turn: &Turn, meeting: &Meeting) -> bool {
    !turn.extended && meeting.floor.more_time.is_none() && turn.id.0.is_multiple_of(2)
}

fn wanted(mood: u64, meeting: &Meeting) -> FeedbackKind {
    match mood % 5 {
        0 => FeedbackKind::Listening,
        1 => FeedbackKind::Questions,
        2 => FeedbackKind::Suggestions,
        3 if meeting.config.has_reactions(meeting.item) => FeedbackKind::Reactions,
        _ => FeedbackKind::Nothing,
    }
}

/// Names somebody who is here and was not heard yet.
fn name_next(turn: TurnId, meeting: &Meeting) -> Option<Command> {
    let round = meeting.round()?;
    let unheard = |state| matches!(state, SlotState::Pending | SlotState::Deferred | SlotState::Away);
    let next = round.slots.iter().find(|slot| unheard(slot.state) && meeting.can_be_called(slot.who))?;
    Some(Command::NameNext { turn, who: next.who })
}

pub(super) fn post(text: &str) -> Command {
    Command::Post { text: text.to_owned(), note: None }
}
