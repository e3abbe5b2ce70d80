//! The rows of places and of attendance.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use sqlx::types::Json;

use super::{database::Tables, db::WriteConnection, webhooks};
use crate::{
    meeting::id::{ParticipantId, RoomId},
    room::{
        Room,
        places::{
            Attendance, AttendanceMark, CountsTold, Place, PlaceChange, PlaceRefusal, Places, PlacesRule,
            Seen, Terms, attendance, carry, events,
        },
        schedule::{DateKey, Schedule},
    },
    store::{
        audit::AuditBatch,
        error::{Result, StoreError},
        participants::Participant,
        places::{DatePlaces, PlaceRow},
        rooms::Carried,
    },
    time::UnixMs,
};

#[async_trait]
impl DatePlaces for Tables {
    async fn room_places(&self, room: RoomId) -> Result<PlacesRule> {
        let found = sqlx::query_as("SELECT * FROM room_places WHERE room = $1").bind(room);
        Ok(found.fetch_optional(&self.reads).await?.unwrap_or_default())
    }

    async fn set_room_places(&self, room: RoomId, rule: PlacesRule, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(set_rule(conn, room, rule))).await
    }

    async fn places(&self, room: RoomId) -> Result<Vec<PlaceRow>> {
        let found = sqlx::query_as("SELECT * FROM place WHERE room = $1 ORDER BY date, number, participant");
        Ok(found.bind(room).fetch_all(&self.reads).await?)
    }

    async fn change_places(
        &self,
        room: RoomId,
        changes: Vec<(DateKey, PlaceChange)>,
        now: UnixMs,
        audit: AuditBatch,
    ) -> Result<std::result::Result<(), PlaceRefusal>> {
        self.write(move |conn| Box::pin(change(conn, room, changes, now, audit))).await
    }

    async fn close_date(&self, room: RoomId, date: DateKey, came: BTreeSet<ParticipantId>) -> Result<()> {
        self.write(move |conn| Box::pin(close(conn, room, date, came))).await
    }

    async fn forget_places(&self, room: RoomId, dates: Vec<DateKey>) -> Result<()> {
        self.write(move |conn| {
            Box::pin(async move {
                for date in dates {
                    erase(conn, room, date).await?;
                }
                Ok(())
            })
        })
        .await
    }

    async fn attendance(&self, room: RoomId) -> Result<Vec<Attendance>> {
        let found = sqlx::query_as(
            "SELECT * FROM attendance WHERE room = $1 ORDER BY starts_at DESC, date, participant",
        );
        Ok(found.bind(room).fetch_all(&self.reads).await?)
    }
}

/// Keeps what a host chose.
pub(super) async fn set_rule(conn: &mut WriteConnection, room: RoomId, rule: PlacesRule) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO room_places (room, sign_up, capacity, absence) VALUES ($1, $2, $3, $4)
         ON CONFLICT (room) DO UPDATE SET sign_up = $2, capacity = $3, absence = $4",
    );
    let row = row.bind(room).bind(rule.sign_up).bind(rule.capacity.map(i64::from)).bind(Json(rule.absence));
    row.execute(conn.conn()).await?;
    Ok(())
}

async fn room_and_rule(conn: &mut WriteConnection, room: RoomId) -> Result<(Room, PlacesRule)> {
    let rule = sqlx::query_as("SELECT * FROM room_places WHERE room = $1").bind(room);
    let rule: Option<PlacesRule> = rule.fetch_optional(conn.conn()).await?;
    let found = sqlx::query_as("SELECT * FROM room WHERE id = $1 AND archived_at IS NULL").bind(room);
    let found: Option<Room> = found.fetch_optional(conn.conn()).await?;
    Ok((found.ok_or(StoreError::NotFound)?, rule.unwrap_or_default()))
}

async fn of_date(conn: &mut WriteConnection, room: RoomId, date: DateKey) -> Result<Vec<Place>> {
    let found = sqlx::query_as("SELECT * FROM place WHERE room = $1 AND date = $2").bind(room).bind(date);
    let rows: Vec<PlaceRow> = found.fetch_all(conn.conn()).await?;
    Ok(rows.into_iter().map(|row| row.place).collect())
}

async fn change(
    conn: &mut WriteConnection,
    id: RoomId,
    changes: Vec<(DateKey, PlaceChange)>,
    now: UnixMs,
    audit: AuditBatch,
) -> Result<std::result::Result<(), PlaceRefusal>> {
    let (room, rule) = room_and_rule(conn, id).await?;
    let mut changed = BTreeMap::new();
    for (date, change) in changes {
        let Some(terms) = Terms::of(&room, &rule, date) else {
            match change {
                PlaceChange::Settle => continue,
                // What is gone may be put away.
                PlaceChange::TakeBack(who) => {
                    delete(conn, id, date, who).await?;
                    continue;
                }
                _ => return Ok(Err(PlaceRefusal::Over)),
            }
        };
        let before = of_date(conn, id, date).await?;
        let mut places = Places::new(before.clone());
        if let Err(refusal) = places.change(change, &terms, now) {
            return Ok(Err(refusal));
        }
        changed.insert(date, (before, places, terms));
    }
    for (date, (before, places, terms)) in changed {
        for gone in before.iter().filter(|place| places.of(place.who).is_none()) {
            delete(conn, id, date, gone.who).await?;
        }
        for place in places.rows().iter().filter(|place| !before.contains(place)) {
            put(conn, id, date, place).await?;
        }
        let counts = CountsTold::of(&places, &terms);
        for event in events(&Places::new(before), &places) {
            webhooks::note_places(conn, id, date, event, counts, now).await?;
        }
    }
    conn.add_audit(audit).await?;
    Ok(Ok(()))
}

