//! Who serves when: the duties of each date of a series, chosen by the host, by sign-up or in turn, and
//! exchanged among those who have them. Times, dates and who is there are passed in.

mod change;
mod holder;
mod rotation;

#[cfg(test)]
mod tests;

pub(crate) use self::{
    change::{Book, DutyChange, DutyRefusal, WayInput},
    holder::Holder,
    rotation::Rotation,
};
pub(crate) use crate::meeting::duty::Duty;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::schedule::{Date, DateKey, Effect, Schedule};
use crate::time::UnixMs;

/// How a duty finds its people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Way {
    /// The host names somebody for a date.
    #[default]
    ByHand,
    /// People take it for a date.
    SignUp,
    /// People serve in turn.
    InTurn(Rotation),
}

/// Who has the duties of one date. A duty that is open is left out.
pub(crate) type Serving = BTreeMap<Duty, Holder>;

/// Somebody asks the one who serves on another date to exchange the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Swap {
    /// The duty of both dates.
    pub duty: Duty,
    /// The date of the one who asks.
    pub from: DateKey,
    /// Who asks.
    pub by: Holder,
    /// The date that they would have instead.
    pub to: DateKey,
    /// Who has that one.
    pub of: Holder,
}

/// The duties of a room's coming dates. What is over is forgotten.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duties {
    /// How each duty finds its people; by hand if it is left out.
    ways: BTreeMap<Duty, Way>,
    /// What was said of single dates. `None` is a duty that was given back.
    given: BTreeMap<DateKey, BTreeMap<Duty, Option<Holder>>>,
    /// Exchanges that were asked for.
    swaps: Vec<Swap>,
    /// Those who are not to be asked when a date lacks somebody.
    #[serde(default)]
    unasked: BTreeSet<Holder>,
}

impl Duties {
    /// Whether somebody may be asked when a date lacks somebody.
    pub(crate) fn asks(&self, who: Holder) -> bool {
        !self.unasked.contains(&who)
    }

