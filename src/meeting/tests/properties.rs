//! What holds in every history, whatever people do and whenever.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{
    arbitrary::{PEOPLE, Step, room, step},
    deeds::{self, person},
    hall::{facts, id, told},
    known::{check_shown, check_told},
};
use crate::meeting::{
    audience::needs_snapshot,
    command::Command,
    deadline::deadline,
    event::{Event, Numbered},
    floor::Stage,
    id::ParticipantId,
    input::{Input, Signal},
    ordinal::{MessageId, TurnId},
    recorded::Recorded,
    round::SlotState,
    settings::MeetingConfig,
    state::{Meeting, Place},
    time::MeetingMs,
    view::{MeetingView, view, waiting_view},
};

/// Opens the room with so many people in, so that histories begin where it gets interesting.
pub(super) fn beginning(meeting: &mut Meeting, log: &mut Vec<Numbered>, crowd: u8) {
    let kind = meeting.config.kind;
    let mut send = |who: u8, command: Command| {
        let outcome =
            meeting.handle(Input::Command { actor: person(kind, who), command }, MeetingMs::from_ms(0));
        log.extend(facts(outcome));
    };
    if crowd == 0 {
        return;
    }
    for who in 1..=crowd {
        send(who, Command::Join { guidelines_version: 1, adult: true, name: None });
    }
    send(1, Command::OpenMeeting {});
    for who in 3..=crowd {
        send(1, Command::Admit { who: id(who) });
    }
}

/// The views of everyone, kept by events alone.
struct Viewers {
    published: Meeting,
    views: BTreeMap<ParticipantId, MeetingView>,
    /// Who was last checked for what they are shown.
    shown: u8,
}

impl Viewers {
    fn new(meeting: &Meeting) -> Self {
        let mut viewers = Self { published: meeting.clone(), views: BTreeMap::new(), shown: 0 };
        for who in 1..=PEOPLE {
            viewers.refresh(id(who));
        }
        viewers
    }

    fn refresh(&mut self, who: ParticipantId) {
        match view(&self.published, who) {
            Some(fresh) => self.views.insert(who, fresh),
            None => self.views.remove(&who),
        };
    }

    /// Publishes as a server does: event by event.
    fn publish(&mut self, events: &[Numbered]) {
        for numbered in events {
            self.published.apply(numbered);
            for who in (1..=PEOPLE).map(id) {
                let told = told(&self.published, who, numbered);
                assert!(told.is_none() || self.published.present(who).is_some(), "only the present are told");
                if let Some(told) = told {
                    check_told(&self.published, who, &told);
                    self.views.entry(who).and_modify(|view| view.reduce(&told));
                }
                let gone = self.published.present(who).is_none();
                if needs_snapshot(&numbered.event) == Some(who) || gone {
                    self.refresh(who);
                }
                assert_eq!(self.views.get(&who), view(&self.published, who).as_ref(), "{numbered:?}");
            }
        }
        // One after the other, since it takes a while.
        self.shown = self.shown % PEOPLE + 1;
        check_shown(&self.published, id(self.shown));
    }
}

/// The log keeps the floor's promises by itself.
#[derive(Default)]
struct Referee {
    holder: Option<(TurnId, ParticipantId)>,
    seq: u64,
    at_ms: MeetingMs,
}

impl Referee {
    fn watch(&mut self, before: &Meeting, numbered: &Numbered) {
        assert_eq!(numbered.seq, self.seq + 1, "gap-free");
        assert!(numbered.at_ms >= self.at_ms, "time goes on");
        self.seq = numbered.seq;
        self.at_ms = numbered.at_ms;
        assert!(!before.is_over(), "nothing happens after the end: {numbered:?}");
        match &numbered.event {
            Event::TurnChanged { turn, .. } => {
                assert!(
                    self.holder.is_none_or(|(id, who)| (id, who) == (turn.id, turn.holder)),
                    "at most one holder"
                );
                if self.holder.is_none() {
                    assert!(turn.id > before.turns, "a new turn has a new number");
                    let holder = before.people.get(&turn.holder);
                    assert!(holder.is_some_and(|p| p.seems_present() && p.person.mute.is_none()));
                }
                self.holder = Some((turn.id, turn.holder));
            }
            Event::TurnEnded { turn, holder, .. } => {
                assert_eq!(self.holder, Some((*turn, *holder)), "who ends a turn has it");
                self.holder = None;
            }
            Event::Posted { message } => {
                let from = &before.people[&message.from];
                assert_eq!(from.person.place, Place::Present, "only the present are heard");
                assert_eq!(from.person.mute, None, "the muted are not heard");
                assert!(!before.everyone_muted || from.person.role.is_lead(), "nor anyone while all are");
                assert_eq!(message.id, MessageId(numbered.seq));
            }
            Event::Ended { .. } => {
                assert_eq!(self.holder, None, "nobody holds the floor of an ended meeting")
            }
            _ => {}
        }
    }
}

fn check_state(meeting: &Meeting) {
    if let Some(turn) = &meeting.floor.turn {
        let holder = &meeting.people[&turn.holder];
        assert!(meeting.is_running() && holder.seems_present() && holder.person.mute.is_none());
        if let Some(round) = meeting.round() {
            let speaking: Vec<_> = round.slots.iter().filter(|s| s.state == SlotState::Speaking).collect();
            let named = matches!(turn.stage, Stage::Naming { .. });
            assert!(
                named || (speaking.len() == 1 && speaking[0].who == turn.holder),
                "one speaks: {speaking:?}"
            );
        }
    } else if let Some(round) = meeting.round() {
        assert!(round.slots.iter().all(|s| s.state != SlotState::Speaking), "nobody speaks: {round:?}");
    }
    let mut hands: Vec<_> = meeting.floor.queue.iter().map(|hand| hand.who).collect();
    hands.sort_unstable();
    hands.dedup();
    assert_eq!(hands.len(), meeting.floor.queue.len(), "one hand each");
    for who in (1..=PEOPLE).map(id) {
        let waiting = meeting.people.get(&who).is_some_and(|p| p.person.place == Place::Waiting);
        assert_eq!(waiting_view(meeting, who).is_some(), waiting);
    }
}

