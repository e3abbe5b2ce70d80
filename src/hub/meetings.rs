//! The life of a room's meetings in the store: begun, read back after a restart, ended.

use super::{
    audit, duties,
    limits::LAST_MEETING_MS_MAX,
    live::Live,
    record::Record,
    rehearsal::Notes,
    restore::{self, Restored},
    transcripts,
};
use crate::{
    auth::RandomId,
    clock::SharedClock,
    meeting::{
        date::MeetingDate,
        id::{MeetingId, RoomId},
        reason::MeetingEnd,
        role::RoomKind,
        settings::MeetingConfig,
        state::{Meeting, Phase},
        time::MeetingMs,
    },
    protocol::server::{LastMeeting, RoomInfo, RoomNow},
    room::{
        Room, WayIn,
        limits::NEWCOMER_EXPECTED_MS,
        schedule::{Date, DateKey, DateView, Schedule},
    },
    store::{AuditBatch, MissedCalls, Participant, Store, StoreError, lifecycle},
    time::UnixMs,
};

/// Begins a new meeting of a room, in which people may gather.
///
/// # Errors
/// [`StoreError::NotFound`] if there is no such room or it is archived.
pub(crate) async fn begin(
    store: &Store,
    clock: &SharedClock,
    sends_mail: bool,
    room: RoomId,
) -> Result<Live, StoreError> {
    let series = store.room(room).await?.filter(|r| r.archived_at.is_none()).ok_or(StoreError::NotFound)?;
    let (id, now) = (MeetingId::random(), clock.unix_ms());
    let date = date_to_hold(store, &series, now).await?;
    let key = date.as_ref().map(|date| date.key);
    let date = date.map(|date| dated(&date, now));
    let config = series.meeting_config(id, date);
    lifecycle::begin_meeting(store, id, room, key, now).await?;
    let info = info(store, clock, sends_mail, &series, key).await?;
    let meeting = create(store, config).await?;
    let mut live = Live::new(meeting, info, clock);
    if let Some(plan) = series.rehearsal {
        live.rehearse(store, plan, Notes::default()).await?;
    }
    Ok(live)
}

/// A meeting that goes on.
pub(crate) struct GoesOn {
    pub(crate) live: Live,
    /// The event after which the state was kept that it was read back with; 0 without one.
    pub(crate) state_seq: u64,
}

/// Reads back the meeting that was running when the server stopped. `None` if there is none.
pub(crate) async fn restore(
    store: &Store,
    clock: &SharedClock,
    sends_mail: bool,
    room: RoomId,
) -> Result<Option<GoesOn>, StoreError> {
    let Some(record) = store.current_meeting(room).await? else { return Ok(None) };
    let Some(series) = store.room(room).await? else { return Ok(None) };
    let restored = match restore::read(store, clock, record.id, series.rehearsal.is_some()).await {
        // Its key was destroyed, and then the store failed: what is left is to note the end.
        Err(StoreError::KeyGone) => {
            note_end(store, clock, record.id, lifecycle::KEY_DESTROYED).await?;
            return Ok(None);
        }
        restored => restored
            .inspect_err(|_| tracing::error!(meeting = %record.id, "the log of a meeting can't be read"))?,
    };
    let Restored { meeting, recent, receipts, notes, state_seq, .. } = restored;
    let meeting = match meeting {
        Some(meeting) => meeting,
        // Stopped between making the meeting and its first record.
        None => create(store, series.meeting_config(record.id, None)).await?,
    };
    let mut info = info(store, clock, sends_mail, &series, record.date).await?;
    info.guidelines_version = meeting.config.guidelines_version;
    let mut live = Live::restored(meeting, info, clock, receipts, recent);
    if let Some(plan) = series.rehearsal {
        live.rehearse(store, plan, notes).await?;
    }
    if let Phase::Ended { .. } = live.meeting().phase {
        end(store, clock, live.meeting()).await?;
        return Ok(None);
    }
    Ok(Some(GoesOn { live, state_seq }))
}

/// What people are told of the room before they are in.
async fn info(
    store: &Store,
    clock: &SharedClock,
    sends_mail: bool,
    series: &Room,
    date: Option<DateKey>,
) -> Result<RoomInfo, StoreError> {
    let last = store.last_ended_meeting(series.id).await?;
    let last = last.and_then(|last| {
        let ended_at = last.ended_at?;
        let recent = clock.unix_ms().since(ended_at) <= LAST_MEETING_MS_MAX;
        recent.then_some(LastMeeting { ended_at, opened: last.opened_at.is_some() })
    });
    Ok(RoomInfo::new(series, room_now(store, clock, sends_mail, series, date).await?, last))
}

/// The date whose time is now, if a lead has opened it.
pub(super) async fn held(
    store: &Store,
    room: &Room,
    schedule: &Schedule,
    now: UnixMs,
) -> Result<Option<DateKey>, StoreError> {
    let Some(current) = schedule.current(now, room.planned_minutes()) else { return Ok(None) };
    let meeting = store.held_meeting(room.id, current.key).await?;
    Ok(meeting.map(|_| current.key))
}

