//! What a room says it keeps is what is kept: each column of the database is one of a thing in the list
//! that people read (`room/kept.rs`), or holds nothing about people.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::Row;

use super::fresh;
use crate::room::kept::{KEPT, KeptThing as Thing};

/// Columns that hold something about people.
const ABOUT_PEOPLE: &[(Thing, &str, &[&str])] = &[
    (Thing::Words, "log", &["sealed"]),
    (Thing::Presence, "log", &["meeting", "first_seq", "last_seq"]),
    (Thing::Words, "meeting_state", &["sealed"]),
    (Thing::Presence, "meeting_state", &["meeting", "seq"]),
    (Thing::Name, "participant", &["name_mark", "sealed_name"]),
    (Thing::Seat, "participant", &["id", "room", "created_at", "begins"]),
    (Thing::SeatSecrets, "participant", &["recovery_hash"]),
    (Thing::SeatSecrets, "seat_secret", &["secret_hash", "participant", "created_at"]),
    (Thing::SeatSecrets, "seat_secret", &["remember", "expires_at"]),
    (Thing::Requests, "join_request", &["id", "room", "invite", "secret_hash", "state", "sealed"]),
    (Thing::Requests, "join_request", &["adult_declared_at", "asked_at", "decided_at", "expires_at"]),
    (
        Thing::Notices,
        "push_subscription",
        &["id", "participant", "seat_secret", "session", "sealed", "created_at"],
    ),
    (Thing::Adult, "participant", &["adult_declared_at"]),
    (Thing::Guidelines, "participant", &["guidelines_version"]),
    (Thing::Invite, "participant", &["invite"]),
    (Thing::InviteLabels, "invite", &["sealed_label"]),
    (Thing::Entered, "participant", &["entered"]),
    (Thing::StartOrder, "participant", &["start_order"]),
    (Thing::Duties, "room_duties", &["room", "duties"]),
    (Thing::SeatAccount, "participant", &["account"]),
    (Thing::OperatorUser, "participant", &["external_mark"]),
    (Thing::Ban, "participant", &["banned_at"]),
    (Thing::Acts, "audit", &["room", "meeting", "at", "actor", "action", "target", "reason_code"]),
    (Thing::MissedCalls, "missed_calls", &["meeting", "room", "calls", "ended_at"]),
    (Thing::Consents, "consent", &["participant", "version", "given_at", "withdrawn_at"]),
    (Thing::Emergency, "emergency", &["participant", "sealed", "sealed_place", "confirmed_at"]),
    (Thing::Concerns, "concern", &["id", "room", "sealed", "created_at"]),
    (
        Thing::Meetings,
        "meeting",
        &["id", "room", "date", "created_at", "opened_at", "ended_at", "end_reason"],
    ),
    (Thing::Places, "place", &["room", "date", "participant", "stand"]),
    (Thing::Places, "place", &["until", "late", "since", "number"]),
    (Thing::Attendance, "attendance", &["room", "date", "starts_at", "participant", "attended"]),
    (Thing::MailAddress, "mail_address", &["participant", "sealed", "secret_hash"]),
    (Thing::MailAddress, "mail_address", &["created_at", "confirmed_at", "refused_at"]),
    (Thing::OnCall, "room_mail", &["on_call"]),
    (
        Thing::Mails,
        "job",
        &["id", "kind", "room", "date", "person", "state", "due_at", "lapses_at", "sealed"],
    ),
    (Thing::Mails, "job", &["attempts", "retry_at", "failure", "holder", "held_until", "changed_at"]),
    (Thing::Calendars, "calendar_feed", &["participant", "account", "secret_hash", "language"]),
    (Thing::Calendars, "calendar_feed", &["created_at", "digest", "changed_at"]),
    (Thing::Account, "account", &["id", "name", "name_key", "display_name", "password_hash"]),
    (Thing::Account, "account", &["is_admin", "is_host", "is_therapist", "disabled", "created_at"]),
    (Thing::Sessions, "account_session", &["token_hash", "account"]),
    (Thing::Sessions, "account_session", &["signed_in_at", "last_seen_at", "expires_at"]),
    (Thing::KnownBrowsers, "known_browser", &["secret_hash", "account", "expires_at"]),
    (Thing::AccountLinks, "one_time_link", &["secret_hash", "purpose", "account", "expires_at", "used_at"]),
    (Thing::SecondFactor, "second_factor", &["account", "salt", "confirmed_at", "last_step"]),
    (Thing::SecondFactor, "second_factor_code", &["secret_hash", "account"]),
    (Thing::SecondFactor, "passkey", &["id", "account", "name", "credential", "created_at", "used_at"]),
    (Thing::Challenges, "challenge", &["mark", "purpose", "question", "expires_at"]),
    (Thing::Identity, "account_identity", &["mark", "account", "since"]),
    (Thing::Transcripts, "transcript", &["meeting", "room", "key", "until"]),
    (Thing::Transcripts, "transcript_reader", &["meeting", "participant", "first_seq", "last_seq"]),
    (Thing::Transcripts, "transcript_line", &["meeting", "seq", "participant", "sealed"]),
    (Thing::ProgramKeys, "program_key", &["id", "account", "name", "secret_hash", "scopes"]),
    (Thing::ProgramKeys, "program_key", &["created_at", "expires_at", "last_used_at"]),
    (Thing::Answers, "answer", &["mark", "asked", "sealed", "created_at"]),
    (Thing::Leading, "room", &["owner"]),
    (Thing::Leading, "co_lead", &["room", "account", "added_at"]),
    (Thing::Leading, "desk", &["name", "maker", "created_at"]),
    (Thing::Leading, "desk_account", &["desk", "account", "joined", "at"]),
    (Thing::Leading, "handing", &["room", "giver", "taker", "state", "at"]),
    (Thing::Templates, "template", &["owner", "name", "agenda", "created_at", "changed_at"]),
];

