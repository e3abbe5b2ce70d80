//! The audit trail: who did what to whom, when and why, never what was said
//! (domain.md, "What is kept"; reliability.md, 12).
//!
//! Entries are numbered from 1 and chained: each hash covers the one before. A chain shows edits
//! and gaps; that the end was cut off shows only against a head kept elsewhere.

use std::{fmt, str::FromStr};

use async_trait::async_trait;
use sha2::{Digest as _, Sha256};

use super::{Digest, Result, StoreError};
use crate::{
    meeting::id::{AccountId, InviteId, MeetingId, ParticipantId, RoomId},
    time::UnixMs,
};

/// Longest action or reason code, in bytes.
const CODE_BYTES_MAX: usize = 48;
const LABEL: &[u8] = b"rondo audit v1";

/// Who acts or is acted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// The server itself.
    Server,
    /// A person with an account.
    Account(AccountId),
    /// A person in a room.
    Participant(ParticipantId),
    /// A link into a room.
    Invite(InviteId),
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Server => f.write_str("server"),
            Self::Account(id) => write!(f, "account:{id}"),
            Self::Participant(id) => write!(f, "participant:{id}"),
            Self::Invite(id) => write!(f, "invite:{id}"),
        }
    }
}

impl FromStr for Party {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self> {
        let damaged = || StoreError::Corrupt("a party of the audit trail".to_owned());
        let (kind, id) = text.split_once(':').unwrap_or((text, ""));
        match kind {
            "server" if id.is_empty() => Ok(Self::Server),
            "account" => id.parse().map(Self::Account).map_err(|_| damaged()),
            "participant" => id.parse().map(Self::Participant).map_err(|_| damaged()),
            "invite" => id.parse().map(Self::Invite).map_err(|_| damaged()),
            _ => Err(damaged()),
        }
    }
}

/// An act of power to note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditDraft {
    /// Where, if in a room.
    pub room: Option<RoomId>,
    /// In which meeting, if in one.
    pub meeting: Option<MeetingId>,
    /// When, unix ms.
    pub at: UnixMs,
    /// Who.
    pub actor: Party,
    /// What: a code of lowercase letters, digits and `_`, which leaves no room for content.
    pub action: String,
    /// To whom.
    pub target: Option<Party>,
    /// Why: a code as well.
    pub reason_code: Option<String>,
}

impl AuditDraft {
    pub(super) fn check(&self) -> Result<()> {
        let codes = [Some(&self.action), self.reason_code.as_ref()];
        match codes.into_iter().flatten().all(|code| is_code(code)) {
            true => Ok(()),
            false => Err(StoreError::Invalid("an audit entry takes codes only")),
        }
    }
}

fn is_code(text: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    !text.is_empty() && text.len() <= CODE_BYTES_MAX && text.bytes().all(allowed)
}

/// A noted act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its number, from 1, over the whole server.
    pub position: u64,
    /// What was noted.
    pub draft: AuditDraft,
    /// The hash of the entry before; zeros for the first.
    pub prev_hash: Digest,
    /// The hash of this entry.
    pub hash: Digest,
}

/// The end of the trail: export it, and the check will notice if the trail is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditHead {
    /// How many entries there are.
    pub count: u64,
    /// The hash of the last one; zeros when there is none.
    pub hash: Digest,
}

impl AuditHead {
    /// The head of an empty trail.
    pub const EMPTY: Self = Self { count: 0, hash: Digest::from_bytes([0; 32]) };

    /// The entry that follows this head.
    pub(super) fn next(&self, draft: AuditDraft) -> AuditEntry {
        let position = self.count + 1;
        let hash = entry_hash(position, &self.hash, &draft);
        AuditEntry { position, draft, prev_hash: self.hash, hash }
    }
}

impl From<&AuditEntry> for AuditHead {
    fn from(entry: &AuditEntry) -> Self {
        Self { count: entry.position, hash: entry.hash }
    }
}

/// Every field with its length before it, so that no two entries give the same bytes.
fn entry_hash(position: u64, prev: &Digest, draft: &AuditDraft) -> Digest {
    let text = |party: Party| party.to_string().into_bytes();
    let fields: [Option<Vec<u8>>; 10] = [
        Some(LABEL.to_vec()),
        Some(prev.as_bytes().to_vec()),
        Some(position.to_be_bytes().to_vec()),
        draft.room.map(|id| id.as_bytes().to_vec()),
        draft.meeting.map(|id| id.as_bytes().to_vec()),
        Some(draft.at.as_ms().to_be_bytes().to_vec()),
        Some(text(draft.actor)),
        Some(draft.action.clone().into_bytes()),
        draft.target.map(text),
        draft.reason_code.clone().map(String::into_bytes),
    ];
    let mut hash = Sha256::new();
    for field in fields {
        // Absent is not the same as empty.
        hash.update(field.as_ref().map_or(u32::MAX, |f| f.len() as u32).to_be_bytes());
        hash.update(field.unwrap_or_default());
    }
    Digest::from_bytes(hash.finalize().into())
}

/// What a check of the trail found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditCheck {
    /// Whole up to this head.
    Intact(AuditHead),
    /// The entry at this position is missing.
    Missing {
        /// Its number.
        position: u64,
    },
    /// The entry at this position is not what was written, or stands in another's place.
    Altered {
        /// Its number.
        position: u64,
    },
    /// The trail ends before the head that was kept elsewhere.
    Truncated {
        /// How many entries are left.
        count: u64,
    },
}

/// Walks the trail from its first entry and remembers the first thing wrong.
pub(super) struct Walk {
    head: AuditHead,
    expected: Option<AuditHead>,
    wrong: Option<AuditCheck>,
}

impl Walk {
    pub(super) const fn new(expected: Option<AuditHead>) -> Self {
        Self { head: AuditHead::EMPTY, expected, wrong: None }
    }

    pub(super) fn step(&mut self, entry: &AuditEntry) {
        let position = self.head.count + 1;
        let right = self.head.next(entry.draft.clone());
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

/// The audit trail of the server.
#[async_trait]
pub trait Trail {
    /// Notes acts that no other write carries. Within a meeting they go with the append.
    async fn append_audit(&self, drafts: Vec<AuditDraft>) -> Result<()>;
    /// The newest entries of a room before `before` (a position), newest first, at most `limit`.
    async fn audit_of(&self, room: RoomId, before: Option<u64>, limit: u32) -> Result<Vec<AuditEntry>>;
    /// The end of the trail, to export.
    async fn audit_head(&self) -> Result<AuditHead>;
    /// Checks the whole trail, and that it still holds `expected`, a head exported before.
    async fn verify_audit(&self, expected: Option<AuditHead>) -> Result<AuditCheck>;
}
