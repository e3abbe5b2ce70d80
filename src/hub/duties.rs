//! Who serves, as a room's meetings and pages need it: the people behind the plan of duties.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    meeting::{
        duty::Assignment,
        id::{AccountId, ParticipantId},
        role::RoomKind,
    },
    room::{
        Room,
        duties::{Book, Duties, Duty, Holder, Serving},
        limits::DUTY_DATES_MAX,
        schedule::{Date, DateKey},
    },
    store::{Account, AuditBatch, Conflict, Participant, Store, StoreError},
    time::UnixMs,
};

/// The date that a meeting is held for is one of so many that come next.
const DATES_NEAR: usize = 3;
/// How often a change is tried again that another one came before.
const TRIES: usize = 8;

/// The people of a room who may have duties.
pub(crate) struct Crew {
    /// Who leads the room with an account.
    leads: BTreeMap<AccountId, Account>,
    /// The people with a seat who are not banned.
    seats: BTreeMap<ParticipantId, Participant>,
    kind: RoomKind,
}

impl Crew {
    /// The people of a room as they are now.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) async fn of(store: &Store, room: &Room) -> Result<Self, StoreError> {
        let (banned, seats): (Vec<_>, Vec<_>) =
            store.participants(room.id).await?.into_iter().partition(|seat| seat.banned_at.is_some());
        let is_banned = |account| banned.iter().any(|seat| seat.account == Some(account));
        let leads = store.leads(room.id).await?.into_iter();
        let leads = leads.filter(|lead| lead.may_lead(room.kind) && !is_banned(lead.account.id));
        Ok(Self {
            leads: leads.map(|lead| (lead.account.id, lead.account)).collect(),
            seats: seats.into_iter().map(|seat| (seat.id, seat)).collect(),
            kind: room.kind,
        })
    }

    /// The person of a seat, as the plan knows them: who leads with an account has that one.
    pub(crate) fn holder(&self, seat: &Participant) -> Holder {
        match seat.account.filter(|account| self.leads.contains_key(account)) {
            Some(account) => Holder::Account { account },
            None => Holder::Seat { participant: seat.id },
        }
    }

    /// Everyone who may have duties, leads first.
    pub(crate) fn everyone(&self) -> BTreeSet<Holder> {
        let leads = self.leads.keys().map(|account| Holder::Account { account: *account });
        leads.chain(self.seats.values().map(|seat| self.holder(seat))).collect()
    }

    pub(crate) fn lead(&self, id: AccountId) -> Option<&Account> {
        self.leads.get(&id)
    }

    pub(crate) fn seat(&self, id: ParticipantId) -> Option<&Participant> {
        self.seats.get(&id)
    }

    /// Whether somebody may have a duty now.
    pub(crate) fn may(&self, duty: Duty, who: Holder) -> bool {
        let here = match who {
            Holder::Account { account } => self.leads.contains_key(&account),
            Holder::Seat { participant } => self.seats.contains_key(&participant),
        };
        here && who.may_have(duty, self.kind)
    }

    /// The seat of somebody who serves; `None` for a lead who was never here.
    fn participant(&self, who: Holder) -> Option<&Participant> {
        match who {
            Holder::Seat { participant } => self.seats.get(&participant),
            Holder::Account { account } => self.seats.values().find(|seat| seat.account == Some(account)),
        }
    }
}

/// Who serves on the dates of a room, from the first one that is not over on.
pub(crate) fn roster(
    room: &Room,
    duties: &Duties,
    crew: &Crew,
    now: UnixMs,
    count: usize,
) -> Vec<(Date, Serving)> {
    let Some(schedule) = &room.schedule else { return Vec::new() };
    let past = schedule.dates_from(duties.since(now), room.planned_minutes());
    let dates: Vec<_> = {
        let mut coming = 0;
        past.take_while(|date| {
            coming += usize::from(date.ends_at > now);
            coming <= count
        })
        .collect()
    };
    let mut roster = duties.roster(&dates, &|duty, who| crew.may(duty, who));
    let coming = dates.into_iter().filter(|date| date.ends_at > now);
    coming
        .map(|date| (roster.remove(&date.key).unwrap_or_default(), date))
        .map(|(who, date)| (date, who))
        .collect()
}

/// Who serves on one date, by their ids and names in the room.
///
/// # Errors
/// The store failed.
pub(crate) async fn on(
    store: &Store,
    room: &Room,
    key: DateKey,
    now: UnixMs,
) -> Result<Vec<Assignment>, StoreError> {
    let duties = store.duties(room.id).await?;
    if duties == Duties::default() {
        return Ok(Vec::new());
    }
    let crew = Crew::of(store, room).await?;
    let near = roster(room, &duties, &crew, now, DATES_NEAR);
    let serving = near.into_iter().find(|(date, _)| date.key == key).map(|(_, serving)| serving);
    let names = store.series_key(room.id).await?;
    let planned = |(duty, who)| {
        let seat = crew.participant(who)?;
        let name = names.open_name(seat.id, &seat.sealed_name);
        Some(name.map(|name| Assignment::planned(duty, seat.id, name)))
    };
    Ok(serving.unwrap_or_default().into_iter().filter_map(planned).collect::<Result<_, _>>()?)
}

