//! Who was sent away stays away: the link they came by lets nobody straight in until it is replaced.

use rondo::meeting::{
    agenda::{Crosstalk, Mode},
    command::Command,
    id::ParticipantId,
    reason::RemovalReason,
    refusal::Refusal,
    role::{Role, Service},
    settings::Door,
};
use serde_json::{Value, json};

use crate::support::{
    person::Person,
    roles::{Facilitator, Leads, Member},
    room::{Room, all_agree},
    secret_of,
};

/// Whether the person waits at the door.
fn waits(person: &Member) -> bool {
    person.waiting.is_some() && person.view.is_none()
}

/// A member by the room's link, who has come as far as they come by themselves.
async fn comes(room: &Room, lead: &mut Facilitator, name: &str) -> Member {
    let member = room.member(name).await;
    lead.sync().await;
    member
}

async fn lets_in(lead: &mut Facilitator, person: &mut Person) {
    lead.admits(person.id()).await;
    person.sees("the meeting", |_| true).await;
}

async fn shared_link(room: &Room) -> Value {
    let invites = room.admin.get(&format!("/api/rooms/{}", room.id)).await.good();
    invites["invites"]
        .as_array()
        .unwrap()
        .iter()
        .find(|invite| invite["revoked_at"].is_null())
        .unwrap()
        .clone()
}

fn ways_out(who: ParticipantId) -> [Command; 2] {
    let reason = RemovalReason::Safety;
    [Command::Ban { who, reason }, Command::Remove { who, reason }]
}

#[tokio::test]
async fn who_was_shut_out_does_not_come_back_by_the_same_link() {
    for nth in 0..2 {
        let room = Room::peer_led("peer_checkin").await;
        let mut ada = room.lead().await;
        ada.opens().await;
        let mut bea = comes(&room, &mut ada, "Bea").await;
        bea.sees("the meeting", |_| true).await;
        let mut kit = room.member("Kit").await;
        kit.sees("the meeting", |_| true).await;
        // A seat that Kit keeps for later, and somebody who stands before the guidelines.
        let mut spare = room.server.comes(&room.invites.secret().await, "Spare", &room.id).await;
        let mut slow = room.server.comes(&room.invites.secret().await, "Slow", &room.id).await;
        slow.connect().await;
        ada.does(ways_out(kit.id())[nth].clone()).await;
        assert_eq!(kit.ends().await, Some(4005));
        assert!(shared_link(&room).await["held_at"].is_u64());

        spare.come().await;
        assert!(waits(&spare), "redeemed before");
        slow.join().await.unwrap();
        slow.sync().await;
        assert!(waits(&slow), "was just about to join");
        let mut again = comes(&room, &mut ada, "Someone new").await;
        assert!(waits(&again), "another name in a fresh browser");
        assert_eq!(again.waiting.as_ref().unwrap().door, Door::OneByOne);
        again.refused(Command::Post { text: "me again".into(), note: None }, Refusal::NotPresent).await;
        // Whoever was in before comes back as ever.
        bea.does(Command::Leave { quiet: false }).await;
        assert_eq!(bea.ends().await, Some(1000));
        bea.joined = false;
        bea.view = None;
        bea.come().await;
        bea.sees("the meeting again", |_| true).await;
        lets_in(&mut ada, &mut again).await;
        all_agree(all![ada, bea, again]).await;
    }
}

#[tokio::test]
async fn a_link_is_replaced_in_one_step_and_seats_of_the_old_one_still_wait() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut kit = comes(&room, &mut ada, "Kit").await;
    let mut spare = room.server.comes(&room.invites.secret().await, "Spare", &room.id).await;
    ada.does(Command::Ban { who: kit.id(), reason: RemovalReason::Safety }).await;
    kit.ends().await;
    let old = shared_link(&room).await["id"].as_str().unwrap().to_owned();
    let path = format!("/api/rooms/{}/invites/{old}/replace", room.id);
    let made = room.admin.post(&path, json!({})).await.good();
    room.admin.post(&path, json!({})).await.refused(404, "not_found");
    room.server
        .visitor()
        .post("/api/invites/look", json!({"secret": room.invites.secret().await}))
        .await
        .refused(404, "link_invalid");
    assert!(shared_link(&room).await["held_at"].is_null());
    let secret = secret_of(made["link"].as_str().unwrap());
    let mut newcomer = room.server.comes(&secret, "Nell", &room.id).await;
    newcomer.come().await;
    newcomer.sees("the meeting", |_| true).await;
    spare.come().await;
    assert!(waits(&spare), "although the link is gone");
    lets_in(&mut ada, &mut spare).await;
    // Once let in, nobody is asked again, in later meetings neither.
    ada.ends_the_meeting().await;
    ada.ends().await;
    spare.ends().await;
    let mut ada = room.lead().await;
    ada.opens().await;
    spare.token.clear();
    (spare.joined, spare.view) = (false, None);
    spare.come().await;
    spare.sees("the next meeting", |_| true).await;
}

