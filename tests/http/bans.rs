//! Bans that the room's leads see and lift.

use rondo::{
    clock::Clock,
    meeting::{command::Command, reason::RemovalReason},
};
use serde_json::json;

use crate::support::{
    Server,
    roles::Leads,
    room::{Room, peers},
};

#[tokio::test]
async fn a_lead_sees_who_is_banned_and_lifts_the_ban() {
    let room = Room::on(Server::start().await, peers("peer_checkin")).await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut kit = room.member("Kit").await;
    kit.sees("the meeting", |_| true).await;
    let who = kit.id();
    let bans = format!("/api/rooms/{}/bans", room.id);
    assert_eq!(room.admin.get(&bans).await.good(), json!({"bans": [], "next": null}));
    room.admin.delete(&format!("{bans}/{who}")).await.refused(404, "not_found");

    ada.does(Command::Ban { who, reason: RemovalReason::Safety }).await;
    assert!(kit.ends().await.is_some());
    let banned_at = room.server.clock.unix_ms();
    let listed = room.admin.get(&bans).await.good();
    assert_eq!(
        listed,
        json!({"bans": [{"participant": who, "name": "Kit", "banned_at": banned_at}], "next": null})
    );
    let token = format!("/api/rooms/{}/token", room.id);
    kit.browser.post(&token, json!({})).await.refused(403, "banned");
    ada.ends_the_meeting().await;
    ada.ends().await;

    room.admin.delete(&format!("{bans}/{who}")).await.good();
    assert_eq!(room.admin.get(&bans).await.good(), json!({"bans": [], "next": null}));
    room.server.clock.advance_ms(1_000);
    let mut ada = room.lead().await;
    ada.opens().await;
    kit.token.clear();
    kit.joined = false;
    kit.come().await;
    kit.sees("the next meeting", |_| true).await;
    assert_eq!(kit.id(), who, "the same seat");
}

#[tokio::test]
async fn a_ban_of_another_room_is_not_there() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let kit = room.member("Kit").await;
    ada.does(Command::Ban { who: kit.id(), reason: RemovalReason::Other }).await;
    let elsewhere = crate::support::people::make_room(&room.admin, peers("mini")).await;
    let lift = format!("/api/rooms/{elsewhere}/bans/{}", kit.id());
    room.admin.delete(&lift).await.refused(404, "not_found");
}