/// A round is not closed by itself while somebody who wanted to speak can be called (rule 7).
fn check_closing(before: &Meeting, events: &[Numbered], by_itself: bool) {
    let closed = events.iter().any(|n| matches!(n.event, Event::RoundClosed { .. }));
    if !by_itself || !closed || !before.is_running() {
        return;
    }
    let mut meeting = before.clone();
    for numbered in events {
        if let (Event::RoundClosed { .. }, Some(round)) = (&numbered.event, meeting.round())
            && !events.iter().any(|n| matches!(n.event, Event::Ended { .. }))
        {
            let skipped = round
                .slots
                .iter()
                .find(|s| s.state.is_to_come() && meeting.can_be_called(s.who) && meeting.takes_part(s.who));
            assert!(skipped.is_none(), "skipped: {skipped:?}");
        }
        meeting.apply(numbered);
    }
}

fn run(config: MeetingConfig, crowd: u8, steps: &[Step]) {
    let (mut meeting, created) = Meeting::create(config, MeetingMs::from_ms(0));
    let mut log = vec![created];
    beginning(&mut meeting, &mut log, crowd);
    let mut viewers = Viewers::new(&meeting);
    let mut referee = Referee { seq: meeting.seq, at_ms: meeting.at_ms, ..Referee::default() };
    referee.holder = meeting.floor.turn.as_ref().map(|turn| (turn.id, turn.holder));
    let mut now = 0;
    for step in steps {
        now += step.later_ms;
        let input = deeds::input(&meeting, step);
        let before = meeting.clone();
        let outcome = meeting.handle(input.clone(), MeetingMs::from_ms(now));
        let mut replayed = before.clone();
        for recorded in &outcome.events {
            referee.watch(&replayed, &recorded.numbered);
            replayed.apply(&recorded.numbered);
            assert_eq!(
                *recorded,
                Recorded::new(&replayed, Numbered::clone(&recorded.numbered)),
                "as it stood then"
            );
        }
        assert_eq!(replayed, meeting, "replay = live");
        assert_eq!(
            outcome,
            before.clone().handle(input.clone(), MeetingMs::from_ms(now)),
            "handling is a function"
        );
        if outcome.result.is_err() {
            let mut only_due = before.clone();
            only_due.handle(Input::Signal(Signal::Wake {}), MeetingMs::from_ms(now));
            assert_eq!(only_due, meeting, "a refused command has no effect: {input:?}");
        }
        let by_itself = !matches!(
            input,
            Input::Command {
                command: Command::CloseRound { .. }
                    | Command::Advance { .. }
                    | Command::ChangeMode { .. }
                    | Command::EndMeeting {}
                    | Command::StartRound { .. },
                ..
            }
        );
        let events = facts(outcome);
        check_closing(&before, &events, by_itself);
        check_state(&meeting);
        viewers.publish(&events);
        log.extend(events);
        assert!(
            deadline(&meeting).is_none_or(|due| due > MeetingMs::from_ms(now)),
            "nothing due is left: {:?}",
            meeting.floor
        );
    }
    assert_eq!(Meeting::replay(&log), Ok(meeting.clone()));
    let stored = serde_json::to_string(&meeting).expect("serialises");
    assert_eq!(serde_json::from_str::<Meeting>(&stored).expect("parses"), meeting);
    check_state_and_rest(&log, &meeting);
    check_end(meeting, now);
}

/// A meeting that was stored in the middle, with the events after that, is the meeting of all events.
fn check_state_and_rest(log: &[Numbered], meeting: &Meeting) {
    let (before, rest) = log.split_at(log.len().div_ceil(2));
    let half = Meeting::replay(before).expect("begins with its creation");
    let stored = serde_json::to_string(&half).expect("serialises");
    let mut opened: Meeting = serde_json::from_str(&stored).expect("parses");
    rest.iter().for_each(|numbered| opened.apply(numbered));
    assert_eq!(opened, *meeting, "state and rest = all events");
}

/// Woken at its deadlines and left alone, a meeting comes to its end.
fn check_end(mut meeting: Meeting, now: u64) {
    for person in (1..=PEOPLE).map(id) {
        meeting.handle(Input::Signal(Signal::Disconnected { who: person }), MeetingMs::from_ms(now));
    }
    for _ in 0..2_000 {
        let Some(due) = deadline(&meeting) else {
            return assert!(meeting.is_over(), "no deadline: {meeting:?}");
        };
        let before = meeting.clone();
        meeting.handle(Input::Signal(Signal::Wake {}), due);
        assert_ne!(before, meeting, "a deadline stalls at {due:?}");
    }
    panic!("deadlines without end");
}

proptest! {
    #[test]
    fn every_history_keeps_the_promises(
        config in room(),
        crowd in prop_oneof![1 => Just(0), 4 => 3u8..=5, 2 => 6..=PEOPLE],
        steps in proptest::collection::vec(step(), 1..150),
    ) {
        run(config, crowd, &steps);
    }
}
