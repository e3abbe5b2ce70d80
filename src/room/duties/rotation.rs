//! People who serve in turn.

use serde::{Deserialize, Serialize};

use super::holder::Holder;
use crate::time::UnixMs;

/// An order of people who serve one after the other, each for so many dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rotation {
    /// Who serves next comes first.
    order: Vec<Holder>,
    /// For how many dates each serves.
    dates_each: u32,
    /// For how many dates the first one served in this turn.
    served: u32,
    /// Dates that begin earlier are counted.
    since: UnixMs,
}

impl Rotation {
    /// A rotation of these people, who serve from a moment on.
    pub(crate) const fn new(order: Vec<Holder>, dates_each: u32, since: UnixMs) -> Self {
        Self { order, dates_each, served: 0, since }
    }

    pub(crate) const fn since(&self) -> UnixMs {
        self.since
    }

    /// Who serves, the next one first.
    pub(crate) fn order(&self) -> &[Holder] {
        &self.order
    }

    /// For how many dates each serves.
    pub(crate) const fn dates_each(&self) -> u32 {
        self.dates_each
    }

    /// Who serves on the next date, which begins at a moment. Whoever can't is skipped, and serves again
    /// when their turn comes the next time. `None` if nobody can.
    pub(super) fn serve(&mut self, starts_at: UnixMs, can: &dyn Fn(Holder) -> bool) -> Option<Holder> {
        if starts_at < self.since {
            return None;
        }
        let next = self.order.iter().position(|who| can(*who))?;
        if next > 0 {
            self.order.rotate_left(next);
            self.served = 0;
        }
        let who = *self.order.first()?;
        self.served += 1;
        if self.served >= self.dates_each {
            self.order.rotate_left(1);
            self.served = 0;
        }
        Some(who)
    }

    /// The dates until this one are counted.
    pub(super) const fn begin_after(&mut self, starts_at: UnixMs) {
        self.since = starts_at.plus_ms(1);
    }

    pub(super) fn forget(&mut self, gone: &dyn Fn(Holder) -> bool) {
        if self.order.first().is_some_and(|who| gone(*who)) {
            self.served = 0;
        }
        self.order.retain(|who| !gone(*who));
    }
}
