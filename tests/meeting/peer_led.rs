//! A whole peer-led meeting of four people in the check-in format, to the goodbye and after it.

use std::{fs, path::Path, sync::Arc};

use rondo::{
    clock::ManualClock,
    meeting::{
        agenda::Mode,
        command::Command,
        event::Event,
        floor::{FeedbackKind, Stage},
        ordinal::{ItemIndex, MessageId},
        reason::MeetingEnd,
        refusal::Refusal,
        role::Role,
        round::{RoundPhase, SlotState},
        state::{MessageKind, Phase},
    },
};

use crate::{
    nowhere::nowhere,
    random::Random,
    support::{
        person::Person,
        roles::{Facilitator, Leads, Member},
        room::{Room, all_agree, time_passes},
    },
};

/// Who sits where.
struct Circle {
    ada: Facilitator,
    odile: Member,
    tomasz: Member,
    kit: Member,
}

async fn gather(room: &Room) -> Circle {
    let mut odile = room.member("Odile").await;
    let mut tomasz = room.member("Tomasz").await;
    assert_eq!((odile.waiting.as_ref().unwrap().place, tomasz.waiting.as_ref().unwrap().place), (1, 2));
    odile.refused(Command::OpenMeeting {}, Refusal::NotPresent).await;
    odile.refused(Command::Post { text: "hello?".into(), note: None }, Refusal::NotPresent).await;
    let mut ada = room.lead().await;
    let mut kit = room.member("Kit").await;
    tomasz.until("three at the door", |t| t.waiting.as_ref().is_some_and(|w| w.waiting == 3)).await;
    assert_eq!(tomasz.waiting.as_ref().unwrap().lead.as_deref(), Some("Ada"));
    ada.opens().await;
    for person in [&mut *odile, &mut *tomasz, &mut *kit] {
        person
            .sees("the open meeting", |view| view.phase == Phase::Running {} && view.people.len() == 4)
            .await;
    }
    Circle { ada, odile, tomasz, kit }
}

async fn agree(circle: &mut Circle) {
    let Circle { ada, odile, tomasz, kit } = circle;
    all_agree(all![ada, odile, tomasz, kit]).await;
}

#[tokio::test]
async fn four_people_hold_a_peer_led_meeting_and_nothing_of_it_stays() {
    let canary = Random::new(1).canary();
    let room = Room::peer_led("peer_checkin").await;
    let mut circle = gather(&room).await;
    let meeting = circle.ada.meeting.unwrap().to_string();
    let keys_before = keys(&room.server.data_dir().join("meeting-keys"));
    assert!(keys_before.iter().any(|name| name.contains(&meeting)), "{keys_before:?}");
    gathering(&mut circle, &canary).await;
    circle.ada.advances().await;
    circle.ada.advances().await;
    check_in(&room, &mut circle).await;
    agree(&mut circle).await;
    circle.ada.advances().await;
    choosing_topics(&mut circle).await;
    circle.ada.advances().await;
    discussion(&mut circle).await;
    agree(&mut circle).await;
    everyone_passes(&mut circle).await;
    goodbye(&mut circle).await;
    the_next_meeting_is_new_and_empty(&mut circle, &meeting).await;
    let keys_after = keys(&room.server.data_dir().join("meeting-keys"));
    assert!(!keys_after.iter().any(|name| name.contains(&meeting)), "{keys_after:?}");
    let data = room.server.stop().await;
    nowhere(&canary, data.path());
}

/// An open item: anyone, at any time.
async fn gathering(circle: &mut Circle, canary: &str) {
    let Circle { ada, odile, tomasz, kit } = circle;
    for (who, text) in [(&mut **ada, "Welcome."), (&mut **odile, canary), (&mut **kit, "Good evening.")] {
        who.says(text).await;
    }
    tomasz.sees("three messages", |view| view.messages.len() == 3).await;
    assert_eq!(tomasz.texts(), ["Welcome.", canary, "Good evening."]);
    tomasz.refused(Command::RaiseHand {}, Refusal::WrongMode).await;
    tomasz.does(Command::Whisper { to: None, text: "I may leave early.".into() }).await;
    ada.sees("the whisper", |view| view.whispers.len() == 1).await;
    kit.sync().await;
    assert!(kit.view().whispers.is_empty());
}

