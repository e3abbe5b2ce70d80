//! Large meetings: a snapshot that is larger than a queue still reaches everyone.

use rondo::meeting::{command::Command, ordinal::MessageId};

use crate::support::{
    roles::Leads,
    room::{Room, all_agree},
};

#[tokio::test]
async fn a_hundred_long_messages_reach_who_comes_back() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    odile.sees("the meeting", |_| true).await;
    // The longest there can be: four bytes for each of 4,000 characters.
    let text = "\u{1F49A}".repeat(4_000);
    for number in 0..100 {
        room.server.clock.advance_ms(1_000);
        ada.does(Command::Post { text: text.clone(), note: None }).await;
        if number % 5 == 0 {
            odile.keep_up().await;
        }
    }
    odile.sync().await;
    ada.reload().await;
    assert_eq!(ada.view().messages.len(), 100);
    all_agree(all![ada, odile]).await;
    let (page, more) = odile.page(MessageId(u64::MAX)).await;
    assert!(more && page.len() == 4, "a page has at most 64 KiB: {}", page.len());
}
