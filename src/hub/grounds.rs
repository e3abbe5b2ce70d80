//! The open sockets by the grounds that they rest on.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use super::outbox::Outbox;
use crate::{auth::Ground, protocol::close::CloseCode};

/// Cuts open sockets when a ground of theirs ends.
#[derive(Clone, Default)]
pub(crate) struct Grounds {
    inner: Arc<Inner>,
}

#[derive(Default)]
struct Inner {
    sockets: Mutex<BTreeMap<(Ground, u64), Outbox>>,
    numbers: AtomicU64,
}

/// While it lives, the socket is cut when one of its grounds ends.
pub(crate) struct Resting {
    inner: Arc<Inner>,
    keys: Vec<(Ground, u64)>,
}

impl Grounds {
    /// Notes what a socket rests on. To be called before the grounds are checked in the store: one that
    /// ends meanwhile is then either seen there or found here.
    pub(crate) fn rest(&self, on: Vec<Ground>, outbox: &Outbox) -> Resting {
        let number = self.inner.numbers.fetch_add(1, Ordering::Relaxed);
        let keys: Vec<_> = on.into_iter().map(|ground| (ground, number)).collect();
        self.inner.sockets().extend(keys.iter().map(|key| (*key, outbox.clone())));
        Resting { inner: Arc::clone(&self.inner), keys }
    }

    /// Cuts every socket that rests on a ground. To be called once its end is stored.
    pub(crate) fn end(&self, ground: Ground, code: CloseCode) {
        let sockets = self.inner.sockets();
        sockets.range((ground, 0)..=(ground, u64::MAX)).for_each(|(_, outbox)| outbox.cut(code));
    }
}

impl Grounds {
    /// Cuts every socket.
    pub(super) fn end_all(&self, code: CloseCode) {
        self.inner.sockets().values().for_each(|outbox| outbox.cut(code));
    }
}

impl Inner {
    fn sockets(&self) -> MutexGuard<'_, BTreeMap<(Ground, u64), Outbox>> {
        // A panic while it was locked left it whole: it is changed in single steps.
        self.sockets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Resting {
    fn drop(&mut self) {
        let mut sockets = self.inner.sockets();
        self.keys.iter().for_each(|key| drop(sockets.remove(key)));
    }
}
