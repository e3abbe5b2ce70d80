//! The dates of a schedule, computed.

use std::iter::Peekable;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Changed, DateKey, Local, RuleInForce, Schedule, Zone};
use crate::time::UnixMs;

const DAY_MS: i64 = 24 * 60 * 60_000;

fn length_ms(minutes: u32) -> u64 {
    u64::from(minutes) * 60_000
}

/// One date of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Date {
    /// Names the date in its series.
    pub key: DateKey,
    /// The zone in which the host planned it.
    pub zone: Zone,
    /// When it begins on a clock in that zone.
    pub local: Local,
    /// When it begins.
    pub starts_at: UnixMs,
    /// When it is planned to end.
    pub ends_at: UnixMs,
    /// Whether it was moved from where the rule has it.
    pub moved: bool,
    /// Whether it was added beside those of the rule.
    pub added: bool,
    /// Whether it is cancelled.
    pub cancelled: bool,
    /// What the host says about it. May be empty.
    pub note: String,
    /// Which session it is, of how many; `None` in a series without an end, and if it is cancelled.
    pub number: Option<DateNumber>,
    /// The count of changes of the schedule when this date was last changed.
    pub sequence: u32,
}

/// Which session of a series a date is. Cancelled ones don't count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct DateNumber {
    /// Counts from 1.
    pub session: u32,
    /// How many there are in all.
    pub of: u32,
}

/// A date before its session is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Planned<'a> {
    pub(super) key: DateKey,
    pub(super) rule: &'a RuleInForce,
    pub(super) changed: Option<&'a Changed>,
}

impl Planned<'_> {
    pub(super) fn local(&self) -> Local {
        self.changed.and_then(|changed| changed.moved_to).unwrap_or(self.key)
    }

    pub(super) fn starts_at(&self) -> UnixMs {
        self.rule.zone.moment(self.local())
    }

    fn is_cancelled(&self) -> bool {
        self.changed.is_some_and(|changed| changed.cancelled)
    }

    /// The date, with its number among these sessions.
    pub(super) fn date(&self, minutes: u32, sessions: &[DateKey]) -> Date {
        let starts_at = self.starts_at();
        Date {
            key: self.key,
            zone: self.rule.zone,
            local: self.local(),
            starts_at,
            ends_at: starts_at.plus_ms(length_ms(minutes)),
            moved: self.local() != self.key,
            added: self.changed.is_some_and(|changed| changed.extra),
            cancelled: self.is_cancelled(),
            note: self.changed.map(|changed| changed.note.clone()).unwrap_or_default(),
            number: number(sessions, self),
            sequence: self.changed.map_or(0, |changed| changed.sequence).max(self.rule.sequence),
        }
    }
}

impl Schedule {
    /// The dates that end at or after a moment, in the order of their starts, when a meeting takes so
    /// many minutes. Cancelled ones are among them.
    pub(crate) fn dates_from(&self, moment: UnixMs, minutes: u32) -> impl Iterator<Item = Date> + use<'_> {
        let first = UnixMs::from_ms(moment.as_ms().saturating_sub_unsigned(length_ms(minutes)));
        let sessions = self.sessions();
        self.planned_from(first).map(move |planned| planned.date(minutes, &sessions))
    }

    /// The date of this key, whether it is past or not; `None` if there is none.
    pub(crate) fn date(&self, key: DateKey, minutes: u32) -> Option<Date> {
        let planned = self.planned(key)?;
        self.dates_from(planned.starts_at(), minutes).find(|date| date.key == key)
    }

    /// Whether there is a date of this key, cancelled or not.
    pub(crate) fn has(&self, key: DateKey) -> bool {
        self.planned(key).is_some()
    }

    pub(super) fn planned(&self, key: DateKey) -> Option<Planned<'_>> {
        let rule = self.rule_at(key)?;
        let changed = self.changes.get(&key);
        let extra = changed.is_some_and(|changed| changed.extra);
        (extra || rule.keys(key).next() == Some(key)).then_some(Planned { key, rule, changed })
    }

    /// The dates that begin at or after a moment: those that follow their rules, lazily, with those that
    /// are changed, which are few, between them.
    pub(super) fn planned_from(&self, moment: UnixMs) -> impl Iterator<Item = Planned<'_>> {
        let unchanged = self.rules.iter().flat_map(move |rule| {
            // A start that the clock skips comes later than it says.
            let from = rule.zone.local(UnixMs::from_ms(moment.as_ms().saturating_sub(DAY_MS)));
            let keys = rule.keys(from).filter(|key| !self.changes.contains_key(key));
            keys.map(|key| Planned { key, rule, changed: None })
        });
        let unchanged = unchanged.filter(move |planned| planned.starts_at() >= moment);
        let mut changed: Vec<_> = self.changes.keys().filter_map(|key| self.planned(*key)).collect();
        changed.retain(|planned| planned.starts_at() >= moment);
        changed.sort_by_key(|planned| (planned.starts_at(), planned.key));
        Merged { one: unchanged.peekable(), other: changed.into_iter().peekable() }
    }

    /// The rule that a date of this key follows.
    pub(super) fn rule_at(&self, key: DateKey) -> Option<&RuleInForce> {
        self.rules.iter().find(|rule| rule.until.is_none_or(|until| key < until))
    }

    /// How many sessions there are in all; `None` in a series without an end.
    pub(crate) fn session_count(&self) -> Option<u32> {
        let all = self.sessions().len();
        (all > 0).then(|| u32::try_from(all).unwrap_or(u32::MAX))
    }

    /// The keys of all sessions in their order, from the first rule that has an end and after which
    /// every rule has one. Empty if the series goes on.
    fn sessions(&self) -> Vec<DateKey> {
        let counted = self.rules.iter().rev().take_while(|rule| rule.rule.counts()).last();
        let Some(first) = counted.map(|rule| rule.rule.start) else { return Vec::new() };
        let all = self.planned_from(UnixMs::from_ms(0));
        let held = all.filter(|planned| planned.key >= first && !planned.is_cancelled());
        held.map(|planned| planned.key).collect()
    }
}

fn number(sessions: &[DateKey], planned: &Planned<'_>) -> Option<DateNumber> {
    let at = sessions.iter().position(|key| *key == planned.key)?;
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Some(DateNumber { session: count(at + 1), of: count(sessions.len()) })
}

impl RuleInForce {
    /// The keys of its dates from one on.
    pub(super) fn keys(&self, from: DateKey) -> impl Iterator<Item = DateKey> + use<> {
        let until = self.until;
        self.rule.dates(from).take_while(move |key| until.is_none_or(|until| *key < until))
    }
}

/// Two runs of dates, each in order, as one in order.
struct Merged<A: Iterator, B: Iterator> {
    one: Peekable<A>,
    other: Peekable<B>,
}

impl<'a, A: Iterator<Item = Planned<'a>>, B: Iterator<Item = Planned<'a>>> Iterator for Merged<A, B> {
    type Item = Planned<'a>;

    fn next(&mut self) -> Option<Planned<'a>> {
        match (self.one.peek(), self.other.peek()) {
            (Some(one), Some(other)) if other.starts_at() < one.starts_at() => self.other.next(),
            (Some(_), _) => self.one.next(),
            (None, _) => self.other.next(),
        }
    }
}
