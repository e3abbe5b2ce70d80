//! Who does what, from one meeting of a room to the next.

use rondo::meeting::{
    command::Command,
    id::ParticipantId,
    ordinal::ItemIndex,
    role::{Role, Service},
    view::MeetingView,
};
use serde_json::json;

use crate::support::{
    Server,
    person::Person,
    roles::{Facilitator, Leads, Member},
    room::{Room, all_agree, peers, time_passes},
};

/// Holds a meeting with a round of these people, who come in this order; the first of them leads.
/// Returns who starts.
async fn starter(room: &Room, people: &[&Person]) -> ParticipantId {
    let mut lead = Facilitator(people[0].twin());
    lead.0.find(&room.server);
    lead.come().await;
    lead.opens().await;
    let mut others = Vec::new();
    for person in &people[1..] {
        room.server.clock.advance_ms(1);
        let mut other = Member(person.twin());
        other.0.find(&room.server);
        other.come().await;
        others.push(other);
    }
    while lead.view().item < Some(ItemIndex(2)) {
        lead.advances().await;
    }
    lead.starts_a_round().await;
    let first = lead.holder().expect("somebody has the floor");
    lead.ends_the_meeting().await;
    for person in others.iter_mut().map(|member| &mut **member).chain([&mut *lead]) {
        person.ends().await;
    }
    first
}

#[tokio::test]
async fn who_starts_moves_on_by_person_in_whatever_order_they_come_and_over_a_restart() {
    let mut room = Room::on(Server::start_apart().await, peers("peer_checkin")).await;
    let mut ada = Person::new(&room.server, &room.admin.browser, &room.id);
    let mut people = vec![];
    for name in ["Odile", "Tomasz", "Kit"] {
        people.push(room.server.comes(&room.invites.secret().await, name, &room.id).await.0);
    }
    // Who is new comes after those who are not: nobody is, so it is the first to come.
    let [odile, tomasz, kit] = &people[..] else { panic!("three") };
    let first = starter(&room, &[&ada, kit, tomasz]).await;
    let second = starter(&room, &[&ada, tomasz, odile, kit]).await;
    assert_ne!(second, first, "not who started last");
    room = Room { server: room.server.stop_and_start(true).await, ..room };
    ada.find(&room.server);
    let [odile, tomasz, kit] = &people[..] else { panic!("three") };
    let third = starter(&room, &[&ada, odile, kit, tomasz]).await;
    let fourth = starter(&room, &[&ada, kit, odile, tomasz]).await;
    let mut started = [first, second, third, fourth];
    started.sort_unstable();
    assert!(started.windows(2).all(|pair| pair[0] != pair[1]), "each of four once: {started:?}");
    assert_eq!(starter(&room, &[&ada, tomasz, kit, odile]).await, first, "and from the beginning");
    // Somebody new starts nothing on their first day.
    let robin = room.server.comes(&room.invites.secret().await, "Robin", &room.id).await.0;
    assert_eq!(starter(&room, &[&ada, &robin, tomasz, kit, odile]).await, second);
}

const MINUTE_MS: u64 = 60_000;
/// From the beginning of a test until leads may come, half an hour before the start.
const LEADS_MS: u64 = 3 * MINUTE_MS + 20_000;
const FIRST: &str = "2030-03-17T19:20";

async fn sundays() -> Room {
    let mut room = peers("peer_checkin");
    room["schedule"] = json!({
        "zone": "Europe/Berlin", "start": FIRST, "ends": {"type": "never"},
        "repeat": {"type": "weekly", "every": 1, "on": ["sunday"]},
    });
    Room::on(Server::start_apart().await, room).await
}

/// The host lets people sign up for a duty, and somebody takes it for the first date.
async fn takes(room: &Room, person: &Person, duty: &str) {
    let way = json!({"way": {"type": "sign_up"}});
    room.admin.put(&format!("/api/rooms/{}/duties/{duty}", room.id), way).await.good();
    let take = json!({"change": {"type": "take", "date": FIRST, "duty": duty}});
    person.browser.post(&format!("/api/seat/{}/duties", room.id), take).await.good();
}

async fn may_come(person: &Person) -> u16 {
    person.browser.post(&format!("/api/rooms/{}/token", person.room), json!({})).await.status.as_u16()
}

