//! The floor with real clients: one holder at a time, lost connections, objections, stale clicks.

use rondo::meeting::{
    command::Command,
    event::Event,
    floor::Stage,
    ordinal::{ItemIndex, MessageId},
    reason::TurnEnd,
    refusal::Refusal,
    round::SlotState,
    view::MeetingView,
};
use serde_json::json;

use crate::support::{
    Server,
    people::peer_room,
    person::Person,
    roles::{Facilitator, Leads, Member},
    room::{Room, all_agree, time_passes},
};

struct Circle {
    room: Room,
    ada: Facilitator,
    odile: Member,
    tomasz: Member,
}

/// A round of two members, in which the lead has passed.
async fn round() -> Circle {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let odile = room.member("Odile").await;
    let tomasz = room.member("Tomasz").await;
    ada.goes_to_the_round().await;
    ada.passes().await;
    Circle { room, ada, odile, tomasz }
}

#[tokio::test]
async fn the_floor_rests_for_a_breath_between_two_shares() {
    let mut wish = peer_room();
    wish["format"] = "peer_checkin".into();
    wish["topics"] = json!(["illness"]);
    let room = Room::on(Server::start().await, wish).await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let (mut odile, mut tomasz) = (room.member("Odile").await, room.member("Tomasz").await);
    ada.goes_to_the_round().await;
    ada.passes().await;
    odile.shares("That is all.").await;
    tomasz.sees("a breath", rests).await;
    tomasz.refused(Command::Post { text: "now me".into(), note: None }, Refusal::FloorTaken).await;
    time_passes(&room.server.clock, 4_000, all![ada, odile, tomasz]).await;
    tomasz.reload().await;
    assert!(rests(tomasz.view()), "whoever comes now is told so too");
    time_passes(&room.server.clock, 1_000, all![ada, odile, tomasz]).await;
    tomasz.is_offered().await;
    all_agree(all![ada, odile, tomasz]).await;
}

fn rests(view: &MeetingView) -> bool {
    view.floor.turn.as_ref().is_some_and(|turn| matches!(turn.stage, Stage::Breath { .. }))
}

