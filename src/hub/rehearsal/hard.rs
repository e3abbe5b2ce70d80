//! The hard moments of a rehearsal, and how those who bring them answer the lead.

use super::{
    scene::{Scene, answer, post},
    temper::Temper,
};
use crate::{
    meeting::{
        agenda::Mode,
        command::Command,
        floor::{FeedbackKind, Stage, Turn},
        ordinal::MessageId,
        state::{Message, MessageKind},
    },
    room::HardMoment,
};

/// Nobody calls for help before the meeting has been open for this long.
const HELP_AFTER_MS: u64 = 20_000;
/// One in this many acts is then the call.
const HELP_ONE_IN: u64 = 4;
/// A person whispers back this often at most.
const ANSWERS: usize = 3;
/// Where everyone may write, somebody who takes too much room writes this much in an item.
const LINES_IN_AN_ITEM: usize = 12;

/// What makes the moment hard, if it fits now.
pub(super) fn idea(scene: &Scene<'_>) -> Option<Command> {
    match scene.brings? {
        HardMoment::Help => call_for_help(scene),
        HardMoment::Advice => advise(scene),
        HardMoment::Dominating => dominate(scene),
    }
}

fn call_for_help(scene: &Scene<'_>) -> Option<Command> {
    let called = scene.meeting.present(scene.me)?.person.help.is_some();
    let opened_ms = scene.meeting.opened_ms?;
    let due = scene.at_ms >= opened_ms.plus_ms(HELP_AFTER_MS) && scene.mood().is_multiple_of(HELP_ONE_IN);
    (due && !called).then_some(Command::AskForHelp {})
}

/// Gives advice once in an item: in a share of one's own, as a reply, or where everyone may write.
fn advise(scene: &Scene<'_>) -> Option<Command> {
    let mine = |message: &Message| message.from == scene.me && scene.lines.advice.contains(&message.text);
    if scene.in_item().any(mine) {
        return None;
    }
    let given = scene.meeting.messages.iter().filter(|message| mine(message)).count();
    let line = scene.lines.advice.get(given)?;
    let last = scene.in_item().next_back().filter(|message| message.from != scene.me)?;
    let fits = match &scene.meeting.floor.turn {
        Some(turn) if turn.holder == scene.me => {
            matches!(turn.stage, Stage::Accepted { .. } | Stage::Speaking { .. })
        }
        Some(turn) => match &turn.stage {
            Stage::Feedback { kind: FeedbackKind::Questions, replies_left, replied, .. } => {
                *replies_left > 0 && !replied.contains(&scene.me)
            }
            _ => false,
        },
        None => scene.meeting.mode() == Some(Mode::Open) && last.kind != MessageKind::Lead,
    };
    fits.then(|| post(line))
}

/// Goes on although the time is over, or writes line after line where everyone may; until a lead says
/// something.
fn dominate(scene: &Scene<'_>) -> Option<Command> {
    let next = scene.lines.long_share.iter().find(|line| !scene.was_said(line));
    match &scene.meeting.floor.turn {
        Some(turn) if turn.holder == scene.me => match turn.stage {
            Stage::Speaking { .. } | Stage::Grace { .. } if is_stopped(scene, turn) => {
                Some(Command::Done { turn: turn.id })
            }
            Stage::Grace { .. } => next.map(|line| post(line)),
            _ => None,
        },
        Some(_) => None,
        None => {
            let written = || scene.in_item().filter(|m| m.from == scene.me && m.kind == MessageKind::Open);
            let stopped = written().next().is_some_and(|first| was_told(scene, first.id));
            let open = scene.meeting.mode() == Some(Mode::Open);
            (open && !stopped && written().count() < LINES_IN_AN_ITEM)
                .then_some(next)
                .flatten()
                .map(|line| post(line))
        }
    }
}

fn is_stopped(scene: &Scene<'_>, turn: &Turn) -> bool {
    scene.reminded || scene.in_turn(turn).next().is_some_and(|first| was_told(scene, first.id))
}

/// Whether a person who leads has whispered to them, or said something to everyone, since that message.
fn was_told(scene: &Scene<'_>, since: MessageId) -> bool {
    let whispered = scene.meeting.whispers.iter().any(|w| w.id > since && w.to == Some(scene.me));
    let said = || {
        let by_lead = |m: &Message| m.kind == MessageKind::Lead && scene.is_real(m.from);
        scene.in_item().any(|m| m.id > since && by_lead(m))
    };
    whispered || said()
}

/// Answers what a lead whispered.
pub(super) fn whisper_back(scene: &Scene<'_>) -> Option<Command> {
    let last = scene.last_whisper(scene.me).filter(|whisper| whisper.to == Some(scene.me))?;
    let answers = scene.meeting.whispers.iter().filter(|whisper| whisper.from == scene.me).count();
    if !scene.is_real(last.from) || answers >= ANSWERS {
        return None;
    }
    let lines = scene.lines;
    let called = scene.meeting.present(scene.me)?.person.help.is_some();
    let advised = || lines.advice.iter().any(|line| scene.was_said(line));
    let text = match scene.brings {
        _ if called => &lines.caller_answer,
        Some(HardMoment::Advice) if advised() => &lines.adviser_answer,
        _ if scene.temper == Temper::Slow && scene.was_said(&lines.long_share[0]) => &lines.dominating_answer,
        _ => &lines.member_answer,
    };
    Some(answer(last, None, text))
}
