//! Canaries in several rooms and whispers, and every byte that every client got.

use std::collections::BTreeMap;

use rondo::meeting::{command::Command, ordinal::MessageId, reason::RemovalReason};

use crate::{
    random::Random,
    support::{
        Server,
        people::{invite, make_room},
        person::Person,
        roles::{Facilitator, Leads, Member},
        room::{Room, peers},
    },
};

/// A room in which much is said.
struct Loud {
    lead: Facilitator,
    members: Vec<Member>,
    waiting: Member,
    removed: Member,
}

/// Who may know what: each canary with the people (by number) who may have it.
type Allowed = BTreeMap<String, Vec<usize>>;

#[tokio::test]
async fn nothing_leaks_between_rooms_to_the_waiting_or_to_the_removed() {
    let mut random = Random::new(7);
    let server = Server::start().await;
    let room = Room::on(server, peers("peer_checkin")).await;
    let mut allowed = Allowed::new();
    let mut rooms = Vec::new();
    for number in 0..3 {
        rooms.push(loud(&room, number, &mut random, &mut allowed).await);
    }
    for round in 0..5 {
        for (number, loud) in rooms.iter_mut().enumerate() {
            talk(loud, number, round, &mut random, &mut allowed).await;
        }
        room.server.clock.advance_ms(2_000);
    }
    let people = people(rooms).await;
    let mut found = 0;
    for (canary, who) in &allowed {
        for (number, heard) in &people {
            let has = heard.contains(canary);
            assert!(!has || who.contains(number), "{number} got {canary}, which is for {who:?}");
            found += usize::from(has);
        }
    }
    assert!(found > 100, "the canaries were there to be found: {found}");
}

async fn loud(room: &Room, number: usize, random: &mut Random, allowed: &mut Allowed) -> Loud {
    let mut settings = peers("peer_checkin");
    let title = random.canary();
    settings["title"] = title.clone().into();
    let first = number * 10;
    allowed.insert(title, (first..first + 6).collect());
    let id = make_room(&room.admin, settings).await;
    // The door stays shut, so that somebody waits.
    let path = format!("/api/rooms/{id}");
    let mut settings = room.admin.get(&path).await.good()["settings"].clone();
    settings["admission"] = "one_by_one".into();
    room.admin.patch(&path, serde_json::json!({"settings": settings})).await.good();
    let (_, secret) = invite(&room.admin, &id, "member").await;
    let mut lead = Facilitator(Person::new(&room.server, &room.admin.browser, &id));
    lead.come().await;
    lead.opens().await;
    let mut members = Vec::new();
    for place in 1..=4 {
        let name = random.canary();
        // Members know each other; who waits is known to the lead.
        let knows = if place == 4 { first + 1..first + 5 } else { first..first + 5 };
        allowed.insert(name.clone(), knows.chain([first]).collect());
        let mut member = room.server.comes(&secret, &name, &id).await;
        member.come().await;
        let who = member.id();
        lead.admits(who).await;
        member.sees("the meeting", |_| true).await;
        members.push(member);
    }
    let name = random.canary();
    allowed.insert(name.clone(), vec![first, first + 5]);
    let mut waiting = room.server.comes(&secret, &name, &id).await;
    waiting.come().await;
    let mut removed = members.pop().expect("four");
    let who = removed.id();
    lead.does(Command::Remove { who, reason: RemovalReason::Other }).await;
    removed.ends().await;
    Loud { lead, members, waiting, removed }
}

/// People by number in a room: 0 the lead, 1 to 3 members, 4 the removed, 5 who waits.
async fn talk(loud: &mut Loud, room: usize, round: usize, random: &mut Random, allowed: &mut Allowed) {
    let first = room * 10;
    let inside = vec![first, first + 1, first + 2, first + 3];
    let mut canary = |who: Vec<usize>| {
        let canary = random.canary();
        allowed.insert(canary.clone(), who);
        canary
    };
    let text = canary(inside.clone());
    loud.lead.says(&text).await;
    for number in 1..=3 {
        let (text, note) = (canary(inside.clone()), Some(canary(inside.clone())));
        let member = &mut loud.members[number - 1];
        member.does(Command::Post { text, note }).await;
        let text = canary(vec![first, first + number]);
        member.does(Command::Whisper { to: None, text }).await;
        let text = canary(vec![first, first + number]);
        let to = Some(loud.members[number - 1].id());
        loud.lead.does(Command::Whisper { to, text }).await;
    }
    let text = canary(vec![first, first + 5]);
    loud.waiting.does(Command::Whisper { to: None, text }).await;
    if round == 2 {
        loud.members[0].cut();
        loud.members[0].connect().await;
        loud.members[1].reload().await;
    }
    // Who waits asks for what is not theirs, and the removed try to come back.
    assert_eq!(loud.waiting.page(MessageId(u64::MAX)).await, (Vec::new(), false));
    assert!(loud.waiting.ask(Command::Post { text: "let me".into(), note: None }).await.is_err());
    loud.waiting.sync().await;
    assert_eq!(loud.removed.is_turned_away().await, Some(4005));
}

/// Everyone's number and what they heard; the last things are heard first.
async fn people(rooms: Vec<Loud>) -> Vec<(usize, String)> {
    let mut heard = Vec::new();
    for (room, loud) in rooms.into_iter().enumerate() {
        let Loud { mut lead, members, mut waiting, removed } = loud;
        lead.ends_the_meeting().await;
        lead.ends().await;
        heard.push((room * 10, lead.heard()));
        for (number, mut member) in members.into_iter().enumerate() {
            member.ends().await;
            heard.push((room * 10 + number + 1, member.heard()));
        }
        heard.push((room * 10 + 4, removed.heard()));
        assert_eq!(waiting.ends().await, Some(1000));
        heard.push((room * 10 + 5, waiting.heard()));
    }
    heard
}