/// The date that people who come now gather for. `None` if the room has no dates.
async fn date_to_hold(store: &Store, series: &Room, now: UnixMs) -> Result<Option<DateView>, StoreError> {
    let Some(schedule) = series.schedule.as_ref().filter(|_| series.rehearsal.is_none()) else {
        return Ok(None);
    };
    let held = held(store, series, schedule, now).await?;
    let date = schedule.open_date(now, series.planned_minutes(), true, held);
    Ok(date.map(|date| schedule.date_view(date)))
}

/// A date as a meeting knows it that is made now.
fn dated(date: &DateView, now: UnixMs) -> MeetingDate {
    let from_now = |at: UnixMs| MeetingMs::from_ms(at.since(now));
    MeetingDate {
        key: date.key.to_string(),
        starts_ms: from_now(date.starts_at),
        ends_ms: from_now(date.ends_at),
        late_ms: date.late_at.map(from_now),
        missed_ms: from_now(date.missed_at.max(date.starts_at)),
    }
}

/// What is so of a room now, whose meeting is held for a date.
///
/// # Errors
/// The store failed.
pub(crate) async fn room_now(
    store: &Store,
    clock: &SharedClock,
    sends_mail: bool,
    series: &Room,
    date: Option<DateKey>,
) -> Result<RoomNow, StoreError> {
    let serving = match date {
        Some(date) => duties::on(store, series, date, clock.unix_ms()).await?,
        None => Vec::new(),
    };
    let planned = series.kind == RoomKind::PeerLed && serving.iter().any(|known| known.duty.leads());
    let has_lead = planned || store.leads(series.id).await?.iter().any(|lead| lead.may_lead(series.kind));
    let newcomers = newcomers(store, series, None, clock.unix_ms()).await?;
    let on_call =
        sends_mail && series.rehearsal.is_none() && store.room_mail(series.id).await?.on_call.is_some();
    let Some(schedule) = &series.schedule else {
        return Ok(RoomNow { has_lead, newcomers, on_call, date: None, next: None });
    };
    let minutes = series.planned_minutes();
    let held = date.and_then(|key| schedule.date(key, minutes)).filter(|date| !date.cancelled);
    let after = |next: &Date| Some(next.key) != date;
    let next = schedule.dates_from(clock.unix_ms(), minutes).filter(|next| !next.cancelled).find(after);
    let view = |date: Date| schedule.date_view(date);
    Ok(RoomNow { has_lead, newcomers, on_call, date: held.map(view), next: next.map(view) })
}

/// How many people are expected who are new, if the way into the room is one of which the group is told.
/// Nobody is told of themselves.
///
/// # Errors
/// The store failed.
pub(crate) async fn newcomers(
    store: &Store,
    room: &Room,
    reader: Option<&Participant>,
    now: UnixMs,
) -> Result<u32, StoreError> {
    if !matches!(room.entry, WayIn::SlowOpen { .. }) {
        return Ok(0);
    }
    let since = expected_since(now);
    let expected = store.newcomers(room.id, since).await?;
    let themselves = reader.is_some_and(|reader| reader.is_expected(since));
    Ok(expected.saturating_sub(u32::from(themselves)))
}

/// Who took a seat before this is expected no more.
pub(crate) const fn expected_since(now: UnixMs) -> UnixMs {
    UnixMs::from_ms(now.as_ms().saturating_sub_unsigned(NEWCOMER_EXPECTED_MS))
}

/// Forgets who served on a date that was held or missed.
async fn close_duties(
    store: &Store,
    clock: &SharedClock,
    meeting: &Meeting,
    reason: MeetingEnd,
) -> Result<(), StoreError> {
    let held = meeting.opened_ms.is_some() || reason == MeetingEnd::Missed;
    let date = meeting.config.date.as_ref().filter(|_| held).and_then(|date| date.key.parse().ok());
    match store.room(meeting.config.room).await? {
        Some(room) if date.is_some() => duties::close(store, &room, date, clock.unix_ms()).await,
        _ => Ok(()),
    }
}

/// Destroys the key of a meeting that is over, and its log with it. How many calls for help nobody had
/// read is noted for the host before.
pub(crate) async fn end(store: &Store, clock: &SharedClock, meeting: &Meeting) -> Result<(), StoreError> {
    let reason = match meeting.phase {
        Phase::Ended { reason } => reason,
        Phase::Gathering {} | Phase::Running {} => MeetingEnd::Empty,
    };
    let (room, meeting_id) = (meeting.config.room, meeting.config.meeting);
    let calls = meeting.calls_unread();
    if calls > 0 {
        let ended_at = clock.unix_ms();
        store.note_missed_calls(MissedCalls { meeting: meeting_id, room, calls, ended_at }).await?;
    }
    transcripts::keep(store, meeting, clock.unix_ms()).await?;
    close_date(store, meeting, reason).await?;
    close_duties(store, clock, meeting, reason).await?;
    note_end(store, clock, meeting_id, &audit::code(&reason)).await
}

