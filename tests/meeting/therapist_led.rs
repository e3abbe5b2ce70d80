//! A whole therapist-led meeting: the door, the floor, mutes, the agenda, a removal, the end.

use rondo::meeting::{
    command::Command,
    event::Event,
    floor::Stage,
    ordinal::ItemIndex,
    reason::{MeetingEnd, PauseReason, RemovalReason},
    refusal::Refusal,
    role::Role,
    settings::Door,
    state::Phase,
};

use crate::support::{
    person::Person,
    roles::{CoTherapist, Leads, Member, Therapist},
    room::{Practice, all_agree, time_passes},
};

struct Group {
    theo: Therapist,
    thea: CoTherapist,
    odile: Member,
    tomasz: Member,
    kit: Member,
    bo: Member,
}

async fn gather(practice: &Practice) -> Group {
    let odile = practice.room.member("Odile").await;
    let mut theo = practice.therapist().await;
    let thea = practice.co_therapist().await;
    theo.opens().await;
    let tomasz = practice.room.member("Tomasz").await;
    let kit = practice.room.member("Kit").await;
    let bo = practice.room.member("Bo").await;
    assert_eq!(tomasz.waiting.as_ref().unwrap().door, Door::OneByOne, "nobody comes in without being let in");
    Group { theo, thea, odile, tomasz, kit, bo }
}

#[tokio::test]
async fn a_therapist_holds_a_meeting_with_every_act_of_power() {
    let practice = Practice::of("cbt").await;
    let mut group = gather(&practice).await;
    the_door(&mut group).await;
    the_floor(&mut group).await;
    the_agenda_and_the_queue(&mut group).await;
    mutes(&mut group).await;
    pause(&mut group).await;
    silence(&mut group).await;
    co_therapist(&mut group).await;
    {
        let Group { theo, thea, odile, tomasz, .. } = &mut group;
        all_agree(all![theo, thea, odile, tomasz]).await;
    }
    removal(&mut group).await;
    let Group { theo, thea, odile, tomasz, .. } = &mut group;
    all_agree(all![theo, thea, odile, tomasz]).await;
    theo.ends_the_meeting().await;
    for person in [&mut **theo, &mut **thea, &mut **odile, &mut **tomasz] {
        assert_eq!(person.ends().await, Some(1000));
    }
}

async fn the_door(group: &mut Group) {
    let Group { theo, thea, odile, tomasz, kit, bo } = group;
    theo.sees("four at the door", |view| view.people.len() == 6).await;
    theo.admits(odile.id()).await;
    thea.admits(tomasz.id()).await;
    odile.sees("the meeting", |view| view.item == Some(ItemIndex(0))).await;
    odile.sync().await;
    assert!(odile.view().people.iter().all(|person| person.id != kit.id()), "the door is for the leads");
    let who = kit.id();
    odile.refused(Command::Admit { who }, Refusal::NotPermitted).await;
    theo.admits(who).await;
    theo.refused(Command::Admit { who }, Refusal::NoSuchPerson).await;
    let who = bo.id();
    theo.does(Command::Deny { who }).await;
    assert_eq!(bo.ends().await, Some(4013));
    assert_eq!(theo.view().lead, Some(theo.id()));
}

async fn the_floor(group: &mut Group) {
    let Group { theo, odile, tomasz, kit, .. } = group;
    theo.advances().await;
    theo.starts_a_round().await;
    // A therapist is not part of the rounds.
    let slots = theo.view().floor.round.as_ref().unwrap().slots.len();
    assert_eq!(slots, 3);
    odile.shares("Six of ten.").await;
    let turn = tomasz.accepts().await;
    theo.does(Command::TakeFloor { turn }).await;
    tomasz.refused(Command::Done { turn }, Refusal::Stale).await;
    tomasz.refused(Command::Post { text: "still me".into(), note: None }, Refusal::FloorTaken).await;
    let turn = kit.accepts().await;
    let to = odile.id();
    theo.refused(Command::GiveFloor { from: Some(turn), to }, Refusal::AlreadyHeard).await;
    kit.says("Seven.").await;
    kit.does(Command::Done { turn }).await;
    theo.advances().await;
    theo.gives_the_floor(to).await;
    odile.accepts().await;
}

