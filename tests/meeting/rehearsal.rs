//! A rehearsal of a host's room: simulated members, labelled, who do what members do, until the
//! host ends it.

use rondo::meeting::{
    command::Command,
    event::Event,
    floor::TurnEnd,
    state::{MessageKind, Phase},
};
use serde_json::json;

use crate::support::{
    person::Person,
    roles::{Facilitator, Leads},
    room::{Room, time_passes},
};

async fn rehearsal() -> (Room, Facilitator) {
    let room = Room::peer_led("peer_checkin").await;
    let path = format!("/api/rooms/{}/rehearsal", room.id);
    let made = room.admin.post(&path, json!({})).await.good();
    let id = made["id"].as_str().unwrap().to_owned();
    let mut ada = Facilitator(Person::new(&room.server, &room.admin.browser, &id));
    ada.come().await;
    (room, ada)
}

#[tokio::test]
async fn a_host_rehearses_with_simulated_members_until_the_host_ends_it() {
    let (room, mut ada) = rehearsal().await;
    let clock = room.server.clock.clone();
    assert!(ada.info.as_ref().unwrap().rehearsal);
    time_passes(&clock, 10_000, all![ada]).await;
    assert_eq!(ada.view().people.len(), 7, "they gather");
    for person in ada.view().people.iter().filter(|person| person.id != ada.id()) {
        assert!(person.simulated && !person.name.is_empty(), "labelled");
    }
    assert!(!ada.view().people.iter().any(|person| person.simulated && person.id == ada.id()));
    ada.opens().await;
    ada.sees("everyone in", |view| view.people.iter().all(|person| person.seat.is_some())).await;
    time_passes(&clock, 60_000, all![ada]).await;
    assert!(ada.was_told(|event| matches!(event, Event::Posted { .. })), "they talk in an open item");
    ada.advances().await;
    ada.advances().await;
    a_round(&clock, &mut ada).await;
    ada.advances().await;
    ada.advances().await;
    time_passes(&clock, 120_000, all![ada]).await;
    assert!(
        ada.was_told(|event| matches!(event, Event::QueueChanged { queue, .. } if !queue.is_empty())),
        "hands"
    );
    ada.agrees_with_the_server().await;
    assert_eq!(ada.view().lead, Some(ada.id()), "the host leads");
    ada.ends_the_meeting().await;
    assert_eq!(ada.ends().await, Some(1000));
    ada.connect().await;
    assert!(!ada.joined, "another rehearsal is a new meeting");
}

async fn a_round(clock: &std::sync::Arc<rondo::clock::ManualClock>, ada: &mut Facilitator) {
    ada.starts_a_round().await;
    let turn = ada.is_offered().await;
    ada.does(Command::Pass { turn: Some(turn) }).await;
    // Some pass and some take their time; in the end everyone was offered the floor.
    for _ in 0..60 {
        time_passes(clock, 20_000, all![ada]).await;
        if ada.view().floor.round.is_none() {
            break;
        }
    }
    assert!(ada.view().floor.round.is_none(), "the round comes to its end: {}", json!(ada.view().floor));
    let ended =
        |reason| move |event: &Event| matches!(event, Event::TurnEnded { reason: r, .. } if *r == reason);
    assert!(ada.was_told(ended(TurnEnd::Done)), "some share");
    let shared = ada.view().messages.iter().any(|message| message.kind == MessageKind::Share);
    assert!(shared);
}

/// What a person may not do, a simulated one is not asked about: the room is an ordinary room.
#[tokio::test]
async fn a_rehearsal_goes_on_after_a_restart() {
    let (room, mut ada) = rehearsal().await;
    let clock = room.server.clock.clone();
    time_passes(&clock, 10_000, all![ada]).await;
    ada.opens().await;
    time_passes(&clock, 10_000, all![ada]).await;
    let server = room.server.stop_and_start(true).await;
    ada.cut();
    ada.find(&server);
    ada.come().await;
    ada.sees("everyone back", |view| view.pause.is_none()).await;
    assert_eq!((ada.view().phase, ada.view().people.len()), (Phase::Running {}, 7));
    let before = ada.events.len();
    time_passes(&clock, 60_000, all![ada]).await;
    assert!(ada.events.len() > before, "it goes on");
    ada.agrees_with_the_server().await;
}