/// Erases what people said of a date that was held or missed; who was there is noted where that is kept.
async fn close_date(store: &Store, meeting: &Meeting, reason: MeetingEnd) -> Result<(), StoreError> {
    let room = meeting.config.room;
    let Some(date) = meeting.config.date.as_ref().and_then(|date| date.key.parse().ok()) else {
        return Ok(());
    };
    if meeting.opened_ms.is_some() {
        let were_in = meeting.people.values().filter(|known| known.person.circle_position.is_some());
        store.close_date(room, date, were_in.map(|known| known.person.id).collect()).await
    } else if reason == MeetingEnd::Missed {
        store.forget_places(room, vec![date]).await
    } else {
        Ok(())
    }
}

async fn note_end(
    store: &Store,
    clock: &SharedClock,
    meeting: MeetingId,
    reason: &str,
) -> Result<(), StoreError> {
    lifecycle::end_meeting(store, meeting, reason, clock.unix_ms(), AuditBatch::default()).await
}

/// Makes a meeting and the first record of its log.
async fn create(store: &Store, config: MeetingConfig) -> Result<Meeting, StoreError> {
    let (meeting, created) = Meeting::create(config, MeetingMs::ZERO);
    let record = Record { receipts: Vec::new(), events: vec![created.into()] };
    store.append(record.into_append(&meeting.config, Vec::new())).await?;
    Ok(meeting)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        clock::ManualClock,
        meeting::{
            command::Command,
            event::Numbered,
            id::ParticipantId,
            input::{Actor, Input, Signal},
            round::LastStart,
        },
        room::{
            formats::{FormatId, Language, format},
            places::PlacesRule,
        },
        store::{
            self,
            contract::fixtures::{NOW, account, meeting_id, room, room_id},
        },
    };

    /// What an earlier version has stored of a running meeting: five minutes of over-time in any format.
    fn log(series: &Room) -> (MeetingConfig, Vec<Numbered>) {
        let mut config = series.meeting_config(meeting_id(1), None);
        config.settings.timing.overrun_ms = 300_000;
        let (mut meeting, created) = Meeting::create(config.clone(), MeetingMs::ZERO);
        let lead = ParticipantId::from_bytes([1; 16]);
        let actor = Actor {
            id: lead,
            name: "Theo".to_owned(),
            entry_role: series.kind.main_role(),
            simulated: false,
            held: false,
            last_start: LastStart::default(),
            label: None,
        };
        let join = Command::Join { guidelines_version: config.guidelines_version, adult: true, name: None };
        let mut events = vec![created];
        for command in [join, Command::OpenMeeting {}] {
            let outcome = meeting.handle(Input::Command { actor: actor.clone(), command }, MeetingMs::ZERO);
            outcome.result.expect("may do so");
            events.extend(outcome.events.iter().map(|recorded| Numbered::clone(&recorded.numbered)));
        }
        (config, events)
    }

    #[tokio::test]
    async fn a_meeting_that_ran_at_an_upgrade_ends_when_its_format_says() {
        for (name, overrun_ms) in [("process", 0), ("chat_support_pro", 300_000)] {
            let dir = tempfile::tempdir().expect("a folder");
            let path = dir.path().join("rondo.db");
            let store = store::open(path.to_str().expect("a path"), dir.path()).await.expect("opens");
            let clock: SharedClock = Arc::new(ManualClock::new(NOW));
            store.create_account(account(1), AuditBatch::default()).await.expect("a host");
            let format = format(name).expect("a format");
            let series = Room {
                kind: format.kind.expect("a kind"),
                format: FormatId::stored(name.to_owned()),
                agenda: format.agenda(Language::En).into(),
                ..room(1, 1)
            };
            store
                .create_room(series.clone(), PlacesRule::default(), AuditBatch::default())
                .await
                .expect("a room");
            lifecycle::begin_meeting(&store, meeting_id(1), room_id(1), None, NOW).await.expect("a meeting");
            let (config, events) = log(&series);
            let events = events.into_iter().map(Arc::new).collect();
            let record = Record { receipts: Vec::new(), events };
            store.append(record.into_append(&config, Vec::new())).await.expect("a log");

            let live =
                restore(&store, &clock, false, room_id(1)).await.expect("reads").expect("it runs").live;
            assert_eq!(live.meeting().config.settings.timing.overrun_ms, overrun_ms, "{name}");
            let mut meeting = live.meeting().clone();
            let planned_ms = u64::from(format.minutes) * 60_000;
            meeting.handle(Input::Signal(Signal::Wake {}), MeetingMs::from_ms(planned_ms));
            assert_eq!(meeting.is_over(), overrun_ms == 0, "{name}");
        }
    }
}