    /// The duties that somebody has on single dates, by date.
    pub(crate) fn given_to(&self, who: Holder) -> impl Iterator<Item = (DateKey, Duty)> + '_ {
        let theirs = move |given: &Option<Holder>| *given == Some(who);
        self.given.iter().flat_map(move |(date, given)| {
            given.iter().filter(move |(_, given)| theirs(given)).map(|(duty, _)| (*date, *duty))
        })
    }

    /// The duties that somebody serves in turn.
    pub(crate) fn turns_of(&self, who: Holder) -> impl Iterator<Item = Duty> + '_ {
        let serves = move |way: &Way| match way {
            Way::InTurn(rotation) => rotation.order().contains(&who),
            Way::ByHand | Way::SignUp => false,
        };
        self.ways.iter().filter(move |(_, way)| serves(way)).map(|(duty, _)| *duty)
    }

    /// How a duty finds its people.
    pub(crate) fn way(&self, duty: Duty) -> Way {
        self.ways.get(&duty).cloned().unwrap_or_default()
    }

    /// Whether it is agreed before who has a duty, so that a date without anybody lacks one.
    pub(crate) fn plans(&self, duty: Duty) -> bool {
        self.way(duty) != Way::ByHand || self.given.values().any(|given| given.contains_key(&duty))
    }

    /// The exchanges that were asked for and can still be made.
    pub(crate) fn swaps(&self) -> &[Swap] {
        &self.swaps
    }

    /// Whether a duty was given back for a date, so that anybody who may have it can take it.
    pub(crate) fn is_given_back(&self, date: DateKey, duty: Duty) -> bool {
        self.given.get(&date).and_then(|given| given.get(&duty)) == Some(&None)
    }

    /// From when on dates have to be looked at to know who serves.
    pub(crate) fn since(&self, now: UnixMs) -> UnixMs {
        let turns = self.ways.values().filter_map(|way| match way {
            Way::InTurn(rotation) => Some(rotation.since()),
            Way::ByHand | Way::SignUp => None,
        });
        turns.min().map_or(now, |since| since.min(now))
    }

    /// Who serves on dates that are given in the order of their starts, from [`Self::since`] on. `may`
    /// says whether somebody may have a duty now: who left is skipped.
    pub(crate) fn roster(
        &self,
        dates: &[Date],
        may: &dyn Fn(Duty, Holder) -> bool,
    ) -> BTreeMap<DateKey, Serving> {
        let mut roster: BTreeMap<DateKey, Serving> = BTreeMap::new();
        for duty in Duty::ALL {
            let mut turns = match self.ways.get(&duty) {
                Some(Way::InTurn(rotation)) => Some(rotation.clone()),
                _ => None,
            };
            for date in dates.iter().filter(|date| !date.cancelled) {
                let turn =
                    turns.as_mut().and_then(|rotation| rotation.serve(date.starts_at, &|who| may(duty, who)));
                let given = self.given.get(&date.key).and_then(|given| given.get(&duty));
                let who = given.copied().unwrap_or(turn).filter(|who| may(duty, *who));
                let serving = roster.entry(date.key).or_default();
                serving.extend(who.map(|who| (duty, who)));
            }
        }
        roster
    }

    /// The duties without what is over: dates that are past, and one that was `held` until now.
    pub(crate) fn settled(
        &self,
        schedule: &Schedule,
        minutes: u32,
        held: Option<DateKey>,
        now: UnixMs,
        may: &dyn Fn(Duty, Holder) -> bool,
    ) -> Self {
        let over = |date: &Date| date.ends_at <= now || Some(date.key) == held;
        let mut new = self.clone();
        new.given.retain(|key, _| schedule.date(*key, minutes).is_some_and(|date| !over(&date)));
        for (duty, way) in &mut new.ways {
            if let Way::InTurn(rotation) = way {
                let past = schedule.dates_from(rotation.since(), minutes).take_while(|date| over(date));
                for date in past.filter(|date| !date.cancelled) {
                    let _ = rotation.serve(date.starts_at, &|who| may(*duty, who));
                    rotation.begin_after(date.starts_at);
                }
            }
        }
        new.swaps.retain(|swap| {
            let coming =
                |key| schedule.date(key, minutes).is_some_and(|date| !date.cancelled && !over(&date));
            coming(swap.from) && coming(swap.to)
        });
        new
    }

    /// The duties under a new schedule: what was said of a date goes with it.
    pub(crate) fn carried(
        &self,
        old: &Schedule,
        new: Option<&Schedule>,
        effects: &BTreeMap<DateKey, Effect>,
    ) -> Self {
        let to = |key: DateKey| match effects.get(&key) {
            Some(effect) => old.carried_to(key, *effect),
            None => new.is_some_and(|new| new.has(key)).then_some(key),
        };
        let given = self.given.iter().filter_map(|(key, given)| Some((to(*key)?, given.clone())));
        let swaps = self
            .swaps
            .iter()
            .filter_map(|swap| Some(Swap { from: to(swap.from)?, to: to(swap.to)?, ..*swap }));
        let (given, swaps) = (given.collect(), swaps.collect());
        Self { given, swaps, ..self.clone() }
    }

    /// The keys of the dates of which something was said.
    pub(crate) fn dates(&self) -> impl Iterator<Item = DateKey> + '_ {
        self.given.keys().copied()
    }

    /// The duties without those who are gone.
    pub(crate) fn without(&self, gone: &dyn Fn(Holder) -> bool) -> Self {
        let mut new = self.clone();
        for given in new.given.values_mut() {
            given.retain(|_, holder| !holder.is_some_and(gone));
        }
        new.given.retain(|_, given| !given.is_empty());
        new.swaps.retain(|swap| !gone(swap.by) && !gone(swap.of));
        new.unasked.retain(|who| !gone(*who));
        for way in new.ways.values_mut() {
            if let Way::InTurn(rotation) = way {
                rotation.forget(gone);
            }
        }
        new
    }
}