/// Shares, a deferral, a pass, no answer, a warning, more time, a late hand.
async fn check_in(room: &Room, circle: &mut Circle) {
    let clock = &room.server.clock;
    let Circle { ada, odile, tomasz, kit } = circle;
    odile.refused(Command::Post { text: "out of turn".into(), note: None }, Refusal::NotHolder).await;
    ada.starts_a_round().await;
    assert_eq!(ada.view().floor.round.as_ref().unwrap().share_ms, 120_000);
    let turn = ada.is_offered().await;
    odile.refused(Command::Accept { turn }, Refusal::NotHolder).await;
    odile.refused(Command::Post { text: "out of turn".into(), note: None }, Refusal::FloorTaken).await;
    ada.does(Command::Accept { turn }).await;
    ada.says("I am well.").await;
    ada.does(Command::Done { turn }).await;
    let turn = odile.is_offered().await;
    odile.does(Command::Defer { turn: Some(turn) }).await;
    tomasz.passes().await;
    kit.is_offered().await;
    no_answer(clock, ada, odile, tomasz, kit).await;
    long_share(clock, ada, odile, tomasz, kit).await;
    // "Anyone not heard?"
    ada.sees("the question", |view| {
        view.floor.round.as_ref().is_some_and(|r| matches!(r.phase, RoundPhase::AnyoneUnheard { .. }))
    })
    .await;
    kit.does(Command::RaiseHand {}).await;
    kit.shares("I was away for a moment.").await;
    time_passes(clock, 30_000, all![ada, odile, tomasz, kit]).await;
    ada.sees("the end of the round", |view| view.floor.round.is_none()).await;
}

fn slot_of(view: &Person, who: &Person) -> SlotState {
    let round = view.view().floor.round.as_ref().unwrap();
    round.slots.iter().find(|slot| slot.who == who.id()).unwrap().state
}

/// Rule 2: a nudge at 45 s, away at 90 s, which is not a pass.
async fn no_answer(
    clock: &Arc<ManualClock>,
    ada: &mut Facilitator,
    odile: &mut Member,
    tomasz: &mut Member,
    kit: &mut Member,
) {
    ada.sync().await;
    let Stage::Offered { since_ms, .. } = ada.turn().unwrap().stage else { panic!("an offer") };
    let nudged =
        |person: &Person| matches!(person.turn().unwrap().stage, Stage::Offered { nudged: true, .. });
    let waited = ada.floor_ms().since(since_ms);
    time_passes(clock, 44_000 - waited, all![ada, odile, tomasz, kit]).await;
    assert!(!nudged(kit), "before 45 s");
    time_passes(clock, 1_000, all![ada, odile, tomasz, kit]).await;
    assert!(nudged(kit), "at 45 s");
    time_passes(clock, 44_000, all![ada, odile, tomasz, kit]).await;
    assert_eq!(slot_of(ada, kit), SlotState::Speaking, "before 90 s");
    time_passes(clock, 1_000, all![ada, odile, tomasz, kit]).await;
    assert_eq!((slot_of(ada, kit), slot_of(ada, tomasz)), (SlotState::Away, SlotState::Passed), "at 90 s");
}

/// Rules 3 to 5: a private warning, the grace, one more minute, once.
async fn long_share(
    clock: &Arc<ManualClock>,
    ada: &mut Facilitator,
    odile: &mut Member,
    tomasz: &mut Member,
    kit: &mut Member,
) {
    let turn = odile.is_offered().await;
    odile.says("Where shall I begin?").await;
    let stage = |person: &Person| person.turn().unwrap().stage.clone();
    odile.sync().await;
    let Stage::Speaking { ends_ms: Some(ends_ms) } = stage(odile) else { panic!("the timer runs") };
    let left = ends_ms.since(odile.floor_ms());
    time_passes(clock, left - 31_000, all![ada, odile, tomasz, kit]).await;
    assert_eq!(odile.view().me.warned_turn, None);
    time_passes(clock, 1_000, all![ada, odile, tomasz, kit]).await;
    assert_eq!(odile.view().me.warned_turn, Some(turn), "a quarter is left");
    for other in [&**ada, &**tomasz, &**kit] {
        assert!(!other.was_told(|event| matches!(event, Event::TurnWarned { .. })), "the warning is private");
    }
    time_passes(clock, 30_000, all![ada, odile, tomasz, kit]).await;
    assert!(matches!(stage(odile), Stage::Grace { .. }), "the time is over");
    assert!(matches!(stage(ada), Stage::Speaking { .. }), "the grace is the holder's alone");
    odile.says("One more thought.").await;
    tomasz.refused(Command::Extend { turn }, Refusal::NotPermitted).await;
    ada.does(Command::Extend { turn }).await;
    ada.refused(Command::Extend { turn }, Refusal::AlreadyExtended).await;
    time_passes(clock, 61_000, all![ada, odile, tomasz, kit]).await;
    assert!(matches!(stage(odile), Stage::Grace { .. }), "the minute is over");
    ada.does(Command::CallNext { from: Some(turn) }).await;
    ada.refused(Command::CallNext { from: Some(turn) }, Refusal::Stale).await;
    ada.sync().await;
    assert_eq!(slot_of(ada, odile), SlotState::Done);
}