async fn delete(conn: &mut WriteConnection, room: RoomId, date: DateKey, who: ParticipantId) -> Result<()> {
    let row = sqlx::query("DELETE FROM place WHERE room = $1 AND date = $2 AND participant = $3");
    row.bind(room).bind(date).bind(who).execute(conn.conn()).await?;
    Ok(())
}

async fn put(conn: &mut WriteConnection, room: RoomId, date: DateKey, place: &Place) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO place (room, date, participant, stand, until, late, since, number)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (room, date, participant)
         DO UPDATE SET stand = $4, until = $5, late = $6, since = $7, number = $8",
    );
    let row = row.bind(room).bind(date).bind(place.who).bind(place.stand.word()).bind(place.stand.until());
    row.bind(place.late).bind(place.since).bind(i64::from(place.number)).execute(conn.conn()).await?;
    Ok(())
}

/// For the write that changes a schedule: the places go with their dates.
pub(super) async fn follow(
    conn: &mut WriteConnection,
    room: RoomId,
    old: Option<&Schedule>,
    new: Option<&Schedule>,
    carried: &Carried,
) -> Result<()> {
    let Some(old) = old else { return Ok(()) };
    let found = sqlx::query_as("SELECT * FROM place WHERE room = $1").bind(room);
    let rows: Vec<PlaceRow> = found.fetch_all(conn.conn()).await?;
    let rows = rows.into_iter().map(|row| (row.date, row.place)).collect();
    sqlx::query("DELETE FROM place WHERE room = $1").bind(room).execute(conn.conn()).await?;
    for (date, place) in carry(rows, old, new, &carried.effects, carried.at) {
        put(conn, room, date, &place).await?;
    }
    Ok(())
}

async fn close(
    conn: &mut WriteConnection,
    id: RoomId,
    date: DateKey,
    came: BTreeSet<ParticipantId>,
) -> Result<()> {
    let (room, rule) = match room_and_rule(conn, id).await {
        Err(StoreError::NotFound) => return erase(conn, id, date).await,
        found => found?,
    };
    let said = of_date(conn, id, date).await?;
    let members = members(conn, &room, date).await?;
    for kept in attendance(&room, &rule, &said, Seen { date, members: &members, came: &came }) {
        let row = sqlx::query(
            "INSERT INTO attendance (room, date, starts_at, participant, attended) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (room, date, participant) DO UPDATE SET attended = $5 WHERE $6",
        );
        let row = row.bind(id).bind(kept.date).bind(kept.starts_at).bind(kept.participant);
        let row = row.bind(kept.attended).bind(kept.attended == AttendanceMark::Attended);
        row.execute(conn.conn()).await?;
    }
    erase(conn, id, date).await
}

/// The members who had a seat by the end of a date.
async fn members(conn: &mut WriteConnection, room: &Room, date: DateKey) -> Result<BTreeSet<ParticipantId>> {
    let date = room.schedule.as_ref().and_then(|schedule| schedule.date(date, room.planned_minutes()));
    let found = sqlx::query_as(
        "SELECT * FROM participant WHERE room = $1 AND account IS NULL AND banned_at IS NULL AND created_at <= $2",
    );
    let found: Vec<Participant> =
        found.bind(room.id).bind(date.map(|date| date.ends_at)).fetch_all(conn.conn()).await?;
    Ok(found.into_iter().map(|person| person.id).collect())
}

/// Erases what was said of a date, and the work and mail that would tell of it; also on the disk, as far
/// as the database file goes: the rows are not sealed.
async fn erase(conn: &mut WriteConnection, room: RoomId, date: DateKey) -> Result<()> {
    conn.overwrite_deleted(true).await?;
    let places = sqlx::query("DELETE FROM place WHERE room = $1 AND date = $2").bind(room).bind(date);
    places.execute(conn.conn()).await?;
    let acts = sqlx::query("DELETE FROM place_act WHERE room = $1 AND date = $2").bind(room).bind(date);
    acts.execute(conn.conn()).await?;
    let jobs = sqlx::query(
        "DELETE FROM job WHERE room = $1 AND substr(date, 1, CAST($3 AS INTEGER)) = $2 AND state NOT IN ('sending')
           AND (kind LIKE 'place_%' OR kind IN ('mail_sign_up', 'mail_waitlist_offer', 'mail_place_removed',
                                               'mail_place_left', 'mail_reminder'))",
    );
    let name = date.to_string();
    let chars = i64::try_from(name.len()).unwrap_or(i64::MAX);
    jobs.bind(room).bind(name).bind(chars).execute(conn.conn()).await?;
    conn.overwrite_deleted(false).await
}

/// For the writes after which somebody has no way in.
pub(super) async fn erase_person(conn: &mut WriteConnection, who: ParticipantId) -> Result<()> {
    for rows in ["DELETE FROM place WHERE participant = $1", "DELETE FROM attendance WHERE participant = $1"]
    {
        sqlx::query(rows).bind(who).execute(conn.conn()).await?;
    }
    Ok(())
}

/// For the write that archives a room.
pub(super) async fn erase_room(conn: &mut WriteConnection, room: RoomId) -> Result<()> {
    for rows in [
        "DELETE FROM place WHERE room = $1",
        "DELETE FROM place_act WHERE room = $1",
        "DELETE FROM attendance WHERE room = $1",
    ] {
        sqlx::query(rows).bind(room).execute(conn.conn()).await?;
    }
    Ok(())
}
