//! What calendars have of a room, compared with what the room has. Pure.

use std::collections::BTreeSet;

use crate::{
    room::{Room, schedule::Entry},
    store::ToldEntry,
    time::UnixMs,
};

/// What there is to tell calendars, and what to remember of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Entries {
    /// What calendars have from now on, where it differs.
    pub(super) told: Vec<ToldEntry>,
    /// Names of entries that nobody need remember.
    pub(super) over: Vec<String>,
    /// Names of entries that are new or say something else.
    pub(super) asked: Vec<String>,
    /// Entries that the room has no longer and that are not past, with a sequence above what was told.
    pub(super) gone: Vec<(String, u32)>,
}

/// Compares the entries of a room with what calendars were told.
pub(super) fn entries(told: &[ToldEntry], room: &Room, names_group: bool, now: UnixMs) -> Entries {
    let sequence = room.schedule.as_ref().map_or(0, |schedule| schedule.sequence());
    let all = room.schedule.iter().flat_map(|schedule| schedule.entries(room.planned_minutes(), None));
    let title = if names_group { room.title.as_str() } else { "" };
    let also = format!("\n{}\n{title}\n", room.planned_minutes());
    let mut found = Entries::default();
    let mut names = BTreeSet::new();
    for entry in all.filter(|entry| is_ahead(entry.ends_at, now)) {
        // What an earlier version has told lacks the length and the title.
        let known = told.iter().find(|known| known.entry == entry.name);
        let says = says(&entry) + &also;
        names.insert(entry.name.clone());
        if known.is_none_or(|known| !says.starts_with(&known.says)) && !entry.is_cancelled {
            found.asked.push(entry.name.clone());
        }
        let new = ToldEntry { says, sequence, ends_at: entry.ends_at, entry: entry.name };
        if known != Some(&new) {
            found.told.push(new);
        }
    }
    for known in told.iter().filter(|known| !names.contains(&known.entry)) {
        if is_ahead(known.ends_at, now) {
            found.gone.push((known.entry.clone(), known.sequence.max(sequence) + 1));
        }
        found.over.push(known.entry.clone());
    }
    found
}

fn is_ahead(ends_at: Option<UnixMs>, now: UnixMs) -> bool {
    ends_at.is_none_or(|end| end > now)
}

/// When an entry is, of which a calendar has to be told again when it changes. A single date that is moved or cancelled
/// is told by itself.
fn says(entry: &Entry) -> String {
    match &entry.repeats {
        Some(rule) => format!("{} {} {rule}", entry.zone.name(), entry.start),
        None => "once".to_owned(),
    }
}
