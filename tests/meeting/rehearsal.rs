//! A rehearsal of a host's room: simulated members, labelled, who do what members do, until the
//! host ends it.

use std::sync::Arc;

use rondo::{
    clock::ManualClock,
    meeting::{
        event::{Event, Numbered},
        floor::{Stage, Turn},
        reason::TurnEnd,
        state::{MessageKind, Phase},
    },
    protocol::debrief::HardMoment,
};
use serde_json::{Value, json};

use crate::support::{
    person::Person,
    roles::{Facilitator, Leads},
    room::{Room, time_passes},
};

async fn rehearsal() -> (Room, Facilitator) {
    rehearsal_of(json!({})).await
}

async fn rehearsal_of(plan: Value) -> (Room, Facilitator) {
    let room = Room::peer_led("peer_checkin").await;
    let path = format!("/api/rooms/{}/rehearsal", room.id);
    let made = room.admin.post(&path, plan).await.good();
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
    assert_eq!(ada.view().people.len(), 6, "they gather, and one comes late");
    for person in ada.view().people.iter().filter(|person| person.id != ada.id()) {
        assert!(person.simulated && !person.name.is_empty(), "labelled");
    }
    assert!(!ada.view().people.iter().any(|person| person.simulated && person.id == ada.id()));
    ada.opens().await;
    ada.sees("everyone in", |view| view.people.iter().all(|person| person.circle_position.is_some())).await;
    lively_until(&clock, &mut ada, "they talk in an open item", |e| matches!(e, Event::Posted { .. })).await;
    assert_eq!(ada.view().people.len(), 7, "the latecomer is here");
    ada.advances().await;
    ada.advances().await;
    a_round(&clock, &mut ada).await;
    ada.advances().await;
    lively_until(&clock, &mut ada, "they choose topics", |e| matches!(e, Event::TopicChosen { .. })).await;
    ada.advances().await;
    assert!(ada.view().topics.current.is_some());
    let raised = |event: &Event| matches!(event, Event::QueueChanged { queue, .. } if !queue.is_empty());
    lively_until(&clock, &mut ada, "hands", raised).await;
    ada.agrees_with_the_server().await;
    assert_eq!(ada.view().lead, Some(ada.id()), "the host leads");
    ada.ends_the_meeting().await;
    assert_eq!(ada.ends().await, Some(1000));
    ada.connect().await;
    assert!(!ada.joined, "another rehearsal is a new meeting");
}

/// Time passes in steps that leave everyone time to act.
async fn lively(clock: &Arc<ManualClock>, ms: u64, ada: &mut Facilitator) {
    for _ in 0..ms / 3_000 {
        time_passes(clock, 3_000, all![ada]).await;
    }
}

/// The same for a minute at least, until Ada was told of something. On a busy machine they act later.
async fn lively_until(
    clock: &Arc<ManualClock>,
    ada: &mut Facilitator,
    what: &str,
    happened: impl Fn(&Event) -> bool,
) {
    for _ in 0..10 {
        lively(clock, 60_000, ada).await;
        if ada.was_told(&happened) {
            return;
        }
    }
    panic!("{what}");
}

async fn a_round(clock: &Arc<ManualClock>, ada: &mut Facilitator) {
    ada.starts_a_round().await;
    ada.passes().await;
    // Some pass and some take their time; in the end everyone was offered the floor.
    for _ in 0..40 {
        lively(clock, 30_000, ada).await;
        if ada.view().floor.round.is_none() {
            break;
        }
    }
    assert!(ada.view().floor.round.is_none(), "the round comes to its end: {}", json!(ada.view().floor));
    let ended =
        |reason| move |event: &Event| matches!(event, Event::TurnEnded { reason: r, .. } if *r == reason);
    assert!(ada.was_told(ended(TurnEnd::Done)), "some share");
    assert!(ada.was_told(|event| matches!(event, Event::ConnectionLost { .. })), "one loses the connection");
    assert!(ada.was_told(|event| matches!(event, Event::ConnectionBack { .. })), "and is back");
    assert!(ada.events.iter().any(|numbered| goes_on(ada, numbered)), "one runs over the time");
    let shared = ada.view().messages.iter().any(|message| message.kind == MessageKind::Share);
    assert!(shared);
}