/// A directed item: the lead gives the floor.
async fn choosing_topics(circle: &mut Circle) {
    let Circle { ada, odile, tomasz, kit } = circle;
    assert_eq!(ada.view().agenda[3].mode, Mode::Directed);
    kit.does(Command::RaiseHand {}).await;
    let to = kit.id();
    kit.refused(Command::GiveFloor { from: None, to }, Refusal::NotPermitted).await;
    ada.gives_the_floor(to).await;
    kit.shares("Let us talk about evenings.").await;
    ada.says("Thank you, Kit.").await;
    odile
        .sees("the lead's word", |view| view.messages.last().is_some_and(|m| m.kind == MessageKind::Lead))
        .await;
    tomasz.refused(Command::Post { text: "me".into(), note: None }, Refusal::NotHolder).await;
}

/// The hand queue with feedback, and the lead handed over and lost.
async fn discussion(circle: &mut Circle) {
    let Circle { ada, odile, tomasz, kit } = circle;
    odile.does(Command::RaiseHand {}).await;
    let turn = odile.accepts().await;
    kit.does(Command::RaiseHand {}).await;
    tomasz.does(Command::RaiseHand {}).await;
    kit.refused(Command::RaiseHand {}, Refusal::AlreadySo).await;
    odile.says("Evenings are long.").await;
    odile.does(Command::Done { turn }).await;
    tomasz.refused(Command::Post { text: "not asked".into(), note: None }, Refusal::FloorTaken).await;
    odile.does(Command::AskFeedback { turn, kind: FeedbackKind::Questions }).await;
    tomasz.says("How long?").await;
    tomasz.refused(Command::Post { text: "a second".into(), note: None }, Refusal::AlreadyReplied).await;
    kit.says("Since when?").await;
    odile.does(Command::StopFeedback { turn }).await;
    let turn = kit.is_offered().await;
    ada.does(Command::HandOverLead { to: odile.id() }).await;
    odile.takes_the_offer().await;
    ada.sees("the new lead", |view| view.lead == Some(odile.id())).await;
    odile.sees("one's own role", |view| view.people[1].role == Role::Facilitator).await;
    let to = kit.id();
    ada.refused(Command::HandOverLead { to }, Refusal::NotPermitted).await;
    kit.does(Command::Pass { turn: Some(turn) }).await;
    tomasz.is_offered().await;
    let from = tomasz.turn().map(|turn| turn.id);
    odile.does(Command::CallNext { from }).await;
    lost_lead(ada, odile, tomasz, kit).await;
}

/// Rule 13: the place is held for 30 s, then the co-facilitator leads.
async fn lost_lead(ada: &mut Facilitator, odile: &mut Member, tomasz: &mut Member, kit: &mut Member) {
    let clock = odile.clock.clone();
    odile.cut();
    ada.sees("the loss", |view| view.lead_lost.is_some()).await;
    time_passes(&clock, 29_000, all![ada, tomasz, kit]).await;
    assert_eq!(ada.view().lead, Some(odile.id()), "held for 30 s");
    time_passes(&clock, 1_000, all![ada, tomasz, kit]).await;
    let next = ada.id();
    ada.sees("the next lead", |view| view.lead == Some(next) && view.lead_lost.is_none()).await;
    odile.come().await;
    odile.refused(Command::EndMeeting {}, Refusal::TurnedOff).await;
}

/// Rule 11: silence, and no harm.
async fn everyone_passes(circle: &mut Circle) {
    let Circle { ada, odile, tomasz, kit } = circle;
    ada.advances().await;
    for person in [&mut **odile, &mut **tomasz, &mut **kit] {
        person.sees("the closing round", |view| view.item == Some(ItemIndex(5))).await;
    }
    ada.starts_a_round().await;
    for person in [&mut **ada, &mut **odile, &mut **tomasz, &mut **kit] {
        person.passes().await;
    }
    ada.sees("the silence", |view| {
        view.floor.round.as_ref().is_some_and(|r| matches!(r.phase, RoundPhase::Silence { .. }))
    })
    .await;
}

async fn goodbye(circle: &mut Circle) {
    let Circle { ada, odile, tomasz, kit } = circle;
    tomasz.refused(Command::EndMeeting {}, Refusal::NotPermitted).await;
    ada.ends_the_meeting().await;
    for person in [&mut **ada, &mut **odile, &mut **tomasz, &mut **kit] {
        assert_eq!(person.ends().await, Some(1000));
        assert_eq!(person.goodbye.unwrap().1, None, "nobody is to come back by itself");
        assert_eq!(person.view().phase, Phase::Ended { reason: MeetingEnd::EndedByLead });
    }
}

async fn the_next_meeting_is_new_and_empty(circle: &mut Circle, old: &str) {
    let Circle { ada, odile, .. } = circle;
    odile.connect().await;
    assert!(!odile.joined);
    assert_ne!(odile.meeting.unwrap().to_string(), old);
    odile.come().await;
    ada.come().await;
    assert!(ada.view().messages.is_empty() && ada.view().whispers.is_empty());
    assert_eq!((ada.view().phase, ada.view().people.len()), (Phase::Gathering {}, 2));
    assert_eq!(ada.page(MessageId(u64::MAX)).await, (Vec::new(), false));
}

/// The files with keys.
fn keys(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(".key")).collect()
}