#[tokio::test]
async fn those_who_wait_before_the_opening_are_held_too_and_a_restart_forgets_nothing() {
    let mut room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    let mut kit = room.member("Kit").await;
    let mut twin = room.member("Twin").await;
    ada.sync().await;
    ada.does(Command::Deny { who: kit.id() }).await;
    assert_eq!(kit.ends().await, Some(4013));
    twin.until("one by one", |twin| twin.waiting.as_ref().is_some_and(|view| view.door == Door::OneByOne))
        .await;
    let server = room.server.restart().await;
    room.server = server;
    for person in [&mut *ada, &mut *twin] {
        person.find(&room.server);
        person.connect().await;
    }
    ada.opens().await;
    twin.sync().await;
    assert!(waits(&twin));
    room.admin.browser = room.admin.browser.at(&room.server);
    assert!(shared_link(&room).await["held_at"].is_u64());
}

#[tokio::test]
async fn a_host_may_let_a_link_work_as_before() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut kit = comes(&room, &mut ada, "Kit").await;
    ada.does(Command::Remove { who: kit.id(), reason: RemovalReason::WrongRoom }).await;
    kit.ends().await;
    let link = shared_link(&room).await["id"].as_str().unwrap().to_owned();
    let path = format!("/api/rooms/{}/invites/{link}/hold", room.id);
    room.admin.delete(&path).await.good();
    room.admin.delete(&path).await.refused(404, "not_found");
    let mut newcomer = comes(&room, &mut ada, "Nell").await;
    newcomer.sees("the meeting", |_| true).await;
}

#[tokio::test]
async fn a_lead_closes_the_door_and_sends_somebody_back_to_it() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut bea = comes(&room, &mut ada, "Bea").await;
    let mut cy = comes(&room, &mut ada, "Cy").await;
    ada.does(Command::SetDoor { door: Door::Closed }).await;
    let mut dan = room.server.comes(&room.invites.secret().await, "Dan", &room.id).await;
    dan.connect().await;
    assert_eq!(dan.join().await, Err(Refusal::DoorClosed.into()));
    ada.does(Command::SendToDoor { who: bea.id() }).await;
    bea.until("the door", |bea| bea.waiting.as_ref().is_some_and(|view| view.sent_back)).await;
    cy.sees("an absence", |view| view.people.iter().any(|p| p.name == "Bea" && !p.connected)).await;
    assert!(!cy.heard().contains("sent_to_door"), "to others it looks like a lost connection");
    bea.refused(Command::Post { text: "still here".into(), note: None }, Refusal::NotPresent).await;
    bea.reload().await;
    assert!(waits(&bea), "a reload changes nothing");
    lets_in(&mut ada, &mut bea).await;
    cy.sees("her", |view| view.people.iter().any(|p| p.name == "Bea" && p.connected)).await;
    ada.does(Command::SetDoor { door: Door::Everyone }).await;
    dan.join().await.unwrap();
    dan.sees("the meeting", |_| true).await;
    all_agree(all![ada, bea, cy, dan]).await;
}

/// A link for one person under a label, as its secret.
async fn personal(room: &Room, label: &str) -> String {
    let wish = json!({"kind": "member", "personal": true, "label": label});
    let made = room.admin.post(&format!("/api/rooms/{}/invites", room.id), wish).await.good();
    secret_of(made["link"].as_str().unwrap())
}

#[tokio::test]
async fn leads_read_by_which_invitation_somebody_comes_and_who_is_new_and_nobody_else_does() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut bea = comes(&room, &mut ada, "Bea").await;
    bea.sees("the meeting", |_| true).await;
    ada.does(Command::SetService { who: bea.id(), service: Service::Greeter, on: true }).await;
    bea.takes_the_offer().await;
    let mut cy = comes(&room, &mut ada, "Cy").await;
    cy.sees("the meeting", |_| true).await;
    ada.does(Command::SetDoor { door: Door::OneByOne }).await;
    let mut kit = room.server.comes(&personal(&room, "Quendoline 7").await, "Kit", &room.id).await;
    kit.come().await;
    ada.sync().await;
    bea.sync().await;
    let noted = |person: &Person, who| {
        let view = person.view.clone().expect("is in");
        view.people.into_iter().find(|p| p.id == who).and_then(|p| p.door_note)
    };
    let note = noted(&ada, kit.id()).expect("a note");
    assert_eq!((note.label.as_deref(), note.first_time), (Some("Quendoline 7"), true));
    let greeters = noted(&bea, kit.id()).expect("a note");
    assert_eq!((greeters.label, greeters.first_time), (None, true));
    assert!(noted(&ada, cy.id()).is_some_and(|note| note.first_time && note.label.is_none()));
    lets_in(&mut ada, &mut kit).await;
    ada.ends_the_meeting().await;
    for person in [&mut *ada, &mut *bea, &mut *cy, &mut *kit] {
        person.ends().await;
    }
    for person in [&*bea, &*cy, &*kit] {
        assert!(!person.heard().contains("Quendoline"), "leads alone");
    }
    assert!(!cy.heard().contains("first_time"), "nor that somebody is new");

    let mut ada = room.lead().await;
    ada.does(Command::SetDoor { door: Door::OneByOne }).await;
    kit.token.clear();
    (kit.joined, kit.view) = (false, None);
    kit.come().await;
    ada.sync().await;
    let note = noted(&ada, kit.id()).expect("a note");
    assert_eq!((note.label.as_deref(), note.first_time), (Some("Quendoline 7"), false), "not new any more");
}

