//! A schedule as calendars keep it: an entry for each rule, with its exceptions, and one for each date
//! that no rule gives.

use super::{Date, DateKey, Local, Repeat, RuleInForce, Schedule, Zone};
use crate::time::UnixMs;

/// What a calendar keeps of a series under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Names it among the entries of the room, for good.
    pub name: String,
    /// The zone of its dates.
    pub zone: Zone,
    /// Its first date.
    pub start: Local,
    /// How it repeats, as RRULE says it; `None` for one date.
    pub repeats: Option<String>,
    /// The dates among these that are cancelled.
    pub cancelled: Vec<DateKey>,
    /// The dates among these that are moved or have a note.
    pub changed: Vec<Date>,
    /// What the host says about it, if it is one date. May be empty.
    pub note: String,
    /// Whether it is one date, and cancelled.
    pub is_cancelled: bool,
    /// Grows with each change of what is said here, but not with those of single dates.
    pub sequence: u32,
    /// When its last date begins; `None` if it goes on.
    pub ends_at: Option<UnixMs>,
}

impl Schedule {
    /// All entries, past ones among them, when a meeting takes so many minutes: those of the rules in
    /// their order, then those of dates that no rule gives. Without the dates before the first one that is
    /// whoever keeps them's, if there is one.
    pub(crate) fn entries(&self, minutes: u32, first: Option<DateKey>) -> Vec<Entry> {
        let single = |key: DateKey| {
            first.is_none_or(|first| first <= key).then(|| self.single(key, minutes)).flatten()
        };
        let rules = self.rules.iter().filter_map(|rule| match rule.rule.repeat {
            Repeat::Once {} => single(rule.rule.start),
            _ => self.entry_of(rule, minutes, first),
        });
        let extra = self.changes.iter().filter(|(_, changed)| changed.extra);
        rules.chain(extra.filter_map(|(key, _)| single(*key))).collect()
    }

    /// The name of the entry in which a date is, and whether it is one of several there.
    pub(crate) fn entry_name(&self, key: DateKey) -> (String, bool) {
        let extra = self.changes.get(&key).is_some_and(|changed| changed.extra);
        match self.rule_at(key).filter(|_| !extra) {
            Some(rule) => (self.named(rule.serial), !matches!(rule.rule.repeat, Repeat::Once {})),
            None => (self.named(key), false),
        }
    }

    /// The entry of a date that is alone in it.
    fn single(&self, key: DateKey, minutes: u32) -> Option<Entry> {
        let date = self.planned(key)?.date(minutes, &[]);
        Some(Entry {
            name: self.entry_name(key).0,
            zone: date.zone,
            start: date.local,
            repeats: None,
            cancelled: Vec::new(),
            changed: Vec::new(),
            note: date.note,
            is_cancelled: date.cancelled,
            sequence: date.sequence,
            ends_at: Some(date.starts_at),
        })
    }

    fn named(&self, entry: impl std::fmt::Display) -> String {
        format!("{:x}-{entry}", self.planned_at.as_ms())
    }

    /// `None` if all its dates are before the first one.
    fn entry_of(&self, rule: &RuleInForce, minutes: u32, first: Option<DateKey>) -> Option<Entry> {
        let start = match first.filter(|first| *first > rule.rule.start) {
            Some(first) => rule.keys(first).next()?,
            None => rule.rule.start,
        };
        // A rule that was cut short ends with its last date.
        let last = rule.until.and_then(|_| rule.keys(rule.rule.start).last());
        let own = self.changes.iter().filter(|(key, changed)| {
            !changed.extra && **key >= start && rule.until.is_none_or(|until| **key < until)
        });
        let (cancelled, changed): (Vec<_>, Vec<_>) = own.partition(|(_, changed)| changed.cancelled);
        let dates = changed.into_iter().filter_map(|(key, _)| self.planned(*key));
        let dates = dates.map(|planned| planned.date(minutes, &[]));
        let changed: Vec<_> = dates.filter(|date| date.moved || !date.note.is_empty()).collect();
        let goes_on = last.is_none() && !rule.rule.is_finite();
        let ends_at = (!goes_on).then(|| {
            let last = last.or_else(|| rule.keys(rule.rule.start).last()).unwrap_or(rule.rule.start);
            let moved = changed.iter().map(|date| date.starts_at);
            moved.chain([rule.zone.moment(last)]).max().unwrap_or_default()
        });
        Some(Entry {
            name: self.named(rule.serial),
            zone: rule.zone,
            start,
            repeats: rule.rule.begun_at(start).text(rule.zone, last.map(Local::day)),
            cancelled: cancelled.into_iter().map(|(key, _)| *key).collect(),
            changed,
            note: String::new(),
            is_cancelled: false,
            sequence: rule.sequence,
            ends_at,
        })
    }
}
