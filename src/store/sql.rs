//! What the store's values are in a column, and its types in a row, for every SQL database: a
//! value binds with `.bind(value)`, and `query_as::<_, Account>` reads rows. A column of JSON binds
//! with `.bind(Json(&value))`.

use sqlx::{ColumnIndex, Database, Decode, Encode, Row, Type, encode::IsNull, error::BoxDynError};

use super::{
    accounts::LinkPurpose,
    audit::{EntryHash, Party},
    challenges::ChallengePurpose,
    crypto::Mark,
    error::StoreError,
    handings::HandingState,
    jobs::JobState,
    requests::RequestState,
};
use crate::{
    meeting::{
        id::{
            AccountId, ConcernId, DeskId, InviteId, JobId, KeyId, MeetingId, ParticipantId, RequestId,
            RoomId, SubscriptionId, TemplateId, WebhookId,
        },
        role::RoomKind,
    },
    room::{
        InviteKind, LanguageCode, Remember, ShareMs, Standing, formats::FormatId, language::Language,
        places::AttendanceMark, schedule::DateKey,
    },
    secrets::{PasswordHash, SecretHash},
    time::UnixMs,
};

/// A number to bind: the integers of databases are signed.
pub(super) fn signed(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|_| StoreError::Invalid("a number beyond i64"))
}

/// A number of rows as it was counted.
pub(super) fn counted<T: TryFrom<i64>>(rows: i64) -> Result<T, StoreError> {
    T::try_from(rows).map_err(|_| StoreError::Corrupt("a number of rows".to_owned()))
}

/// A column of whole numbers that has none below zero.
pub(super) fn count<R, T>(row: &R, column: &'static str) -> sqlx::Result<T>
where
    R: Row,
    &'static str: ColumnIndex<R>,
    Option<i64>: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    T: Count,
{
    let count = T::read(row.try_get(column)?);
    count.ok_or_else(|| sqlx::Error::Decode(format!("{column} is out of its range").into()))
}

/// What [`count`] reads.
pub(super) trait Count: Sized {
    /// `None` unless it is of this type.
    fn read(number: Option<i64>) -> Option<Self>;
}

impl Count for u32 {
    fn read(number: Option<i64>) -> Option<Self> {
        number?.try_into().ok()
    }
}

impl Count for u64 {
    fn read(number: Option<i64>) -> Option<Self> {
        number?.try_into().ok()
    }
}

impl Count for Option<u32> {
    fn read(number: Option<i64>) -> Option<Self> {
        number.map(u32::try_from).transpose().ok()
    }
}

/// Binds and reads each type as another one that the database knows.
macro_rules! columns {
    ($($type:ty as $column:ty: $write:expr, $read:expr;)*) => {$(
        impl<DB: Database> Type<DB> for $type
        where
            $column: Type<DB>,
        {
            fn type_info() -> DB::TypeInfo {
                <$column as Type<DB>>::type_info()
            }

            fn compatible(found: &DB::TypeInfo) -> bool {
                <$column as Type<DB>>::compatible(found)
            }
        }

        impl<'q, DB: Database> Encode<'q, DB> for $type
        where
            $column: Encode<'q, DB>,
        {
            fn encode_by_ref(&self, buffer: &mut DB::ArgumentBuffer) -> Result<IsNull, BoxDynError> {
                let write: fn(&$type) -> $column = $write;
                write(self).encode(buffer)
            }
        }

        impl<'r, DB: Database> Decode<'r, DB> for $type
        where
            $column: Decode<'r, DB>,
        {
            fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
                let read: fn($column) -> Result<$type, BoxDynError> = $read;
                read(<$column>::decode(value)?)
            }
        }
    )*};
}

/// Types of a fixed number of bytes.
macro_rules! blobs {
    ($($type:ty),* $(,)?) => {
        columns! {$(
            $type as Vec<u8>: |value| value.as_bytes().to_vec(), |bytes| Ok(<$type>::from_bytes(bytes.as_slice().try_into()?));
        )*}
    };
}

/// Enums, each variant as a word.
macro_rules! words {
    ($($type:ident { $($variant:ident = $word:literal),* $(,)? })*) => {
        columns! {$(
            $type as String:
                |value| match value { $($type::$variant => $word.to_owned()),* },
                |text| match text.as_str() {
                    $($word => Ok($type::$variant),)*
                    _ => Err("a word outside its list".into()),
                };
        )*}
    };
}

columns! {
    UnixMs as i64: |at| at.as_ms(), |ms| Ok(UnixMs::from_ms(ms));
    FormatId as String: |id| id.as_str().to_owned(), |id| Ok(FormatId::stored(id));
    DateKey as String: |key| key.to_string(), |text| Ok(text.parse()?);
    LanguageCode as String: |code| code.as_str().to_owned(), |code| Ok(LanguageCode::stored(code));
    ShareMs as i64: |share| i64::try_from(share.as_ms()).unwrap_or(i64::MAX), |ms| Ok(ShareMs::from_ms(ms.try_into()?));
    PasswordHash as String: |hash| hash.as_phc().to_owned(), |phc| Ok(PasswordHash::from_phc(phc));
    Party as String: |party| party.to_string(), |text| text.parse().map_err(|error: StoreError| error.into());
}

blobs! {
    AccountId, DeskId, WebhookId, RoomId, MeetingId, ParticipantId, InviteId, TemplateId, ConcernId, KeyId, SubscriptionId,
    JobId, RequestId,
    SecretHash, Mark, EntryHash,
}

