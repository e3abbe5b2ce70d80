//! Help and whispers reach a person, over real sockets.

use rondo::meeting::{
    command::Command,
    help::HelpCall,
    refusal::Refusal,
    role::{Role, Service},
};

use crate::support::{
    person::Person,
    roles::Leads,
    room::{Practice, Room, time_passes},
};

/// A person's call, as somebody sees it.
fn call(viewer: &Person, who: &Person) -> Option<HelpCall> {
    viewer.view().people.iter().find(|p| p.id == who.id())?.help.as_deref().cloned()
}

#[tokio::test]
async fn a_call_that_nobody_reads_comes_again_and_to_the_backup_who_answers_it() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    let mut kit = room.member("Kit").await;
    for person in [&mut *odile, &mut *kit] {
        person.sees("the meeting", |_| true).await;
    }
    ada.does(Command::SetService { who: kit.id(), service: Service::Backup, on: true }).await;
    kit.takes_the_offer().await;
    kit.sees("the task", |view| view.people.iter().any(|p| !p.services.is_empty())).await;

    odile.does(Command::AskForHelp {}).await;
    ada.sees("the call", |view| view.people.iter().any(|p| p.help.is_some())).await;
    odile.sync().await;
    let own = call(&odile, &odile).expect("a call");
    assert!(own.told.contains(&ada.id()) && own.read_by.is_empty());
    let who = odile.id();
    time_passes(&room.server.clock, 59_000, all![ada, odile, kit]).await;
    assert_eq!(call(&kit, &odile), None, "before a minute");
    kit.refused(Command::SeeHelp { who }, Refusal::NotSo).await;
    kit.refused(Command::Whisper { to: Some(who), text: "psst".into() }, Refusal::NotPermitted).await;
    time_passes(&room.server.clock, 1_000, all![ada, odile, kit]).await;
    assert!(call(&ada, &odile).expect("a call").repeated);
    assert!(call(&odile, &odile).expect("a call").told.contains(&kit.id()), "the caller knows");

    kit.does(Command::SeeHelp { who }).await;
    kit.does(Command::ClaimHelp { who, on: true }).await;
    kit.does(Command::Whisper { to: Some(who), text: "I am here.".into() }).await;
    odile.sees("the whisper", |view| view.whispers.len() == 1).await;
    odile.does(Command::Whisper { to: Some(kit.id()), text: "Thank you.".into() }).await;
    ada.sees("both", |view| view.whispers.len() == 2).await;
    let (own, seen) = (call(&odile, &odile).expect("a call"), call(&ada, &odile).expect("a call"));
    assert_eq!((own.answered_by, own.claimed_by), (Some(kit.id()), None));
    assert_eq!((seen.answered_by, seen.claimed_by), (Some(kit.id()), Some(kit.id())));
}

#[tokio::test]
async fn the_answer_to_a_call_outlives_a_reload_and_a_restart() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    odile.sees("the meeting", |_| true).await;
    ada.cut();
    odile.sees("the loss", |view| view.lead_lost.is_some()).await;
    odile.does(Command::AskForHelp {}).await;
    odile.sync().await;
    assert!(call(&odile, &odile).expect("a call").told.is_empty(), "no lead is here");
    odile.cut();
    odile.connect().await;
    odile.sync().await;
    assert!(call(&odile, &odile).is_some());
    ada.connect().await;
    ada.does(Command::SeeHelp { who: odile.id() }).await;
    odile
        .sees("who has read it", |view| {
            view.people.iter().any(|p| p.help.as_ref().is_some_and(|call| !call.read_by.is_empty()))
        })
        .await;
}

#[tokio::test]
async fn somebody_at_the_door_is_told_the_truth_too() {
    let practice = Practice::of("cbt").await;
    let mut theo = practice.therapist().await;
    theo.opens().await;
    let mut odile = practice.room.member("Odile").await;
    odile.does(Command::AskForHelp {}).await;
    let who = odile.id();
    odile.until("who was told", |o| help(o).is_some_and(|help| help.told.len() == 1)).await;
    theo.does(Command::SeeHelp { who }).await;
    odile.until("who has read it", |o| help(o).is_some_and(|help| help.read_by.len() == 1)).await;
    theo.does(Command::Whisper { to: Some(who), text: "I am with you in a moment.".into() }).await;
    odile.until("the answer", |o| help(o).is_some_and(|help| help.answered_by.is_some())).await;
}

fn help(person: &Person) -> Option<&rondo::meeting::view::WaitingHelp> {
    person.waiting.as_ref()?.help.as_ref()
}

#[tokio::test]
async fn a_whisper_to_one_lead_never_leaves_the_server_for_another() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    let mut kit = room.member("Kit").await;
    for person in [&mut *odile, &mut *kit] {
        person.sees("the meeting", |_| true).await;
    }
    ada.does(Command::GiveRole { who: kit.id(), role: Role::CoFacilitator }).await;
    kit.takes_the_offer().await;
    kit.sees("the role", |view| view.people.iter().any(|p| p.role == Role::CoFacilitator)).await;
    odile.does(Command::WhisperAlone { to: kit.id(), text: "about Ada".into() }).await;
    kit.sees("the whisper", |view| view.whispers.len() == 1).await;
    kit.does(Command::WhisperAlone { to: odile.id(), text: "I hear you".into() }).await;
    odile.sees("the answer", |view| view.whispers.len() == 2).await;
    ada.refused(Command::WhisperAlone { to: odile.id(), text: "psst".into() }, Refusal::NotPermitted).await;
    ada.sync().await;
    assert!(ada.view().whispers.is_empty());
    ada.cut();
    ada.connect().await;
    ada.sync().await;
    assert!(ada.view().whispers.is_empty(), "not in a snapshot either");
}
