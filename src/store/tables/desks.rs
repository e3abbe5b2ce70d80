//! The rows of desks that hosts share.

use async_trait::async_trait;

use super::{database::Tables, db::WriteConnection, leads, rows::changed_one};
use crate::{
    meeting::id::{AccountId, DeskId},
    room::{Room, limits::DESK_ACCOUNTS_MAX},
    store::{
        audit::AuditBatch,
        desks::{Desk, DeskAccount, Desks},
        error::{Conflict, Result, StoreError},
    },
    time::UnixMs,
};

#[async_trait]
impl Desks for Tables {
    async fn create_desk(&self, desk: Desk, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(create(conn, desk))).await
    }

    async fn rename_desk(
        &self,
        desk: DeskId,
        maker: AccountId,
        name: String,
        audit: AuditBatch,
    ) -> Result<()> {
        self.act(audit, move |conn| {
            Box::pin(async move {
                let row = sqlx::query("UPDATE desk SET name = $3 WHERE id = $1 AND maker = $2");
                let row = row.bind(desk).bind(maker).bind(name);
                changed_one(row.execute(conn.conn()).await?.rows_affected())
            })
        })
        .await
    }

    async fn desk_of(&self, account: AccountId) -> Result<Option<Desk>> {
        let found = sqlx::query_as(
            "SELECT desk.* FROM desk_account JOIN desk ON desk.id = desk_account.desk
             WHERE desk_account.account = $1 AND desk_account.joined",
        );
        Ok(found.bind(account).fetch_optional(&self.reads).await?)
    }

    async fn desk_accounts(&self, desk: DeskId) -> Result<Vec<DeskAccount>> {
        let found =
            sqlx::query_as("SELECT * FROM desk_account WHERE desk = $1 ORDER BY joined DESC, at, account");
        Ok(found.bind(desk).fetch_all(&self.reads).await?)
    }

    async fn desk_invitations(&self, account: AccountId) -> Result<Vec<Desk>> {
        let found = sqlx::query_as(
            "SELECT desk.* FROM desk_account JOIN desk ON desk.id = desk_account.desk
             WHERE desk_account.account = $1 AND NOT desk_account.joined
             ORDER BY desk_account.at, desk.id",
        );
        Ok(found.bind(account).fetch_all(&self.reads).await?)
    }

    async fn invite_to_desk(
        &self,
        desk: DeskId,
        account: AccountId,
        at: UnixMs,
        audit: AuditBatch,
    ) -> Result<()> {
        self.write(move |conn| {
            Box::pin(async move {
                if invite(conn, desk, account, at).await? { conn.add_audit(audit).await } else { Ok(()) }
            })
        })
        .await
    }

    async fn join_desk(&self, desk: DeskId, account: AccountId, at: UnixMs, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| {
            Box::pin(async move {
                let row = sqlx::query(
                    "UPDATE desk_account SET joined = TRUE, at = $3
                     WHERE desk = $1 AND account = $2 AND NOT joined",
                );
                let row = row.bind(desk).bind(account).bind(at);
                changed_one(row.execute(conn.conn()).await?.rows_affected())
            })
        })
        .await
    }

    async fn leave_desk(&self, desk: DeskId, account: AccountId, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(leave(conn, desk, account))).await
    }

    async fn rooms_on_desk(&self, account: AccountId) -> Result<Vec<Room>> {
        let found = sqlx::query_as(
            "SELECT room.* FROM desk_account mine
             JOIN desk_account theirs ON theirs.desk = mine.desk AND theirs.joined
             JOIN room ON room.owner = theirs.account AND room.shared AND room.archived_at IS NULL
             WHERE mine.account = $1 AND mine.joined
             ORDER BY room.created_at DESC, room.id",
        );
        Ok(found.bind(account).fetch_all(&self.reads).await?)
    }
}

async fn create(conn: &mut WriteConnection, desk: Desk) -> Result<()> {
    let row = sqlx::query("INSERT INTO desk (id, name, maker, created_at) VALUES ($1, $2, $3, $4)");
    row.bind(desk.id).bind(&desk.name).bind(desk.maker).bind(desk.created_at).execute(conn.conn()).await?;
    let row = sqlx::query("INSERT INTO desk_account (desk, account, joined, at) VALUES ($1, $2, TRUE, $3)");
    row.bind(desk.id).bind(desk.maker).bind(desk.created_at).execute(conn.conn()).await?;
    Ok(())
}

/// Whether that was new.
async fn invite(conn: &mut WriteConnection, desk: DeskId, account: AccountId, at: UnixMs) -> Result<bool> {
    let row = sqlx::query(
        "INSERT INTO desk_account (desk, account, joined, at) VALUES ($1, $2, FALSE, $3) ON CONFLICT DO NOTHING",
    );
    let done = row.bind(desk).bind(account).bind(at).execute(conn.conn()).await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    let count = sqlx::query_scalar("SELECT count(*) FROM desk_account WHERE desk = $1").bind(desk);
    let count: i64 = count.fetch_one(conn.conn()).await?;
    if count > DESK_ACCOUNTS_MAX { Err(StoreError::Conflict(Conflict::DeskFull)) } else { Ok(true) }
}

async fn leave(conn: &mut WriteConnection, desk: DeskId, account: AccountId) -> Result<()> {
    let led = leads::rooms_of(conn, account).await?;
    let row =
        sqlx::query_scalar("DELETE FROM desk_account WHERE desk = $1 AND account = $2 RETURNING joined");
    let joined: bool = row.bind(desk).bind(account).fetch_one(conn.conn()).await?;
    if !joined {
        return Ok(());
    }
    let unshared = sqlx::query("UPDATE room SET shared = FALSE WHERE owner = $1 AND shared");
    unshared.bind(account).execute(conn.conn()).await?;
    let first = sqlx::query_scalar(
        "SELECT account FROM desk_account WHERE desk = $1 AND joined ORDER BY at, account LIMIT 1",
    );
    let first: Option<AccountId> = first.bind(desk).fetch_optional(conn.conn()).await?;
    match first {
        Some(first) => {
            let row = sqlx::query("UPDATE desk SET maker = $2 WHERE id = $1 AND maker = $3");
            row.bind(desk).bind(first).bind(account).execute(conn.conn()).await?;
        }
        None => {
            // Its invitations go with it.
            sqlx::query("DELETE FROM desk WHERE id = $1").bind(desk).execute(conn.conn()).await?;
        }
    }
    for room in led {
        leads::forget_former(conn, room).await?;
    }
    Ok(())
}
