//! Observers, over sockets: who is asked, who is told, and that nobody is told whose a no was.

use rondo::meeting::{command::Command, id::ParticipantId, refusal::Refusal, role::Role};

use crate::support::{
    Server,
    roles::{Leads, Member, Therapist},
    room::{Practice, Room, all_agree, peers, time_passes},
};

/// A therapist, two members, and Nora, who would observe, at the door.
struct Group {
    practice: Practice,
    theo: Therapist,
    members: [Member; 2],
    nora: Member,
}

impl Group {
    async fn gathers() -> Self {
        let practice = Practice::of("cbt").await;
        let mut theo = practice.therapist().await;
        theo.opens().await;
        let mut members = [practice.room.member("Odile").await, practice.room.member("Kit").await];
        for member in &mut members {
            theo.admits(member.id()).await;
            member.sees("the meeting", |_| true).await;
        }
        let mut nora = practice.room.member("Nora").await;
        theo.does(Command::GiveRole { who: nora.id(), role: Role::Observer }).await;
        nora.until("their part", |nora| nora.waiting.as_ref().is_some_and(|view| view.observes)).await;
        Self { practice, theo, members, nora }
    }

    /// The lead asks, and everybody reads the question.
    async fn is_asked(&mut self) {
        self.theo.does(Command::Admit { who: self.nora.id() }).await;
        for member in &mut self.members {
            member.sees("the question", |view| view.observer_questions.len() == 1).await;
            assert_eq!(member.view().observer_questions[0].name, "Nora");
        }
    }

    async fn all_agree_to_nora(&mut self) {
        self.is_asked().await;
        for member in &mut self.members {
            member.does(answer(&self.nora, true)).await;
        }
        self.nora.sees("the meeting", |_| true).await;
    }
}

fn answer(nora: &Member, yes: bool) -> Command {
    Command::AnswerObserver { who: nora.id(), yes }
}

/// How many answers of somebody the person was told.
async fn answers_heard(person: &mut Member, of: ParticipantId) -> usize {
    person.sync().await;
    person.heard().matches(&format!("\"by\":\"{of}\",\"yes\":")).count()
}

#[tokio::test]
async fn everybody_is_asked_and_nobody_is_told_whose_a_no_was() {
    let mut group = Group::gathers().await;
    group.is_asked().await;
    let Group { theo, members: [odile, kit], nora, .. } = &mut group;
    odile.does(answer(nora, false)).await;
    theo.sync().await;
    assert_eq!(theo.view().observer_questions.len(), 1, "a no does not show before all have answered");
    kit.does(answer(nora, true)).await;
    assert_eq!(nora.ends().await, Some(4015));
    assert_eq!(nora.is_turned_away().await, Some(4015), "and they read it again when they try");
    theo.sees("that it is over", |view| view.observer_questions.is_empty()).await;
    kit.sees("that it is over", |view| view.observer_questions.is_empty()).await;
    assert!(!theo.heard().contains("observer_answered") && !nora.heard().contains("observer_a"));
    let of = odile.id();
    assert_eq!((answers_heard(kit, of).await, answers_heard(odile, of).await), (0, 1));
    all_agree(all![theo, odile, kit]).await;
}

#[tokio::test]
async fn an_observer_is_in_while_everybody_agrees() {
    let mut group = Group::gathers().await;
    group.all_agree_to_nora().await;
    let Group { practice, theo, members: [odile, kit], nora } = &mut group;
    kit.sees("the observer", |view| view.people.iter().any(|p| p.role == Role::Observer)).await;
    nora.refused(Command::Post { text: "words".into(), note: None }, Refusal::NotPermitted).await;

    // A latecomer is asked at the door, and reads nothing of the meeting there but who observes.
    let mut bea = practice.room.member("Bea").await;
    bea.until("the question", |bea| bea.waiting.as_ref().is_some_and(|view| !view.observers.is_empty()))
        .await;
    theo.refused(Command::Admit { who: bea.id() }, Refusal::NotAgreed).await;
    bea.does(answer(nora, true)).await;
    theo.admits(bea.id()).await;
    bea.sees("the meeting", |_| true).await;

    // Consent is withdrawn at any time.
    odile.does(answer(nora, false)).await;
    assert_eq!(nora.ends().await, Some(4015));
    kit.sees("that they are gone", |view| view.people.iter().any(|p| p.name == "Nora" && !p.connected)).await;
    let of = odile.id();
    assert_eq!((answers_heard(&mut bea, of).await, answers_heard(kit, of).await), (0, 0));
    all_agree(all![theo, odile, kit, bea]).await;
}

#[tokio::test]
async fn a_killed_server_asks_nobody_and_knows_the_answers() {
    let room = Room::on(Server::start_apart().await, peers("peer_checkin")).await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let [mut odile, mut kit, mut nora] =
        [room.member("Odile").await, room.member("Kit").await, room.member("Nora").await];
    let observes = Command::GiveRole { who: nora.id(), role: Role::Observer };
    ada.does(observes.clone()).await;
    nora.takes_the_offer().await;
    odile.does(answer(&nora, true)).await;
    let server = room.server.stop_and_start(false).await;
    for person in [&mut *ada, &mut *odile, &mut *kit, &mut *nora] {
        person.cut();
        person.find(&server);
        person.come().await;
    }
    time_passes(&server.clock, 180_000, all![ada, odile, kit, nora]).await;
    assert!(kit.view().observer_questions.is_empty(), "nobody could answer meanwhile");
    ada.does(observes).await;
    nora.takes_the_offer().await;
    kit.does(answer(&nora, true)).await;
    let is_observer = |person: &rondo::meeting::state::Person| person.role == Role::Observer;
    ada.sees("an observer, since Odile had agreed", |view| view.people.iter().any(is_observer)).await;
    assert_eq!(nora.view().phase, rondo::meeting::state::Phase::Running {}, "and Nora stays");
}
