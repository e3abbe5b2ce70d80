//! Who does what, from one meeting of a room to the next.

use rondo::meeting::{id::ParticipantId, ordinal::ItemIndex};

use crate::support::{
    Server,
    person::Person,
    roles::{Facilitator, Leads, Member},
    room::{Room, peers},
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
        people.push(room.server.comes(&room.secret, name, &room.id).await.0);
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
    let robin = room.server.comes(&room.secret, "Robin", &room.id).await.0;
    assert_eq!(starter(&room, &[&ada, &robin, tomasz, kit, odile]).await, second);
}