async fn the_agenda_and_the_queue(group: &mut Group) {
    let Group { theo, odile, tomasz, kit, .. } = group;
    odile.says("My homework first.").await;
    theo.refused(Command::Advance { from: ItemIndex(2), to: Some(ItemIndex(4)) }, Refusal::FloorTaken).await;
    let turn = odile.turn().unwrap().id;
    odile.does(Command::Done { turn }).await;
    theo.does(Command::Advance { from: ItemIndex(2), to: Some(ItemIndex(4)) }).await;
    theo.sees("new material", |view| view.item == Some(ItemIndex(4))).await;
    theo.refused(Command::Advance { from: ItemIndex(2), to: None }, Refusal::Stale).await;
    for person in [&mut **odile, &mut **tomasz, &mut **kit] {
        person.does(Command::RaiseHand {}).await;
    }
    let order = |person: &Person| person.view().floor.queue.iter().map(|hand| hand.who).collect::<Vec<_>>();
    let (first, second, third) = (odile.id(), tomasz.id(), kit.id());
    theo.sees("three hands", |view| view.floor.queue.len() == 3).await;
    assert_eq!(order(theo), [first, second, third]);
    theo.does(Command::MoveInOrder { who: third, before: Some(first) }).await;
    tomasz.sees("the new order", |view| view.floor.queue[0].who == third).await;
    assert_eq!(order(tomasz), [third, first, second]);
    theo.does(Command::CallNext { from: None }).await;
    kit.shares("About the worksheet.").await;
    kit.sync().await;
}

async fn mutes(group: &mut Group) {
    let Group { theo, thea, odile, tomasz, kit, .. } = group;
    let turn = kit.turn().map(|turn| turn.id);
    theo.does(Command::CallNext { from: turn }).await;
    let turn = odile.accepts().await;
    theo.mutes(odile.id()).await;
    odile.refused(Command::Done { turn }, Refusal::Stale).await;
    odile.refused(Command::Post { text: "muted".into(), note: None }, Refusal::Muted).await;
    odile.refused(Command::RaiseHand {}, Refusal::Muted).await;
    odile.does(Command::Whisper { to: None, text: "May I?".into() }).await;
    kit.sync().await;
    assert!(kit.view().people.iter().all(|person| person.mute.is_none()), "a mute is not shown around");
    let who = odile.id();
    theo.does(Command::Unmute { who }).await;
    theo.does(Command::MuteAll {}).await;
    for person in [&mut **odile, &mut **tomasz, &mut **kit] {
        person.refused(Command::Post { text: "muted".into(), note: None }, Refusal::Muted).await;
    }
    theo.says("We breathe for a moment.").await;
    theo.does(Command::UnmuteAll {}).await;
    theo.refused(Command::UnmuteAll {}, Refusal::NotSo).await;
    // A mute for a while ends by itself.
    theo.does(Command::Mute { who, for_ms: Some(60_000) }).await;
    time_passes(&theo.clock.clone(), 60_000, all![theo, thea, odile, tomasz, kit]).await;
    theo.sees("the end of the mute", |view| view.people.iter().all(|person| person.mute.is_none())).await;
    odile.does(Command::RaiseHand {}).await;
}

/// Rule 14: the floor and every clock stand still.
async fn pause(group: &mut Group) {
    let Group { theo, thea, odile, tomasz, kit, .. } = group;
    theo.gives_the_floor(tomasz.id()).await;
    tomasz.accepts().await;
    tomasz.says("It was a hard week.").await;
    theo.does(Command::PauseFloor {}).await;
    tomasz.sync().await;
    let stage = tomasz.turn().unwrap().stage.clone();
    assert!(matches!(stage, Stage::Speaking { .. } | Stage::Grace { .. }), "{stage:?}");
    tomasz.refused(Command::Post { text: "more".into(), note: None }, Refusal::Paused).await;
    theo.says("We wait for a moment.").await;
    theo.refused(Command::PauseFloor {}, Refusal::AlreadySo).await;
    theo.sync().await;
    let floor_ms = theo.floor_ms();
    time_passes(&theo.clock.clone(), 300_000, all![theo, thea, odile, tomasz, kit]).await;
    assert_eq!((theo.floor_ms(), theo.view().pause), (floor_ms, Some(PauseReason::Crisis)));
    assert_eq!(tomasz.turn().unwrap().stage, stage, "five minutes of pause are no time");
    theo.does(Command::ResumeFloor {}).await;
    tomasz.says("I go on.").await;
    let turn = tomasz.turn().unwrap().id;
    tomasz.does(Command::Done { turn }).await;
}

/// A silence ends at its time without anybody's doing, and everyone is told when that is.
async fn silence(group: &mut Group) {
    let Group { theo, thea, odile, tomasz, kit, .. } = group;
    odile.refused(Command::HoldSilence { seconds: 60 }, Refusal::NotPermitted).await;
    thea.refused(Command::HoldSilence { seconds: 5 }, Refusal::OutOfRange).await;
    thea.does(Command::HoldSilence { seconds: 60 }).await;
    let others: [&mut Person; 4] = [theo, odile, tomasz, kit];
    for person in others {
        person.sync().await;
        assert_eq!(person.view().pause, Some(PauseReason::Silence));
        assert!(person.view().pause_until_ms.is_some());
    }
    odile.refused(Command::Post { text: "words".into(), note: None }, Refusal::Paused).await;
    let floor_ms = theo.floor_ms();
    time_passes(&theo.clock.clone(), 60_000, all![theo, thea, odile, tomasz, kit]).await;
    let all: [&mut Person; 5] = [theo, thea, odile, tomasz, kit];
    for person in all {
        assert_eq!((person.view().pause, person.view().pause_until_ms), (None, None));
    }
    assert_eq!(group.theo.floor_ms(), floor_ms, "nobody's time ran");
}