fn speaking_left_ms(person: &Person) -> u64 {
    match person.turn().unwrap().stage {
        Stage::Speaking { ends_ms: Some(ends_ms) } => ends_ms.since(person.floor_ms()),
        ref other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_sharer_who_is_back_in_time_has_what_was_left_and_15_seconds() {
    let Circle { room, mut ada, mut odile, mut tomasz } = round().await;
    let clock = room.server.clock.clone();
    odile.accepts().await;
    odile.says("I begin.").await;
    time_passes(&clock, 20_000, all![ada, odile, tomasz]).await;
    let left = speaking_left_ms(&odile);
    odile.cut();
    ada.sees("the hold", |view| {
        view.floor.turn.as_ref().is_some_and(|turn| matches!(turn.stage, Stage::Held { .. }))
    })
    .await;
    tomasz.refused(Command::Post { text: "now me".into(), note: None }, Refusal::FloorTaken).await;
    time_passes(&clock, 59_000, all![ada, tomasz]).await;
    assert_eq!(ada.holder(), Some(odile.id()), "held for 60 s");
    odile.connect().await;
    assert_eq!(speaking_left_ms(&odile), left + 15_000);
    all_agree(all![ada, odile, tomasz]).await;
}

#[tokio::test]
async fn a_sharer_who_does_not_come_back_is_deferred_with_a_minute_at_least() {
    let Circle { room, mut ada, mut odile, mut tomasz } = round().await;
    let clock = room.server.clock.clone();
    odile.accepts().await;
    odile.says("I begin.").await;
    time_passes(&clock, 90_000, all![ada, odile, tomasz]).await;
    odile.cut();
    ada.sees("the loss", |view| view.people.iter().any(|p| !p.connected)).await;
    time_passes(&clock, 60_000, all![ada, tomasz]).await;
    ada.sees("the next turn", |view| view.floor.turn.as_ref().is_some_and(|t| t.holder == tomasz.id())).await;
    let slot = ada.view().floor.round.as_ref().unwrap().slots[1].clone();
    assert_eq!((slot.state, slot.share_ms_min), (SlotState::Deferred, 60_000));
    odile.connect().await;
    tomasz.shares("Me then.").await;
    odile.is_offered().await;
    assert_eq!(odile.turn().unwrap().share_ms, 60_000);
    all_agree(all![ada, odile, tomasz]).await;
}

#[tokio::test]
async fn one_more_minute_is_granted_when_nobody_objects_and_not_when_somebody_does() {
    let Circle { room, mut ada, mut odile, mut tomasz } = round().await;
    let clock = room.server.clock.clone();
    let turn = odile.accepts().await;
    odile.says("I begin.").await;
    odile.does(Command::AskForMore { turn }).await;
    tomasz.does(Command::Object {}).await;
    odile.sees("no request", |view| view.floor.more_time.is_none()).await;
    assert!(!odile.turn().unwrap().extended);
    odile.does(Command::AskForMore { turn }).await;
    let before = {
        odile.sync().await;
        speaking_left_ms(&odile)
    };
    time_passes(&clock, 10_000, all![ada, odile, tomasz]).await;
    assert!(odile.turn().unwrap().extended, "granted after 10 s");
    assert_eq!(speaking_left_ms(&odile), before - 10_000 + 60_000);
    odile.refused(Command::AskForMore { turn }, Refusal::AlreadyExtended).await;
}

#[tokio::test]
async fn two_leads_who_press_next_at_once_move_the_floor_once() {
    let Circle { mut ada, mut odile, mut tomasz, room } = round().await;
    let turn = odile.accepts().await;
    odile.says("I begin.").await;
    // The holder says done while the lead's click is on its way.
    let done = odile.send("done", Command::Done { turn }).await;
    let next = ada.send("next", Command::CallNext { from: Some(turn) }).await;
    let (done, next) = (odile.answer(done).await, ada.answer(next).await);
    let moved = [done, next].iter().filter(|verdict| verdict.is_ok()).count();
    assert_eq!(moved, 1, "{done:?} {next:?}");
    assert!([done, next].contains(&Err(Refusal::Stale.into())));
    tomasz.is_offered().await;
    // Two advances of the same item.
    let turn = tomasz.turn().unwrap().id;
    tomasz.does(Command::Pass { turn: Some(turn) }).await;
    let mut second = ada.twin();
    second.connect().await;
    let first = ada.send("advance-1", Command::Advance { from: ItemIndex(2), to: None }).await;
    let other = second.send("advance-2", Command::Advance { from: ItemIndex(2), to: None }).await;
    let verdicts = [ada.answer(first).await, second.answer(other).await];
    assert_eq!(verdicts.iter().filter(|verdict| verdict.is_ok()).count(), 1, "{verdicts:?}");
    ada.sync().await;
    assert_eq!(ada.view().item, Some(ItemIndex(3)));
    drop(room);
}

#[tokio::test]
async fn a_muted_holder_loses_the_floor_and_the_others_see_no_mute() {
    let Circle { mut ada, mut odile, mut tomasz, room } = round().await;
    let turn = odile.accepts().await;
    odile.says("I begin.").await;
    ada.mutes(odile.id()).await;
    tomasz.is_offered().await;
    let ended = |why: TurnEnd| move |event: &Event| matches!(event, Event::TurnEnded { turn: t, reason, .. } if *t == turn && *reason == why);
    assert!(tomasz.was_told(ended(TurnEnd::MovedOn)));
    assert!(!tomasz.was_told(ended(TurnEnd::Muted)));
    odile.sync().await;
    assert!(odile.was_told(ended(TurnEnd::Muted)));
    assert!(!tomasz.was_told(|event| matches!(event, Event::MuteChanged { .. })));
    odile.refused(Command::Post { text: "still".into(), note: None }, Refusal::Muted).await;
    odile.does(Command::AskForHelp {}).await;
    ada.sees("the call for help", |view| view.people.iter().any(|p| p.help.is_some())).await;
    tomasz.sync().await;
    assert!(tomasz.view().people.iter().all(|p| p.help.is_none()));
    all_agree(all![ada, odile, tomasz]).await;
    drop(room);
}

#[tokio::test]
async fn a_latecomer_sees_nothing_of_before_and_is_put_at_the_end() {
    let Circle { mut ada, mut odile, mut tomasz, room } = round().await;
    odile.accepts().await;
    let early = odile.says("Said before Kit came.").await;
    let mut kit = room.member("Kit").await;
    kit.sees("the meeting", |view| view.item == Some(ItemIndex(2))).await;
    assert!(kit.view().messages.is_empty());
    let round = kit.view().floor.round.clone().unwrap();
    assert_eq!(round.slots.last().unwrap().who, kit.id());
    assert_eq!(kit.page(MessageId(u64::MAX)).await, (Vec::new(), false), "pages are not a way around it");
    assert_eq!(kit.page(MessageId(early + 1)).await, (Vec::new(), false));
    assert!(!kit.heard().contains("Said before"));
    assert_eq!(tomasz.page(MessageId(u64::MAX)).await.0.len(), 1);
    all_agree(all![ada, odile, tomasz, kit]).await;
}
