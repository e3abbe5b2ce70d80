//! A restart in the middle, polite or not: clocks stand still, nobody is absent for a minute, the
//! sharer goes on with what was left and 15 s more, and nobody misses anything (rule 15).

use rondo::meeting::{
    command::Command,
    event::Event,
    floor::Stage,
    ordinal::TurnId,
    reason::{PauseReason, RemovalReason},
    refusal::Refusal,
};

use sqlx::{Connection, SqliteConnection};

use crate::{
    binary::a_while,
    support::{
        Server,
        people::make_room,
        person::Person,
        roles::{Facilitator, Leads, Member},
        room::{Room, all_agree, peers, time_passes},
    },
};

struct Circle {
    room: Room,
    ada: Facilitator,
    odile: Member,
    tomasz: Member,
    kit: Member,
    turn: TurnId,
    left_ms: u64,
}

/// Odile shares, with some of her time gone; Kit is not here.
async fn in_the_middle() -> Circle {
    let room = Room::on(Server::start_apart().await, peers("peer_checkin")).await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    let mut tomasz = room.member("Tomasz").await;
    let mut kit = room.member("Kit").await;
    ada.goes_to_the_round().await;
    ada.passes().await;
    let turn = odile.accepts().await;
    odile.says("Before the restart.").await;
    let clock = room.server.clock.clone();
    time_passes(&clock, 40_000, all![ada, odile, tomasz, kit]).await;
    // Time stands still since the last thing that was stored.
    tomasz.does(Command::Whisper { to: None, text: "I am next.".into() }).await;
    odile.sync().await;
    let Stage::Speaking { ends_ms: Some(ends_ms) } = odile.turn().unwrap().stage else { panic!("speaking") };
    let left_ms = ends_ms.since(odile.floor_ms());
    tomasz.sync().await;
    Circle { room, ada, odile, tomasz, kit, turn, left_ms }
}

async fn restarted(circle: Circle, politely: bool) -> Circle {
    let Circle { room, mut ada, mut odile, mut tomasz, mut kit, turn, left_ms } = circle;
    let server = room.server.stop_and_start(politely).await;
    for person in [&mut *ada, &mut *odile, &mut *tomasz, &mut *kit] {
        if politely {
            assert_eq!(person.ends().await, Some(1012), "told to come back");
            let after_ms = person.goodbye.unwrap().1.expect("when to come back");
            assert!((1_000..10_000).contains(&after_ms), "{after_ms}");
        }
        person.cut();
        person.find(&server);
    }
    let room = Room { server, ..room };
    Circle { room, ada, odile, tomasz, kit, turn, left_ms }
}

async fn everyone_is_back_in_place(politely: bool) {
    let mut circle = restarted(in_the_middle().await, politely).await;
    let Circle { room, ada, odile, tomasz, kit, turn, left_ms } = &mut circle;
    let clock = room.server.clock.clone();
    // 50 s pass before the sharer is back; two others are here already.
    tomasz.come().await;
    assert_eq!(tomasz.view().pause, Some(PauseReason::Restart), "the floor stands still");
    time_passes(&clock, 25_000, all![tomasz]).await;
    ada.come().await;
    time_passes(&clock, 25_000, all![tomasz, ada]).await;
    assert_eq!((tomasz.holder(), tomasz.view().lead_lost), (Some(odile.id()), None), "nobody is absent");
    tomasz.refused(Command::Post { text: "now?".into(), note: None }, Refusal::Paused).await;
    odile.come().await;
    odile.sees("the floor that goes on", |view| view.pause.is_none()).await;
    let now = odile.view().clock.at(odile.events.last().unwrap().at_ms);
    let Stage::Speaking { ends_ms: Some(ends_ms) } = odile.turn().unwrap().stage else { panic!("speaking") };
    assert_eq!((ends_ms.since(now), odile.turn().unwrap().id), (*left_ms + 15_000, *turn));
    odile.says("After the restart.").await;
    kit.come().await;
    for person in [&mut **ada, &mut **odile, &mut **tomasz, &mut **kit] {
        person.sync().await;
        assert_eq!(person.snapshots, 1, "they went on from where they were");
        let said: Vec<String> = person.posted().into_iter().map(|(_, text)| text).collect();
        assert_eq!(said, ["Before the restart.", "After the restart."], "no gap and no repeat");
        assert!(person.was_told(|event| matches!(event, Event::RestartOver {})), "all are back");
    }
    all_agree(all![ada, odile, tomasz, kit]).await;
    odile.does(Command::Done { turn: *turn }).await;
    tomasz.shares("Next.").await;
}

