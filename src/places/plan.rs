//! The jobs that follow from the places of a room, each named so that it is made once.

use super::{OFFER_ENDS, OFFER_NOTICE, limits::TOLD_WITHIN_MS};
use crate::{
    auth::RandomId,
    mail::{Dated, Kind, NewLetter},
    meeting::id::{JobId, ParticipantId},
    room::{Room, places::Stand},
    store::{NewJob, PlaceRow, Result, SeriesKey},
    time::UnixMs,
};

/// Offers that end and are told of, places that are noted and that a lead took back.
pub(super) fn jobs(
    room: &Room,
    key: &SeriesKey,
    to: &[ParticipantId],
    rows: &[PlaceRow],
    now: UnixMs,
) -> Result<Vec<NewJob>> {
    let mut jobs = Vec::new();
    for PlaceRow { date, place } in rows {
        let schedule = room.schedule.as_ref();
        let planned = schedule.and_then(|schedule| schedule.date(*date, room.planned_minutes()));
        let Some(planned) = planned.filter(|date| !date.cancelled && date.starts_at > now) else { continue };
        let name = format!("{date}~{}", place.since);
        let plain = |kind: &str, due_at, lapses_at| NewJob {
            id: JobId::random(),
            kind: kind.to_owned(),
            room: room.id,
            date: name.clone(),
            person: place.who,
            due_at,
            lapses_at,
            sealed: None,
        };
        let (kind, until) = match place.stand {
            Stand::Offered { until } => {
                jobs.push(plain(OFFER_ENDS, until, None));
                jobs.push(plain(OFFER_NOTICE, place.since, Some(until)));
                (Kind::WaitlistOffer, Some(until))
            }
            Stand::Coming => (Kind::SignUp, None),
            Stand::Removed => (Kind::PlaceRemoved, None),
            Stand::Waiting | Stand::Absent | Stand::Lapsed | Stand::Missed | Stand::Gone => continue,
        };
        if to.contains(&place.who) && now.since(place.since) < TOLD_WITHIN_MS {
            let about = Dated { until, ..Dated::of(&planned) };
            let lapses_at = Some(until.unwrap_or(planned.starts_at));
            let (room, person, due_at) = (room.id, place.who, place.since);
            let letter = NewLetter { kind, room, name, person, due_at, lapses_at, about: &about };
            jobs.push(letter.into_job(key)?);
        }
    }
    Ok(jobs)
}