/// Whether a share goes on when its usual time is over, which is all that a lead is told of it.
fn goes_on(ada: &Facilitator, numbered: &Numbered) -> bool {
    let turn = match &numbered.event {
        Event::TurnEnded { turn, .. } => *turn,
        Event::MoreTimeChanged { more_time: Some(more_time) } => more_time.turn,
        _ => return false,
    };
    let ends = |before: &Numbered| match &before.event {
        Event::TurnChanged { turn: Turn { id, stage: Stage::Speaking { ends_ms }, .. }, .. }
            if *id == turn =>
        {
            *ends_ms
        }
        _ => None,
    };
    let last = ada.events.iter().take_while(|before| before.seq < numbered.seq).filter_map(ends).last();
    last.is_some_and(|ends_ms| ada.view().clock.at(numbered.at_ms) >= ends_ms)
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
    assert_eq!((ada.view().phase, ada.view().people.len()), (Phase::Running {}, 6));
    let before = ada.events.len();
    time_passes(&clock, 60_000, all![ada]).await;
    assert!(ada.events.len() > before, "it goes on");
    ada.agrees_with_the_server().await;
}

/// The host is gone: a simulated member volunteers, leads on, and hands back when the host returns.
#[tokio::test]
async fn a_rehearsal_outlasts_the_loss_of_its_lead() {
    let (room, mut ada) = rehearsal().await;
    let clock = room.server.clock.clone();
    time_passes(&clock, 10_000, all![ada]).await;
    ada.opens().await;
    ada.cut();
    for _ in 0..10 {
        clock.advance_ms(10_000);
        room.admin.get(&format!("/api/rooms/{}", ada.room)).await.good();
    }
    ada.connect().await;
    assert_ne!(ada.view().lead, Some(ada.id()), "somebody volunteered");
    time_passes(&clock, 10_000, all![ada]).await;
    ada.sees("the lead", |view| view.lead.is_some_and(|lead| lead == view.me.id)).await;
}

/// What the leads are told afterwards comes from the log, so a restart in the middle loses nothing of it.
#[tokio::test]
async fn a_restart_loses_nothing_of_what_the_leads_are_told_afterwards() {
    let (room, mut ada) = rehearsal_of(json!({"lang": "de", "hard_moments": ["help", "advice"]})).await;
    let clock = room.server.clock.clone();
    time_passes(&clock, 10_000, all![ada]).await;
    ada.opens().await;
    let called = |ada: &Facilitator| ada.view().people.iter().any(|person| person.help.is_some());
    for _ in 0..60 {
        if !called(&ada) {
            time_passes(&clock, 3_000, all![ada]).await;
        }
    }
    assert!(called(&ada), "somebody calls for help");
    let server = room.server.stop_and_start(true).await;
    ada.cut();
    ada.find(&server);
    ada.come().await;
    ada.sees("everyone back", |view| view.pause.is_none()).await;
    ada.ends_the_meeting().await;
    ada.ends().await;
    let debrief = ada.debrief.clone().expect("a debrief");
    assert!(debrief.met.iter().any(|met| met.moment == HardMoment::Help), "{debrief:?}");
}

#[tokio::test]
async fn a_rehearsal_without_hard_moments_has_nothing_to_tell() {
    let (room, mut ada) = rehearsal().await;
    time_passes(&room.server.clock, 10_000, all![ada]).await;
    ada.opens().await;
    ada.ends_the_meeting().await;
    ada.ends().await;
    assert!(ada.debrief.is_none());
}