#[tokio::test]
async fn after_a_polite_restart_everyone_is_back_in_place() {
    everyone_is_back_in_place(true).await;
}

#[tokio::test]
async fn after_a_crash_everyone_is_back_in_place() {
    everyone_is_back_in_place(false).await;
}

async fn who_stays_away_counts_from_the_end_of_the_minute(politely: bool) {
    let mut circle = restarted(in_the_middle().await, politely).await;
    let Circle { room, ada, odile, tomasz, kit, .. } = &mut circle;
    let clock = room.server.clock.clone();
    tomasz.come().await;
    kit.come().await;
    time_passes(&clock, 59_000, all![tomasz, kit]).await;
    assert_eq!((tomasz.holder(), tomasz.view().lead_lost), (Some(odile.id()), None), "within the minute");
    assert_eq!(tomasz.view().pause, Some(PauseReason::Restart));
    time_passes(&clock, 1_000, all![tomasz, kit]).await;
    let lost = tomasz.view().lead_lost.expect("the lead is lost from now on");
    assert_eq!(lost.held_until_ms, lost.since_ms.plus_ms(30_000));
    assert_eq!((tomasz.view().pause, tomasz.holder()), (None, Some(odile.id())), "the floor is held for her");
    time_passes(&clock, 59_000, all![tomasz, kit]).await;
    assert_eq!(tomasz.holder(), Some(odile.id()), "for another minute");
    time_passes(&clock, 1_000, all![tomasz, kit]).await;
    tomasz
        .sees("the next turn", |view| view.floor.turn.as_ref().is_some_and(|turn| turn.holder != odile.id()))
        .await;
    ada.come().await;
    odile.come().await;
    odile.sync().await;
    all_agree(all![ada, odile, tomasz, kit]).await;
    assert_eq!(odile.view().lead, Some(ada.id()), "back before anybody volunteered");
}

#[tokio::test]
async fn after_a_polite_restart_nobody_is_absent_for_a_minute() {
    who_stays_away_counts_from_the_end_of_the_minute(true).await;
}

#[tokio::test]
async fn after_a_crash_nobody_is_absent_for_a_minute() {
    who_stays_away_counts_from_the_end_of_the_minute(false).await;
}

/// Those who wait at the door, the removed and a handed-over lead are where they were.
#[tokio::test]
async fn a_restart_changes_nobodys_standing() {
    let room = Room::on(Server::start_apart().await, peers("peer_checkin")).await;
    let mut ada = room.lead().await;
    let mut odile = room.member("Odile").await;
    ada.opens().await;
    odile.sees("the meeting", |_| true).await;
    let mut kit = room.member("Kit").await;
    ada.does(Command::HandOverLead { to: odile.id() }).await;
    odile.takes_the_offer().await;
    odile.sees("the lead", |view| view.lead == Some(view.me.id)).await;
    let reason = RemovalReason::Other;
    odile.does(Command::Remove { who: kit.id(), reason }).await;
    assert_eq!(kit.ends().await, Some(4005));
    let server = room.server.stop_and_start(false).await;
    for person in [&mut *ada, &mut *odile, &mut *kit] {
        person.cut();
        person.find(&server);
    }
    odile.come().await;
    ada.come().await;
    ada.sees("the lead", |view| view.lead == Some(odile.id()) && view.pause.is_none()).await;
    odile.does(Command::PauseFloor {}).await;
    odile.does(Command::ResumeFloor {}).await;
    assert_eq!(kit.is_turned_away().await, Some(4005));
    all_agree(all![ada, odile]).await;
}

async fn sql(server: &Server, sql: &'static str) {
    let url = format!("sqlite:{}", server.data_dir().join("rondo.db").display());
    let mut database = SqliteConnection::connect(&url).await.unwrap();
    sqlx::query(sql).execute(&mut database).await.unwrap();
    database.close().await.unwrap();
}

async fn states(server: &Server) -> i64 {
    let url = format!("sqlite:{}", server.data_dir().join("rondo.db").display());
    let mut database = SqliteConnection::connect(&url).await.unwrap();
    let count =
        sqlx::query_scalar("SELECT COUNT(*) FROM meeting_state").fetch_one(&mut database).await.unwrap();
    database.close().await.unwrap();
    count
}