/// What a co-therapist may do, and what not.
async fn co_therapist(group: &mut Group) {
    let Group { theo, thea, odile, tomasz, kit, .. } = group;
    let (who, lead) = (odile.id(), theo.id());
    thea.mutes(who).await;
    thea.does(Command::Unmute { who }).await;
    thea.advances().await;
    thea.does(Command::PauseFloor {}).await;
    thea.does(Command::ResumeFloor {}).await;
    thea.refused(Command::Ban { who, reason: RemovalReason::Other }, Refusal::NotPermitted).await;
    thea.refused(Command::GiveRole { who, role: Role::Observer }, Refusal::NotPermitted).await;
    thea.refused(Command::HandOverLead { to: who }, Refusal::NotPermitted).await;
    thea.refused(Command::Mute { who: lead, for_ms: None }, Refusal::NotToThatRole).await;
    thea.refused(Command::Remove { who: lead, reason: RemovalReason::Other }, Refusal::NotToThatRole).await;
    // Nobody becomes a therapist who did not come as one.
    theo.refused(Command::HandOverLead { to: who }, Refusal::RoleDoesNotFit).await;
    theo.refused(Command::GiveRole { who, role: Role::CoTherapist }, Refusal::RoleDoesNotFit).await;
    let who = kit.id();
    theo.does(Command::GiveRole { who, role: Role::Observer }).await;
    kit.takes_the_offer().await;
    for member in [odile, tomasz] {
        member.does(Command::AnswerObserver { who, yes: true }).await;
    }
    kit.refused(Command::RaiseHand {}, Refusal::NotPermitted).await;
    theo.does(Command::GiveRole { who, role: Role::Member }).await;
}

async fn removal(group: &mut Group) {
    let Group { theo, thea, kit, odile, .. } = group;
    let (who, token) = (kit.id(), kit.token.clone());
    let seq = theo.removes(who).await;
    assert_eq!(kit.ends().await, Some(4005));
    assert!(kit.events.iter().all(|event| event.seq < seq), "nothing after the removal");
    odile.sees("the removal", |view| view.people.iter().any(|p| p.id == who && !p.connected)).await;
    thea.refused(Command::Admit { who }, Refusal::NoSuchPerson).await;
    // With the old token, with a new one, with a page loaded again.
    kit.token = token;
    for token in [kit.token.clone(), String::new()] {
        kit.token = token;
        assert_eq!(kit.is_turned_away().await, Some(4005));
    }
}

/// Rule 13: in therapy nobody is promoted; the floor is suspended and the room closes.
#[tokio::test]
async fn without_a_therapist_nobody_leads_and_the_room_closes_after_ten_minutes() {
    let practice = Practice::of("process").await;
    let mut theo = practice.therapist().await;
    theo.opens().await;
    let mut odile = practice.room.member("Odile").await;
    let mut tomasz = practice.room.member("Tomasz").await;
    theo.admits(odile.id()).await;
    theo.admits(tomasz.id()).await;
    odile.sees("the meeting", |view| view.people.len() >= 2).await;
    tomasz.sees("the meeting", |view| view.people.len() == 3).await;
    odile.says("It is quiet today.").await;
    let clock = practice.room.server.clock.clone();
    theo.cut();
    odile.sees("the loss", |view| view.lead_lost.is_some()).await;
    time_passes(&clock, 119_000, all![odile, tomasz]).await;
    assert_eq!(odile.view().pause, None, "held for two minutes");
    time_passes(&clock, 1_000, all![odile, tomasz]).await;
    assert_eq!(odile.view().pause, Some(PauseReason::LeadLost));
    odile.refused(Command::Post { text: "anyone?".into(), note: None }, Refusal::Paused).await;
    odile.refused(Command::Volunteer {}, Refusal::RoleDoesNotFit).await;
    odile.does(Command::AskForHelp {}).await;
    time_passes(&clock, 595_000, all![odile, tomasz]).await;
    all_agree(all![odile, tomasz]).await;
    assert_eq!(odile.view().lead, Some(theo.id()));
    assert!(odile.view().people.iter().all(|p| p.role == Role::Member || p.id == theo.id()));
    time_passes_to_the_end(&clock, &mut odile, &mut tomasz).await;
    let told = odile.was_told(|event| matches!(event, Event::LeadChanged { .. } | Event::RoleChanged { .. }));
    assert!(!told, "nobody was promoted");
}

async fn time_passes_to_the_end(clock: &rondo::clock::ManualClock, odile: &mut Member, tomasz: &mut Member) {
    clock.advance_ms(10_000);
    for person in [&mut **odile, &mut **tomasz] {
        assert_eq!(person.ends().await, Some(1000));
        assert_eq!(person.view().phase, Phase::Ended { reason: MeetingEnd::Leaderless });
    }
}
