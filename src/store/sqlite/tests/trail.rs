//! Tampering with the audit trail.

use super::*;

#[tokio::test]
async fn tampering_with_the_trail_is_detected() {
    const UNLOCK: &str = "DROP TRIGGER IF EXISTS audit_is_not_edited";
    const UNLOCK_DELETE: &str = "DROP TRIGGER IF EXISTS audit_is_not_deleted";
    let cases = [
        ("UPDATE audit SET reason_code = 'other' WHERE position = 2", AuditCheck::Altered { position: 2 }),
        ("UPDATE audit SET at = at + 1 WHERE position = 1", AuditCheck::Altered { position: 1 }),
        ("UPDATE audit SET actor = 'nobody' WHERE position = 3", AuditCheck::Altered { position: 3 }),
        ("UPDATE audit SET hash = x'00' WHERE position = 3", AuditCheck::Altered { position: 3 }),
        ("DELETE FROM audit WHERE position = 1", AuditCheck::Missing { position: 1 }),
        ("DELETE FROM audit WHERE position = 2", AuditCheck::Missing { position: 2 }),
        ("DELETE FROM audit WHERE position >= 3", AuditCheck::Truncated { count: 2 }),
        ("DELETE FROM audit", AuditCheck::Truncated { count: 0 }),
    ];
    for (tampering, verdict) in cases {
        let (_dir, store) = fresh().await;
        let acts = ["muted", "removed", "banned", "unbanned"].map(|action| act(action, 1));
        note(&store, acts.to_vec()).await.unwrap();
        let head = store.audit().head().await.unwrap();
        assert!(sql(&store, tampering).await.is_err(), "the database itself refuses: {tampering}");
        sql(&store, UNLOCK).await.unwrap();
        sql(&store, UNLOCK_DELETE).await.unwrap();
        sql(&store, tampering).await.unwrap();
        assert_eq!(store.audit().verify(Some(head)).await.unwrap(), verdict, "{tampering}");
        store.close().await;
    }
}

#[tokio::test]
async fn an_entry_of_the_trail_is_not_replaced() {
    let (_dir, store) = fresh().await;
    note(&store, vec![act("muted", 1)]).await.unwrap();
    let replace = "INSERT OR REPLACE INTO audit SELECT position, room, meeting, 0, actor, action, target,
                   reason_code, prev_hash, hash FROM audit WHERE position = 1";
    assert!(sql(&store, replace).await.is_err());
}
