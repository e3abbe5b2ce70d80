//! Who leads a room, and what is forgotten of those who may no longer.

use std::collections::BTreeSet;

use super::{
    db::{Executor, WriteConnection},
    duties, seats,
};
use crate::{
    meeting::{
        id::{AccountId, ParticipantId, RoomId},
        role::RoomKind,
    },
    room::duties::Holder,
    store::{error::Result, rooms::RoomLead},
};

/// Everyone who leads a room, each once.
pub(super) async fn of(db: impl Executor<'_>, room: RoomId) -> Result<Vec<RoomLead>> {
    let found = sqlx::query_as(
        "SELECT account.*, standing FROM room_lead JOIN account ON account.id = room_lead.account
         WHERE room_lead.room = $1
         ORDER BY CASE standing WHEN 'owner' THEN 0 WHEN 'co_lead' THEN 1 ELSE 2 END, since, account.id",
    );
    let mut leads: Vec<RoomLead> = found.bind(room).fetch_all(db).await?;
    let mut seen = BTreeSet::new();
    leads.retain(|lead| seen.insert(lead.account.id));
    Ok(leads)
}

/// For each write after which somebody may not lead a room any more: it forgets what hangs on their seats,
/// and that they serve.
pub(super) async fn forget_former(conn: &mut WriteConnection, room: RoomId) -> Result<()> {
    let kind = sqlx::query_scalar("SELECT kind FROM room WHERE id = $1").bind(room);
    let kind: RoomKind = kind.fetch_one(conn.conn()).await?;
    let leads = of(conn.conn(), room).await?.into_iter().filter(|lead| lead.may_lead(kind));
    let leads: BTreeSet<AccountId> = leads.map(|lead| lead.account.id).collect();
    let seats = sqlx::query_as("SELECT id, account FROM participant WHERE room = $1 AND account IS NOT NULL");
    let seats: Vec<(ParticipantId, AccountId)> = seats.bind(room).fetch_all(conn.conn()).await?;
    for (seat, _) in seats.into_iter().filter(|(_, account)| !leads.contains(account)) {
        seats::forget(conn, seat).await?;
    }
    let gone = |who| matches!(who, Holder::Account { account } if !leads.contains(&account));
    duties::forget(conn, room, &gone).await
}

/// The rooms that an account leads, of those that are not archived.
pub(super) async fn rooms_of(conn: &mut WriteConnection, account: AccountId) -> Result<Vec<RoomId>> {
    let found = sqlx::query_scalar(
        "SELECT DISTINCT room FROM room_lead JOIN room ON room.id = room_lead.room
         WHERE account = $1 AND archived_at IS NULL",
    );
    Ok(found.bind(account).fetch_all(conn.conn()).await?)
}
