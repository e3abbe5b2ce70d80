//! Places at the door: where people sign up for dates, who has none comes in only while one is free.

use std::collections::BTreeSet;

use super::{meetings, services::Services};
use crate::{
    meeting::{id::ParticipantId, role::Role},
    room::{
        Room,
        places::{PlaceChange, Places, PlacesRule, Stand, Terms},
        schedule::DateKey,
    },
    store::{AuditBatch, StoreError},
};

/// Whether somebody may come to the date whose doors are open. A person with a seat and no place takes a free
/// one by this.
///
/// # Errors
/// The store failed.
pub(crate) async fn admit(
    services: &Services,
    room: &Room,
    who: ParticipantId,
    role: Role,
    has_seat: bool,
) -> Result<bool, StoreError> {
    if role.is_lead() || room.schedule.is_none() || room.rehearsal.is_some() {
        return Ok(true);
    }
    let rule = services.store.room_places(room.id).await?;
    if !rule.sign_up {
        return Ok(true);
    }
    let status = services.directory.status(room.id).await;
    let (here, date) = status.map(|status| (status.people, status.date)).unwrap_or_default();
    // Whoever is in the meeting or was may come back to it.
    if here.contains(&who) {
        return Ok(true);
    }
    match date.or(open_date(services, room).await?) {
        Some(date) if has_seat => take(services, room, date, who, here).await,
        Some(date) => is_free(services, room, &rule, date, who, here).await,
        None => Ok(true),
    }
}

async fn open_date(services: &Services, room: &Room) -> Result<Option<DateKey>, StoreError> {
    let Some(schedule) = &room.schedule else { return Ok(None) };
    let now = services.clock.unix_ms();
    let held = meetings::held(&services.store, room, schedule, now).await?;
    Ok(schedule.open_date(now, room.planned_minutes(), true, held).map(|date| date.key))
}

async fn take(
    services: &Services,
    room: &Room,
    date: DateKey,
    who: ParticipantId,
    here: BTreeSet<ParticipantId>,
) -> Result<bool, StoreError> {
    let rows = services.store.places(room.id).await?.into_iter();
    let mut mine = rows.filter(|row| row.date == date && row.place.who == who);
    if mine.any(|row| row.place.stand == Stand::Coming) {
        return Ok(true);
    }
    let change = vec![(date, PlaceChange::Come(who, here))];
    Ok(services
        .store
        .change_places(room.id, change, services.clock.unix_ms(), AuditBatch::default())
        .await?
        .is_ok())
}

/// For somebody who has no seat yet, so that nothing can be noted of them: they come from another site.
async fn is_free(
    services: &Services,
    room: &Room,
    rule: &PlacesRule,
    date: DateKey,
    who: ParticipantId,
    here: BTreeSet<ParticipantId>,
) -> Result<bool, StoreError> {
    let Some(terms) = Terms::of(room, rule, date) else { return Ok(false) };
    let rows = services.store.places(room.id).await?.into_iter();
    let of_date = rows.filter(|row| row.date == date).map(|row| row.place);
    let mut places = Places::new(of_date.collect());
    Ok(places.change(PlaceChange::Come(who, here), &terms, services.clock.unix_ms()).is_ok())
}
