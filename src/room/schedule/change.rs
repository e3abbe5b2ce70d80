//! How a host changes a schedule: one date, or all from one on.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    super::{
        error::EditError,
        limits::{DATE_NOTE_CHARS_MAX, DATES_CHANGED_MAX, RULES_KEPT},
        text,
        wrong::{Reason, Wrong},
    },
    Changed, DateKey, Local, RuleInForce, Schedule, ScheduleInput,
    input::Checked,
};
use crate::{meeting::role::RoomKind, time::UnixMs};

/// A change of one date. What is left out stays as it is.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DateChange {
    /// The new start, local in the zone of the series, such as `2026-12-02T19:00`.
    pub starts: Option<String>,
    /// Whether it is cancelled.
    pub cancelled: Option<bool>,
    /// What people read beside the date, at most 300 characters. May be empty.
    pub note: Option<String>,
}

/// A date beside those of the rule.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewDate {
    /// When it begins, local in the zone of the series, such as `2026-12-02T19:00`.
    pub starts: String,
    /// What people read beside the date, at most 300 characters. May be empty.
    #[serde(default)]
    pub note: String,
}

/// What becomes of a date when the rule is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Effect {
    /// It is another date of the new rule; what was said of it alone holds for that one.
    Follows {
        /// Names the date that it is from now on.
        #[schemars(with = "String")]
        #[ts(type = "string")]
        to: DateKey,
    },
    /// No date of the new rule is near: it stays by itself where it was moved to.
    Stays {},
    /// No date of the new rule is near: it is no date any more.
    Ends {},
}

