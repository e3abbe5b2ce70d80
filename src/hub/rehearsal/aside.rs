//! What a simulated member does when others have the floor, or nobody has.

use super::{chance::chance, lines, member::post, temper::Temper};
use crate::meeting::{
    agenda::Mode,
    command::Command,
    floor::{FeedbackKind, Stage},
    id::ParticipantId,
    round::{RoundPhase, SlotState},
    state::{Meeting, Reaction},
};

pub(super) fn idea(me: ParticipantId, temper: Temper, meeting: &Meeting, acts: u64) -> Option<Command> {
    let mood = chance(me, acts);
    let listens = meeting.present(me).is_some_and(|p| p.person.listening);
    if temper == Temper::Listener && !listens {
        return Some(Command::ListenOnly { on: true });
    }
    if mood.is_multiple_of(12) {
        return react(me, meeting);
    }
    if meeting.current().is_some_and(|(_, item)| item.chooses_topics) && mood.is_multiple_of(5) {
        return topic(me, meeting, mood);
    }
    match meeting.floor.turn.as_ref().map(|turn| &turn.stage) {
        Some(Stage::Feedback { kind, replies_left, replied, .. }) => {
            (*replies_left > 0 && !replied.contains(&me) && mood.is_multiple_of(4))
                .then(|| reply(*kind, mood))
                .flatten()
        }
        Some(_) if listens => None,
        Some(_) => hand(me, meeting, mood),
        None if meeting.mode() == Some(Mode::Open) && mood.is_multiple_of(4) => remark(me, meeting, mood),
        None if listens => None,
        None => hand(me, meeting, mood),
    }
}

fn reply(kind: FeedbackKind, mood: u64) -> Option<Command> {
    match kind {
        FeedbackKind::Questions => Some(one_of(&lines::QUESTIONS, mood)),
        FeedbackKind::Suggestions => Some(one_of(&lines::SUGGESTIONS, mood)),
        FeedbackKind::Nothing | FeedbackKind::Listening | FeedbackKind::Reactions => None,
    }
}

/// A raised hand: to be called in a queue, or to say in a round that one wants to speak after all.
fn hand(me: ParticipantId, meeting: &Meeting, mood: u64) -> Option<Command> {
    let wants = match meeting.mode()? {
        Mode::Queue => mood.is_multiple_of(6) && meeting.shares_of(me) == 0,
        Mode::Round | Mode::Tag => {
            let round = meeting.round()?;
            let asked = matches!(round.phase, RoundPhase::AnyoneUnheard { .. }) || mood.is_multiple_of(4);
            let away = |slot: &&crate::meeting::round::Slot| slot.state == SlotState::Away && !slot.returned;
            asked && meeting.slot_of(me).as_ref().is_some_and(away)
        }
        _ => false,
    };
    (wants && meeting.hand_of(me).is_none()).then_some(Command::RaiseHand {})
}

/// Something that nobody has said in this item; each person says one thing.
fn remark(me: ParticipantId, meeting: &Meeting, mood: u64) -> Option<Command> {
    let said = || meeting.messages.iter().filter(|message| message.item == meeting.item);
    if said().any(|message| message.from == me) {
        return None;
    }
    let fresh: Vec<&str> =
        lines::REMARKS.into_iter().filter(|line| said().all(|message| message.text != *line)).collect();
    (!fresh.is_empty()).then(|| one_of(&fresh, mood))
}

/// Hears somebody's last words, once.
fn react(me: ParticipantId, meeting: &Meeting) -> Option<Command> {
    let since = meeting.people.get(&me)?.admitted_seq?;
    let last = meeting.messages.back().filter(|message| message.from != me && message.id.0 > since)?;
    if !meeting.config.has_reactions(last.item) {
        return None;
    }
    let reacted = last.reactions.iter().any(|mark| mark.who == me);
    (!reacted).then_some(Command::React { message: last.id, reaction: Reaction::Heard })
}

/// Proposes a topic while there are few, and chooses one of another.
fn topic(me: ParticipantId, meeting: &Meeting, mood: u64) -> Option<Command> {
    let proposed = &meeting.topics.proposed;
    if let Some(text) = lines::TOPICS.get(proposed.len())
        && !proposed.iter().any(|topic| topic.by == me || topic.text == *text)
    {
        return Some(Command::ProposeTopic { text: (*text).to_owned() });
    }
    let chosen = proposed.iter().filter(|topic| topic.chosen_by.contains(&me)).count();
    let topic = proposed.get((mood as usize / 5) % proposed.len().max(1))?;
    let fresh = chosen < 2 && !topic.chosen_by.contains(&me);
    fresh.then_some(Command::ChooseTopic { topic: topic.id, on: true })
}

fn one_of(texts: &[&str], mood: u64) -> Command {
    post(texts[((mood / 7) % texts.len() as u64) as usize])
}
