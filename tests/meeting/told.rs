//! What others are told, over real sockets and to the last byte: nobody but the leads learns that
//! somebody was removed, banned, muted or left quietly, and nobody at all how long another's share
//! really is (docs/rules.md, "Who is told what").

use rondo::meeting::{
    command::Command,
    event::Event,
    floor::Stage,
    id::ParticipantId,
    ordinal::MessageId,
    reason::RemovalReason,
    role::{Role, Service},
    state::{Person as Seen, Place},
    time::FloorMs,
};

use crate::support::{
    person::Person,
    roles::Leads,
    room::{Room, all_agree, time_passes},
};

/// What only leads may be sent, as it would stand in a frame.
const FOR_LEADS: [&str; 8] = [
    r#""how":"removed""#,
    r#""how":"banned""#,
    r#""left_quietly""#,
    r#""place":"removed""#,
    r#""reason":"safety""#,
    r#""reason":"wrong_room""#,
    r#""mute_changed""#,
    r#""reason":"muted""#,
];

/// Nobody but the holder is told that a share is over its time.
const FOR_THE_HOLDER: [&str; 4] =
    [r#""type":"grace""#, r#""cause":"time_up""#, r#""turn_warned""#, r#""multiplier_changed""#];

fn seen(person: &Person, who: ParticipantId) -> &Seen {
    person.view().people.iter().find(|p| p.id == who).expect("somebody who was here")
}

/// When the share is over, as far as a person knows.
fn ends(person: &Person) -> FloorMs {
    match person.turn().unwrap().stage {
        Stage::Speaking { ends_ms: Some(ends_ms) } => ends_ms,
        ref other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn others_learn_that_somebody_left_and_that_a_turn_ended_and_no_more() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let [mut odile, mut kit, mut juniper, mut marlow, mut noor, mut tomasz, mut pim] = [
        room.member("Odile").await,
        room.member("Kit").await,
        room.member("Juniper").await,
        room.member("Marlow").await,
        room.member("Noor").await,
        room.member("Tomasz").await,
        room.member("Pim").await,
    ];
    ada.does(Command::SetService { who: tomasz.id(), service: Service::Greeter, on: true }).await;
    tomasz.takes_the_offer().await;
    odile.does(Command::SetMultiplier { percent: 200 }).await;
    ada.goes_to_the_round().await;
    ada.passes().await;

    // Odile shares for double the time: to the others it is the usual time, and then it goes on.
    let turn = odile.accepts().await;
    odile.says("I begin.").await;
    ada.sync().await;
    let usual_ms = ada.turn().unwrap().share_ms;
    assert_eq!(odile.turn().unwrap().share_ms, 2 * usual_ms);
    let everyone = all![ada, odile, kit, juniper, marlow, noor, tomasz, pim];
    time_passes(&room.server.clock, usual_ms + 40_000, everyone).await;
    assert!(ends(&ada) < ada.floor_ms(), "to a lead the usual time is over, and the share goes on");
    assert!(ends(&odile) > odile.floor_ms(), "the holder has time left");
    // A lead may give a minute then, as to anybody whose time is over.
    ada.does(Command::Extend { turn }).await;
    let everyone = all![ada, odile, kit, juniper, marlow, noor, tomasz, pim];
    time_passes(&room.server.clock, usual_ms + 40_000, everyone).await;
    assert!(matches!(odile.turn().unwrap().stage, Stage::Grace { .. }), "{:?}", odile.turn());
    assert!(ends(&ada) < ada.floor_ms());
    odile.does(Command::Done { turn }).await;

    pim.cut();
    kit.accepts().await;
    kit.says("I begin too.").await;
    ada.mutes(kit.id()).await;
    juniper.is_offered().await;
    ada.does(Command::Remove { who: juniper.id(), reason: RemovalReason::WrongRoom }).await;
    marlow.accepts().await;
    ada.does(Command::Ban { who: marlow.id(), reason: RemovalReason::Safety }).await;
    noor.is_offered().await;
    noor.does(Command::Leave { quiet: true }).await;
    // The floor waits as for a lost connection, and a lead, who knows, goes on.
    ada.sync().await;
    assert_eq!(seen(&ada, noor.id()).place, Place::Left);
    let held = ada.turn().unwrap();
    assert!(matches!(held.stage, Stage::Held { .. }), "{held:?}");
    let from = Some(held.id);
    ada.does(Command::CallNext { from }).await;
    tomasz.is_offered().await;

    // One stayed, one comes back for what was missed, one comes with a fresh client, one asks for a page.
    pim.connect().await;
    assert_eq!(pim.snapshots, 1, "what was missed came as events");
    let mut fresh = tomasz.twin();
    fresh.connect().await;
    tomasz.page(MessageId(u64::MAX)).await;
    all_agree(all![ada, odile, kit, tomasz, pim]).await;
    for person in [&*tomasz, &pim, &fresh, &kit] {
        for (who, place) in
            [(juniper.id(), Place::Left), (marlow.id(), Place::Left), (noor.id(), Place::Present)]
        {
            assert_eq!(seen(person, who).place, place);
        }
        assert!(!seen(person, noor.id()).connected, "as if the connection was lost");
    }
    assert!(seen(&tomasz, kit.id()).mute.is_none() && seen(&kit, kit.id()).mute.is_some());
    for who in [juniper.id(), marlow.id()] {
        assert_eq!(seen(&ada, who).place, Place::Removed);
    }
    let double = format!(r#""share_ms":{}"#, 2 * tomasz.turn().unwrap().share_ms);
    for (name, heard) in [("Tomasz", tomasz.heard()), ("Pim", pim.heard()), ("fresh", fresh.heard())] {
        for text in FOR_LEADS.into_iter().chain(FOR_THE_HOLDER).chain([&*double]) {
            assert!(!heard.contains(text), "{name} heard {text}");
        }
    }
    for text in FOR_LEADS {
        assert!(ada.heard().contains(text), "leads know {text}");
    }
    for text in FOR_THE_HOLDER.into_iter().chain([&*double]) {
        assert!(!ada.heard().contains(text), "leads don't know {text} either");
        assert!(odile.heard().contains(text), "the holder knows {text}");
    }
    let by_ada = |event: &Event| matches!(event, Event::MuteChanged { by: Some(_), .. });
    assert!(ada.was_told(by_ada) && !kit.was_told(by_ada), "the muted don't know by whom");
}

#[tokio::test]
async fn after_a_quiet_exit_others_learn_of_a_connection_and_that_somebody_left() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let [mut odile, mut noor, mut kit] =
        [room.member("Odile").await, room.member("Noor").await, room.member("Kit").await];
    let (who, away) = (noor.id(), kit.id());
    let came_in = |person: &Person| person.heard().matches(r#""admitted""#).count();
    odile.sync().await;
    let before = came_in(&odile);
    for person in [&mut noor, &mut kit] {
        person.does(Command::Leave { quiet: true }).await;
        person.ends().await;
    }
    let noor = &mut noor.twin();
    noor.come().await;
    ada.does(Command::Remove { who: away, reason: RemovalReason::Other }).await;
    for person in [&mut *ada, &mut *odile] {
        person.sync().await;
        assert!(seen(person, who).connected);
    }
    assert_eq!(came_in(&odile), before, "for the others Noor had a lost connection");
    assert!(odile.was_told(|event| matches!(event, Event::ConnectionBack { who: back } if *back == who)));
    assert_eq!((seen(&odile, away).place, seen(&ada, away).place), (Place::Left, Place::Removed));
    all_agree(all![ada, odile, noor]).await;
}

#[tokio::test]
async fn who_becomes_a_lead_sees_then_what_leads_see() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    let juniper = room.member("Juniper").await;
    let who = juniper.id();
    ada.removes(who).await;
    odile.sync().await;
    assert_eq!(seen(&odile, who).place, Place::Left);
    ada.does(Command::GiveRole { who: odile.id(), role: Role::CoFacilitator }).await;
    odile.takes_the_offer().await;
    odile.sync().await;
    assert_eq!(seen(&odile, who).place, Place::Removed);
    ada.does(Command::GiveRole { who: odile.id(), role: Role::Member }).await;
    odile.sync().await;
    assert_eq!(seen(&odile, who).place, Place::Left);
    all_agree(all![ada, odile]).await;
}
