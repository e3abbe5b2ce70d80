//! One entry of the audit: who did what to whom, when and why, as codes.

use std::{fmt, str::FromStr};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::super::{
    error::{Result, StoreError},
    limits::AUDIT_CODE_BYTES_MAX,
};
use super::action::AuditAction;
use crate::{
    meeting::id::{AccountId, InviteId, KeyId, MeetingId, ParticipantId, RequestId, RoomId},
    time::UnixMs,
};

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
    /// A program, by its key.
    Key(KeyId),
    /// Somebody who asks to join a room.
    Request(RequestId),
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Server => f.write_str("server"),
            Self::Account(id) => write!(f, "account:{id}"),
            Self::Participant(id) => write!(f, "participant:{id}"),
            Self::Invite(id) => write!(f, "invite:{id}"),
            Self::Key(id) => write!(f, "key:{id}"),
            Self::Request(id) => write!(f, "request:{id}"),
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
            "key" => id.parse().map(Self::Key).map_err(|_| damaged()),
            "request" => id.parse().map(Self::Request).map_err(|_| damaged()),
            _ => Err(damaged()),
        }
    }
}

/// An act of power to note. It has no number yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAuditEntry {
    /// The room it happened in, if in one.
    pub room: Option<RoomId>,
    /// The meeting it happened in, if in one.
    pub meeting: Option<MeetingId>,
    /// When it happened.
    pub at: UnixMs,
    /// Who acted.
    pub actor: Party,
    /// What they did: a code of lowercase letters, digits and `_`, at most
    /// [`AUDIT_CODE_BYTES_MAX`] bytes, which leaves no room for content.
    pub action: String,
    /// Whom it was done to, if to somebody.
    pub target: Option<Party>,
    /// Why, as another such code, if a reason was given.
    pub reason_code: Option<String>,
}

impl NewAuditEntry {
    /// An act outside a meeting, for which no reason was given.
    pub(crate) fn new(
        at: UnixMs,
        actor: Party,
        action: AuditAction,
        room: Option<RoomId>,
        target: Option<Party>,
    ) -> Self {
        Self { room, meeting: None, at, actor, action: action.code().to_owned(), target, reason_code: None }
    }

    /// Whether it is made of codes only.
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
    !text.is_empty() && text.len() <= AUDIT_CODE_BYTES_MAX && text.bytes().all(allowed)
}

/// The hash of an entry of the audit: SHA-256 over the entry and the hash before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryHash([u8; 32]);

impl EntryHash {
    /// What stands before the first entry.
    pub const NONE: Self = Self([0; 32]);

    /// A hash as it was stored.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes to store.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// 64 lowercase hexadecimal digits.
impl fmt::Display for EntryHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

/// A noted act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// The entry's number over the whole server, from 1.
    pub position: u64,
    /// What was noted.
    pub entry: NewAuditEntry,
    /// The hash of the entry before; [`EntryHash::NONE`] in the first one.
    pub prev_hash: EntryHash,
    /// The hash of this entry.
    pub hash: EntryHash,
}

/// The end of the audit. Kept elsewhere, it shows later whether the audit was cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditHead {
    /// The number of entries.
    pub count: u64,
    /// The hash of the last one; [`EntryHash::NONE`] if there is none.
    pub hash: EntryHash,
}

impl AuditHead {
    /// The head of an empty audit.
    pub const EMPTY: Self = Self { count: 0, hash: EntryHash::NONE };

    /// The entry that follows this head.
    pub(in crate::store) fn next(&self, entry: NewAuditEntry) -> AuditEntry {
        let position = self.count + 1;
        let hash = entry_hash(position, &self.hash, &entry);
        AuditEntry { position, entry, prev_hash: self.hash, hash }
    }
}

impl From<&AuditEntry> for AuditHead {
    fn from(entry: &AuditEntry) -> Self {
        Self { count: entry.position, hash: entry.hash }
    }
}

/// The text to keep elsewhere: the count, a colon and the hash.
impl fmt::Display for AuditHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.count, self.hash)
    }
}

/// The text was not a head of an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a head is a count, a colon and 64 lowercase hexadecimal digits")]
pub struct InvalidAuditHead;

impl FromStr for AuditHead {
    type Err = InvalidAuditHead;

    fn from_str(text: &str) -> Result<Self, InvalidAuditHead> {
        let (count, hash) = text.split_once(':').ok_or(InvalidAuditHead)?;
        let count = count.parse().map_err(|_| InvalidAuditHead)?;
        let hash = HEXLOWER.decode(hash.as_bytes()).map_err(|_| InvalidAuditHead)?;
        let hash = hash.try_into().map(EntryHash).map_err(|_| InvalidAuditHead)?;
        Ok(Self { count, hash })
    }
}

/// Every field with its length before it, so that no two entries give the same bytes.
fn entry_hash(position: u64, prev: &EntryHash, entry: &NewAuditEntry) -> EntryHash {
    let text = |party: Party| party.to_string().into_bytes();
    let fields: [Option<Vec<u8>>; 10] = [
        Some(LABEL.to_vec()),
        Some(prev.as_bytes().to_vec()),
        Some(position.to_be_bytes().to_vec()),
        entry.room.map(|id| id.as_bytes().to_vec()),
        entry.meeting.map(|id| id.as_bytes().to_vec()),
        Some(entry.at.as_ms().to_be_bytes().to_vec()),
        Some(text(entry.actor)),
        Some(entry.action.clone().into_bytes()),
        entry.target.map(text),
        entry.reason_code.clone().map(String::into_bytes),
    ];
    let mut hash = Sha256::new();
    for field in fields {
        // Absent is not the same as empty.
        hash.update(field.as_ref().map_or(u32::MAX, |f| f.len() as u32).to_be_bytes());
        hash.update(field.unwrap_or_default());
    }
    EntryHash(hash.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_back_from_its_text() {
        let head = AuditHead { count: 17, hash: EntryHash([0xab; 32]) };
        assert_eq!(head.to_string().parse(), Ok(head));
        assert_eq!(AuditHead::EMPTY.to_string().parse(), Ok(AuditHead::EMPTY));
        for text in ["", "17", "17:", "17:ab", ":ab", &head.to_string().to_uppercase()] {
            assert_eq!(text.parse::<AuditHead>(), Err(InvalidAuditHead), "{text}");
        }
    }
}
