//! The pages of history that a room's people wait for: one is read at a time for each person, so that
//! nobody's haste costs another anything.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use tokio::task::{Id, JoinSet};

use super::history::{self, Page, Request};
use crate::{
    meeting::{id::ParticipantId, state::Meeting},
    store::Store,
};

/// What is read, and what waits.
pub(crate) struct Pages {
    store: Arc<Store>,
    reads: JoinSet<Page>,
    /// For whom a page is read.
    readers: HashMap<Id, ParticipantId>,
    /// What each of them asked for since.
    waiting: HashMap<ParticipantId, VecDeque<Request>>,
}

/// A socket asked for more pages than may wait: one, beside the one that is read.
pub(crate) struct TooMany;

impl Pages {
    pub(crate) fn new(store: Arc<Store>) -> Self {
        Self { store, reads: JoinSet::new(), readers: HashMap::new(), waiting: HashMap::new() }
    }

    /// Reads the page, now or after those that the person asked for before.
    ///
    /// # Errors
    /// [`TooMany`]: one waits already.
    pub(crate) fn ask(&mut self, meeting: Arc<Meeting>, request: Request) -> Result<(), TooMany> {
        match self.waiting.get_mut(&request.viewer) {
            None => self.read(meeting, request),
            Some(waiting) if waiting.iter().any(|one| one.connection == request.connection) => {
                return Err(TooMany);
            }
            Some(waiting) => waiting.push_back(request),
        }
        Ok(())
    }

    /// The next page that was read, and whose it is; `None` while nothing is read. [`Self::go_on`] is to be
    /// called for them.
    pub(crate) async fn next(&mut self) -> Option<(ParticipantId, Option<Page>)> {
        let (id, page) = match self.reads.join_next_with_id().await? {
            Ok((id, page)) => (id, Some(page)),
            Err(error) => {
                tracing::error!(%error, "the reading of a page ended badly");
                (error.id(), None)
            }
        };
        self.readers.remove(&id).map(|reader| (reader, page))
    }

    /// Reads the next page that somebody waits for, if what asked for it `is_here` still.
    pub(crate) fn go_on(
        &mut self,
        who: ParticipantId,
        meeting: Option<Arc<Meeting>>,
        is_here: impl Fn(&Request) -> bool,
    ) {
        let waiting = self.waiting.remove(&who).unwrap_or_default();
        let mut waiting = waiting.into_iter().filter(is_here);
        if let Some((meeting, request)) = meeting.zip(waiting.next()) {
            let rest = waiting.collect();
            self.read(meeting, request);
            self.waiting.insert(who, rest);
        }
    }

    fn read(&mut self, meeting: Arc<Meeting>, request: Request) {
        let who = request.viewer;
        self.waiting.entry(who).or_default();
        let read = self.reads.spawn(history::read(Arc::clone(&self.store), meeting, request));
        self.readers.insert(read.id(), who);
    }
}