#[tokio::test]
async fn not_yet_comes_with_a_word_also_before_the_opening_and_outlasts_it_and_a_restart() {
    let mut room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    let mut kit = room.member("Kit").await;
    ada.sync().await;
    ada.does(Command::PutOff { who: kit.id(), word: Some("We begin with a word among us.".into()) }).await;
    kit.until("not yet", |kit| kit.waiting.as_ref().is_some_and(|view| view.put_off)).await;
    kit.sync().await;
    let waiting = kit.waiting.clone().unwrap();
    assert_eq!(waiting.whispers.last().map(|m| m.text.as_str()), Some("We begin with a word among us."));
    kit.does(Command::Whisper { to: None, text: "I am fine here.".into() }).await;
    ada.sync().await;
    assert!(ada.heard().contains("I am fine here."));
    room.server = room.server.restart().await;
    for person in [&mut *ada, &mut *kit] {
        person.find(&room.server);
        person.connect().await;
    }
    ada.opens().await;
    kit.sync().await;
    assert!(waits(&kit) && kit.waiting.as_ref().is_some_and(|view| view.put_off));
    lets_in(&mut ada, &mut kit).await;
    all_agree(all![ada, kit]).await;
}

#[tokio::test]
async fn those_who_wait_get_no_byte_of_the_meeting() {
    let room = Room::peer_led("open_share").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut bea = comes(&room, &mut ada, "Bea").await;
    bea.sees("the meeting", |_| true).await;
    ada.does(Command::SetDoor { door: Door::OneByOne }).await;
    let item = ada.view.as_ref().unwrap().item.unwrap();
    let (mode, crosstalk) = (Mode::Open, Crosstalk::Free);
    ada.does(Command::ChangeMode { item, mode, crosstalk }).await;
    let mut kit = comes(&room, &mut ada, "Kit").await;
    let canary = |n: u32| format!("canary-{n}-of-the-room");
    bea.does(Command::Post { text: canary(1), note: Some(canary(2)) }).await;
    bea.does(Command::Whisper { to: None, text: canary(3) }).await;
    ada.does(Command::Whisper { to: Some(bea.id()), text: canary(4) }).await;
    ada.does(Command::AskForHelp {}).await;
    ada.does(Command::Mute { who: bea.id(), for_ms: None }).await;
    kit.reload().await;
    ada.sync().await;
    kit.sync().await;
    assert!(waits(&kit));
    let heard = kit.heard();
    assert!(!heard.contains("canary"), "{heard}");
    assert!(!heard.contains("Bea") && !heard.contains(&bea.id().to_string()), "nor who is in");
}

#[tokio::test]
async fn two_leads_at_the_door_let_somebody_in_once_and_nobody_who_has_gone() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut bea = comes(&room, &mut ada, "Bea").await;
    bea.sees("the meeting", |_| true).await;
    ada.does(Command::GiveRole { who: bea.id(), role: Role::CoFacilitator }).await;
    bea.takes_the_offer().await;
    ada.does(Command::SetDoor { door: Door::OneByOne }).await;
    let mut kit = comes(&room, &mut ada, "Kit").await;
    let who = kit.id();
    let both = tokio::join!(ada.ask(Command::Admit { who }), bea.ask(Command::Admit { who }));
    let refused = [both.0, both.1].into_iter().filter_map(Result::err).collect::<Vec<_>>();
    assert_eq!(refused, [Refusal::NoSuchPerson.into()], "the other one is told that nobody waits");
    kit.sees("the meeting", |_| true).await;
    let mut dan = comes(&room, &mut ada, "Dan").await;
    for _ in 0..5 {
        let again = Command::Join { guidelines_version: 1, adult: true, name: None };
        dan.refused(again, Refusal::AlreadySo).await;
    }
    dan.does(Command::Leave { quiet: false }).await;
    dan.ends().await;
    let who = dan.id();
    for command in [Command::Admit { who }, Command::Deny { who }, Command::PutOff { who, word: None }] {
        ada.refused(command, Refusal::NoSuchPerson).await;
    }
    all_agree(all![ada, bea, kit]).await;
}
