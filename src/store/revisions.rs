//! What people edit has a mark that changes with it, and an edit can be bound to the mark that it was made
//! of (RFC 9110, section 13.1.1). What is bound is one task's work: whatever transaction of that work changes
//! the thing is undone unless the thing had such a mark, so that no edit can forget to ask.

use std::{
    future::Future,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;

use super::error::{Conflict, Result, StoreError};

/// A kind of thing that people edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// What an account may do.
    Account,
    /// A room with its schedule and its way in.
    Room,
    /// A link into a room.
    Invite,
    /// What a room says of itself in the directory.
    Listing,
    /// What a host chose about the mail of a room.
    Mail,
    /// How people come to the dates of a room.
    Places,
    /// Who serves when.
    Duties,
    /// A template.
    Template,
    /// Where a program is told what happened.
    Webhook,
}

/// One thing that people edit: an account, a link, a template and a webhook by their own ids, the rest by
/// that of their room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edited {
    /// What it is.
    pub thing: Thing,
    /// Which one it is.
    pub id: [u8; 16],
}

/// A mark of the state of something. `None` if it is as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision(pub Option<Vec<u8>>);

/// The marks of what people edit.
#[async_trait]
pub trait Revisions {
    /// The mark of something now. What is read after it may be newer, and is never older.
    async fn revision(&self, of: Edited) -> Result<Revision>;
}

/// Work that edits one thing.
#[derive(Debug)]
pub(crate) struct Editing {
    of: Edited,
    /// The marks that it was made of; `None` if it does not matter.
    only: Option<Vec<Revision>>,
    made: Mutex<Option<Revision>>,
}

tokio::task_local! {
    static EDITING: Arc<Editing>;
}

impl Editing {
    /// Does work that edits one thing, only if it has one of these marks. Returns what the work does, and the
    /// mark that it left; `None` if it changed nothing.
    pub(crate) async fn run<T>(
        of: Edited,
        only: Option<Vec<Revision>>,
        work: impl Future<Output = T>,
    ) -> (T, Option<Revision>) {
        let editing = Arc::new(Self { of, only, made: Mutex::new(None) });
        let done = EDITING.scope(Arc::clone(&editing), work).await;
        let made = editing.made.lock().unwrap_or_else(PoisonError::into_inner).take();
        (done, made)
    }

    /// The work that this task does.
    pub(super) fn current() -> Option<Arc<Self>> {
        EDITING.try_with(Arc::clone).ok()
    }

    pub(super) const fn of(&self) -> Edited {
        self.of
    }

    /// For a transaction of the work, before it is committed.
    ///
    /// # Errors
    /// [`Conflict::Revision`] if it changed what was not as it was to be.
    pub(super) fn note(&self, before: Revision, after: Revision) -> Result<()> {
        if before == after {
            return Ok(());
        }
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        match &*made {
            // Somebody else came between two steps of this work: what it leaves is not what it answers.
            Some(own) if *own != before => return Ok(()),
            Some(_) => {}
            None if self.only.as_ref().is_some_and(|only| !only.contains(&before)) => {
                return Err(StoreError::Conflict(Conflict::Revision));
            }
            None => {}
        }
        *made = Some(after);
        Ok(())
    }
}
