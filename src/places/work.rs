//! The work of places: an offer whose time is over passes on, and one that is made is told of on devices.

use std::sync::Arc;

use async_trait::async_trait;

use super::{OFFER_ENDS, OFFER_NOTICE, keeper::Keeper};
use crate::{
    clock::SharedClock,
    jobs::{Hold, Outcome, Work},
    push::{Notice, NoticeKind, Push},
    store::Job,
};

/// Passes offers on and tells of them.
pub(crate) struct PlaceWork {
    keeper: Keeper,
    push: Arc<Push>,
    clock: SharedClock,
}

impl PlaceWork {
    pub(crate) const fn new(keeper: Keeper, push: Arc<Push>, clock: SharedClock) -> Self {
        Self { keeper, push, clock }
    }

    /// A notice that was begun is not sent again: the page says the same.
    async fn tell(&self, job: &Job, hold: &Hold) -> Outcome {
        match hold.begin().await {
            Ok(true) => {}
            Ok(false) => return Outcome::Elsewhere,
            Err(error) => return error.into(),
        }
        let life_ms = job.lapses_at.map_or(0, |until| until.since(self.clock.unix_ms()));
        self.push.deliver(job.room, job.person, Notice { kind: NoticeKind::PlaceOffered, life_ms }).await;
        Outcome::Done
    }
}

#[async_trait]
impl Work for PlaceWork {
    fn does(&self, kind: &str) -> bool {
        matches!(kind, OFFER_ENDS | OFFER_NOTICE)
    }

    async fn attempt(&self, job: &Job, hold: &Hold) -> Outcome {
        if job.kind == OFFER_NOTICE {
            return self.tell(job, hold).await;
        }
        match self.keeper.try_look(job.room).await {
            Ok(()) => Outcome::Done,
            Err(error) => error.into(),
        }
    }
}