/// Columns that hold nothing about people.
const NOT_ABOUT_PEOPLE: &[(&str, &[&str])] = &[
    ("audit", &["position", "prev_hash", "hash"]),
    ("calendar_feed", &["room"]),
    ("consent_text", &["room", "version", "text", "since"]),
    ("desk", &["id"]),
    ("identity", &["id"]),
    ("invite", &["id", "room", "kind", "secret_hash", "created_at", "revoked_at", "used_at", "held_at"]),
    ("invite", &["expires_at", "public_secret", "personal", "sealed_secret"]),
    ("listing", &["room", "language", "led_by", "asks", "happens", "cost", "changed_at", "listed_at"]),
    ("log", &["id", "prev"]),
    ("meeting", &["log_format"]),
    ("room", &["id", "kind", "format", "title", "topics", "suits", "not_for", "capacity", "share_ms"]),
    ("room", &["agenda", "settings", "guidelines", "guidelines_version", "rehearsal", "shared"]),
    ("room", &["schedule", "entry", "created_at", "archived_at"]),
    ("room_places", &["room", "sign_up", "capacity", "absence"]),
    ("room_mail", &["room", "names_group", "reminders"]),
    ("told_date", &["room", "date", "start_at", "sequence"]),
    ("told_entry", &["room", "entry", "says", "sequence", "ends_at"]),
    ("template", &["id", "kind", "format", "share_ms"]),
    ("webhook", &["id", "url", "events", "serial", "since", "created_at", "stopped_at"]),
    ("place_act", &["position", "heard", "room", "date", "event", "counts", "at"]),
    ("webhook_feed", &["position", "place_position"]),
    ("revision", &["thing", "id", "mark"]),
    ("write_check", &["id", "checks"]),
];

/// What the lists above name, as `table.column`.
fn named() -> Vec<String> {
    let about = ABOUT_PEOPLE.iter().map(|(_, table, columns)| (*table, *columns));
    about
        .chain(NOT_ABOUT_PEOPLE.iter().copied())
        .flat_map(|(table, columns)| columns.iter().map(move |column| format!("{table}.{column}")))
        .collect()
}

#[tokio::test]
async fn every_column_is_named_to_the_people_or_is_not_about_them() {
    let (_dir, store) = fresh().await;
    let columns = sqlx::query(
        "SELECT tables.name AS table_name, columns.name AS column_name
         FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
         WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%' AND tables.name NOT LIKE '_sqlx_%'",
    );
    let columns = columns.fetch_all(&store.sqlite.reads).await.unwrap();
    let stored: BTreeSet<String> = columns
        .iter()
        .map(|row| format!("{}.{}", row.get::<String, _>("table_name"), row.get::<String, _>("column_name")))
        .collect();
    let mut times = BTreeMap::new();
    named().into_iter().for_each(|column| *times.entry(column).or_insert(0) += 1);
    let unnamed: Vec<_> = stored.iter().filter(|column| !times.contains_key(*column)).collect();
    assert!(
        unnamed.is_empty(),
        "these columns are new: {unnamed:?}. If one holds something about people, it is part of a thing in \
         src/room/kept.rs, or of a new one there (with its words in web-client/src/i18n), and of ABOUT_PEOPLE \
         here; otherwise it is named in NOT_ABOUT_PEOPLE",
    );
    let gone: Vec<_> = times.keys().filter(|column| !stored.contains(*column)).collect();
    assert!(gone.is_empty(), "these columns are not stored: {gone:?}");
    assert!(times.values().all(|times| *times == 1), "each column is named once: {times:?}");
}

#[test]
fn everything_that_is_named_is_stored_and_named_once() {
    for kept in KEPT {
        let columns = ABOUT_PEOPLE.iter().filter(|(thing, ..)| *thing == kept.thing).count();
        assert!(columns > 0, "{:?} is not stored", kept.thing);
        assert_eq!(KEPT.iter().filter(|other| other.thing == kept.thing).count(), 1, "{:?}", kept.thing);
    }
    for (thing, table, _) in ABOUT_PEOPLE {
        assert!(KEPT.iter().any(|kept| kept.thing == *thing), "{thing:?} of {table} is not said");
    }
}
