//! Walking the audit from its first entry on, to see whether it is what was written.

use super::entry::{AuditEntry, AuditHead};

/// What a check of the audit found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditCheck {
    /// Nothing is wrong up to this head.
    Intact(AuditHead),
    /// The entry at this position is missing.
    Missing {
        /// The entry's number.
        position: u64,
    },
    /// The entry at this position is not what was written, or stands in another's place.
    Altered {
        /// The entry's number.
        position: u64,
    },
    /// The audit ends before the head that was kept elsewhere.
    Truncated {
        /// The number of entries that are left.
        count: u64,
    },
}

/// A walk from the first entry on, which remembers the first thing wrong.
pub(super) struct Walk {
    head: AuditHead,
    expected: Option<AuditHead>,
    wrong: Option<AuditCheck>,
}

impl Walk {
    pub(super) const fn new(expected: Option<AuditHead>) -> Self {
        Self { head: AuditHead::EMPTY, expected, wrong: None }
    }

    /// The position up to which the walk has come.
    pub(super) const fn position(&self) -> u64 {
        self.head.count
    }

    pub(super) fn step(&mut self, entry: &AuditEntry) {
        let position = self.head.count + 1;
        let right = self.head.next(entry.entry.clone());
        let other_than_kept = |kept: AuditHead| kept.count == position && kept.hash != entry.hash;
        let wrong = if entry.position > position {
            Some(AuditCheck::Missing { position })
        } else if *entry != right || self.expected.is_some_and(other_than_kept) {
            Some(AuditCheck::Altered { position })
        } else {
            None
        };
        self.wrong = self.wrong.or(wrong);
        self.head = AuditHead::from(entry);
    }

    /// An entry that can't even be read.
    pub(super) fn unreadable(&mut self) {
        let position = self.head.count + 1;
        self.wrong = self.wrong.or(Some(AuditCheck::Altered { position }));
        self.head.count = position;
    }

    pub(super) fn finish(self) -> AuditCheck {
        let count = self.head.count;
        let cut = self.expected.filter(|kept| kept.count > count);
        let cut = cut.map(|_| AuditCheck::Truncated { count });
        self.wrong.or(cut).unwrap_or(AuditCheck::Intact(self.head))
    }
}
