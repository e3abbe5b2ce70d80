//! What a calendar may know of a room.

use crate::{
    meeting::id::RoomId,
    room::{
        ListedRoom, Room,
        schedule::{DateKey, Entry, Schedule},
    },
};

/// A room with dates, as calendars see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Series<'a> {
    /// The room.
    pub(crate) room: RoomId,
    /// Its name, if the host wants it told.
    pub(crate) group: Option<&'a str>,
    /// When it meets.
    pub(crate) schedule: &'a Schedule,
    /// How long a meeting is planned, in minutes.
    pub(crate) minutes: u32,
    /// The page on which it meets.
    pub(crate) page: &'a str,
    /// The first date that is whoever keeps the calendar's; `None` if all are.
    pub(crate) first: Option<DateKey>,
}

impl<'a> Series<'a> {
    /// A room, for those who are in it; `None` without dates.
    pub(crate) fn of(room: &'a Room, names_group: bool, page: &'a str) -> Option<Self> {
        Some(Self {
            room: room.id,
            group: names_group.then_some(room.title.as_str()),
            schedule: room.schedule.as_ref()?,
            minutes: room.planned_minutes(),
            page,
            first: None,
        })
    }

    /// A public room, for everybody; `None` without dates.
    pub(crate) fn listed(room: &'a ListedRoom, names_group: bool, page: &'a str) -> Option<Self> {
        Some(Self {
            room: room.listing.room,
            group: names_group.then_some(room.title.as_str()),
            schedule: room.schedule.as_ref()?,
            minutes: room.minutes,
            page,
            first: None,
        })
    }

    /// The same for somebody whose seat begins on a date.
    pub(crate) fn begun(self, room: &Room, begins: Option<DateKey>) -> Self {
        Self { first: room.first_key(begins), ..self }
    }

    /// All entries, past ones among them.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.schedule.entries(self.minutes, self.first)
    }

    /// The UID of an entry: it stays for as long as the entry does, whatever else changes.
    pub(super) fn uid(&self, entry: &str) -> String {
        uid(self.room, entry)
    }

    /// The UID of the entry in which a date is, and whether it is one of several there.
    pub(super) fn uid_of_date(&self, key: DateKey) -> (String, bool) {
        let (entry, is_one_of_several) = self.schedule.entry_name(key);
        (self.uid(&entry), is_one_of_several)
    }
}

pub(super) fn uid(room: RoomId, entry: &str) -> String {
    format!("{room}-{entry}")
}
