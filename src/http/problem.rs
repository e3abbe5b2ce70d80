//! Refusals: RFC 9457 problems with a stable `code`. Clients switch on the code, never on text.

use std::borrow::Cow;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    room::Wrong,
    store::{Conflict, StoreError},
    text::Unfit,
};

macro_rules! codes {
    ($($name:ident = $status:literal $code:literal $title:literal;)*) => {
        /// Why a request was refused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Code { $($name,)* }

        impl Code {
            #[cfg(test)]
            pub(super) const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The HTTP status; each code has exactly one.
            pub(crate) fn status(self) -> StatusCode {
                let number: u16 = match self { $(Self::$name => $status,)* };
                StatusCode::from_u16(number).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            }

            /// The code as it is sent.
            pub(crate) const fn text(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// What the code means, in a few words.
            pub(crate) const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

codes! {
    Malformed = 400 "malformed" "The body is not JSON";
    IfMatchInvalid = 400 "if_match_invalid" "If-Match must be * or a list of entity tags in quotes";
    CursorInvalid = 400 "cursor_invalid" "There is no such page; begin without `after`";
    HostInvalid = 400 "host_invalid" "A request names exactly one host";
    WebSocketInvalid = 400 "websocket_invalid" "The WebSocket handshake is not valid";
    SubprotocolUnsupported = 400 "subprotocol_unsupported" "The subprotocol must be rondo.v2";
    SignInRequired = 401 "sign_in_required" "Sign in first";
    KeyInvalid = 401 "key_invalid" "The key does not work, or not any more";
    SignInFailed = 401 "sign_in_failed" "The name or the password is wrong";
    SecondFactorRequired = 401 "second_factor_required" "A code of the second factor is needed too";
    PasskeyRequired = 401 "passkey_required" "A passkey or a code of the second factor is needed too";
    Forbidden = 403 "forbidden" "This account may not do this";
    OriginForbidden = 403 "origin_forbidden" "Pages of this origin may not use the server";
    InsecureConnection = 403 "insecure_connection" "This needs https";
    ScopeMissing = 403 "scope_missing" "The key has no scope for this";
    TherapistRequired = 403 "therapist_required" "Only an account marked as a therapist may lead a therapist-led room";
    PasswordWrong = 403 "password_wrong" "The current password is wrong";
    SecondFactorWrong = 403 "second_factor_wrong" "The code is wrong, or was used already";
    PasskeyWrong = 403 "passkey_wrong" "The passkey does not fit, or was asked for too long ago; try again";
    ProviderRefused = 403 "provider_refused" "The identity provider's answer does not fit, or came too late; begin again";
    NoAccount = 403 "no_account" "Nobody has an account here by this identity";
    NoSeat = 403 "no_seat" "There is no seat in this room";
    EmergencyUnconfirmed = 403 "emergency_unconfirmed" "The room asks whom to call in an emergency, and where one is, first";
    ConsentMissing = 403 "consent_missing" "The room asks for consent first";
    Banned = 403 "banned" "The person is banned from this room";
    NotFound = 404 "not_found" "There is nothing at this address";
    LinkInvalid = 404 "link_invalid" "The link no longer works";
    SecondFactorMissing = 403 "second_factor_missing" "Set up the app or the passkey that this account needs first";
    RecoveryInvalid = 404 "code_invalid" "The code opens no seat";
    NoRequest = 404 "no_request" "Nobody asked to join this room from this device";
    NoSeatHere = 404 "no_seat" "There is no seat in this room";
    LinkUsed = 410 "link_used" "The invitation was for one person, and has been used";
    LinkExpired = 410 "link_expired" "The link has expired; ask for a new one";
    SeriesLost = 410 "series_lost" "The key of the series is lost, and with it every seat; its owner can start it over";
    MethodNotAllowed = 405 "method_not_allowed" "This address does not support the method";
    Timeout = 408 "timeout" "The request took too long";
    LastAdministrator = 409 "last_administrator" "The server needs an administrator";
    SecondFactorOn = 409 "second_factor_on" "The account has an app; turn it off first";
    SecondFactorOff = 409 "second_factor_off" "Nothing is being set up, and nothing is on";
    PasskeysOff = 409 "passkeys_off" "Passkeys need a server with a name, and this one has an address only";
    PasskeyKnown = 409 "passkey_known" "An account has this passkey already";
    TooManyPasskeys = 409 "too_many_passkeys" "Remove a passkey first";
    IdentityTaken = 409 "identity_taken" "The account or the identity is connected already";
    IdentityOff = 409 "identity_off" "The account is not connected";
    DoorsClosed = 409 "doors_closed" "The room meets on dates, and its doors are closed now";
    EmergencyClosed = 409 "emergency_closed" "No meeting takes place, and the last one ended more than a day ago";
    ConsentChanged = 409 "consent_changed" "This is not the text that is asked for now";
    TherapyOnly = 409 "therapy_only" "Only therapist-led rooms have this";
    MeetingRunning = 409 "meeting_running" "End the running meeting first";
    RoomClosed = 409 "room_closed" "The room takes newcomers by personal invitation only";
    NewcomersOver = 409 "newcomers_over" "The series takes nobody new any more";
    NoPlaceOpen = 409 "no_place_open" "No place is open at the moment";
    NoStart = 409 "no_start" "No date is planned on which newcomers begin";
    MustAsk = 409 "must_ask" "One asks to join this room";
    NotAsking = 409 "not_asking" "One need not ask to join by this link";
    AlreadyAsked = 409 "already_asked" "There is a request to join from this device";
    TooManyRequests = 409 "too_many_requests" "Many people ask to join; try again when some have an answer";
    NotAccepted = 409 "not_accepted" "The request to join was not accepted";
    RequestDecided = 409 "request_decided" "Somebody has answered the request meanwhile, or it has ended";
    EntryChanged = 409 "entry_changed" "Somebody else changed the way in meanwhile";
    PersonalOnly = 409 "personal_only" "Links into this room are for one person each";
    RoomFull = 409 "room_full" "The room takes no more new members";
    NoPlace = 409 "no_place" "No place is free on this date, or others wait for it";
    DateOver = 409 "date_over" "The date is over or does not take place";
    NoSignUp = 409 "no_sign_up" "Nobody signs up for the dates of this room";
    PlaceRemoved = 409 "place_removed" "A lead took this place back";
    SeriesWhole = 409 "series_whole" "The series has its key";
    TooManyRooms = 409 "too_many_rooms" "Archive a room first";
    OfferGone = 409 "offer_gone" "The room is not offered any more";
    DeskJoined = 409 "desk_joined" "This account shares a desk, and is on one at most";
    DeskFull = 409 "desk_full" "The shared desk has no room for another host";
    DeskGone = 409 "desk_gone" "There is no such desk or invitation any more";
    NoDesk = 409 "no_desk" "This account shares no desk";
    AccountEnabled = 409 "account_enabled" "Disable the account first";
    TooManyConcerns = 409 "too_many_concerns" "The host has to read the earlier concerns first";
    TooManyTemplates = 409 "too_many_templates" "Delete a template first";
    IdempotencyUnfinished = 409 "idempotency_unfinished" "The same request is being done, or it is not known whether it was; look first";
    TooManyWebhooks = 409 "too_many_webhooks" "Delete a webhook first";
    TooManyKeys = 409 "too_many_keys" "Revoke a key first";
    TooManyInvites = 409 "too_many_invites" "The room has too many invites";
    RehearsalUnlisted = 409 "rehearsal_unlisted" "A rehearsal can't be in the directory";
    SeatTaken = 409 "seat_taken" "There already is a seat in this room";
    DutyTaken = 409 "duty_taken" "Somebody else has this duty by now";
    DutyNotYours = 409 "duty_not_yours" "This duty is somebody else's or nobody's by now";
    DutyNotForYou = 409 "duty_not_for_you" "This duty is not for this person to have or to take";
    SwapGone = 409 "swap_gone" "This exchange can't be made any more";
    ScheduleChanged = 409 "schedule_changed" "Somebody else changed the schedule meanwhile";
    ChangedMeanwhile = 412 "changed_meanwhile" "Somebody else changed this meanwhile; look at it again, and send the change with its new ETag";
    TooLarge = 413 "too_large" "The body is too large";
    ContentTypeUnsupported = 415 "content_type_unsupported" "Send application/json";
    Invalid = 422 "invalid" "A field is not valid";
    NameMissing = 422 "name_missing" "A name is needed";
    NameLetterless = 422 "name_letterless" "A name needs at least one letter or digit";
    NameTooShort = 422 "name_too_short" "The name is too short";
    NameTooLong = 422 "name_too_long" "The name is too long";
    NameCharacter = 422 "name_character" "The name has a character that can't be shown safely";
    NameMarks = 422 "name_marks" "The name has too many marks in one place";
    NameTaken = 422 "name_taken" "This name, or one that looks like it, is taken";
    NameClaimsRole = 422 "name_claims_role" "A name can't claim a role";
    AddressInvalid = 422 "address_invalid" "This is no mail address";
    ZoneUnknown = 422 "zone_unknown" "There is no such time zone";
    HeirUnfit = 422 "heir_unfit" "No account of this name can own this room";
    DeskUnfit = 422 "desk_unfit" "No account of this name can share a desk";
    HeirOwns = 422 "heir_owns" "This account owns the room";
    PasswordWeak = 422 "password_weak" "The password is too easy to guess";
    AdultRequired = 422 "adult_required" "Members must declare that they are adults";
    TitleRequired = 422 "title_required" "A room needs a title";
    TooLong = 422 "too_long" "The text is too long";
    TooMany = 422 "too_many" "There are too many of these";
    TextInvalid = 422 "text_invalid" "The text has a character that can't be shown safely";
    OutOfRange = 422 "out_of_range" "The number is too small or too large";
    FormatUnknown = 422 "format_unknown" "There is no such format";
    SettingsInvalid = 422 "settings_invalid" "A setting can't be used";
    IdempotencyReused = 422 "idempotency_reused" "Another request was made under this key";
    EntryInvalid = 422 "entry_invalid" "The way in can't be kept";
    AnswersInvalid = 422 "answers_invalid" "An answer is missing or can't be used";
    ListingInvalid = 422 "listing_invalid" "What the room says of itself in the directory is not complete";
    FormatKind = 422 "format_kind" "The format is for the other kind of room";
    AgendaInvalid = 422 "agenda_invalid" "The agenda can't be held";
    ScheduleInvalid = 422 "schedule_invalid" "The schedule can't be kept";
    WebhookUrl = 422 "webhook_url" "Webhooks can't go to this address";
    PushEndpoint = 422 "push_endpoint" "Notices can't go to this address";
    PushKey = 422 "push_key" "The keys of the browser can't be used";
    UpgradeRequired = 426 "upgrade_required" "This address speaks WebSocket";
    LinkPaused = 429 "link_paused" "Many people took a seat by the link within an hour; it takes newcomers again later";
    TooManyAttempts = 429 "too_many_attempts" "Too many attempts; wait a little";
    Internal = 500 "internal" "Something went wrong here";
    Unavailable = 503 "unavailable" "The server can't store anything at the moment; nothing was changed";
    ProviderUnreachable = 503 "provider_unreachable" "The identity provider does not answer; try again later, or sign in with a password";
    Busy = 503 "busy" "The server is busy; try again in a moment";
}

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    code: Code,
    detail: Option<Cow<'static, str>>,
    field: Option<Cow<'static, str>>,
    character: Option<Unfit>,
    errors: Vec<Wrong>,
    retry_after_s: Option<u64>,
}

/// A refusal as it is sent.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub(crate) struct ProblemBody {
    /// Always `about:blank`: the code says which problem it is.
    r#type: &'static str,
    /// What the code means, for a developer.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// Stable; switch on this.
    code: &'static str,
    /// More detail, for a developer.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<Cow<'static, str>>,
    /// The field of the request that is wrong; absent if no single field is.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<Cow<'static, str>>,
    /// The character that was refused, such as `U+202E`; absent if that is not the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    character: Option<String>,
    /// Every field that is wrong, for requests in which several can be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    errors: Vec<Wrong>,
}

impl Problem {
    /// A refusal about one field.
    pub(crate) fn field(code: Code, field: impl Into<Cow<'static, str>>) -> Self {
        Self { field: Some(field.into()), ..Self::from(code) }
    }

    /// A refusal that lists every wrong field.
    pub(crate) fn fields(code: Code, errors: Vec<Wrong>) -> Self {
        let field = errors.first().map(|first| first.field.clone().into());
        Self { field, errors, ..Self::from(code) }
    }

    /// Adds a detail. It must never contain a name, a secret, or the text of an inner error.
    #[must_use]
    pub(crate) fn detail(mut self, detail: impl Into<Cow<'static, str>>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Names the character that was refused.
    #[must_use]
    pub(crate) const fn character(mut self, unfit: Unfit) -> Self {
        self.character = Some(unfit);
        self
    }

    /// The character that was refused; `None` if that is not the reason.
    pub(crate) fn refused_character(&self) -> Option<String> {
        self.character.map(|unfit| unfit.to_string())
    }

    /// Says when to try again, in seconds.
    #[must_use]
    pub(crate) const fn retry_after_s(mut self, seconds: u64) -> Self {
        self.retry_after_s = Some(seconds);
        self
    }

    /// Renames the field, for a request that calls it something else.
    #[must_use]
    pub(crate) fn of_field(mut self, from: &str, to: &'static str) -> Self {
        if self.field.as_deref() == Some(from) {
            self.field = Some(to.into());
        }
        self
    }

    pub(crate) const fn code(&self) -> Code {
        self.code
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self { code, detail: None, field: None, character: None, errors: Vec::new(), retry_after_s: None }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::NotFound | StoreError::KeyGone => Code::NotFound,
            StoreError::SeriesLost => Code::SeriesLost,
            StoreError::LastAdministrator => Code::LastAdministrator,
            StoreError::Conflict(Conflict::AccountName | Conflict::ParticipantName) => {
                return Self::field(Code::NameTaken, "name");
            }
            StoreError::Conflict(Conflict::Desk) => Code::DeskJoined,
            StoreError::Conflict(Conflict::DeskFull) => Code::DeskFull,
            StoreError::Conflict(Conflict::SeriesKey) => Code::SeriesWhole,
            StoreError::Conflict(Conflict::Schedule | Conflict::Duties) => Code::ScheduleChanged,
            StoreError::Conflict(Conflict::Revision) => Code::ChangedMeanwhile,
            StoreError::Conflict(Conflict::Entry) => Code::EntryChanged,
            StoreError::Conflict(Conflict::Request) => Code::RequestDecided,
            StoreError::Conflict(Conflict::Seat) => Code::SeatTaken,
            StoreError::Conflict(Conflict::LiveMeeting) => Code::MeetingRunning,
            StoreError::Unavailable(_) => Code::Unavailable,
            _ => Code::Internal,
        };
        if matches!(code, Code::Internal | Code::Unavailable) {
            tracing::error!(%error, "the store failed");
        }
        Self::from(code)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.code.status();
        let character = self.refused_character();
        let body = ProblemBody {
            r#type: "about:blank",
            title: self.code.title(),
            status: status.as_u16(),
            code: self.code.text(),
            detail: self.detail,
            field: self.field,
            character,
            errors: self.errors,
        };
        let json = serde_json::to_string(&body).unwrap_or_default();
        let mut response =
            (status, [(header::CONTENT_TYPE, "application/problem+json")], json).into_response();
        if let Some(seconds) = self.retry_after_s {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.code == Code::UpgradeRequired {
            response.headers_mut().insert(header::UPGRADE, HeaderValue::from_static("websocket"));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_a_refusal_and_spelled_for_machines() {
        for code in Code::ALL {
            assert!(code.status().is_client_error() || code.status().is_server_error(), "{code:?}");
            assert!(code.text().bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{code:?}");
            assert!(!code.title().is_empty() && !code.title().ends_with('.'), "{code:?}");
        }
    }
}
