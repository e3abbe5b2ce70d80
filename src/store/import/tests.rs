//! Whatever the contract leaves in SQLite, PostgreSQL has after an import.

use super::*;
use crate::store::{
    self,
    backend::Backend,
    contract::{self, fixtures::*},
    postgres::test_server::new_database,
};

fn file(dir: &Path) -> String {
    dir.join("rondo.db").to_str().unwrap().to_owned()
}

async fn open(dir: &Path) -> impl Backend + use<> {
    sqlite::open(sqlite::Target::parse(&file(dir)).unwrap()).await.unwrap()
}

contract::suite!(open, is_the_same_after_an_import);

async fn is_the_same_after_an_import(dir: &Path) {
    let address = new_database().await;
    let rows = import(Path::new(&file(dir)), &address, dir).await.unwrap();
    assert!(rows >= 2, "{rows}");
    let moved = sqlite::Target::parse(&format!("{}{MOVED}", file(dir))).unwrap();
    let mut here = moved.prepare().await.unwrap();
    let mut there = postgres::Target::parse(&address).unwrap().connect().await.unwrap();
    let mut compared = 0;
    for table in tables(&mut there).await.unwrap() {
        if table.select(&mut here).await.unwrap().is_none() {
            continue;
        }
        let sum = |of: fn(&Column) -> String| {
            let sums: Vec<String> = table.columns.iter().map(of).collect();
            format!("SELECT COUNT(*) || ' rows, ' || {} FROM \"{}\"", sums.join(" || ' ' || "), table.name)
        };
        let sqlite: String =
            sqlx::query_scalar(AssertSqlSafe(sum(Column::sum_here))).fetch_one(&mut here).await.unwrap();
        let postgres: String =
            sqlx::query_scalar(AssertSqlSafe(sum(Column::sum_there))).fetch_one(&mut there).await.unwrap();
        assert_eq!(postgres, sqlite, "{}", table.name);
        compared += 1;
    }
    assert!(compared > 50, "only {compared} tables");
}

impl Column {
    fn sum_here(&self) -> String {
        let name = format!("\"{}\"", self.name);
        let number = match self.data_type.as_str() {
            "bytea" | "text" => format!("LENGTH({name})"),
            "jsonb" => format!("{name} IS NOT NULL"),
            _ => format!("{name} % 1000003"),
        };
        format!("COALESCE(SUM({number}), 0)")
    }

    fn sum_there(&self) -> String {
        let name = format!("\"{}\"", self.name);
        let number = match self.data_type.as_str() {
            "bytea" | "text" => format!("LENGTH({name})"),
            "jsonb" => format!("CAST({name} IS NOT NULL AS INTEGER)"),
            "boolean" => format!("CAST({name} AS INTEGER)"),
            _ => format!("{name} % 1000003"),
        };
        format!("COALESCE(SUM({number}), 0)")
    }
}

/// A running meeting goes on, and nobody can import twice or into a database that is used.
#[tokio::test]
async fn what_was_written_is_read_and_the_old_file_is_out_of_the_way() {
    let dir = tempfile::tempdir().unwrap();
    let before = store::open(&file(dir.path()), dir.path()).await.unwrap();
    with_meetings(&before, 2).await;
    for n in 1..=2 {
        before.create_series_key(room_id(n)).await.unwrap();
    }
    before.append(append(1, 1, 3)).await.unwrap();
    note(&before, vec![act("muted", 1), act("let_in", 1)]).await.unwrap();
    let (read, room) = (before.read_log(meeting_id(1), ..).await, before.room(room_id(1)).await);
    before.close().await;
    drop(before);
    for (from, to, line) in [
        (file(dir.path()), "other.db", "has to name the PostgreSQL database"),
        (format!("{}x", file(dir.path())), "postgres://rondo@127.0.0.1/rondo", "there is no such file"),
    ] {
        let refused = import(Path::new(&from), to, dir.path()).await.unwrap_err().to_string();
        assert!(refused.contains(line), "{refused}");
    }
    let address = new_database().await;
    import(Path::new(&file(dir.path())), &address, dir.path()).await.unwrap();
    assert!(!Path::new(&file(dir.path())).exists());
    let after = store::open(&address, dir.path()).await.unwrap();
    assert_eq!(after.read_log(meeting_id(1), ..).await, read);
    assert_eq!(after.room(room_id(1)).await, room);
    after.append(append(1, 4, 1)).await.unwrap();
    note(&after, vec![act("unmuted", 1)]).await.unwrap();
    let running = import(Path::new(&format!("{}{MOVED}", file(dir.path()))), &address, dir.path()).await;
    let running = running.unwrap_err().to_string();
    assert!(running.contains("another server"), "{running}");
    after.close().await;
    drop(after);
    let again = import(Path::new(&format!("{}{MOVED}", file(dir.path()))), &address, dir.path()).await;
    assert!(again.unwrap_err().to_string().contains("is not empty"));
    let trail = store::open_audit(&address).await.unwrap();
    assert!(trail.verify(None).await.is_ok(), "the chain goes on");
}
