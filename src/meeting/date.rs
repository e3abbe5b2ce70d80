//! The date of a series that a meeting is held for. It comes from a calendar, and the meeting knows of
//! it only how far away it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::time::MeetingMs;

/// When a meeting is planned, in meeting time as it was counted when the meeting was made. What was
/// before that is its beginning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingDate {
    /// Names the date in its series, such as `2026-12-01T19:00`.
    pub key: String,
    /// When the meeting is planned to begin.
    pub starts_ms: MeetingMs,
    /// When it is planned to end.
    pub ends_ms: MeetingMs,
    /// When the door closes for everyone who was not in; null if it stays open.
    pub late_ms: Option<MeetingMs>,
    /// When the date is missed, unless a lead has opened the meeting.
    pub missed_ms: MeetingMs,
}
