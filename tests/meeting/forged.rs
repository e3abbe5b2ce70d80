//! Whatever a member's client sends, an act of power is refused and changes nothing.

use rondo::meeting::{
    agenda::{Crosstalk, Mode},
    command::Command,
    id::ParticipantId,
    offer::Offered,
    ordinal::{ItemIndex, RoundId, TurnId},
    reason::{RemovalReason, TakeBackReason},
    refusal::Refusal,
    role::{Role, Service},
};
use serde_json::json;

use crate::support::{
    person::Person,
    roles::Leads,
    room::{Practice, Room},
};

/// Every act of power, against a person.
fn acts(who: ParticipantId, me: ParticipantId, turn: TurnId, item: u32) -> Vec<Command> {
    let reason = RemovalReason::Other;
    vec![
        Command::EndMeeting {},
        Command::Admit { who },
        Command::Deny { who },
        Command::SendToDoor { who },
        Command::PutOff { who, word: None },
        Command::SetDoor { door: rondo::meeting::settings::Door::Closed },
        Command::Whisper { to: Some(who), text: "psst".into() },
        Command::SeeHelp { who },
        Command::ClaimHelp { who, on: true },
        Command::StepAside { who },
        Command::EndAside { who },
        Command::StartRound { item: ItemIndex(item) },
        Command::CloseRound { round: RoundId(1) },
        Command::CallNext { from: Some(turn) },
        Command::CallNext { from: None },
        Command::GiveFloor { from: Some(turn), to: me },
        Command::GiveFloor { from: None, to: me },
        Command::TakeFloor { turn },
        Command::Nudge { turn },
        Command::Extend { turn },
        Command::MoveInOrder { who: me, before: Some(who) },
        Command::Advance { from: ItemIndex(item), to: None },
        Command::Advance { from: ItemIndex(item), to: Some(ItemIndex(0)) },
        Command::SwitchReactions { item: ItemIndex(item), on: true },
        Command::ChangeMode { item: ItemIndex(item), mode: Mode::Open, crosstalk: Crosstalk::Free },
        Command::OpenSealed { round: RoundId(1), shown: 0 },
        Command::PauseFloor {},
        Command::ResumeFloor {},
        Command::Mute { who, for_ms: None },
        Command::Mute { who, for_ms: Some(60_000) },
        Command::Unmute { who },
        Command::MuteAll {},
        Command::UnmuteAll {},
        Command::TakeBackAll { who, reason: TakeBackReason::Other },
        Command::Remove { who, reason },
        Command::Ban { who, reason },
        Command::GiveRole { who: me, role: Role::Facilitator },
        Command::GiveRole { who: me, role: Role::Therapist },
        Command::SetService { who: me, service: Service::Timekeeper, on: true },
        Command::HandOverLead { to: me },
        Command::AnswerOffer { what: Offered::Role { role: Role::Facilitator }, yes: true },
        Command::AnswerOffer { what: Offered::Lead {}, yes: true },
        Command::WithdrawOffer { who, what: Offered::Lead {} },
        Command::Volunteer {},
    ]
}

/// None of it happens, and nobody is told anything.
async fn refuses_all(forger: &mut Person, witness: &mut Person, turn: TurnId, item: u32) {
    witness.sync().await;
    let (seq, view) = (witness.seq, json!(witness.view));
    let me = forger.id();
    for who in [witness.id(), me] {
        for command in acts(who, me, turn, item) {
            let said = format!("{command:?}");
            let code = forger.ask(command).await.expect_err(&said);
            let allowed =
                [Refusal::NotPermitted, Refusal::RoleDoesNotFit, Refusal::NotSo, Refusal::NotToOneself];
            assert!(allowed.map(Into::into).contains(&code), "{said}: {code:?}");
        }
    }
    forger.refused(Command::OpenMeeting {}, Refusal::AlreadyOpen).await;
    witness.sync().await;
    assert_eq!((witness.seq, json!(witness.view)), (seq, view), "nothing happened");
}

#[tokio::test]
async fn a_member_of_a_therapist_led_room_has_no_power() {
    let practice = Practice::of("cbt").await;
    let mut theo = practice.therapist().await;
    theo.opens().await;
    let mut odile = practice.room.member("Odile").await;
    let mut mallory = practice.room.member("Mallory").await;
    theo.admits(odile.id()).await;
    theo.admits(mallory.id()).await;
    odile.sees("the meeting", |_| true).await;
    mallory.sees("the meeting", |_| true).await;
    theo.advances().await;
    theo.starts_a_round().await;
    let turn = odile.accepts().await;
    odile.says("Five.").await;
    refuses_all(&mut mallory, &mut theo, turn, 1).await;
    // Turns of others are not hers either.
    for command in [
        Command::Accept { turn },
        Command::StartTimer { turn },
        Command::Pass { turn: Some(turn) },
        Command::Defer { turn: Some(turn) },
        Command::Done { turn },
        Command::AskForMore { turn },
        Command::StopFeedback { turn },
    ] {
        mallory.refused(command, Refusal::NotHolder).await;
    }
    mallory.refused(Command::Post { text: "out of turn".into(), note: None }, Refusal::FloorTaken).await;
    theo.sync().await;
    assert_eq!((theo.holder(), theo.texts()), (Some(odile.id()), vec!["Five."]));
}

#[tokio::test]
async fn a_member_of_a_peer_led_room_has_no_power() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut mallory = room.member("Mallory").await;
    mallory.sees("the meeting", |_| true).await;
    ada.goes_to_the_round().await;
    let turn = ada.is_offered().await;
    refuses_all(&mut mallory, &mut ada, turn, 2).await;
}

#[tokio::test]
async fn those_who_wait_can_do_nothing_but_wait_and_write_to_the_leads() {
    let practice = Practice::of("cbt").await;
    let mut theo = practice.therapist().await;
    theo.opens().await;
    let mut mallory = practice.room.member("Mallory").await;
    let (who, me) = (theo.id(), mallory.id());
    theo.sync().await;
    let seq = theo.seq;
    for command in acts(who, me, TurnId(1), 0) {
        mallory.refused(command, Refusal::NotPresent).await;
    }
    for command in [
        Command::Post { text: "hello".into(), note: None },
        Command::RaiseHand {},
        Command::ListenOnly { on: true },
        Command::OpenMeeting {},
    ] {
        mallory.refused(command, Refusal::NotPresent).await;
    }
    theo.sync().await;
    assert_eq!(theo.seq, seq);
    mallory.does(Command::Whisper { to: None, text: "Am I in the right place?".into() }).await;
    theo.sees("the whisper", |view| view.whispers.len() == 1).await;
    theo.does(Command::Whisper { to: Some(me), text: "You are.".into() }).await;
    mallory.until("the answer", |m| m.waiting.as_ref().is_some_and(|w| w.whispers.len() == 2)).await;
}
