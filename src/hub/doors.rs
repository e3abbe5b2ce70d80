//! The doors of a room that meets on dates.

use super::{duties, limits::MISSED_TOLD_MS, meetings::held, services::Services};
use crate::{
    meeting::{id::ParticipantId, role::Role, state::Phase},
    room::{
        Room,
        schedule::{Date, DateKey},
    },
    store::StoreError,
    time::UnixMs,
};

/// Whether somebody who enters in this role, and comes from a date on if they joined by modules, may come
/// to the room now; who has the lead of the date comes when leads do. A room without dates has no doors,
/// and those of a meeting that runs are its own.
///
/// # Errors
/// The store failed.
pub(crate) async fn are_open(
    services: &Services,
    room: &Room,
    role: Role,
    begins: Option<DateKey>,
    who: ParticipantId,
) -> Result<bool, StoreError> {
    let Some(schedule) = room.schedule.as_ref().filter(|_| room.rehearsal.is_none()) else {
        return Ok(true);
    };
    let now = services.clock.unix_ms();
    let held = held(&services.store, room, schedule, now).await?;
    let minutes = room.planned_minutes();
    if begins.is_some() {
        let status = services.directory.status(room.id).await;
        let running =
            status.filter(|status| status.phase == Phase::Running {}).and_then(|status| status.date);
        let open = schedule.open_date(now, minutes, true, held).map(|date| date.key);
        if running.or(open).is_some_and(|date| !room.has_begun(begins, date)) {
            return Ok(false);
        }
    }
    if schedule.open_date(now, minutes, role.is_lead(), held).is_some() {
        return Ok(true);
    }
    if let Some(date) = schedule.open_date(now, minutes, true, None)
        && duties::leads(&services.store, room, date.key, who, now).await?
    {
        return Ok(true);
    }
    let Some(status) = services.directory.status(room.id).await else { return Ok(false) };
    // A lead came back to a date that was held: then members may come as well.
    let again = held.is_some() && status.date == held;
    Ok(status.phase == Phase::Running {} || again)
}

/// When the doors open for a lead or a member for the next date that can still be held and to which they
/// may come, who has its lead among the leads; the moment is past while they are open. `None` if there is no
/// such date.
///
/// # Errors
/// The store failed.
pub(crate) async fn open_at(
    services: &Services,
    room: &Room,
    is_lead: bool,
    begins: Option<DateKey>,
    who: Option<ParticipantId>,
) -> Result<Option<UnixMs>, StoreError> {
    let Some(schedule) = &room.schedule else { return Ok(None) };
    let now = services.clock.unix_ms();
    let held = held(&services.store, room, schedule, now).await?;
    let next = schedule.next(now, room.planned_minutes(), held);
    let next = next.and_then(|next| match room.has_begun(begins, next.key) {
        true => Some(next),
        false => room.first_date(begins, now),
    });
    let Some(next) = next else { return Ok(None) };
    let leads = match who {
        Some(who) if !is_lead => duties::leads(&services.store, room, next.key, who, now).await?,
        _ => is_lead,
    };
    Ok(Some(schedule.passage(&next).opens_at(leads)))
}

/// The last date, if it was within two weeks and no lead opened it in time. `None` otherwise, and once
/// the next one was held.
///
/// # Errors
/// The store failed.
pub(crate) async fn missed(services: &Services, room: &Room) -> Result<Option<Date>, StoreError> {
    let Some(schedule) = room.schedule.as_ref().filter(|_| room.rehearsal.is_none()) else {
        return Ok(None);
    };
    let (now, minutes) = (services.clock.unix_ms(), room.planned_minutes());
    let Some(date) = schedule.last_shut(now, minutes, MISSED_TOLD_MS) else { return Ok(None) };
    let next_held = held(&services.store, room, schedule, now).await?.is_some();
    let opened = next_held || services.store.held_meeting(room.id, date.key).await?.is_some();
    Ok((!opened).then_some(date))
}

/// The date whose time is now, if it was held already and its meeting is over: one may be opened before
/// its planned start, and end long before its planned end. `None` otherwise.
///
/// # Errors
/// The store failed.
pub(crate) async fn over(services: &Services, room: &Room) -> Result<Option<DateKey>, StoreError> {
    let Some(schedule) = &room.schedule else { return Ok(None) };
    let held = held(&services.store, room, schedule, services.clock.unix_ms()).await?;
    if held.is_none() {
        return Ok(None);
    }
    let status = services.directory.status(room.id).await;
    let live = status.filter(|status| !matches!(status.phase, Phase::Ended { .. }));
    Ok(held.filter(|_| live.is_none_or(|live| live.date != held)))
}
