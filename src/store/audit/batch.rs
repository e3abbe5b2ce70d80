//! Entries on their way into the audit.

use super::{
    super::{
        error::{Result, StoreError},
        limits::AUDIT_ENTRIES_MAX,
    },
    entry::NewAuditEntry,
};

/// The entries of one caller, checked: codes only, and not too many. They are written in the
/// transaction of what they tell of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditBatch(Vec<NewAuditEntry>);

impl AuditBatch {
    /// Entries to write.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] if there are more than [`AUDIT_ENTRIES_MAX`], or if one has a text that
    /// is not a code.
    pub fn new(entries: Vec<NewAuditEntry>) -> Result<Self> {
        if entries.len() > AUDIT_ENTRIES_MAX {
            return Err(StoreError::Invalid("too many audit entries"));
        }
        entries.iter().try_for_each(NewAuditEntry::check)?;
        Ok(Self(entries))
    }

    pub(in crate::store) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Writes the entries of another caller in the same transaction.
    pub(in crate::store) fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub(in crate::store) fn entries(&self) -> &[NewAuditEntry] {
        &self.0
    }

    pub(in crate::store) fn into_entries(self) -> Vec<NewAuditEntry> {
        self.0
    }
}
