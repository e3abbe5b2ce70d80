//! What is taken back or covered: by whom it may be, who is told, and that nobody sees it again
//! (docs/rules.md, "Taking back").

use super::hall::{ANN, BEN, CAT, CO, Hall, LEAD, MINUTE, OBSERVER, config, id, item, post};
use crate::meeting::{
    agenda::{AgendaItem, Crosstalk, Mode},
    command::Command,
    event::{Event, Numbered},
    floor::{FeedbackKind, Stage},
    ordinal::{MessageId, TopicId},
    reason::{RemovalReason, TakeBackReason},
    recorded::Recorded,
    refusal::Refusal,
    role::{Role, RoomKind, Service},
    settings::Admission,
    state::{Meeting, Message, Reaction, TakenBackBy},
    view::{view, waiting_view},
};

fn open(members: &[u8]) -> Hall {
    let mut config = config(RoomKind::PeerLed, vec![item(Mode::Open), item(Mode::Round)]);
    config.settings.reactions = true;
    Hall::opened(config, members)
}

fn back(message: MessageId) -> Command {
    Command::TakeBack { message }
}

fn back_other(message: MessageId) -> Command {
    Command::TakeBackOther { message, reason: TakeBackReason::Privacy }
}

fn cover(message: MessageId, note: &str) -> Command {
    Command::Cover { message, note: note.to_owned() }
}

#[track_caller]
fn says(hall: &mut Hall, who: u8, text: &str) -> MessageId {
    MessageId(hall.send(who, post(text)).expect("may write"))
}

#[track_caller]
fn whispers(hall: &mut Hall, who: u8, to: Option<u8>) -> MessageId {
    let command = Command::Whisper { to: to.map(id), text: "a secret".into() };
    MessageId(hall.send(who, command).expect("may whisper"))
}

fn seen(hall: &Hall, viewer: u8, message: MessageId) -> Option<Message> {
    let view = view(&hall.meeting, id(viewer)).expect("is present");
    view.messages.into_iter().chain(view.whispers).find(|known| known.id == message)
}

/// What a viewer was told of the last event.
fn last_told(hall: &Hall, viewer: u8) -> Option<Event> {
    let last: Numbered = hall.log.last().expect("a log").clone();
    Recorded::new(&hall.meeting, last).told(id(viewer)).map(|numbered| numbered.event.clone())
}

#[test]
fn a_writer_takes_back_any_of_their_words_and_everyone_sees_that_it_was_they() {
    let mut hall = open(&[ANN, BEN]);
    let message = says(&mut hall, ANN, "my street");
    hall.ok(BEN, Command::React { message, reaction: Reaction::Thanks });
    hall.ok(ANN, back(message));
    for viewer in [ANN, BEN, LEAD] {
        let gone = seen(&hall, viewer, message).expect("its place is kept");
        assert_eq!(gone.taken_back_by, Some(TakenBackBy::Writer));
        assert_eq!((gone.text.as_str(), gone.name.as_str(), gone.reactions.len()), ("", "Person 11", 0));
        assert!(matches!(last_told(&hall, viewer), Some(Event::TakenBack { lead: None, .. })));
    }
    hall.no(ANN, back(message), Refusal::AlreadySo);
    hall.no(BEN, Command::React { message, reaction: Reaction::Thanks }, Refusal::NoSuchMessage);
    hall.no(ANN, back(MessageId(999)), Refusal::NoSuchMessage);
    let of_ben = says(&mut hall, BEN, "mine");
    hall.no(ANN, back(of_ben), Refusal::NotPermitted);
    hall.no(LEAD, back(of_ben), Refusal::NotPermitted);
}

#[test]
fn it_can_be_taken_back_at_any_time_muted_paused_before_the_opening_and_long_after() {
    let mut config = config(RoomKind::PeerLed, vec![item(Mode::Open), item(Mode::Queue)]);
    config.settings.admission = Admission::OneByOne;
    let mut hall = Hall::new(config);
    hall.enter(LEAD, Role::Facilitator);
    hall.enter(CO, Role::CoFacilitator);
    let before = says(&mut hall, LEAD, "before the opening");
    hall.ok(LEAD, back(before));
    hall.join(ANN, Role::Member).expect("may wait");
    let at_the_door = whispers(&mut hall, ANN, None);
    hall.ok(ANN, back(at_the_door));
    let waiting = waiting_view(&hall.meeting, id(ANN)).expect("waits");
    assert_eq!(waiting.whispers[0].taken_back_by, Some(TakenBackBy::Writer));
    hall.ok(LEAD, Command::OpenMeeting {});
    hall.ok(LEAD, Command::Admit { who: id(ANN) });
    let early = says(&mut hall, ANN, "early");
    let muted = says(&mut hall, ANN, "before the mute");
    for n in 0..150 {
        says(&mut hall, LEAD, &format!("and {n}"));
    }
    assert!(seen(&hall, ANN, early).is_none(), "no snapshot has it any more");
    hall.ok(ANN, back(early));
    hall.ok(LEAD, Command::Mute { who: id(ANN), for_ms: None });
    hall.ok(LEAD, Command::PauseFloor {});
    hall.ok(ANN, back(muted));
    let mut read = Message { text: "early".into(), ..hall.meeting.messages.iter().next().unwrap().clone() };
    read.id = early;
    hall.meeting.written.amend(&mut read);
    assert_eq!((read.text.as_str(), read.taken_back_by), ("", Some(TakenBackBy::Writer)), "of the log, too");
}

