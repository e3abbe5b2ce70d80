//! What changes who serves: the host's choice, and what those who serve take, give back and exchange.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    super::{
        limits::{DATES_EACH_MAX, IN_TURN_MAX},
        schedule::{DateKey, Schedule},
    },
    Duties, Duty, Holder, Rotation, Serving, Swap, Way,
};
use crate::time::UnixMs;

/// How a duty is to find its people.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum WayInput {
    /// The host names somebody for a date.
    ByHand {},
    /// People take it for a date.
    SignUp {},
    /// People serve in turn, from the next date on that has not begun.
    InTurn {
        /// Who serves, the next one first: 1 to 50 people, each once.
        order: Vec<Holder>,
        /// For how many dates each serves: 1 to 12.
        dates_each: u32,
    },
}

/// A change of who serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DutyChange {
    /// The host chooses how a duty finds its people. What was said of single dates stays.
    Choose(Duty, WayInput),
    /// The host gives a duty of a date to somebody, or leaves it open.
    Give(DateKey, Duty, Option<Holder>),
    /// Somebody takes a duty that is open.
    Take(DateKey, Duty, Holder),
    /// Somebody gives a duty of theirs back.
    GiveBack(DateKey, Duty, Holder),
    /// Somebody asks whoever serves on another date to exchange the two: their own date, and the other.
    Ask(DateKey, Duty, Holder, DateKey),
    /// Whoever was asked agrees: the date of the one who asks, and their own.
    Agree(DateKey, Duty, Holder, DateKey),
    /// Whoever was asked says no, or whoever asks takes it back.
    Drop(DateKey, Duty, Holder, DateKey),
    /// Somebody says whether they are asked when a date lacks somebody.
    BeAsked(Holder, bool),
}

/// Why nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum DutyRefusal {
    /// There is no such date, or it is over, has begun or is cancelled.
    #[error("there is no such date to come")]
    NoSuchDate,
    /// Somebody else has the duty.
    #[error("somebody else has this duty")]
    Taken,
    /// The person may not have the duty, or not take it by themselves.
    #[error("this duty is not for this person")]
    NotForThem,
    /// The person does not have the duty.
    #[error("this duty is somebody else's, or nobody's")]
    NotTheirs,
    /// Nobody has asked for this exchange, or one of the two serves on another date by now.
    #[error("there is no such exchange")]
    NoSuchSwap,
    /// The order of people who serve in turn can't be used.
    #[error("1 to 50 people, each once, for 1 to 12 dates")]
    NoRotation,
}

/// What a change is held against.
pub(crate) struct Book<'a> {
    pub schedule: &'a Schedule,
    /// The planned length of a meeting.
    pub minutes: u32,
    pub now: UnixMs,
    /// Whether somebody may have a duty now.
    pub may: &'a dyn Fn(Duty, Holder) -> bool,
}

impl Book<'_> {
    /// A date that is to come, and who serves on it.
    fn serving(&self, duties: &Duties, key: DateKey) -> Result<Serving, DutyRefusal> {
        let date = self.schedule.date(key, self.minutes).ok_or(DutyRefusal::NoSuchDate)?;
        if date.cancelled || date.ends_at <= self.now {
            return Err(DutyRefusal::NoSuchDate);
        }
        let dates = self.schedule.dates_from(duties.since(self.now), self.minutes);
        let dates: Vec<_> = dates.take_while(|other| other.starts_at <= date.starts_at).collect();
        Ok(duties.roster(&dates, self.may).remove(&key).unwrap_or_default())
    }
}

impl Duties {
    /// The duties after a change.
    ///
    /// # Errors
    /// Why nothing was changed.
    pub(crate) fn changed(&self, change: DutyChange, book: &Book<'_>) -> Result<Self, DutyRefusal> {
        let mut new = self.settled(book.schedule, book.minutes, None, book.now, book.may);
        match change {
            DutyChange::Choose(duty, way) => new.choose(duty, way, book)?,
            DutyChange::Give(date, duty, who) => {
                book.serving(&new, date)?;
                if who.is_some_and(|who| !(book.may)(duty, who)) {
                    return Err(DutyRefusal::NotForThem);
                }
                new.say(date, duty, who);
            }
            DutyChange::Take(date, duty, who) => new.take(date, duty, who, book)?,
            DutyChange::GiveBack(date, duty, who) => {
                new.must_have(date, duty, who, book)?;
                new.say(date, duty, None);
            }
            DutyChange::Ask(from, duty, by, to) => new.ask(from, duty, by, to, book)?,
            DutyChange::Agree(from, duty, of, to) => new.agree(from, duty, of, to, book)?,
            DutyChange::BeAsked(who, true) => drop(new.unasked.remove(&who)),
            DutyChange::BeAsked(who, false) => drop(new.unasked.insert(who)),
            DutyChange::Drop(from, duty, who, to) => {
                let is_it = |swap: &Swap| {
                    (swap.from, swap.to, swap.duty) == (from, to, duty) && [swap.by, swap.of].contains(&who)
                };
                let found = new.swaps.iter().position(is_it).ok_or(DutyRefusal::NoSuchSwap)?;
                new.swaps.remove(found);
            }
        }
        new.drop_stale_swaps(book);
        Ok(new)
    }

