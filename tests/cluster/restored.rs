//! The database of the rows comes from a backup; the keys never do.

use rondo::meeting::command::Command;

use crate::nodes::{Cluster, Meeting};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_said_in_a_meeting_that_is_over_cannot_be_read_from_a_backup() {
    let mut cluster = Cluster::start(2).await;
    let mut meeting = Meeting::begin(&cluster, 0).await;
    meeting.say(&cluster, "said in confidence").await;
    cluster.postgres.copy("rows", "backup").await;
    meeting.lead.does(Command::EndMeeting {}).await;
    meeting.member.ends().await;
    let over = "SELECT count(*) FROM meeting WHERE ended_at IS NOT NULL";
    while cluster.postgres.psql("rows", over).await.trim() != "1" {}
    for node in 0..2 {
        cluster.kill(node).await;
    }
    cluster.postgres.psql("postgres", "DROP DATABASE rows WITH (FORCE)").await;
    cluster.postgres.psql("postgres", "ALTER DATABASE backup RENAME TO rows").await;
    let logged = "SELECT count(*) > 0 FROM log";
    assert_eq!(cluster.postgres.psql("rows", logged).await.trim(), "t", "the backup has its rows");
    for node in 0..2 {
        cluster.start_again(node).await;
    }
    let ended = "SELECT end_reason FROM meeting";
    assert_eq!(cluster.postgres.psql("rows", ended).await.trim(), "key_destroyed");
    assert_eq!(cluster.postgres.psql("rows", logged).await.trim(), "f", "nor are there rows of it");
    // The room itself goes on.
    let admin = meeting.admin.to(&format!("http://{}", cluster.nodes[1].address));
    let mut lead = cluster.person(1, &admin, &meeting.room);
    lead.come().await;
    lead.does(Command::OpenMeeting {}).await;
    assert!(lead.view().messages.is_empty());
}
