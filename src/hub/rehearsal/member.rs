//! What a simulated member does in their own turn.

use super::{
    chance::chance,
    lines::Share,
    newcomer,
    scene::{Scene, post},
    temper::Temper,
};
use crate::meeting::{
    agenda::Mode,
    command::Command,
    floor::{FeedbackKind, Stage, Turn},
    ordinal::TurnId,
    round::SlotState,
};

/// A slow sharer says something in one of this many acts.
const SLOW_ONE_IN: u64 = 5;
/// Somebody whose share gets no words is done listening in one of this many acts.
const LISTENED_ONE_IN: u64 = 3;

pub(super) fn in_my_turn(scene: &Scene<'_>, turn: &Turn) -> Option<Command> {
    let slow = scene.temper == Temper::Slow;
    match &turn.stage {
        Stage::Offered { .. } => answer_offer(scene, turn.id),
        Stage::Accepted { .. } | Stage::Speaking { .. } if slow => {
            scene.mood().is_multiple_of(SLOW_ONE_IN).then(|| slow_line(scene, turn))
        }
        Stage::Accepted { .. } | Stage::Speaking { .. } => Some(next_line(scene, turn)),
        Stage::Grace { .. } if slow && may_ask_for_more(scene, turn) => {
            Some(Command::AskForMore { turn: turn.id })
        }
        Stage::Grace { .. } if slow && scene.meeting.floor.more_time.is_some() => None,
        Stage::Grace { .. } | Stage::LastDraft { .. } => Some(Command::Done { turn: turn.id }),
        Stage::ChoosingFeedback { .. } => {
            Some(Command::AskFeedback { turn: turn.id, kind: wanted(scene, turn) })
        }
        Stage::Feedback { kind, replies_left, replied, .. } => {
            listen(scene, turn, *kind, *replies_left > 0, replied.len())
        }
        Stage::Naming { .. } => name_next(scene, turn.id),
        Stage::Held { .. } | Stage::Breath { .. } => None,
    }
}

/// Accepts, passes, asks to be called later, or does not answer.
fn answer_offer(scene: &Scene<'_>, turn: TurnId) -> Option<Command> {
    let called_back = scene.meeting.slot_of(scene.me).is_some_and(|slot| slot.deferred_once);
    let defers = matches!(scene.meeting.mode(), Some(Mode::Round | Mode::Tag)) && !called_back;
    let mood = chance(scene.me, u64::from(turn.0));
    match mood % 8 {
        _ if scene.temper == Temper::Absent && (mood / 8).is_multiple_of(2) => None,
        _ if newcomer::of(scene.meeting, scene.at_ms).is_some() => Some(Command::Accept { turn }),
        _ if matches!(scene.temper, Temper::Slow | Temper::Unsteady) => Some(Command::Accept { turn }),
        0 => Some(Command::Pass { turn: Some(turn) }),
        1 if defers => Some(Command::Defer { turn: Some(turn) }),
        _ => Some(Command::Accept { turn }),
    }
}

/// The share of a turn: the one that was begun, or one that nobody has told yet.
pub(super) fn share_of(scene: &Scene<'_>, turn: &Turn) -> &'static Share {
    let shares = &scene.lines.shares;
    let is = |share: &Share, text: &String| share.lines.contains(text);
    let begun = scene.in_turn(turn).find_map(|m| shares.iter().find(|share| is(share, &m.text)));
    let mood = chance(turn.holder, u64::from(turn.id.0)) as usize;
    let others = || (0..shares.len()).map(|place| &shares[(mood + place) % shares.len()]);
    begun.unwrap_or_else(|| {
        others().find(|share| !scene.was_said(&share.lines[0])).unwrap_or(&shares[mood % shares.len()])
    })
}

/// The next sentence of a share, or the end of it.
fn next_line(scene: &Scene<'_>, turn: &Turn) -> Command {
    let said = |line: &&String| scene.in_turn(turn).any(|message| message.text == **line);
    let share = share_of(scene, turn);
    share.lines.iter().find(|line| !said(line)).map_or(Command::Done { turn: turn.id }, |line| post(line))
}

/// The next sentence of a long share.
fn slow_line(scene: &Scene<'_>, turn: &Turn) -> Command {
    let said = scene.in_turn(turn).count();
    scene.lines.long_share.get(said).map_or(Command::Done { turn: turn.id }, |line| post(line))
}

fn may_ask_for_more(scene: &Scene<'_>, turn: &Turn) -> bool {
    !turn.extended && scene.meeting.floor.more_time.is_none() && turn.id.0.is_multiple_of(2)
}

/// The first who shares in an item wants questions and the next suggestions, so that every meeting
/// shows both.
fn wanted(scene: &Scene<'_>, turn: &Turn) -> FeedbackKind {
    match scene.meeting.floor.shares.len() {
        0 => return FeedbackKind::Questions,
        1 => return FeedbackKind::Suggestions,
        _ => {}
    }
    match chance(scene.me, u64::from(turn.id.0)) % 5 {
        0 => FeedbackKind::Listening,
        1 | 4 => FeedbackKind::Questions,
        2 => FeedbackKind::Suggestions,
        3 if scene.meeting.config.has_reactions(scene.meeting.item) => FeedbackKind::Reactions,
        _ => FeedbackKind::Nothing,
    }
}

/// Answers the question that came, and ends the feedback when there is nothing to wait for.
fn listen(scene: &Scene<'_>, turn: &Turn, kind: FeedbackKind, more: bool, replies: usize) -> Option<Command> {
    let stop = || Command::StopFeedback { turn: turn.id };
    if !kind.wants_words() {
        return scene.mood().is_multiple_of(LISTENED_ONE_IN).then(stop);
    }
    let share = share_of(scene, turn);
    let said = |line: &String| scene.in_turn(turn).any(|message| message.text == *line);
    if kind == FeedbackKind::Questions && said(&share.question) && !said(&share.answer) {
        return Some(post(&share.answer));
    }
    (replies > 0 && (!more || said(&share.answer)) && scene.mood().is_multiple_of(LISTENED_ONE_IN)).then(stop)
}

/// Names somebody who is here and was not heard yet.
fn name_next(scene: &Scene<'_>, turn: TurnId) -> Option<Command> {
    let round = scene.meeting.round()?;
    let unheard = |state| matches!(state, SlotState::Pending | SlotState::Deferred | SlotState::Away);
    let next =
        round.slots.iter().find(|slot| unheard(slot.state) && scene.meeting.can_be_called(slot.who))?;
    Some(Command::NameNext { turn, who: next.who })
}
