//! From one machine with SQLite to several servers.

use crate::nodes::{Cluster, Meeting};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_running_meeting_moves_from_sqlite_to_several_servers() {
    let mut cluster = Cluster::alone().await;
    let mut meeting = Meeting::open(&cluster, 0).await;
    meeting.say(&cluster, "on one machine").await;
    cluster.nodes[0].signal("-TERM").await;
    cluster.nodes[0].ends().await;
    let data = cluster.nodes[0].data_dir().display().to_string();
    let said = cluster.rondo(&["import", "--data-dir", &data]).await;
    assert!(said.contains("rows are in PostgreSQL") && said.contains("rondo.db.moved"), "{said}");
    cluster.start_again(0).await;
    cluster.add().await;
    meeting.move_to(&cluster, 1).await;
    meeting.say(&cluster, "on two").await;
    cluster.kill(1).await;
    meeting.move_to(&cluster, 0).await;
    meeting.say(&cluster, "on the first again").await;
    meeting.holds(&["on one machine", "on two", "on the first again"]).await;
    cluster.rondo(&["audit", "verify"]).await;
}
