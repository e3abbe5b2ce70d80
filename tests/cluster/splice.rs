//! A room is reached through every server.

use rondo::meeting::{command::Command, ordinal::ItemIndex};

use crate::{
    nodes::{Cluster, Meeting, Stopwatch, back},
    support::room::peers,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_meet_in_one_room_whichever_server_they_come_to() {
    let cluster = Cluster::start(3).await;
    let links = cluster.nodes.iter().map(|node| node.setup_secret.is_some());
    assert_eq!(
        links.collect::<Vec<_>>(),
        [true, false, false],
        "one link counts, and it is the one that is printed"
    );
    let (admin, room, secret) = cluster.room(peers("tools_discussion")).await;
    let mut lead = cluster.person(0, &admin, &room);
    lead.come().await;
    lead.does(Command::OpenMeeting {}).await;
    lead.sees("an item", |view| view.item == Some(ItemIndex(0))).await;
    lead.does(Command::Advance { from: ItemIndex(0), to: Some(ItemIndex(3)) }).await;
    let mut members = Vec::new();
    for node in 0..3 {
        let mut member = cluster.member(node, &secret, &format!("Member {node}"), &room).await;
        member.come().await;
        members.push(member);
    }
    for member in &mut members {
        member.does(Command::Post { text: "Hello.".to_owned(), note: None }).await;
    }
    lead.sees("all three", |view| view.messages.len() == 3).await;
    for member in &mut members {
        member.sees("all three", |view| view.messages.len() == 3).await;
    }
    assert_eq!(cluster.owner(&room).await, Some(0), "it stays where it was opened");
    let listed = cluster.rondo(&["cluster", "--rooms"]).await;
    let lines: Vec<&str> = listed.lines().collect();
    assert_eq!(lines.len(), 4, "{listed}");
    assert!(lines[0].contains(&cluster.nodes[0].peer_address()) && lines[0].ends_with("1 rooms"), "{listed}");
    assert_eq!(lines[1].trim(), room);
    let listed = cluster.rondo(&["cluster", "--json"]).await;
    let listed: serde_json::Value = serde_json::from_str(&listed).expect("JSON");
    assert_eq!(listed["nodes"][0]["rooms"][0], room);
    assert_eq!(listed["rooms_without_node"], serde_json::json!([]));
}

/// Whoever guesses passwords does not get more attempts for each server there is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attempts_count_on_all_servers_together() {
    let cluster = Cluster::start(2).await;
    cluster.room(peers("tools_discussion")).await;
    let guesses = |node: usize, count: usize| {
        let browser = cluster.browser(node);
        async move {
            let guess = serde_json::json!({"name": "ada", "password": "seven wrong lamps"});
            let mut answers = Vec::new();
            for _ in 0..count {
                answers.push(browser.post("/api/session", guess.clone()).await.status.as_u16());
            }
            answers
        }
    };
    assert_eq!(guesses(0, 6).await, [401; 6]);
    assert_eq!(guesses(1, 5).await, [401, 401, 401, 401, 429]);
    assert_eq!(guesses(0, 1).await, [429]);
}

/// The server that has the room does not answer, and those who are at it hear nothing more.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_banned_while_the_owner_stands_still_hears_nothing_more() {
    let cluster = Cluster::start(3).await;
    let mut meeting = Meeting::begin(&cluster, 0).await;
    meeting.say(&cluster, "before").await;
    let mut led_on = meeting.member.twin();
    led_on.address = cluster.nodes[1].address;
    led_on.come().await;
    let there = meeting.admin.to(&format!("http://{}", cluster.nodes[1].address));
    let ban = format!("/api/rooms/{}/members/{}/ban", meeting.room, meeting.member.id());
    cluster.nodes[0].signal("-STOP").await;
    let begun = Stopwatch::start();
    there.post(&ban, serde_json::json!({})).await.good();
    let answered = begun.ms();
    led_on.ends().await;
    eprintln!("banned after {answered} ms, and cut after {} ms", begun.ms());
    meeting.lead.address = cluster.nodes[2].address;
    meeting.lead.cut();
    back(&mut meeting.lead).await;
    meeting.lead.sees("the open floor", |view| view.pause.is_none()).await;
    meeting.lead.says("among us").await;
    cluster.nodes[0].signal("-CONT").await;
    meeting.member.ends().await;
    for banned in [&mut led_on, &mut meeting.member] {
        assert!(!banned.texts().contains(&"among us"));
        for node in &cluster.nodes {
            banned.address = node.address;
            assert!(!banned.try_connect_with_token().await, "it came back");
        }
    }
}

/// By a call to the server that has the room, and by the database where that fails.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_signed_out_or_banned_is_cut_on_every_server() {
    let cluster = Cluster::start(2).await;
    let mut meeting = Meeting::begin(&cluster, 0).await;
    let there = meeting.admin.to(&format!("http://{}", cluster.nodes[1].address));
    let banned = format!("/api/rooms/{}/members/{}/ban", meeting.room, meeting.member.id());
    there.post(&banned, serde_json::json!({})).await.good();
    assert_eq!(meeting.member.ends().await, Some(4005));
    meeting
        .lead
        .sees("nobody else", |view| view.people.iter().filter(|person| person.connected).count() == 1)
        .await;
    // As a server that nobody reached reads it.
    let what = r#"{"type":"close","room":"ROOM","code":"no_such_room"}"#.replace("ROOM", &meeting.room);
    cluster.postgres.psql("rows", &format!("INSERT INTO ended_access (what) VALUES ('{what}')")).await;
    assert_eq!(meeting.lead.ends().await, Some(4006));
}
