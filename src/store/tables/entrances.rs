//! What the tables hold of those who enter. All who come while one query runs are found by the next: the way to
//! SQLite's thread and back costs more than what is done there.

use std::sync::LazyLock;

use sqlx::{FromRow, Row as _};
use tokio::sync::{mpsc, oneshot};

use super::{
    db::{Pool, Row, join_in_order},
    subscriptions::subscriptions_of,
};
use crate::{
    meeting::id::{ParticipantId, RoomId},
    secrets::SecretHash,
    store::{
        error::{Result, StoreError},
        limits::ENTERING_AT_ONCE_MAX,
        participants::{Participant, SeatOf},
        revisions::Revision,
    },
    time::UnixMs,
};

/// How many one statement asks for. One that is asked for fewer has rows without a room.
const SIZES: [usize; 3] = [1, 4, ENTERING_AT_ONCE_MAX];
const COLUMNS: usize = 6;

/// Somebody who is to be found.
struct Asked {
    room: RoomId,
    who: SeatOf,
    device: Option<SecretHash>,
    now: UnixMs,
    reply: oneshot::Sender<Result<Option<Found>>>,
}

/// What the tables hold of somebody who enters.
pub(super) struct Found {
    pub(super) room_mark: Revision,
    pub(super) seat: Option<Participant>,
    pub(super) sealed_label: Option<Vec<u8>>,
    pub(super) reachable: bool,
    pub(super) device_until: Option<UnixMs>,
}

/// Asks for those who enter.
pub(super) struct Entrances(mpsc::Sender<Asked>);

impl Entrances {
    /// Starts the task that answers. It ends once nobody can ask any more.
    pub(super) fn start(reads: Pool) -> Self {
        let (asks, asked) = mpsc::channel(ENTERING_AT_ONCE_MAX);
        tokio::spawn(answer(reads, asked));
        Self(asks)
    }

    /// What is known of somebody; `None` if there is no such room.
    pub(super) async fn find(
        &self,
        room: RoomId,
        who: SeatOf,
        device: Option<SecretHash>,
        now: UnixMs,
    ) -> Result<Option<Found>> {
        let (reply, found) = oneshot::channel();
        self.0.send(Asked { room, who, device, now, reply }).await.map_err(|_| StoreError::closed())?;
        found.await.map_err(|_| StoreError::closed())?
    }
}

async fn answer(reads: Pool, mut asked: mpsc::Receiver<Asked>) {
    let mut batch = Vec::with_capacity(ENTERING_AT_ONCE_MAX);
    while asked.recv_many(&mut batch, ENTERING_AT_ONCE_MAX).await > 0 {
        let found = query(&reads, &batch).await;
        for (asked, found) in batch.drain(..).zip(found) {
            // Whoever asked may have gone.
            let _ = asked.reply.send(found);
        }
    }
}

/// The answer to each, in their order.
async fn query(reads: &Pool, batch: &[Asked]) -> Vec<Result<Option<Found>>> {
    static SQL: LazyLock<[String; SIZES.len()]> = LazyLock::new(|| SIZES.map(sql));
    let size = SIZES.iter().position(|size| *size >= batch.len()).unwrap_or(SIZES.len() - 1);
    let sql: &'static str = &SQL[size];
    let mut query = sqlx::query(sql);
    for asked in batch.iter().map(Some).chain(std::iter::repeat(None)).take(SIZES[size]) {
        let (seat, user) = match asked.map(|asked| asked.who) {
            Some(SeatOf::Participant(id)) => (Some(id), None),
            Some(SeatOf::User(mark)) => (None, Some(mark)),
            None => (None, None),
        };
        query = query
            .bind(asked.map(|asked| asked.room))
            .bind(seat)
            .bind(user)
            .bind(asked.and_then(|asked| asked.device))
            .bind(asked.map(|asked| asked.now));
    }
    let rows = match query.fetch_all(reads).await {
        Ok(rows) => rows,
        Err(error) => {
            let error = StoreError::from(error);
            return batch.iter().map(|_| Err(error.clone())).collect();
        }
    };
    let mut found: Vec<_> = batch.iter().map(|_| Ok(None)).collect();
    for row in rows {
        match row.try_get::<i64, _>("number").map(usize::try_from) {
            Ok(Ok(number)) if number < found.len() => found[number] = read_row(&row).map(Some),
            _ => tracing::error!("an answer to nobody who enters"),
        }
    }
    found
}

/// One row for each who is asked for and whose room there is.
fn sql(size: usize) -> String {
    let row = |number: usize| {
        let first = number * (COLUMNS - 1);
        let binds: Vec<_> = (1..COLUMNS).map(|column| format!("${}", first + column)).collect();
        format!("({number}, {})", binds.join(", "))
    };
    let rows: Vec<_> = (0..size).map(row).collect();
    format!(
        concat!(
            "WITH asked (number, room, seat, outsider, device, now) AS (VALUES {})
             SELECT CAST(asked.number AS BIGINT) AS number, participant.*,
                    (SELECT mark FROM revision WHERE thing = 'room' AND id = room.id) AS room_mark,
                    (SELECT sealed_label FROM invite WHERE invite.id = participant.invite) AS sealed_label,
                    participant.banned_at IS NULL AND EXISTS (
                        SELECT 1 FROM ",
            subscriptions_of!("participant.id", "asked.now"),
            "       ) AS reachable,
                    (SELECT expires_at FROM seat_secret
                     WHERE secret_hash = asked.device AND seat_secret.participant = participant.id
                       AND expires_at > asked.now) AS device_until
             FROM asked ",
            join_in_order!(),
            " room ON room.id = asked.room
             LEFT JOIN participant ON participant.room = room.id AND participant.id = COALESCE(
                 asked.seat,
                 (SELECT id FROM participant WHERE room = asked.room AND external_mark = asked.outsider))"
        ),
        rows.join(", ")
    )
}

fn read_row(row: &Row) -> Result<Found> {
    let seat: Option<ParticipantId> = row.try_get("id")?;
    Ok(Found {
        room_mark: Revision(row.try_get("room_mark")?),
        seat: seat.map(|_| Participant::from_row(row)).transpose()?,
        sealed_label: row.try_get("sealed_label")?,
        reachable: row.try_get("reachable")?,
        device_until: row.try_get("device_until")?,
    })
}
