//! The lead drops out of a peer-led meeting (rule 13): who follows, and what if nobody can.

use rondo::meeting::{
    command::Command,
    event::Event,
    reason::{LeadChange, MeetingEnd},
    refusal::Refusal,
    role::{Role, Service},
    state::Phase,
};

use crate::support::{
    roles::{Facilitator, Leads, Member},
    room::{Room, all_agree, time_passes},
};

struct Circle {
    room: Room,
    ada: Facilitator,
    odile: Member,
    tomasz: Member,
    kit: Member,
}

async fn open() -> Circle {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    let mut tomasz = room.member("Tomasz").await;
    let mut kit = room.member("Kit").await;
    for member in [&mut odile, &mut tomasz, &mut kit] {
        member.sees("the meeting", |_| true).await;
    }
    Circle { room, ada, odile, tomasz, kit }
}

#[tokio::test]
async fn the_backup_follows_then_the_timekeeper_by_the_rules() {
    let Circle { room, mut ada, mut odile, mut tomasz, mut kit } = open().await;
    let clock = room.server.clock.clone();
    let (backup, timekeeper) = (tomasz.id(), kit.id());
    ada.does(Command::SetService { who: backup, service: Service::Backup, on: true }).await;
    ada.does(Command::SetService { who: timekeeper, service: Service::Timekeeper, on: true }).await;
    tomasz.takes_the_offer().await;
    kit.takes_the_offer().await;
    ada.sees("who serves", |view| view.offers.is_empty()).await;
    ada.cut();
    odile.sees("the loss", |view| view.lead_lost.is_some()).await;
    odile.refused(Command::Volunteer {}, Refusal::NotSo).await;
    time_passes(&clock, 30_000, all![odile, tomasz, kit]).await;
    odile.sees("the backup as the lead", |view| view.lead == Some(backup)).await;
    tomasz.does(Command::PauseFloor {}).await;
    tomasz.does(Command::ResumeFloor {}).await;
    // Leaving holds no place.
    tomasz.does(Command::Leave { quiet: false }).await;
    odile.sees("the timekeeper as the lead", |view| view.lead == Some(timekeeper)).await;
    assert_eq!(tomasz.ends().await, Some(1000));
    // The first lead is back, as a helper; handing back is on request.
    ada.come().await;
    let first = ada.id();
    assert_eq!(ada.view().people.iter().find(|p| p.id == first).unwrap().role, Role::CoFacilitator);
    kit.does(Command::HandOverLead { to: first }).await;
    ada.takes_the_offer().await;
    ada.sees("the lead", |view| view.lead == Some(first)).await;
    all_agree(all![ada, odile, kit]).await;
}

#[tokio::test]
async fn a_volunteer_leads_when_nobody_objects() {
    let Circle { room, mut ada, mut odile, mut tomasz, mut kit } = open().await;
    let clock = room.server.clock.clone();
    ada.does(Command::Leave { quiet: false }).await;
    assert_eq!(ada.ends().await, Some(1000));
    odile.sees("the notice", |view| view.lead_lost.is_some_and(|lost| lost.closes_ms.is_some())).await;
    odile.does(Command::Volunteer {}).await;
    tomasz.refused(Command::Volunteer {}, Refusal::AlreadySo).await;
    kit.does(Command::Object {}).await;
    odile.sees("the objection", |view| view.lead_lost.is_some_and(|lost| lost.volunteer.is_none())).await;
    let told = serde_json::json!(odile.events.last()).to_string();
    assert!(
        told.contains("lead_lost_changed") && !told.contains(&kit.id().to_string()),
        "nobody is told whose"
    );
    tomasz.does(Command::Volunteer {}).await;
    time_passes(&clock, 9_000, all![odile, tomasz, kit]).await;
    assert_eq!(odile.view().lead, Some(ada.id()), "ten seconds to object");
    time_passes(&clock, 1_000, all![odile, tomasz, kit]).await;
    odile.sees("the volunteer as the lead", |view| view.lead == Some(tomasz.id())).await;
    let volunteered =
        |event: &Event| matches!(event, Event::LeadChanged { reason: LeadChange::Volunteered, .. });
    assert!(kit.was_told(volunteered));
    all_agree(all![odile, tomasz, kit]).await;
}

#[tokio::test]
async fn with_nobody_to_lead_the_room_closes_after_ten_minutes() {
    let Circle { room, mut ada, mut odile, mut tomasz, mut kit } = open().await;
    let clock = room.server.clock.clone();
    ada.cut();
    odile.sees("the loss", |view| view.lead_lost.is_some()).await;
    time_passes(&clock, 30_000, all![odile, tomasz, kit]).await;
    odile.sees("the notice", |view| view.lead_lost.is_some_and(|lost| lost.closes_ms.is_some())).await;
    // Peers may go on meanwhile.
    odile.says("We go on for a while.").await;
    time_passes(&clock, 590_000, all![odile, tomasz, kit]).await;
    assert_eq!(odile.view().phase, Phase::Running {});
    clock.advance_ms(10_000);
    for member in [&mut odile, &mut tomasz, &mut kit] {
        assert_eq!(member.ends().await, Some(1000));
        assert_eq!(member.view().phase, Phase::Ended { reason: MeetingEnd::Leaderless });
    }
}

#[tokio::test]
async fn a_lead_who_is_back_in_time_leads_on() {
    let Circle { room, mut ada, mut odile, mut tomasz, mut kit } = open().await;
    let clock = room.server.clock.clone();
    ada.cut();
    odile.sees("the loss", |view| view.lead_lost.is_some()).await;
    time_passes(&clock, 29_000, all![odile, tomasz, kit]).await;
    ada.connect().await;
    odile.sees("the return", |view| view.lead_lost.is_none()).await;
    time_passes(&clock, 5_000, all![ada, odile, tomasz, kit]).await;
    assert_eq!(odile.view().lead, Some(ada.id()));
    assert!(!odile.was_told(|event| matches!(event, Event::LeadChanged { .. })));
    all_agree(all![ada, odile, tomasz, kit]).await;
}
