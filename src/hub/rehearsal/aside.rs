//! What a simulated member does when others have the floor, or nobody has.

use super::{
    member::share_of,
    scene::{Scene, post},
    temper::Temper,
};
use crate::meeting::{
    agenda::Mode,
    command::Command,
    floor::{FeedbackKind, Stage, Turn},
    round::{RoundPhase, Slot, SlotState},
    sealed::SealedStage,
    state::{MessageKind, Reaction},
};

/// So many react to the words of a person.
const PEOPLE_WHO_REACT: usize = 3;

pub(super) fn idea(scene: &Scene<'_>) -> Option<Command> {
    let (meeting, mood) = (scene.meeting, scene.mood());
    let listens = meeting.present(scene.me).is_some_and(|p| p.person.listening);
    if scene.temper == Temper::Listener && !listens {
        return Some(Command::ListenOnly { on: true });
    }
    if mood.is_multiple_of(8) {
        return react(scene);
    }
    if meeting.current().is_some_and(|(_, item)| item.chooses_topics) && mood.is_multiple_of(5) {
        return topic(scene);
    }
    match meeting.floor.turn.as_ref() {
        Some(turn) if matches!(turn.stage, Stage::Feedback { .. }) => reply(scene, turn),
        Some(_) if listens => None,
        Some(_) => hand(scene),
        None if meeting.mode() == Some(Mode::Open) => talk(scene),
        None if meeting.mode() == Some(Mode::Sealed) => pass_sealed(scene),
        None if listens => None,
        None => hand(scene),
    }
}

/// Simulated members have nothing to write here, and nobody waits for them.
fn pass_sealed(scene: &Scene<'_>) -> Option<Command> {
    let sealed = scene.meeting.floor.sealed.as_ref()?;
    let writes = sealed.stage == SealedStage::Writing && !scene.meeting.is_in_sealed(scene.me);
    writes.then_some(Command::PassSealed { round: sealed.id })
}

/// What the sharer asked for: what fits this share, or else what fits any.
fn reply(scene: &Scene<'_>, turn: &Turn) -> Option<Command> {
    let Stage::Feedback { kind, replies_left, replied, .. } = &turn.stage else { return None };
    if *replies_left == 0 || replied.contains(&scene.me) || !scene.mood().is_multiple_of(4) {
        return None;
    }
    let own = || (!scene.is_real(turn.holder)).then(|| share_of(scene, turn));
    let (fitting, any) = match kind {
        FeedbackKind::Questions => (own().map(|share| &share.question), &scene.lines.questions),
        FeedbackKind::Suggestions => (own().map(|share| &share.suggestion), &scene.lines.suggestions),
        FeedbackKind::Nothing | FeedbackKind::Listening | FeedbackKind::Reactions => return None,
    };
    let fresh = |line: &&String| scene.in_turn(turn).all(|message| message.text != **line);
    fitting.into_iter().chain(any).find(fresh).map(|line| post(line))
}

/// A raised hand: to be called in a queue, or to say in a round that one wants to speak after all.
fn hand(scene: &Scene<'_>) -> Option<Command> {
    let (me, meeting, mood) = (scene.me, scene.meeting, scene.mood());
    let wants = match meeting.mode()? {
        Mode::Queue => mood.is_multiple_of(6) && meeting.shares_of(me) == 0,
        Mode::Round | Mode::Tag => {
            let round = meeting.round()?;
            let asked = matches!(round.phase, RoundPhase::AnyoneUnheard { .. }) || mood.is_multiple_of(4);
            let away = |slot: &&Slot| slot.state == SlotState::Away && !slot.returned;
            asked && meeting.slot_of(me).as_ref().is_some_and(away)
        }
        _ => false,
    };
    (wants && meeting.hand_of(me).is_none()).then_some(Command::RaiseHand {})
}

/// Answers what was said last in an item where everyone may write.
fn talk(scene: &Scene<'_>) -> Option<Command> {
    let last = scene.in_item().next_back();
    // Few speak up when somebody goes on and on.
    let by: Vec<_> = scene.in_item().rev().take(2).map(|message| message.from).collect();
    let one_in = if matches!(by[..], [last, before] if last == before) { 60 } else { 9 };
    if !scene.mood().is_multiple_of(one_in) || last.is_some_and(|message| message.from == scene.me) {
        return None;
    }
    let to_a_person = last.is_some_and(|m| m.kind == MessageKind::Open && scene.is_real(m.from));
    let lines = if to_a_person { &scene.lines.to_a_person } else { &scene.lines.talk };
    let fresh = |line: &&String| scene.in_item().all(|message| message.text != **line);
    lines.iter().find(fresh).map(|line| post(line))
}

/// Reacts to a person's last words, or else to whatever was said last; once.
fn react(scene: &Scene<'_>) -> Option<Command> {
    const REACTIONS: [Reaction; 4] = [Reaction::Heard, Reaction::WithYou, Reaction::MeToo, Reaction::Thanks];
    let (me, meeting) = (scene.me, scene.meeting);
    let since = meeting.people.get(&me)?.admitted_seq?;
    let theirs = || meeting.messages.iter().rev().filter(|m| m.from != me && m.id.0 > since);
    let person = theirs().find(|m| scene.is_real(m.from) && m.reactions.len() < PEOPLE_WHO_REACT);
    let last = person.or_else(|| theirs().next())?;
    if !meeting.config.has_reactions(last.item) || last.reactions.iter().any(|mark| mark.who == me) {
        return None;
    }
    let reaction = REACTIONS[(scene.mood() / 8) as usize % REACTIONS.len()];
    Some(Command::React { message: last.id, reaction })
}

/// Proposes a topic while there are few, and chooses one of another.
fn topic(scene: &Scene<'_>) -> Option<Command> {
    let proposed = &scene.meeting.topics.proposed;
    if let Some(text) = scene.lines.topics.get(proposed.len())
        && !proposed.iter().any(|topic| topic.by == scene.me || topic.text == *text)
    {
        return Some(Command::ProposeTopic { text: text.clone() });
    }
    let chosen = proposed.iter().filter(|topic| topic.chosen_by.contains(&scene.me)).count();
    let topic = proposed.get((scene.mood() as usize / 5) % proposed.len().max(1))?;
    let fresh = chosen < 2 && !topic.chosen_by.contains(&scene.me);
    fresh.then_some(Command::ChooseTopic { topic: topic.id, on: true })
}
