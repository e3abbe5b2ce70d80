//! A room as it is kept.

use super::{
    agenda::{self, Tight},
    entry::WayIn,
    formats::FormatId,
    rehearsal::RehearsalPlan,
    schedule::{Date, DateKey, Schedule},
    share::ShareMs,
};
use crate::{
    meeting::{
        agenda::AgendaItem,
        date::MeetingDate,
        id::{AccountId, MeetingId, RoomId},
        role::RoomKind,
        settings::{MeetingConfig, Settings},
        shared::Shared,
    },
    time::UnixMs,
};

/// A series of meetings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Identifies the room.
    pub id: RoomId,
    /// The account that made it.
    pub owner: AccountId,
    /// Peer-led or therapist-led; never changes.
    pub kind: RoomKind,
    /// The format it started from; never changes.
    pub format: FormatId,
    /// The name that people see.
    pub title: String,
    /// What it is about.
    pub topics: Vec<String>,
    /// Whom it suits. May be empty.
    pub suits: String,
    /// Whom it does not suit. May be empty.
    pub not_for: String,
    /// How many people it holds, leads included.
    pub capacity: u32,
    /// The default length of a share.
    pub share_ms: ShareMs,
    /// What its meetings do, item by item.
    pub agenda: Shared<Vec<AgendaItem>>,
    /// The host's choices.
    pub settings: Settings,
    /// The guidelines that people accept at every meeting.
    pub guidelines: Vec<String>,
    /// Counts the changes of the guidelines, from 1.
    pub guidelines_version: u32,
    /// What simulated members do here, for practice; `None` for a room of people.
    pub rehearsal: Option<RehearsalPlan>,
    /// When it meets; `None` if its leads open it when they like.
    pub schedule: Option<Schedule>,
    /// How one gets in.
    pub entry: WayIn,
    /// Whether it is on the shared desk of its owner.
    pub shared: bool,
    /// When it was made.
    pub created_at: UnixMs,
    /// When it was archived; `None` while it is in use.
    pub archived_at: Option<UnixMs>,
}

impl Room {
    /// What a meeting of this room is held by. `date` is the one that it is held for.
    #[must_use]
    pub fn meeting_config(&self, meeting: MeetingId, date: Option<MeetingDate>) -> MeetingConfig {
        let mut settings = self.settings.clone();
        self.format.hold(&mut settings);
        MeetingConfig {
            room: self.id,
            meeting,
            kind: self.kind,
            format: self.format.as_str().to_owned(),
            capacity: self.capacity,
            guidelines_version: self.guidelines_version,
            date,
            agenda: self.agenda.clone(),
            settings,
        }
    }

    /// The rounds that have too little time for everyone when the room is full.
    #[must_use]
    pub fn tight_rounds(&self) -> Vec<Tight> {
        agenda::tight(&self.agenda, &self.settings.timing, agenda::in_rounds(self.kind, self.capacity))
    }

    /// The dates that end at or after a moment, in order, cancelled ones among them. None without a
    /// schedule.
    pub(crate) fn dates_from(&self, moment: UnixMs) -> impl Iterator<Item = Date> + use<'_> {
        let minutes = self.planned_minutes();
        self.schedule.iter().flat_map(move |schedule| schedule.dates_from(moment, minutes))
    }

    /// The next date that is not cancelled and can still be held: one was, and is over. `None` if there is
    /// none.
    pub(crate) fn next_date(&self, now: UnixMs, over: Option<DateKey>) -> Option<Date> {
        self.schedule.as_ref()?.next(now, self.planned_minutes(), over)
    }

    /// The planned length of a meeting, in minutes.
    #[must_use]
    pub fn planned_minutes(&self) -> u32 {
        self.agenda.iter().map(|item| item.minutes).sum()
    }
}
