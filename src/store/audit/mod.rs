//! The audit: who did what to whom, when and why, never what was said (docs/promises.md,
//! promise 12).
//!
//! Entries are numbered from 1 and chained: each hash covers the one before. A chain shows edits
//! and gaps; that the end was cut off shows only against a head kept elsewhere.

mod action;
mod batch;
mod check;
mod entry;
mod trail;

pub(super) use self::trail::AuditReader;
pub(crate) use self::{
    action::AuditAction,
    batch::AuditBatch,
    entry::{AuditEntry, AuditHead, EntryHash, NewAuditEntry},
    trail::AuditTrail,
};
pub use self::{check::AuditCheck, entry::Party};
