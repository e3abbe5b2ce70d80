//! The store takes nothing for more than two seconds: the floor stands still, everyone is told, and then
//! it goes on with what was left (rule 15).

use rondo::{
    meeting::{
        command::Command, event::Event, floor::Stage, id::ParticipantId, ordinal::TurnId, view::MeetingView,
    },
    protocol::server::ProtocolRefusal,
};
use sqlx::{Connection, SqliteConnection};

use crate::support::{
    Server,
    roles::{Facilitator, Leads, Member},
    room::{Room, all_agree, peers, time_passes},
};

async fn database(server: &Server) -> SqliteConnection {
    let url = format!("sqlite:{}", server.data_dir().join("rondo.db").display());
    SqliteConnection::connect(&url).await.unwrap()
}

async fn run<const N: usize>(database: &mut SqliteConnection, statements: [&'static str; N]) {
    for statement in statements {
        sqlx::query(statement).execute(&mut *database).await.unwrap();
    }
}

/// From now on neither the logs nor the check of whether the store is ready take anything.
async fn takes_nothing(database: &mut SqliteConnection) {
    let refused = [
        "CREATE TRIGGER no_log BEFORE INSERT ON log BEGIN SELECT RAISE(ABORT, 'no'); END",
        "CREATE TRIGGER no_check BEFORE UPDATE ON write_check BEGIN SELECT RAISE(ABORT, 'no'); END",
    ];
    run(database, refused).await;
}

async fn takes_again(database: &mut SqliteConnection) {
    run(database, ["DROP TRIGGER no_log", "DROP TRIGGER no_check"]).await;
}

/// Odile shares, and has said something.
async fn sharing() -> (Room, Facilitator, Member, Member, TurnId) {
    let room = Room::on(Server::start_apart().await, peers("peer_checkin")).await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    let mut tomasz = room.member("Tomasz").await;
    ada.goes_to_the_round().await;
    ada.passes().await;
    let turn = odile.accepts().await;
    odile.says("Before.").await;
    for person in [&mut *ada, &mut *odile, &mut *tomasz] {
        person.sync().await;
    }
    (room, ada, odile, tomasz, turn)
}

fn left_ms(holder: &Member) -> u64 {
    let Stage::Speaking { ends_ms: Some(ends_ms) } = holder.turn().unwrap().stage else { panic!("speaking") };
    ends_ms.since(holder.floor_ms())
}

fn post(text: &str) -> Command {
    Command::Post { text: text.into(), note: None }
}

fn restarts(member: &Member) -> usize {
    member.events.iter().filter(|numbered| matches!(numbered.event, Event::Restarted {})).count()
}

#[tokio::test]
async fn the_floor_stands_still_while_nothing_can_be_stored() {
    let (room, mut ada, mut odile, mut tomasz, turn) = sharing().await;
    let (clock, mut database) = (room.server.clock.clone(), database(&room.server).await);
    let unavailable = Err(ProtocolRefusal::Unavailable.into());
    let (left, seq) = (left_ms(&odile), odile.seq);
    takes_nothing(&mut database).await;
    let began_ms = odile.at_ms;
    assert_eq!(odile.ask_as("during", post("During.")).await, unavailable);
    time_passes(&clock, 1_000, all![ada, odile, tomasz]).await;
    assert!(!odile.stands, "a moment is not told");
    time_passes(&clock, 1_000, all![ada, odile, tomasz]).await;
    for person in [&mut *ada, &mut *odile, &mut *tomasz] {
        person.until("the outage", |person| person.stands).await;
        assert!(person.at_ms.since(began_ms) < 100, "time stands where it failed first");
    }
    // Longer than Odile's share, and than anybody may be silent when it is offered to them.
    time_passes(&clock, 600_000, all![ada, odile, tomasz]).await;
    assert_eq!(odile.ask_as("during", post("During.")).await, unavailable);
    let who: ParticipantId = odile.id();
    assert_eq!(ada.ask(Command::Mute { who, for_ms: None }).await, unavailable, "no act of power");
    // Who comes meanwhile sees the meeting, and is told as well.
    tomasz.reload().await;
    tomasz.until("the outage", |person| person.stands).await;
    assert!(tomasz.at_ms.since(began_ms) < 100);
    odile.sync().await;
    assert_eq!((odile.seq, odile.holder()), (seq, Some(who)), "nothing has happened");
    takes_again(&mut database).await;
    time_passes(&clock, 1_000, all![ada, odile, tomasz]).await;
    for person in [&mut *ada, &mut *odile, &mut *tomasz] {
        person.until("the end of it", |person| !person.stands).await;
        person.sees("the floor that goes on", |view| view.pause.is_none()).await;
        assert!(person.view().people.iter().all(|person| person.connected), "nobody was away");
    }
    assert_eq!(odile.turn().unwrap().id, turn);
    let now_left = left_ms(&odile);
    assert!((left + 13_000..=left + 15_000).contains(&now_left), "{left} ms, and now {now_left}");
    odile.ask_as("during", post("During.")).await.expect("it is taken again");
    all_agree(all![ada, odile, tomasz]).await;
    assert_eq!(tomasz.texts(), ["Before.", "During."]);
    assert_eq!(restarts(&odile), 1);
    odile.does(Command::Done { turn }).await;
    tomasz.shares("Next.").await;
}

#[tokio::test]
async fn a_single_failure_stops_nothing() {
    let (room, mut ada, mut odile, mut tomasz, _) = sharing().await;
    let (clock, mut database) = (room.server.clock.clone(), database(&room.server).await);
    takes_nothing(&mut database).await;
    assert_eq!(odile.ask(post("During.")).await, Err(ProtocolRefusal::Unavailable.into()));
    takes_again(&mut database).await;
    time_passes(&clock, 10_000, all![ada, odile, tomasz]).await;
    odile.says("After.").await;
    assert!(!odile.stands && restarts(&odile) == 0);
    all_agree(all![ada, odile, tomasz]).await;
}

#[tokio::test]
async fn who_went_and_who_came_back_meanwhile_is_known_afterwards() {
    let (room, mut ada, mut odile, mut tomasz, _) = sharing().await;
    let (clock, mut database) = (room.server.clock.clone(), database(&room.server).await);
    odile.cut();
    ada.sees("a loss", |view| view.people.iter().any(|person| !person.connected)).await;
    takes_nothing(&mut database).await;
    tomasz.cut();
    odile.connect().await;
    assert_eq!(ada.ask(post("During.")).await, Err(ProtocolRefusal::Unavailable.into()));
    takes_again(&mut database).await;
    time_passes(&clock, 10_000, all![ada, odile]).await;
    let as_it_is = |view: &MeetingView| view.people.iter().all(|p| p.connected == (p.name != "Tomasz"));
    ada.sees("who is here", as_it_is).await;
    all_agree(all![ada, odile]).await;
}

/// Another program holds the database: what was sent waits, and is neither lost nor refused.
#[tokio::test]
async fn an_append_that_takes_long_stops_the_floor_too() {
    let (room, mut ada, mut odile, mut tomasz, turn) = sharing().await;
    let mut database = database(&room.server).await;
    let left = left_ms(&odile);
    run(&mut database, ["BEGIN IMMEDIATE"]).await;
    let reference = odile.send("slow", post("Slow.")).await;
    for person in [&mut *ada, &mut *odile, &mut *tomasz] {
        person.until("the outage", |person| person.stands).await;
    }
    assert_eq!(odile.verdict(reference), None, "it waits");
    run(&mut database, ["ROLLBACK"]).await;
    assert!(odile.answer(reference).await.is_ok());
    for person in [&mut *ada, &mut *odile, &mut *tomasz] {
        person.until("the end of it", |person| !person.stands).await;
        person.sees("the floor that goes on", |view| view.pause.is_none()).await;
    }
    assert_eq!(odile.turn().unwrap().id, turn);
    assert!(left_ms(&odile) >= left + 10_000, "nobody loses time by it");
    all_agree(all![ada, odile, tomasz]).await;
    assert_eq!((tomasz.texts(), restarts(&odile)), (vec!["Before.", "Slow."], 1));
}