words! {
    InviteKind { Member = "member", CoLead = "co_lead" }
    Remember { Visit = "visit", Month = "month", Year = "year" }
    RoomKind { PeerLed = "peer_led", TherapistLed = "therapist_led" }
    JobState {
        Waiting = "waiting", Sending = "sending", Done = "done", Failed = "failed", Unsure = "unsure",
        Unsent = "unsent",
    }
    Language { En = "en", De = "de" }
    RequestState {
        Pending = "pending", Accepted = "accepted", Declined = "declined", Suggested = "suggested",
    }
    AttendanceMark {
        Attended = "attended", Missed = "missed", Excused = "excused", ShortNotice = "short_notice",
    }
    HandingState { Offered = "offered", Declined = "declined", Taken = "taken", Given = "given" }
    Standing { Owner = "owner", CoLead = "co_lead", Desk = "desk" }
    ChallengePurpose { AddPasskey = "add_passkey", ShowPasskey = "show_passkey", Provider = "provider" }
    LinkPurpose { Setup = "setup", Password = "password" }
}

/// Reads a type from the columns that are called as its fields are. Those after `counts` hold whole numbers
/// from 0, those after `json` hold JSON; a field after `flatten` is read from the same row.
macro_rules! from_row {
    ($row:ty: $(
        $type:ident { $($column:ident),* $(,)? }
        $(counts { $($count:ident),* $(,)? })?
        $(json { $($json:ident),* $(,)? })? $(flatten { $flat:ident })?;
    )*) => {$(
        impl sqlx::FromRow<'_, $row> for $type {
            fn from_row(row: &$row) -> sqlx::Result<Self> {
                Ok(Self {
                    $($column: sqlx::Row::try_get(row, stringify!($column))?,)*
                    $($($count: $crate::store::sql::count(row, stringify!($count))?,)*)?
                    $($($json: sqlx::Row::try_get::<sqlx::types::Json<_>, _>(row, stringify!($json))?.0,)*)?
                    $($flat: sqlx::FromRow::from_row(row)?,)?
                })
            }
        }
    )*};
}
pub(super) use from_row;

/// What a backend reads from its rows: `sql::rows!(SqliteRow);`.
macro_rules! rows {
    ($row:ty) => {
        $crate::store::sql::from_row! { $row:
            Account {
                id, name, display_name, password_hash, is_admin, is_host, is_therapist, disabled, created_at,
            };
            RoomLead { standing } flatten { account };
            AccountSession { token_hash, account, signed_in_at, last_seen_at, expires_at };
            App { account, salt, confirmed_at, last_step };
            Passkey { id, account, name, credential, created_at, used_at };
            Identity { mark, account, since };
            Transcript { meeting, room, key, opened_at, until, reader };
            TranscriptKey { meeting, room, key, over };
            TranscriptLine { who, payload } counts { seq };
            OneTimeLink { secret_hash, purpose, account, expires_at, used_at };
            Desk { id, name, maker, created_at };
            DeskAccount { account, joined, at };
            Handing { room, giver, taker, state, at };
            Room {
                id, owner, kind, format, title, suits, not_for, share_ms, shared, created_at,
                archived_at,
            } counts { capacity, guidelines_version } json { topics, agenda, settings, guidelines, rehearsal, schedule, entry };
            Invite {
                id, room, kind, secret_hash, created_at, revoked_at, used_at, held_at, sealed_label, expires_at,
                public_secret, personal, sealed_secret,
            };
            Listing { room, language, led_by, asks, happens, cost, changed_at, listed_at };
            ListedRoom { kind, title, suits, not_for, join_secret } counts { capacity, minutes }
                json { topics, schedule, entry } flatten { listing };
            Template { id, owner, name, kind, format, share_ms, created_at, changed_at } json { agenda };
            Participant {
                id, room, account, external_mark, recovery_hash, name_mark, sealed_name, invite,
                adult_declared_at, created_at, banned_at, entered, start_order, begins,
            } counts { guidelines_version };
            ProgramKey { id, account, name, secret_hash, created_at, expires_at, last_used_at } json { scopes };
            Webhook { id, url, created_at, stopped_at } counts { serial, since } json { events };
            MeetingRecord { id, room, date, created_at, opened_at, ended_at, end_reason };
            MissedCalls { meeting, room, ended_at } counts { calls };
            Concern { id, room, sealed, created_at };
            Emergency { participant, sealed, sealed_place, confirmed_at };
            ConsentText { text, since } counts { version };
            Consent { given_at, withdrawn_at } counts { version };
            JoinRequest {
                id, room, invite, secret_hash, state, sealed, adult_declared_at, asked_at, decided_at,
                expires_at,
            };
            PushSubscription { id, participant, sealed, created_at };
            MeetingCounts {  } counts { held, unopened, live };
            LogPlace { room, meeting } counts { first_seq, last_seq };
            SealedPiece { sealed } flatten { place };
            NewAuditEntry { room, meeting, at, actor, action, target, reason_code };
            AuditEntry { prev_hash, hash } counts { position } flatten { entry };
            Job {
                id, kind, room, date, person, state, due_at, lapses_at, sealed, retry_at,
                failure, changed_at,
            } counts { attempts };
            MailAddress { participant, sealed, secret_hash, created_at, confirmed_at, refused_at };
            RoomMail { names_group, on_call } json { reminders };
            ToldDate { date, start_at } counts { sequence };
            PlacesRule { sign_up } counts { capacity } json { absence };
            PlaceRow { date } flatten { place };
            Attendance { date, starts_at, participant, attended };
            ToldEntry { entry, says, ends_at } counts { sequence };
            SeatDevice { secret_hash, participant, remember, expires_at };
        }
    };
}
pub(super) use rows;