#[test]
fn a_lead_takes_back_or_covers_what_others_wrote_and_only_leads_learn_who_and_why() {
    let mut hall = open(&[ANN, BEN]);
    let (first, second) = (says(&mut hall, ANN, "a number"), says(&mut hall, ANN, "how it happened"));
    hall.ok(LEAD, cover(second, " violence "));
    let covered = seen(&hall, BEN, second).expect("its place is kept");
    assert_eq!((covered.text.as_str(), covered.note.as_deref()), ("how it happened", Some("violence")));
    assert!(covered.noted_by_lead);
    assert!(matches!(last_told(&hall, BEN), Some(Event::Covered { by: None, .. })));
    assert!(matches!(last_told(&hall, LEAD), Some(Event::Covered { by: Some(_), .. })));
    hall.ok(LEAD, back_other(first));
    assert_eq!(seen(&hall, BEN, first).expect("its place").taken_back_by, Some(TakenBackBy::Lead));
    assert!(matches!(last_told(&hall, ANN), Some(Event::TakenBack { lead: None, reason: None, .. })));
    assert!(matches!(last_told(&hall, LEAD), Some(Event::TakenBack { lead: Some(_), reason: Some(_), .. })));
    hall.ok(LEAD, back_other(second));
    hall.no(LEAD, cover(second, "again"), Refusal::AlreadySo);
    assert_eq!(seen(&hall, BEN, second).expect("its place").note, None, "the note is gone, too");
    let third = says(&mut hall, ANN, "third");
    hall.no(BEN, back_other(third), Refusal::NotPermitted);
    hall.no(BEN, cover(third, "no"), Refusal::NotPermitted);
    hall.no(LEAD, cover(third, " "), Refusal::TextEmpty);
    hall.no(LEAD, cover(third, "two\0lines"), Refusal::TextInvalid(crate::text::Unfit('\0')));
    let own = says(&mut hall, LEAD, "own");
    hall.no(LEAD, back_other(own), Refusal::NotToOneself);
    hall.enter(CO, Role::CoFacilitator);
    hall.no(CO, back_other(own), Refusal::NotToThatRole);
    hall.no(CO, cover(own, "no"), Refusal::NotToThatRole);
}

#[test]
fn whispers_are_taken_back_by_their_writer_and_by_a_lead_only_if_others_read_them() {
    let mut hall = open(&[ANN, BEN]);
    hall.now = MINUTE;
    hall.enter(CAT, Role::Member);
    hall.serve(BEN, Service::Greeter);
    let to_leads = whispers(&mut hall, ANN, None);
    hall.no(LEAD, back_other(to_leads), Refusal::NotPermitted);
    hall.no(LEAD, cover(to_leads, "no"), Refusal::NotPermitted);
    hall.ok(ANN, back(to_leads));
    assert!(seen(&hall, LEAD, to_leads).expect("its place").text.is_empty());
    assert_eq!(last_told(&hall, BEN), None, "who could not read it is told nothing");
    let greeting = whispers(&mut hall, BEN, Some(CAT));
    hall.ok(LEAD, back_other(greeting));
    for viewer in [BEN, CAT, LEAD] {
        assert!(seen(&hall, viewer, greeting).expect("its place").text.is_empty(), "{viewer}");
        assert!(last_told(&hall, viewer).is_some(), "{viewer}");
    }
    assert_eq!(last_told(&hall, ANN), None);
    let to_ann = whispers(&mut hall, LEAD, Some(ANN));
    hall.ok(LEAD, back(to_ann));
    assert!(last_told(&hall, ANN).is_some());
}

#[test]
fn who_came_after_a_message_is_not_told_what_became_of_it() {
    for show_earlier in [false, true] {
        let mut hall = open(&[ANN, BEN]);
        hall.meeting.config.settings.show_earlier = show_earlier;
        let message = says(&mut hall, ANN, "early");
        hall.enter(CAT, Role::Member);
        hall.ok(LEAD, cover(message, "loss"));
        assert_eq!(last_told(&hall, CAT).is_some(), show_earlier);
        hall.ok(ANN, back(message));
        assert_eq!(last_told(&hall, CAT).is_some(), show_earlier);
        assert_eq!(seen(&hall, CAT, message).is_some(), show_earlier);
    }
}

