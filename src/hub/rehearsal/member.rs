//! What a simulated member does.

use super::{chance, lines};
use crate::meeting::{
    agenda::Mode,
    command::{Command, FeedbackKind},
    floor::{RoundPhase, SeatState, Stage, Turn},
    id::ParticipantId,
    state::{Meeting, Phase},
};

pub(super) fn idea(me: ParticipantId, meeting: &Meeting, acts: u64) -> Option<Command> {
    let Phase::Running {} = meeting.phase else { return None };
    if meeting.pause.is_some() {
        return None;
    }
    match &meeting.floor.turn {
        Some(turn) if turn.holder == me => in_my_turn(me, turn, meeting),
        Some(turn) => beside_a_turn(me, turn, meeting, acts),
        None => between_turns(me, meeting, acts),
    }
}

fn in_my_turn(me: ParticipantId, turn: &Turn, meeting: &Meeting) -> Option<Command> {
    let turn_id = turn.id;
    let mood = chance(me, u64::from(turn_id));
    match &turn.stage {
        Stage::Offered { .. } => Some(match mood % 8 {
            0 => Command::Pass { turn: Some(turn_id) },
            1 if meeting.floor.round.is_some() => Command::Defer { turn: Some(turn_id) },
            _ => Command::Accept { turn: turn_id },
        }),
        Stage::Accepted { .. } | Stage::Speaking { .. } => Some(next_line(mood, turn_id, meeting)),
        Stage::Grace { .. } | Stage::LastDraft { .. } => Some(Command::Done { turn: turn_id }),
        Stage::ChoosingFeedback { .. } => Some(Command::AskFeedback {
            turn: turn_id,
            kind: match mood % 4 {
                0 => FeedbackKind::Listening,
                1 => FeedbackKind::Questions,
                2 => FeedbackKind::Suggestions,
                _ => FeedbackKind::Nothing,
            },
        }),
        Stage::Naming { .. } => {
            let round = meeting.floor.round.as_ref()?;
            let next = round.seats.iter().find(|seat| seat.state == SeatState::Pending)?;
            Some(Command::NameNext { turn: turn_id, who: next.who })
        }
        Stage::Held { .. } | Stage::Feedback { .. } => None,
    }
}

/// The next sentence of a share, or the end of it.
fn next_line(mood: u64, turn: u32, meeting: &Meeting) -> Command {
    let share = lines::SHARES[(mood % lines::SHARES.len() as u64) as usize];
    let said = meeting.messages.iter().filter(|message| message.turn == Some(turn)).count();
    match share.get(said) {
        Some(line) => Command::Post { text: (*line).to_owned(), note: None },
        None => Command::Done { turn },
    }
}

fn beside_a_turn(me: ParticipantId, turn: &Turn, meeting: &Meeting, acts: u64) -> Option<Command> {
    let mood = chance(me, acts);
    match turn.stage {
        Stage::Feedback { kind, replies_left, .. } if replies_left > 0 && mood.is_multiple_of(4) => {
            match kind {
                FeedbackKind::Questions | FeedbackKind::Suggestions => Some(post(&lines::REPLIES, mood)),
                FeedbackKind::Nothing | FeedbackKind::Listening | FeedbackKind::Reactions => None,
            }
        }
        _ => raise_hand(me, meeting, mood),
    }
}

fn between_turns(me: ParticipantId, meeting: &Meeting, acts: u64) -> Option<Command> {
    let mood = chance(me, acts);
    match mode(meeting)? {
        Mode::Open if mood.is_multiple_of(4) => remark(me, meeting, mood),
        Mode::Queue => raise_hand(me, meeting, mood),
        Mode::Round | Mode::Tag => {
            let round = meeting.floor.round.as_ref()?;
            let seat = round.seats.iter().find(|seat| seat.who == me)?;
            let unheard =
                matches!(round.phase, RoundPhase::AnyoneUnheard { .. }) && seat.state == SeatState::Away;
            unheard.then_some(Command::RaiseHand {})
        }
        _ => None,
    }
}

/// Something that nobody has said in this item; each person says one thing.
fn remark(me: ParticipantId, meeting: &Meeting, mood: u64) -> Option<Command> {
    let said = || meeting.messages.iter().filter(|message| message.item == meeting.item);
    if said().any(|message| message.from == me) {
        return None;
    }
    let fresh: Vec<&str> =
        lines::REMARKS.into_iter().filter(|line| said().all(|message| message.text != *line)).collect();
    (!fresh.is_empty()).then(|| post(&fresh, mood))
}

fn raise_hand(me: ParticipantId, meeting: &Meeting, mood: u64) -> Option<Command> {
    let raised = meeting.floor.queue.iter().any(|hand| hand.who == me);
    let heard = meeting.floor.shares.iter().any(|count| count.who == me);
    let wants = mode(meeting)? == Mode::Queue && mood.is_multiple_of(6);
    (wants && !raised && !heard).then_some(Command::RaiseHand {})
}

fn post(texts: &[&str], mood: u64) -> Command {
    let text = texts[((mood / 7) % texts.len() as u64) as usize];
    Command::Post { text: text.to_owned(), note: None }
}

pub(super) fn mode(meeting: &Meeting) -> Option<Mode> {
    let item = usize::try_from(meeting.item?).ok()?;
    meeting.config.agenda.get(item).map(|item| item.mode)
}