    fn choose(&mut self, duty: Duty, way: WayInput, book: &Book<'_>) -> Result<(), DutyRefusal> {
        let way = match way {
            WayInput::ByHand {} => Way::ByHand,
            WayInput::SignUp {} => Way::SignUp,
            WayInput::InTurn { order, dates_each } => {
                let twice = order.iter().enumerate().any(|(place, who)| order[..place].contains(who));
                let fits =
                    (1..=IN_TURN_MAX).contains(&order.len()) && (1..=DATES_EACH_MAX).contains(&dates_each);
                if twice || !fits {
                    return Err(DutyRefusal::NoRotation);
                }
                if order.iter().any(|who| !(book.may)(duty, *who)) {
                    return Err(DutyRefusal::NotForThem);
                }
                Way::InTurn(Rotation::new(order, dates_each, book.now))
            }
        };
        self.ways.insert(duty, way);
        Ok(())
    }

    fn take(&mut self, date: DateKey, duty: Duty, who: Holder, book: &Book<'_>) -> Result<(), DutyRefusal> {
        match book.serving(self, date)?.get(&duty) {
            Some(holder) if *holder == who => return Ok(()),
            Some(_) => return Err(DutyRefusal::Taken),
            None => {}
        }
        if !self.may_take(date, duty, who, book.may) {
            return Err(DutyRefusal::NotForThem);
        }
        self.say(date, duty, Some(who));
        Ok(())
    }

    /// Whether somebody may take a duty by themselves while it is open: where people sign up, once it was
    /// given back, and a lead whoever leads the room.
    pub(crate) fn may_take(
        &self,
        date: DateKey,
        duty: Duty,
        who: Holder,
        may: &dyn Fn(Duty, Holder) -> bool,
    ) -> bool {
        let offered = self.way(duty) == Way::SignUp || self.is_given_back(date, duty);
        let leads = duty.leads() && matches!(who, Holder::Account { .. });
        may(duty, who) && (offered || leads)
    }

    fn must_have(&self, date: DateKey, duty: Duty, who: Holder, book: &Book<'_>) -> Result<(), DutyRefusal> {
        let has = book.serving(self, date)?.get(&duty) == Some(&who);
        if has { Ok(()) } else { Err(DutyRefusal::NotTheirs) }
    }

    fn ask(
        &mut self,
        from: DateKey,
        duty: Duty,
        by: Holder,
        to: DateKey,
        book: &Book<'_>,
    ) -> Result<(), DutyRefusal> {
        self.must_have(from, duty, by, book)?;
        let of = book.serving(self, to)?.get(&duty).copied().filter(|of| *of != by);
        let of = of.ok_or(DutyRefusal::NoSuchSwap)?;
        // One exchange is asked for each date of one's own.
        self.swaps.retain(|swap| (swap.from, swap.duty) != (from, duty));
        self.swaps.push(Swap { duty, from, by, to, of });
        Ok(())
    }

    fn agree(
        &mut self,
        from: DateKey,
        duty: Duty,
        of: Holder,
        to: DateKey,
        book: &Book<'_>,
    ) -> Result<(), DutyRefusal> {
        let asked = |swap: &&Swap| (swap.from, swap.to, swap.duty, swap.of) == (from, to, duty, of);
        let swap = *self.swaps.iter().find(asked).ok_or(DutyRefusal::NoSuchSwap)?;
        let stands = |date, who| self.must_have(date, duty, who, book);
        stands(from, swap.by).and_then(|()| stands(to, of)).map_err(|_| DutyRefusal::NoSuchSwap)?;
        self.say(from, duty, Some(of));
        self.say(to, duty, Some(swap.by));
        Ok(())
    }

    fn say(&mut self, date: DateKey, duty: Duty, who: Option<Holder>) {
        self.given.entry(date).or_default().insert(duty, who);
    }

    /// An exchange is off once one of the two does not serve there any more.
    fn drop_stale_swaps(&mut self, book: &Book<'_>) {
        let mut seen: BTreeMap<DateKey, Serving> = BTreeMap::new();
        let mut has = |date: DateKey, duty, who| {
            let serving = seen.entry(date).or_insert_with(|| book.serving(self, date).unwrap_or_default());
            serving.get(&duty) == Some(&who)
        };
        let stands: Vec<Swap> = self
            .swaps
            .iter()
            .filter(|swap| has(swap.from, swap.duty, swap.by) && has(swap.to, swap.duty, swap.of))
            .copied()
            .collect();
        self.swaps = stands;
    }
}