async fn readiness(server: &Server) -> (u16, String) {
    let answer = reqwest::get(server.url("/readyz")).await.expect("an answer");
    (answer.status().as_u16(), answer.text().await.expect("a text"))
}

/// A long meeting is opened with a state that was kept on the way. Until it is, readiness says so, and
/// whoever comes waits and is not refused. Who has missed more than follows that state is told of it, too.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_meeting_opens_with_its_state_and_whoever_comes_waits() {
    let room = Room::on(Server::start_apart().await, peers("peer_checkin")).await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    odile.sees("the meeting", |_| true).await;
    let mut kit = room.member("Kit").await;
    kit.sees("the meeting", |_| true).await;
    let once = Command::Post { text: "Only once.".into(), note: None };
    let first = ada.ask_as("first", once.clone()).await.unwrap();
    for number in 0..1_200 {
        if number % 5 == 0 {
            room.server.clock.advance_ms(1_000);
        }
        ada.says(&format!("Text {number}.")).await;
        if number % 100 == 0 {
            odile.keep_up().await;
        }
        if number < 900 && number % 100 == 0 {
            kit.keep_up().await;
        } else if number == 900 {
            kit.cut();
        }
    }
    odile.sync().await;
    let mut tries = 0;
    while states(&room.server).await < 3 {
        tries += 1;
        assert!(tries < 200, "three states are kept");
        a_while(20).await;
    }
    // Opening must not need the first events, and finds no states until their table has its name back.
    sql(&room.server, "DELETE FROM log WHERE last_seq < 200").await;
    sql(&room.server, "ALTER TABLE meeting_state RENAME TO elsewhere").await;
    let server = room.server.stop_and_start(false).await;
    for person in [&mut *ada, &mut *odile, &mut *kit] {
        person.cut();
        person.find(&server);
    }
    assert_eq!(readiness(&server).await, (503, "meetings are being opened".to_owned()));
    let heals = async {
        a_while(300).await;
        assert_eq!(readiness(&server).await.0, 503);
        sql(&server, "ALTER TABLE elsewhere RENAME TO meeting_state").await;
        for _ in 0..100 {
            server.clock.advance_ms(100);
            a_while(10).await;
        }
    };
    tokio::join!(odile.come(), heals);
    assert_eq!(readiness(&server).await, (200, "ready".to_owned()));
    ada.come().await;
    kit.come().await;
    for person in [&mut *ada, &mut *odile, &mut *kit] {
        person.sync().await;
        assert_eq!(person.snapshots, 1, "they went on from where they were");
        assert_eq!(person.posted().len(), 1_201, "with all that they missed");
    }
    all_agree(all![ada, odile, kit]).await;
    assert_eq!(ada.ask_as("first", once).await, Ok(first), "what was sent long before is known");
    ada.does(Command::EndMeeting {}).await;
    odile.ends().await;
    let mut tries = 0;
    while states(&server).await > 0 {
        tries += 1;
        assert!(tries < 200, "no state is left of a meeting that is over");
        a_while(20).await;
    }
}

/// A log that can't be read costs no other group its meeting, and readiness says so.
#[tokio::test]
async fn a_damaged_log_costs_no_other_group_its_meeting() {
    let room = Room::on(Server::start_apart().await, peers("peer_checkin")).await;
    let mut ada = room.lead().await;
    ada.opens().await;
    sql(&room.server, "UPDATE log SET sealed = x'00'").await;
    let other = make_room(&room.admin, peers("peer_checkin")).await;
    let mut theirs = Facilitator(Person::new(&room.server, &room.admin.browser, &other));
    theirs.come().await;
    theirs.opens().await;
    let server = room.server.stop_and_start(true).await;
    theirs.ends().await;
    theirs.cut();
    theirs.find(&server);
    theirs.come().await;
    theirs.says("We go on.").await;
    let mut tries = 0;
    while readiness(&server).await.1 == "meetings are being opened" {
        tries += 1;
        assert!(tries < 200, "the other room is looked at");
        server.clock.advance_ms(100);
        a_while(20).await;
    }
    let told = "ready; meetings could not be opened: see docs/operating.md".to_owned();
    assert_eq!(readiness(&server).await, (200, told));
}
