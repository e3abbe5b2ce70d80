//! Whom a stored batch calls: what is told to people who look elsewhere.

use std::collections::BTreeSet;

use crate::{
    hub::{
        limits::{ADMITTED_NOTICE_MS, NEXT_NOTICE_MS, OPENED_NOTICE_MS, REPLY_NOTICE_MS},
        outcome::BatchOutcome,
    },
    meeting::{
        event::Event,
        floor::{Stage, Turn},
        id::ParticipantId,
        ordinal::TurnId,
        state::{Meeting, Place},
    },
    push::{Notice, NoticeKind},
};

/// What was seen of the floor, to tell what is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Seen {
    pub(super) turn: Option<TurnId>,
    pub(super) next: Option<ParticipantId>,
}

impl Seen {
    pub(super) fn of(meeting: &Meeting) -> Self {
        let running = meeting.is_running() && !meeting.stands_still();
        let turn = meeting.floor.turn.as_ref().map(|turn| turn.id);
        Self { turn, next: running.then(|| meeting.next_up()).flatten() }
    }
}

/// Everyone whom the batch calls, with the notice for them. The last one for a person counts.
pub(super) fn wanted(
    before: Seen,
    now: Seen,
    meeting: &Meeting,
    outcome: &BatchOutcome,
) -> Vec<(ParticipantId, Notice)> {
    let mut wanted = at_the_door(meeting, outcome);
    wanted.extend(outcome.events().filter_map(|event| answered(meeting, event)));
    if let Some(next) = now.next.filter(|next| before.next != Some(*next)) {
        wanted.push((next, Notice { kind: NoticeKind::Next, life_ms: NEXT_NOTICE_MS }));
    }
    if let Some(turn) = meeting.floor.turn.as_ref().filter(|turn| before.turn != Some(turn.id)) {
        let life_ms = answer_ms(meeting, turn, outcome);
        wanted.push((turn.holder, Notice { kind: NoticeKind::YourTurn, life_ms }));
    }
    wanted
}

/// Those who were let in a while after they came, and everyone who came before the opening.
fn at_the_door(meeting: &Meeting, outcome: &BatchOutcome) -> Vec<(ParticipantId, Notice)> {
    let opener = outcome.events().find_map(|event| match event {
        Event::Opened { by, .. } => Some(*by),
        _ => None,
    });
    if let Some(opener) = opener {
        let notice = Notice { kind: NoticeKind::Opened, life_ms: OPENED_NOTICE_MS };
        let came = meeting.people.values().map(|p| &p.person);
        return came
            .filter(|p| matches!(p.place, Place::Waiting | Place::Present) && p.id != opener)
            .map(|p| (p.id, notice))
            .collect();
    }
    let came: BTreeSet<_> = outcome
        .events()
        .filter_map(|event| match event {
            Event::Knocked { person, .. } => Some(person.id),
            _ => None,
        })
        .collect();
    let notice = Notice { kind: NoticeKind::Admitted, life_ms: ADMITTED_NOTICE_MS };
    let let_in = outcome.events().filter_map(|event| match event {
        Event::Admitted { person, .. } if !came.contains(&person.id) => Some((person.id, notice)),
        _ => None,
    });
    let_in.collect()
}

/// A lead wrote to somebody.
fn answered(meeting: &Meeting, event: &Event) -> Option<(ParticipantId, Notice)> {
    let Event::Whispered { message } = event else { return None };
    let from_lead = meeting.people.get(&message.from).is_some_and(|from| from.person.role.is_lead());
    let to = message.to.filter(|_| from_lead)?;
    Some((to, Notice { kind: NoticeKind::Reply, life_ms: REPLY_NOTICE_MS }))
}

/// How long the floor waits for an answer.
fn answer_ms(meeting: &Meeting, turn: &Turn, outcome: &BatchOutcome) -> u64 {
    let away_ms = meeting.timing().offer_away_ms;
    match turn.stage {
        Stage::Offered { since_ms, .. } => since_ms.plus_ms(away_ms).since(meeting.floor_ms(outcome.at_ms)),
        _ => away_ms,
    }
}