/// Forgets the duties of a date that is over.
///
/// # Errors
/// The store failed.
pub(crate) async fn close(
    store: &Store,
    room: &Room,
    held: Option<DateKey>,
    now: UnixMs,
) -> Result<(), StoreError> {
    let Some(schedule) = &room.schedule else { return Ok(()) };
    let crew = Crew::of(store, room).await?;
    let settled = |duties: &Duties, _: &Book<'_>| {
        Ok::<_, std::convert::Infallible>(duties.settled(
            schedule,
            room.planned_minutes(),
            held,
            now,
            &|d, w| crew.may(d, w),
        ))
    };
    match change(store, room, &crew, now, AuditBatch::default(), settled).await? {
        Ok(_) => Ok(()),
        Err(never) => match never {},
    }
}

/// Forgets the duties of all dates that are past, also of those to which nobody came.
///
/// # Errors
/// The store failed.
pub(crate) async fn settle_all(store: &Store, now: UnixMs) -> Result<(), StoreError> {
    for id in store.open_rooms().await? {
        if store.duties(id).await? == Duties::default() {
            continue;
        }
        let Some(room) = store.room(id).await? else { continue };
        match close(store, &room, None, now).await {
            // Nobody is known in the room until it starts over, and then nobody serves.
            Ok(()) | Err(StoreError::SeriesLost) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Changes the duties of a room; what others change meanwhile is seen.
///
/// # Errors
/// The store failed, or the room has no schedule. Within: why the change was refused.
pub(crate) async fn change<E>(
    store: &Store,
    room: &Room,
    crew: &Crew,
    now: UnixMs,
    audit: AuditBatch,
    change: impl Fn(&Duties, &Book<'_>) -> Result<Duties, E>,
) -> Result<Result<Duties, E>, StoreError> {
    let schedule = room.schedule.as_ref().ok_or(StoreError::NotFound)?;
    let changed = |old: &Duties| {
        let may = |duty, who| crew.may(duty, who);
        change(old, &Book { schedule, minutes: room.planned_minutes(), now, may: &may })
    };
    for _ in 0..TRIES {
        let old = store.duties(room.id).await?;
        let new = match changed(&old) {
            Ok(new) => new,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if new == old {
            return Ok(Ok(new));
        }
        match store.replace_duties(room.id, old, new.clone(), audit.clone()).await {
            Err(StoreError::Conflict(Conflict::Duties)) => {}
            stored => return stored.map(|()| Ok(new)),
        }
    }
    Err(StoreError::Conflict(Conflict::Duties))
}

/// Whether somebody has the lead or the second lead of a date.
///
/// # Errors
/// The store failed.
pub(crate) async fn leads(
    store: &Store,
    room: &Room,
    key: DateKey,
    who: ParticipantId,
    now: UnixMs,
) -> Result<bool, StoreError> {
    let serving = on(store, room, key, now).await?;
    Ok(serving.iter().any(|known| known.duty.leads() && known.who == who))
}

/// A date on which nobody has what is agreed before.
pub(crate) struct Lacking {
    /// The date.
    pub(crate) date: Date,
    /// What nobody has.
    pub(crate) duties: Vec<Duty>,
    /// Those who may take one of these by themselves and may be asked, by their ids in the room.
    pub(crate) takers: BTreeMap<ParticipantId, Taker>,
}

/// Somebody who may take what nobody has.
pub(crate) struct Taker {
    pub(crate) who: Holder,
    /// The first that they may. Somebody who serves already is asked only to lead.
    pub(crate) duty: Duty,
}

/// The dates that begin until a moment and lack somebody.
///
/// # Errors
/// The store failed.
pub(crate) async fn lacking(
    store: &Store,
    room: &Room,
    now: UnixMs,
    until: UnixMs,
) -> Result<Vec<Lacking>, StoreError> {
    let duties = store.duties(room.id).await?;
    if !Duty::ALL.into_iter().any(|duty| duties.plans(duty)) {
        return Ok(Vec::new());
    }
    let crew = Crew::of(store, room).await?;
    let coming = roster(room, &duties, &crew, now, DUTY_DATES_MAX).into_iter();
    let near = coming.filter(|(date, _)| !date.cancelled && (now..until).contains(&date.starts_at));
    let lacking = near.map(|(date, serving)| {
        let open = Duty::ALL.into_iter().filter(|duty| duties.plans(*duty) && !serving.contains_key(duty));
        let open: Vec<_> = open.collect();
        let may = |duty, who| crew.may(duty, who);
        let asked = crew.everyone().into_iter().filter(|who| duties.asks(*who));
        let takers = asked.filter_map(|who| {
            let free = !serving.values().any(|holder| *holder == who);
            let mut fit = open.iter().filter(|duty| free || **duty == Duty::Lead);
            let duty = *fit.find(|duty| duties.may_take(date.key, **duty, who, &may))?;
            Some((crew.participant(who)?.id, Taker { who, duty }))
        });
        Lacking { takers: takers.collect(), date, duties: open }
    });
    Ok(lacking.filter(|lacking| !lacking.duties.is_empty()).collect())
}

/// The dates that begin until a moment and have no lead, where leads are agreed before.
///
/// # Errors
/// The store failed.
pub(crate) async fn unled(
    store: &Store,
    room: &Room,
    now: UnixMs,
    until: UnixMs,
) -> Result<BTreeSet<DateKey>, StoreError> {
    let lacking = lacking(store, room, now, until).await?.into_iter();
    Ok(lacking.filter(|date| date.duties.contains(&Duty::Lead)).map(|lacking| lacking.date.key).collect())
}