#[tokio::test]
async fn a_member_with_the_lead_of_a_date_comes_early_opens_it_and_the_others_get_their_services() {
    let mut room = sundays().await;
    let (ann, ben, cat) = (
        room.server.comes(&room.invites.secret().await, "Ann", &room.id).await.0,
        room.server.comes(&room.invites.secret().await, "Ben", &room.id).await.0,
        room.server.comes(&room.invites.secret().await, "Cat", &room.id).await.0,
    );
    takes(&room, &ann, "lead").await;
    takes(&room, &ben, "timekeeper").await;
    takes(&room, &cat, "greeter").await;
    room = Room { server: room.server.stop_and_start(true).await, ..room };
    room.server.clock.advance_ms(LEADS_MS);
    let mut ann = Facilitator(ann.twin());
    let (mut ben, cat) = (Member(ben.twin()), cat);
    ann.0.find(&room.server);
    ben.0.find(&room.server);
    assert_eq!(may_come(&ben).await, 409, "members come later");
    ann.come().await;
    ann.sees("the lead", |view| view.me.id == view.lead.expect("a lead")).await;
    let roles = |view: &MeetingView| view.people.iter().map(|p| p.role).collect::<Vec<_>>();
    assert_eq!(roles(ann.view()), [Role::Facilitator]);
    time_passes(&room.server.clock, 15 * MINUTE_MS, &mut [&mut *ann]).await;
    ann.opens().await;
    ben.come().await;
    let keeps_time = |view: &MeetingView| {
        view.people.iter().any(|p| p.name == "Ben" && p.services.contains(&Service::Timekeeper))
    };
    ben.sees("the timekeeper", keeps_time).await;
    ann.sees("the timekeeper", keeps_time).await;
    all_agree(&mut [&mut *ann, &mut *ben]).await;

    // What a lead takes back stays taken back, also when the plan is read again.
    let who = ben.id();
    ann.does(Command::SetService { who, service: Service::Timekeeper, on: false }).await;
    let mut cat = Member(cat.twin());
    cat.0.find(&room.server);
    cat.come().await;
    ann.sees("the greeter", |view| view.people.iter().any(|p| p.services.contains(&Service::Greeter))).await;
    assert!(ann.view().people.iter().all(|p| !p.services.contains(&Service::Timekeeper)));

    // At the end it is forgotten.
    ann.ends_the_meeting().await;
    for person in [&mut *ann, &mut *ben, &mut *cat] {
        person.ends().await;
    }
    let shown = room.admin.at(&room.server).get(&format!("/api/rooms/{}/duties", room.id)).await.good();
    let text = shown["dates"].to_string();
    assert!(!text.contains("Ann") && !text.contains("Ben"), "{text}");
}

#[tokio::test]
async fn who_takes_the_lead_while_people_gather_has_it_and_the_host_stands_beside() {
    let room = sundays().await;
    let ann = room.server.comes(&room.invites.secret().await, "Ann", &room.id).await.0;
    room.server.clock.advance_ms(LEADS_MS + 15 * MINUTE_MS);
    let mut host = room.lead().await;
    let mut ann = Member(ann);
    ann.come().await;
    assert_eq!(host.view().lead, Some(host.id()));
    takes(&room, &ann, "lead").await;
    ann.sees("the lead", |view| view.lead == Some(view.me.id)).await;
    host.sees("another lead", |view| view.lead != Some(view.me.id)).await;
    ann.0.does(Command::OpenMeeting {}).await;
    host.sees("the opening", |view| view.item.is_some()).await;
}

#[tokio::test]
async fn leads_are_told_who_is_missing_of_those_who_serve_and_give_it_to_others() {
    let mut room = sundays().await;
    let (ann, ben, cat) = (
        room.server.comes(&room.invites.secret().await, "Ann", &room.id).await.0,
        room.server.comes(&room.invites.secret().await, "Ben", &room.id).await.0,
        room.server.comes(&room.invites.secret().await, "Cat", &room.id).await.0,
    );
    takes(&room, &ann, "lead").await;
    takes(&room, &ben, "timekeeper").await;
    room.server.clock.advance_ms(LEADS_MS + 15 * MINUTE_MS);
    let mut host = room.lead().await;
    let missing = |view: &MeetingView| {
        let open = view.duties.iter().filter(|duty| duty.is_open());
        open.map(|duty| duty.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(missing(host.view()), ["Ann", "Ben"], "they were never in a meeting of this room");
    host.opens().await;
    let mut cat = Member(cat);
    cat.come().await;
    host.does(Command::SetService { who: cat.id(), service: Service::Timekeeper, on: true }).await;
    cat.takes_the_offer().await;
    host.sees("Ann alone missing", |view| missing(view) == ["Ann"]).await;
    cat.sees("the timekeeper", |view| view.people.iter().any(|p| !p.services.is_empty())).await;
    assert_eq!(cat.view().duties, [], "it is for leads");

    // It is so after a restart, and the one who is late gets nothing that somebody else has.
    room = Room { server: room.server.stop_and_start(false).await, ..room };
    for person in [&mut *host, &mut *cat] {
        person.cut();
        person.find(&room.server);
        person.come().await;
    }
    let (mut ben, mut ann) = (Member(ben), Member(ann));
    for late in [&mut ben, &mut ann] {
        late.0.find(&room.server);
        late.come().await;
    }
    host.sees("nobody missing", |view| missing(view).is_empty() && view.people.len() == 4).await;
    let keeps = host.view().people.iter().filter(|p| p.services.contains(&Service::Timekeeper));
    assert_eq!(keeps.map(|p| p.name.as_str()).collect::<Vec<_>>(), ["Cat"]);
    ann.sees("her own part as a lead", |view| !view.duties.is_empty()).await;
    all_agree(&mut [&mut *host, &mut *cat, &mut *ben, &mut *ann]).await;
}
