//! The jobs that follow from the places of a room, each named so that it is made once.

use super::{OFFER_ENDS, OFFER_NOTICE, limits::TOLD_WITHIN_MS};
use crate::{
    auth::RandomId,
    mail::{Dated, ForCalendar, Kind, NewLetter},
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
        let (kind, until, calendar) = match place.stand {
            Stand::Offered { until } => {
                jobs.push(plain(OFFER_ENDS, until, None));
                jobs.push(plain(OFFER_NOTICE, place.since, Some(until)));
                (Kind::WaitlistOffer, Some(until), None)
            }
            Stand::Coming => (Kind::SignUp, None, Some(ForCalendar::Date(*date))),
            Stand::Removed => (Kind::PlaceRemoved, None, Some(ForCalendar::Left(*date))),
            Stand::Waiting | Stand::Absent | Stand::Lapsed | Stand::Missed | Stand::Gone => continue,
        };
        if to.contains(&place.who) && now.since(place.since) < TOLD_WITHIN_MS {
            let about = Dated { until, calendar, ..Dated::of(&planned) };
            let lapses_at = Some(until.unwrap_or(planned.starts_at));
            let (room, person, due_at) = (room.id, place.who, place.since);
            let letter = NewLetter { kind, room, name, person, due_at, lapses_at, about: &about };
            jobs.push(letter.into_job(key)?);
        }
    }
    Ok(jobs)
}

/// The letters to those who had a place before a change and have none after it, unless a lead took it back
/// or the date is gone: these are told otherwise.
pub(super) fn left(
    room: &Room,
    key: &SeriesKey,
    to: &[ParticipantId],
    (before, after): (&[PlaceRow], &[PlaceRow]),
    now: UnixMs,
) -> Result<Vec<NewJob>> {
    let mut jobs = Vec::new();
    for PlaceRow { date, place } in before.iter().filter(|row| row.place.stand == Stand::Coming) {
        let schedule = room.schedule.as_ref();
        let planned = schedule.and_then(|schedule| schedule.date(*date, room.planned_minutes()));
        let Some(planned) = planned.filter(|date| !date.cancelled && date.starts_at > now) else { continue };
        let now_has = after.iter().find(|row| row.date == *date && row.place.who == place.who);
        let told = now_has.is_some_and(|row| matches!(row.place.stand, Stand::Coming | Stand::Removed));
        if told || !to.contains(&place.who) {
            continue;
        }
        let about = Dated { calendar: Some(ForCalendar::Left(*date)), ..Dated::of(&planned) };
        let letter = NewLetter {
            kind: Kind::PlaceLeft,
            room: room.id,
            name: format!("{date}~{}", place.since),
            person: place.who,
            due_at: now,
            lapses_at: Some(planned.starts_at),
            about: &about,
        };
        jobs.push(letter.into_job(key)?);
    }
    Ok(jobs)
}
