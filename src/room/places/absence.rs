//! Therapy: who attended, who missed a date and who said so before.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::{
    super::{schedule::DateKey, state::Room},
    Place, PlacesRule, Stand,
};
use crate::{
    meeting::{id::ParticipantId, role::RoomKind},
    time::UnixMs,
};

/// Whether somebody was at a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttendanceMark {
    /// They were let in.
    Attended,
    /// They did not come, and did not say so before the start.
    Missed,
    /// They said in time that they can't come.
    Excused,
    /// They said that they can't come, later than the notice that is asked.
    ShortNotice,
}

/// What is kept of somebody at a date of a therapist-led room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// The date.
    pub date: DateKey,
    /// When it began.
    pub starts_at: UnixMs,
    /// The member who was there or missed it.
    pub participant: ParticipantId,
    /// Whether they were there.
    pub attended: AttendanceMark,
}

/// Who was seen at a date that was held.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen<'a> {
    /// The date.
    pub date: DateKey,
    /// The members who had a seat by its end.
    pub members: &'a BTreeSet<ParticipantId>,
    /// Those who were let in.
    pub came: &'a BTreeSet<ParticipantId>,
}

/// What is kept of a date that was held; nothing in a peer-led room. With sign-up, those count who had a
/// place or said that they can't come; without it, everyone who has a seat.
pub(crate) fn attendance(room: &Room, rule: &PlacesRule, rows: &[Place], seen: Seen<'_>) -> Vec<Attendance> {
    if room.kind != RoomKind::TherapistLed {
        return Vec::new();
    }
    let Some(date) = room.schedule.as_ref().and_then(|s| s.date(seen.date, room.planned_minutes())) else {
        return Vec::new();
    };
    let notice_ms = rule.absence.map_or(0, |absence| u64::from(absence.notice_hours) * 60 * 60_000);
    let members = seen.members.iter().filter_map(|who| {
        let said = rows.iter().find(|place| place.who == *who);
        let attended = match said.map(|place| (place.stand, place.since)) {
            _ if seen.came.contains(who) => AttendanceMark::Attended,
            Some((Stand::Absent, at)) if at.plus_ms(notice_ms) <= date.starts_at => AttendanceMark::Excused,
            Some((Stand::Absent, _)) => AttendanceMark::ShortNotice,
            Some((Stand::Coming | Stand::Missed, _)) => AttendanceMark::Missed,
            _ if rule.sign_up => return None,
            _ => AttendanceMark::Missed,
        };
        Some(Attendance { date: date.key, starts_at: date.starts_at, participant: *who, attended })
    });
    members.collect()
}

/// How many dates in a row somebody has missed up to the last one that is kept. What was excused neither
/// counts nor ends the row.
pub(crate) fn missed_in_a_row(kept: &[Attendance], who: ParticipantId) -> u32 {
    let mut theirs: Vec<_> = kept.iter().filter(|kept| kept.participant == who).collect();
    theirs.sort_by_key(|kept| std::cmp::Reverse(kept.starts_at));
    let counted = theirs.into_iter().filter(|kept| kept.attended != AttendanceMark::Excused);
    let missed = counted.take_while(|kept| kept.attended != AttendanceMark::Attended);
    u32::try_from(missed.count()).unwrap_or(u32::MAX)
}
