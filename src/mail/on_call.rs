//! Who is on call for a room: written to when nobody who leads it reads a call for help in time.

use serde::{Deserialize, Serialize};

use super::{
    contact::{closed, opened},
    kind::Kind,
    limits::{ON_CALL_LAPSES_MS, ON_CALL_PAUSE_MS},
};
use crate::{
    auth::RandomId,
    jobs::Queue,
    meeting::{
        id::{JobId, ParticipantId, RoomId},
        settings::MeetingConfig,
        time::MeetingMs,
    },
    room::language::Language,
    store::{NewJob, Result, SeriesKey, Store},
    time::UnixMs,
};

/// Where whoever is on call is written to, as it is sealed under the key of the series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OnCall {
    /// The address.
    pub(crate) address: String,
    /// The language they read.
    pub(crate) language: Language,
}

/// What is sealed with the letter that tells somebody that they are on call.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Named {
    /// The name of the host who says so.
    pub(crate) host: String,
}

/// The way of letters to whoever is on call.
#[derive(Clone)]
pub(crate) struct Letters {
    queue: Queue,
    /// Whether there is a mail server.
    pub(crate) sends: bool,
}

impl Letters {
    pub(crate) const fn new(queue: Queue, sends: bool) -> Self {
        Self { queue, sends }
    }

    /// Lets a letter leave at once that was just noted.
    pub(crate) fn hurry(&self) {
        self.queue.wake();
    }
}

impl OnCall {
    /// Seals it.
    ///
    /// # Errors
    /// It can't be sealed.
    pub(crate) fn sealed(&self, key: &SeriesKey, room: RoomId) -> Result<Vec<u8>> {
        Ok(key.seal_on_call(room, &closed(self)?)?)
    }

    /// Who is on call for a room. `None` if nobody is, or the key under which they were named is gone.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) async fn of(store: &Store, room: RoomId) -> Result<Option<Self>> {
        let Some(sealed) = store.room_mail(room).await?.on_call else { return Ok(None) };
        let key = store.series_key(room).await?;
        key.open_on_call(room, &sealed).ok().map(|content| opened(&content)).transpose()
    }
}

/// The letter about somebody's call for help that nobody has read. `None` if nobody is on call, or the room only
/// rehearses. Of one person's calls shortly one after the other, one is written about.
///
/// # Errors
/// The store failed.
pub(crate) async fn letter(
    store: &Store,
    meeting: &MeetingConfig,
    (who, asked_ms): (ParticipantId, MeetingMs),
    now: UnixMs,
) -> Result<Option<NewJob>> {
    let rehearses = store.room(meeting.room).await?.is_none_or(|room| room.rehearsal.is_some());
    if rehearses || store.room_mail(meeting.room).await?.on_call.is_none() {
        return Ok(None);
    }
    let when = asked_ms.as_ms() / ON_CALL_PAUSE_MS;
    // Whose call it is, is not kept: a mark tells it from another's, and leads to nobody without the key.
    let mark = store.series_key(meeting.room).await?.external_mark(who.as_bytes());
    let mut caller = [0; 16];
    caller.copy_from_slice(&mark.as_bytes()[..16]);
    Ok(Some(NewJob {
        id: JobId::random(),
        kind: Kind::OnCall.code().to_owned(),
        room: meeting.room,
        date: format!("{}-{when}", meeting.meeting),
        person: ParticipantId::from_bytes(caller),
        due_at: now,
        lapses_at: Some(now.plus_ms(ON_CALL_LAPSES_MS)),
        sealed: None,
    }))
}