#[test]
fn all_that_somebody_wrote_is_taken_back_at_once_but_what_they_told_the_leads() {
    let mut config = config(
        RoomKind::PeerLed,
        vec![AgendaItem { chooses_topics: true, ..item(Mode::Open) }, item(Mode::Round)],
    );
    config.settings.admission = Admission::Everyone;
    let mut hall = Hall::opened(config, &[ANN, BEN]);
    let of_ann = says(&mut hall, ANN, "hers");
    let texts: Vec<_> = (0..3).map(|n| says(&mut hall, BEN, &format!("his {n}"))).collect();
    let whisper = whispers(&mut hall, BEN, None);
    hall.ok(BEN, Command::ProposeTopic { text: "buy this".into() });
    hall.ok(BEN, back(texts[0]));
    let all = |who| Command::TakeBackAll { who: id(who), reason: TakeBackReason::Removed };
    hall.no(ANN, all(BEN), Refusal::NotPermitted);
    hall.no(LEAD, all(LEAD), Refusal::NotToOneself);
    hall.ok(LEAD, Command::Remove { who: id(BEN), reason: RemovalReason::Other });
    let seq = hall.meeting.seq;
    hall.ok(LEAD, all(BEN));
    let by = |message| seen(&hall, ANN, message).expect("its place").taken_back_by;
    assert_eq!(by(texts[0]), Some(TakenBackBy::Writer), "it was gone before");
    assert_eq!((by(texts[1]), by(texts[2])), (Some(TakenBackBy::Lead), Some(TakenBackBy::Lead)));
    assert_eq!(by(of_ann), None);
    assert_eq!(seen(&hall, LEAD, whisper).expect("kept").text, "a secret");
    assert!(hall.meeting.topics.find(TopicId(1)).is_none());
    assert_eq!(hall.meeting.seq, seq + 2, "the messages, and the topic");
    hall.no(LEAD, all(BEN), Refusal::NotSo);
    assert_eq!(Meeting::replay(&hall.log).expect("a log"), hall.meeting);
}

#[test]
fn a_share_that_is_taken_back_moves_nothing() {
    let mut hall = Hall::peers(item(Mode::Queue), &[ANN, BEN]);
    hall.hand(ANN);
    hall.post(ANN);
    let floor = hall.meeting.floor.clone();
    let message = hall.meeting.messages.iter().next().unwrap().id;
    hall.ok(ANN, back(message));
    assert_eq!(hall.meeting.floor, floor);
    let turn = Some(hall.turn_id());
    hall.ok(ANN, Command::Pass { turn });
    assert_eq!(hall.meeting.shares_of(id(ANN)), 1, "she was heard");
}

#[test]
fn who_takes_back_a_reply_may_reply_again() {
    let first = AgendaItem { crosstalk: Crosstalk::OnRequest, ..item(Mode::Queue) };
    let mut hall = Hall::peers(first, &[ANN, BEN, CAT]);
    hall.hand(ANN);
    hall.post(ANN);
    hall.done(ANN);
    let turn = hall.turn_id();
    hall.ok(ANN, Command::AskFeedback { turn, kind: FeedbackKind::Questions });
    let reply = says(&mut hall, BEN, "a slip");
    // Everyone sees who has replied, not the sharer alone.
    for viewer in [ANN, BEN, CAT] {
        let turn = view(&hall.meeting, id(viewer)).expect("is present").floor.turn.expect("a turn");
        let Stage::Feedback { replies_left, replied, .. } = turn.stage else { panic!("replies are taken") };
        assert_eq!((replies_left, replied), (2, vec![id(BEN)]), "{viewer}");
    }
    hall.ok(BEN, back(reply));
    let again = says(&mut hall, BEN, "a question");
    hall.no(BEN, post("another"), Refusal::AlreadyReplied);
    hall.ok(LEAD, back_other(again));
    hall.no(BEN, post("another"), Refusal::AlreadyReplied);
    let Stage::Feedback { replies_left, .. } = hall.stage() else { panic!("replies are taken") };
    assert_eq!(*replies_left, 2);
}

#[test]
fn an_observer_takes_back_what_they_whispered() {
    let mut hall = open(&[ANN]);
    hall.meeting.config.settings.observer_whispers = true;
    hall.enter(OBSERVER, Role::Observer);
    let whisper = whispers(&mut hall, OBSERVER, None);
    hall.ok(OBSERVER, back(whisper));
}

#[test]
fn what_is_told_again_is_told_as_it_is_by_now() {
    let mut hall = open(&[ANN, BEN]);
    let (gone, covered) = (says(&mut hall, ANN, "my street"), says(&mut hall, ANN, "how"));
    let whisper = whispers(&mut hall, ANN, None);
    let mut recorded: Vec<_> =
        hall.log.iter().map(|numbered| Recorded::new(&hall.meeting, numbered.clone())).collect();
    hall.ok(ANN, back(gone));
    hall.ok(ANN, back(whisper));
    hall.ok(LEAD, cover(covered, "loss"));
    for recorded in &mut recorded {
        recorded.amend(&hall.meeting.written);
    }
    let told = |viewer: u8| -> String {
        let told = recorded.iter().filter_map(|recorded| recorded.told(id(viewer)));
        told.map(|numbered| serde_json::to_string(numbered).expect("serialises")).collect()
    };
    for viewer in [ANN, BEN, LEAD] {
        let told = told(viewer);
        assert!(!told.contains("my street") && !told.contains("a secret"), "{viewer}: {told}");
        assert!(told.contains("\"note\":\"loss\""), "{viewer}: {told}");
    }
}
