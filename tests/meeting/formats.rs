//! Every format can be run from its first item to its last, in milliseconds, with people who lose
//! their connection on the way.

use rondo::{
    formats,
    meeting::{
        agenda::Mode, command::Command, floor::Stage, ordinal::ItemIndex, refusal::Refusal, role::RoomKind,
        state::Phase,
    },
};
use serde_json::{Value, json};

use crate::support::{
    Server,
    people::{self, make_room},
    person::Person,
    roles::{Leads, Member, Therapist},
    room::{Invites, all_agree, peers, therapy},
};

const NAMES: [&str; 4] = ["Odile", "Tomasz", "Kit", "Juniper"];

#[tokio::test]
async fn all_twelve_formats_run_from_start_to_end_with_lost_connections_in_between() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let host = server.therapist(&admin, "Theo").await;
    let all = formats::formats();
    assert_eq!(all.len(), 12);
    for format in all {
        let kind = format.kind.unwrap_or(RoomKind::PeerLed);
        let room = match kind {
            RoomKind::PeerLed => peers(format.id.as_str()),
            RoomKind::TherapistLed => therapy(format.id.as_str()),
        };
        run(&server, &host, room).await;
    }
}

async fn run(server: &Server, host: &people::Therapist, room: Value) {
    let id = make_room(host, room).await;
    let invites = Invites::of(host, &id).await;
    let mut lead = server.holds(host, &id);
    lead.come().await;
    lead.opens().await;
    let mut members = Vec::new();
    for name in NAMES {
        server.clock.advance_ms(500);
        let mut member = server.comes(&invites.secret().await, name, &id).await;
        member.come().await;
        if member.view.is_none() {
            lead.admits(member.id()).await;
        }
        member.sees("the meeting", |view| view.item == Some(ItemIndex(0))).await;
        members.push(member);
    }
    let items = lead.view().agenda.len();
    for item in 0..items {
        hold(&mut lead, &mut members, item).await;
        if item + 1 < items {
            lead.advances().await;
        }
    }
    let mut everyone: Vec<&mut Person> = members.iter_mut().map(|member| &mut member.0).collect();
    everyone.push(&mut lead);
    all_agree(&mut everyone).await;
    lead.ends_the_meeting().await;
    for person in members.iter_mut().map(|member| &mut member.0).chain([&mut lead.0]) {
        assert_eq!(person.ends().await, Some(1000));
        assert!(matches!(person.view().phase, Phase::Ended { .. }));
    }
}

/// Holds one item the way its mode wants it, with one member lost and back.
async fn hold(lead: &mut Therapist, members: &mut [Member], item: usize) {
    let agenda_item = lead.view().agenda[item].clone();
    let count = members.len();
    for member in members.iter_mut() {
        member.sees("the item", |view| view.item.map(ItemIndex::index) == Some(item)).await;
    }
    let lost = item % count;
    members[lost].cut();
    match agenda_item.mode {
        Mode::Round | Mode::TalkingPiece | Mode::Tag => {
            members[lost].connect().await;
            lead.starts_a_round().await;
            everyone_shares(lead, members).await;
        }
        Mode::Queue => {
            members[lost].connect().await;
            for member in members.iter_mut() {
                member.does(Command::RaiseHand {}).await;
            }
            everyone_shares(lead, members).await;
        }
        Mode::Directed | Mode::Presenter => {
            let refused = Command::Post { text: "now?".into(), note: None };
            members[(lost + 1) % count].refused(refused, Refusal::NotHolder).await;
            members[lost].connect().await;
            lead.gives_the_floor(members[lost].id()).await;
            everyone_shares(lead, members).await;
            lead.says("Thank you.").await;
        }
        Mode::Open => {
            members[lost].connect().await;
            for member in members.iter_mut() {
                member.says("Hello.").await;
            }
        }
        Mode::Sealed => {
            let refused = Command::Post { text: "now?".into(), note: None };
            members[(lost + 1) % count].refused(refused, Refusal::NotHolder).await;
            members[lost].connect().await;
        }
        Mode::Silent => {
            let refused = Command::Post { text: "now?".into(), note: None };
            members[(lost + 1) % count].refused(refused, Refusal::NotHolder).await;
            members[lost].connect().await;
            lead.says("In silence.").await;
        }
    }
}

/// Whoever is offered the floor shares, until nobody is. The second loses the connection.
async fn everyone_shares(lead: &mut Therapist, members: &mut [Member]) {
    let mut turns = 0;
    loop {
        lead.sync().await;
        let Some(turn) = lead.turn().cloned() else {
            if lead.view().floor.round.is_some() {
                close(lead).await;
            }
            return;
        };
        turns += 1;
        assert!(turns < 30, "an end: {}", json!(lead.view().floor));
        let holder = members.iter_mut().map(|m| &mut m.0).chain([&mut lead.0]);
        let holder = holder.into_iter().find(|person| person.me == Some(turn.holder)).expect("the holder");
        holder.sees("one's turn", |view| view.floor.turn.as_ref().is_some_and(|t| t.id == turn.id)).await;
        step(holder, turns == 2).await;
    }
}

/// What the holder of the floor does next.
async fn step(holder: &mut Person, is_lost: bool) {
    holder.sync().await;
    let Some(turn) = holder.turn().cloned().filter(|turn| Some(turn.holder) == holder.me) else { return };
    match turn.stage {
        Stage::Offered { .. } => {
            holder.does(Command::Accept { turn: turn.id }).await;
            holder.says("My share.").await;
            if is_lost {
                holder.cut();
                holder.connect().await;
            }
            holder.does(Command::Done { turn: turn.id }).await;
        }
        Stage::Naming { .. } => {
            let round = holder.view().floor.round.as_ref().expect("a round");
            let next = round.slots.iter().find(|slot| slot.state.is_to_come()).expect("someone").who;
            holder.does(Command::NameNext { turn: turn.id, who: next }).await;
        }
        Stage::ChoosingFeedback { .. } => {
            let kind = rondo::meeting::floor::FeedbackKind::Nothing;
            holder.does(Command::AskFeedback { turn: turn.id, kind }).await;
        }
        other => panic!("{other:?}"),
    }
}

async fn close(lead: &mut Therapist) {
    let round = lead.view().floor.round.as_ref().expect("a round").id;
    lead.does(Command::CloseRound { round }).await;
    lead.sees("the end of the round", |view| view.floor.round.is_none()).await;
}
