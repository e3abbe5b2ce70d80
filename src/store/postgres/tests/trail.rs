//! The audit's chain, and tampering with it.

use super::*;

#[tokio::test]
async fn acts_side_by_side_are_chained_once_each_and_in_the_order_of_their_numbers() {
    let store = fresh().await;
    let noted = join_all((1..=100).map(|n| note(&store, vec![act("muted", n), act("removed", n)])));
    assert!(noted.await.iter().all(Result::is_ok));
    let looks = join_all((0..8).map(|_| async { store.audit().head().await.unwrap() })).await;
    assert!(looks.iter().all(|head| head.count == 200 && *head == looks[0]), "{looks:?}");
    assert_eq!(store.audit().verify(None).await.unwrap(), AuditCheck::Intact(looks[0]));
    let in_order = "SELECT COUNT(*) FROM (SELECT number, lag(number) OVER (ORDER BY position) AS before FROM audit) AS pair
                    WHERE number < before";
    assert_eq!(number(&store, in_order).await, 0);
}

#[tokio::test]
async fn tampering_with_the_trail_is_detected() {
    const UNLOCK: [&str; 2] =
        ["DROP TRIGGER audit_is_not_edited ON audit", "DROP TRIGGER audit_is_not_deleted ON audit"];
    let cases = [
        ("UPDATE audit SET reason_code = 'other' WHERE position = 2", AuditCheck::Altered { position: 2 }),
        ("UPDATE audit SET at = at + 1 WHERE position = 1", AuditCheck::Altered { position: 1 }),
        ("UPDATE audit SET hash = '\\x00' WHERE position = 3", AuditCheck::Altered { position: 3 }),
        ("DELETE FROM audit WHERE position = 1", AuditCheck::Missing { position: 1 }),
        ("DELETE FROM audit WHERE position >= 3", AuditCheck::Truncated { count: 2 }),
    ];
    for (tampering, verdict) in cases {
        let store = fresh().await;
        let acts = ["muted", "removed", "banned", "unbanned"].map(|action| act(action, 1));
        note(&store, acts.to_vec()).await.unwrap();
        let head = store.audit().head().await.unwrap();
        assert!(sql(&store, tampering).await.is_err(), "the database itself refuses: {tampering}");
        for unlock in UNLOCK {
            sql(&store, unlock).await.unwrap();
        }
        sql(&store, tampering).await.unwrap();
        assert_eq!(store.audit().verify(Some(head)).await.unwrap(), verdict, "{tampering}");
    }
}

#[tokio::test]
async fn what_is_not_in_the_chain_yet_is_not_edited_either() {
    let store = fresh().await;
    sql(&store, "INSERT INTO audit (at, actor, action) VALUES (1, 'server', 'muted')").await.unwrap();
    for tampering in [
        "UPDATE audit SET action = 'banned'",
        "UPDATE audit SET position = 1, prev_hash = '\\x00', hash = '\\x00', at = 2",
        "DELETE FROM audit",
        "TRUNCATE audit",
    ] {
        assert!(sql(&store, tampering).await.is_err(), "{tampering}");
    }
}