impl Schedule {
    /// The first schedule of a room.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub(crate) fn new(input: &ScheduleInput, kind: RoomKind, now: UnixMs) -> Result<Self, EditError> {
        let Checked { zone, rule, doors } = input.check(kind, now).map_err(EditError::Schedule)?;
        let rules = vec![RuleInForce { serial: 1, zone, rule, until: None, sequence: 0 }];
        Ok(Self { rules, changes: BTreeMap::new(), doors, sequence: 0, planned_at: now })
    }

    /// The schedule with a new rule for all dates from one on; `None` for all that are not past. What
    /// was changed in one date alone stays changed in the date of the new rule that is nearest to it.
    /// Beside it is told what becomes of `kept`, and of every date that was changed.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub(crate) fn replan(
        &self,
        input: &ScheduleInput,
        from: Option<DateKey>,
        kept: &BTreeSet<DateKey>,
        kind: RoomKind,
        now: UnixMs,
    ) -> Result<(Self, BTreeMap<DateKey, Effect>), EditError> {
        let Checked { zone, rule, doors } = input.check(kind, now).map_err(EditError::Schedule)?;
        let from = match from {
            Some(from) => from,
            None => self.planned_from(now).map(|planned| planned.key).min().unwrap_or(rule.start),
        };
        let before_it =
            self.rules.iter().flat_map(|old| old.keys(old.rule.start).take_while(|key| *key < from));
        if before_it.last().is_some_and(|last| last >= rule.start) {
            return Err(wrong("start", Reason::BeforeItsStart));
        }
        let sequence = self.sequence + 1;
        let mut rules = self.rules_until(from, sequence);
        let serial = self.serial_from(from, &mut rules, now);
        rules.push(RuleInForce { serial, zone, rule, until: None, sequence });
        let mut new = Self { rules, changes: BTreeMap::new(), doors, sequence, planned_at: self.planned_at };
        let effects = self.carry(&mut new, from, kept);
        Ok((new, effects))
    }

    /// The schedule with one date changed.
    ///
    /// # Errors
    /// The field that is wrong, or [`EditError::NoSuchDate`].
    pub(crate) fn change_date(
        &self,
        key: DateKey,
        change: DateChange,
        now: UnixMs,
    ) -> Result<Self, EditError> {
        let planned = self.planned(key).ok_or(EditError::NoSuchDate)?;
        if planned.starts_at() < now {
            return Err(wrong("date", Reason::Past));
        }
        let mut changed = planned.changed.cloned().unwrap_or(Changed {
            moved_to: None,
            cancelled: false,
            extra: false,
            note: String::new(),
            sequence: 0,
        });
        if let Some(starts) = change.starts {
            let starts = self.free_start(&starts, Some(key), now)?;
            changed.moved_to = (starts != key).then_some(starts);
        }
        if let Some(note) = change.note {
            changed.note = text::paragraph(&note, DATE_NOTE_CHARS_MAX, "note")?;
        }
        changed.cancelled = change.cancelled.unwrap_or(changed.cancelled);
        self.with(key, Some(changed))
    }

    /// The schedule with one more date, and its key.
    ///
    /// # Errors
    /// The field that is wrong.
    pub(crate) fn add_date(&self, date: &NewDate, now: UnixMs) -> Result<(Self, DateKey), EditError> {
        let key = self.free_start(&date.starts, None, now)?;
        let note = text::paragraph(&date.note, DATE_NOTE_CHARS_MAX, "note")?;
        let changed = Changed { moved_to: None, cancelled: false, extra: true, note, sequence: 0 };
        Ok((self.with(key, Some(changed))?, key))
    }

    /// The schedule with one date as its rule has it. A date beside those of the rule is gone.
    ///
    /// # Errors
    /// [`EditError::NoSuchDate`], also if nothing differs in it, or the date is past.
    pub(crate) fn restore_date(&self, key: DateKey, now: UnixMs) -> Result<Self, EditError> {
        let planned = self.planned(key).ok_or(EditError::NoSuchDate)?;
        planned.changed.ok_or(EditError::NoSuchDate)?;
        if planned.rule.zone.moment(key) < now || planned.starts_at() < now {
            return Err(wrong("date", Reason::Past));
        }
        self.with(key, None)
    }

    /// The schedule once what is said of all its dates has changed, such as the name of the room: what
    /// calendars are told of them from now on has to count as newer.
    pub(crate) fn said_otherwise(mut self) -> Self {
        self.sequence += 1;
        for rule in &mut self.rules {
            rule.sequence = self.sequence;
        }
        self
    }

    /// Which date an old one is under the new rule; `None` if it is none.
    pub(crate) fn carried_to(&self, key: DateKey, effect: Effect) -> Option<DateKey> {
        match effect {
            Effect::Follows { to } => Some(to),
            Effect::Stays {} => self.planned(key).map(|planned| planned.local()),
            Effect::Ends {} => None,
        }
    }

    fn with(&self, key: DateKey, changed: Option<Changed>) -> Result<Self, EditError> {
        let mut new = self.clone();
        new.sequence += 1;
        match changed {
            Some(changed) => {
                new.changes.insert(key, Changed { sequence: new.sequence, ..changed });
            }
            None => {
                new.changes.remove(&key);
                // What is told of it again has to count as newer.
                if let Some(rule) =
                    new.rules.iter_mut().find(|rule| rule.until.is_none_or(|until| key < until))
                {
                    rule.sequence = new.sequence;
                }
            }
        }
        if new.changes.len() > DATES_CHANGED_MAX {
            return Err(EditError::TooMany { field: "date", count_max: DATES_CHANGED_MAX });
        }
        Ok(new)
    }

    /// A start at which the series has no date yet, but perhaps the one that is moved.
    fn free_start(&self, text: &str, moved: Option<DateKey>, now: UnixMs) -> Result<Local, EditError> {
        let starts: Local = text.parse().map_err(|_| wrong("starts", Reason::NotADate))?;
        // A date keeps the zone of its own rule when it is moved.
        let rule = self.rule_at(moved.unwrap_or(starts)).ok_or(EditError::NoSuchDate)?;
        let at = rule.zone.moment(starts);
        if at < now {
            return Err(wrong("starts", Reason::Past));
        }
        let there = self.planned_from(at).take_while(|planned| planned.starts_at() == at);
        let taken = there.map(|planned| planned.key).chain(self.planned(starts).map(|planned| planned.key));
        if taken.filter(|key| Some(*key) != moved).count() > 0 {
            return Err(wrong("starts", Reason::Taken));
        }
        Ok(starts)
    }

    /// The rules so far, the last of them until a date. Those from long ago are forgotten.
    fn rules_until(&self, from: DateKey, sequence: u32) -> Vec<RuleInForce> {
        let begun = self.rules.iter().filter(|old| old.rule.start < from);
        let ended = begun.map(|old| match old.until {
            Some(until) if until <= from => old.clone(),
            _ => RuleInForce { until: Some(from), sequence, ..old.clone() },
        });
        let rules: Vec<_> = ended.collect();
        let forgotten = (rules.len() + 1).saturating_sub(RULES_KEPT);
        rules.into_iter().skip(forgotten).collect()
    }

    /// The number of a new rule from a date on. If the rule before has no date left until then, the new
    /// one takes its place in calendars, and what is past of it has a number of its own from now on.
    fn serial_from(&self, from: DateKey, rules: &mut [RuleInForce], now: UnixMs) -> u32 {
        let unused = self.rules.iter().map(|rule| rule.serial).max().unwrap_or(0) + 1;
        let Some(replaced) = self.rule_at(from) else { return unused };
        let goes_on = replaced.keys(replaced.zone.local(now)).next().is_some_and(|next| next < from);
        if goes_on {
            return unused;
        }
        if let Some(past) = rules.iter_mut().find(|rule| rule.serial == replaced.serial) {
            past.serial = unused;
        }
        replaced.serial
    }

    /// Carries what was changed in single dates over to `new`, and says what becomes of them.
    fn carry(&self, new: &mut Self, from: DateKey, kept: &BTreeSet<DateKey>) -> BTreeMap<DateKey, Effect> {
        let mut effects = BTreeMap::new();
        let mut taken = BTreeSet::new();
        let first = new.rules.first().map(|rule| rule.rule.start);
        for (key, changed) in self.changes.range(..from) {
            if first.is_some_and(|first| *key >= first) {
                new.changes.insert(*key, changed.clone());
            }
        }
        let later = self.changes.range(from..).map(|(key, _)| key).chain(kept.range(from..));
        for key in later.copied().collect::<BTreeSet<_>>() {
            let changed = self.changes.get(&key);
            let to = if changed.is_some_and(|changed| changed.extra) { None } else { self.nearest(new, key) };
            let effect = match to.filter(|to| taken.insert(*to)) {
                Some(to) => Effect::Follows { to },
                None if changed.is_some_and(|c| !c.cancelled && (c.extra || c.moved_to.is_some())) => {
                    Effect::Stays {}
                }
                None => Effect::Ends {},
            };
            effects.insert(key, effect);
            let Some(changed) = changed else { continue };
            match effect {
                Effect::Follows { to } => new.changes.insert(to, changed.clone()),
                Effect::Stays {} => {
                    let at = changed.moved_to.unwrap_or(key);
                    let alone =
                        Changed { extra: true, moved_to: None, sequence: new.sequence, ..changed.clone() };
                    new.changes.insert(at, alone)
                }
                Effect::Ends {} => None,
            };
        }
        effects
    }

    /// The date of the new rule that is nearest to an old one, at most half a period away.
    fn nearest(&self, new: &Self, key: DateKey) -> Option<DateKey> {
        let mut after = self.rule_at(key)?.rule.dates(key);
        let gap = match (after.next(), after.next()) {
            (Some(one), Some(next)) => next.naive() - one.naive(),
            // The last one, or the only one: a week is near.
            _ => chrono::Duration::days(7),
        };
        let earliest = Local::from_naive(key.naive() - gap / 2);
        let rule = new.rules.last()?;
        let near = rule.keys(earliest).take_while(|to| (to.naive() - key.naive()).abs() <= gap / 2);
        near.min_by_key(|to| (to.naive() - key.naive()).abs())
    }
}

fn wrong(field: &'static str, reason: Reason) -> EditError {
    EditError::Schedule(vec![Wrong::new(field, reason)])
}
