//! Every endpoint against every kind of person: who may, and the code for who may not.

use reqwest::Method;
use serde_json::{Value, json};

use super::{directory::listing, templates::template};
use crate::support::{
    Browser, Server,
    contract::DOCUMENT,
    people::{invite, make_room, peer_room},
};

const NOBODYS: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

/// Who asks, and what each of these endpoints answers: a status and a code.
struct Row {
    method: Method,
    path: String,
    body: Value,
    /// Visitor, member of the room, account without powers, host of another room, co-lead, owner,
    /// administrator.
    answers: [(u16, &'static str); 7],
}

const OUT: (u16, &str) = (401, "sign_in_required");
const NO: (u16, &str) = (403, "forbidden");
const THERAPY: (u16, &str) = (409, "therapy_only");
const HIDDEN: (u16, &str) = (404, "not_found");
const NO_SEAT: (u16, &str) = (403, "no_seat");
const GONE: (u16, &str) = (409, "offer_gone");
const NO_DESK: (u16, &str) = (409, "no_desk");
const DESK_GONE: (u16, &str) = (409, "desk_gone");
const WRONG: (u16, &str) = (403, "password_wrong");
const NO_FACTOR: (u16, &str) = (409, "second_factor_off");
const OK: (u16, &str) = (200, "");
const MADE: (u16, &str) = (201, "");
const DONE: (u16, &str) = (204, "");

fn rows(room: &str, invite: &str, account: &str) -> Vec<Row> {
    let row = |method: Method, path: String, body: Value, answers| Row { method, path, body, answers };
    let admin_only = |good| [OUT, OUT, NO, NO, NO, NO, good];
    let lead_only = |good| [OUT, OUT, HIDDEN, HIDDEN, good, good, HIDDEN];
    let owner_only = |good| [OUT, OUT, HIDDEN, HIDDEN, NO, good, HIDDEN];
    let hosts_only = |good| [OUT, OUT, NO, good, NO, good, good];
    let seat_only = |good| [NO_SEAT, good, NO_SEAT, NO_SEAT, NO_SEAT, NO_SEAT, NO_SEAT];
    let signed_in = |answer| [OUT, OUT, answer, answer, answer, answer, answer];
    let others_only = || [OUT, OUT, NO, HIDDEN, NO, HIDDEN, HIDDEN];
    let new_account =
        json!({"name": "someone", "display_name": "Someone", "is_host": false, "is_therapist": false});
    let at = |rest: &str| format!("/api/rooms/{room}{rest}");
    vec![
        row(Method::GET, "/api/accounts".into(), Value::Null, admin_only(OK)),
        row(Method::POST, "/api/accounts".into(), new_account, admin_only(MADE)),
        row(Method::GET, format!("/api/accounts/{account}"), Value::Null, admin_only(OK)),
        row(Method::PATCH, format!("/api/accounts/{account}"), json!({}), admin_only(OK)),
        row(Method::POST, format!("/api/accounts/{account}/link"), json!({}), admin_only(MADE)),
        row(Method::PATCH, format!("/api/accounts/{NOBODYS}"), json!({}), admin_only(HIDDEN)),
        row(Method::GET, format!("/api/accounts/{account}/rooms"), Value::Null, admin_only(OK)),
        row(
            Method::POST,
            format!("/api/accounts/{account}/rooms/hand-on"),
            json!({"to": account, "kind": "peer_led"}),
            admin_only((409, "account_enabled")),
        ),
        row(Method::GET, "/api/keys".into(), Value::Null, admin_only(OK)),
        row(
            Method::POST,
            "/api/keys".into(),
            json!({"name": "a", "scopes": ["rooms_read"], "days": 1}),
            admin_only(MADE),
        ),
        row(Method::DELETE, format!("/api/keys/{NOBODYS}"), json!({}), admin_only(HIDDEN)),
        row(Method::GET, "/api/webhooks".into(), Value::Null, admin_only(OK)),
        row(
            Method::POST,
            "/api/webhooks".into(),
            json!({"url": "https://groups.example/", "events": ["room.created"]}),
            admin_only(MADE),
        ),
        row(Method::GET, format!("/api/webhooks/{NOBODYS}"), Value::Null, admin_only(HIDDEN)),
        row(Method::PATCH, format!("/api/webhooks/{NOBODYS}"), json!({}), admin_only(HIDDEN)),
        row(Method::DELETE, format!("/api/webhooks/{NOBODYS}"), json!({}), admin_only(HIDDEN)),
        row(Method::POST, format!("/api/webhooks/{NOBODYS}/secret"), json!({}), admin_only(HIDDEN)),
        row(Method::POST, format!("/api/webhooks/{NOBODYS}/test"), json!({}), admin_only(HIDDEN)),
        row(Method::GET, format!("/api/webhooks/{NOBODYS}/deliveries"), Value::Null, admin_only(HIDDEN)),
        row(
            Method::POST,
            format!("/api/webhooks/{NOBODYS}/deliveries/{NOBODYS}/again"),
            json!({}),
            admin_only(HIDDEN),
        ),
        row(Method::GET, "/api/jobs".into(), Value::Null, admin_only(OK)),
        row(Method::POST, format!("/api/jobs/{NOBODYS}/retry"), json!({}), admin_only(HIDDEN)),
        row(Method::GET, "/api/rooms".into(), Value::Null, [OUT, OUT, OK, OK, OK, OK, OK]),
        row(Method::POST, "/api/rooms".into(), peer_room(), [OUT, OUT, NO, MADE, NO, MADE, MADE]),
        row(Method::GET, "/api/templates".into(), Value::Null, [OUT, OUT, NO, OK, NO, OK, OK]),
        row(Method::POST, "/api/templates".into(), template(), [OUT, OUT, NO, MADE, NO, MADE, MADE]),
        row(Method::GET, format!("/api/templates/{NOBODYS}"), Value::Null, others_only()),
        row(Method::PUT, format!("/api/templates/{NOBODYS}"), template(), others_only()),
        row(Method::DELETE, format!("/api/templates/{NOBODYS}"), json!({}), others_only()),
        row(Method::GET, at(""), Value::Null, lead_only(OK)),
        row(Method::PATCH, at(""), json!({"capacity": 9}), owner_only(OK)),
        row(Method::POST, at("/invites"), json!({"kind": "member"}), lead_only(MADE)),
        row(Method::POST, at("/invites"), json!({"kind": "co_lead"}), owner_only(MADE)),
        row(Method::POST, at("/invites"), json!({"kind": "member", "label": "a"}), lead_only(MADE)),
        row(Method::GET, at(&format!("/invites/{invite}")), Value::Null, lead_only(OK)),
        row(Method::GET, at(&format!("/invites/{NOBODYS}")), Value::Null, lead_only(HIDDEN)),
        row(Method::GET, at(&format!("/invites/{invite}/link")), Value::Null, lead_only(OK)),
        row(Method::GET, at(&format!("/invites/{NOBODYS}/link")), Value::Null, lead_only(HIDDEN)),
        row(Method::PATCH, at(&format!("/invites/{invite}")), json!({"lasts": "day"}), lead_only(DONE)),
        row(Method::PATCH, at(&format!("/invites/{invite}")), json!({"label": "a"}), lead_only(DONE)),
        row(Method::PATCH, at(&format!("/invites/{NOBODYS}")), json!({}), lead_only(HIDDEN)),
        row(Method::DELETE, at(&format!("/invites/{invite}")), json!({}), lead_only(DONE)),
        row(Method::DELETE, at(&format!("/invites/{NOBODYS}")), json!({}), lead_only(HIDDEN)),
        row(Method::POST, at(&format!("/invites/{NOBODYS}/replace")), json!({}), lead_only(HIDDEN)),
        row(Method::DELETE, at(&format!("/invites/{NOBODYS}/hold")), json!({}), lead_only(HIDDEN)),
        row(Method::GET, at("/members"), Value::Null, lead_only(OK)),
        row(Method::POST, at(&format!("/members/{NOBODYS}/ban")), json!({}), owner_only(HIDDEN)),
        row(Method::POST, at(&format!("/members/{NOBODYS}/code")), json!({}), owner_only(HIDDEN)),
        row(Method::GET, "/api/me/notes".into(), Value::Null, [OUT, OUT, OK, OK, OK, OK, OK]),
        row(Method::GET, "/api/me/dates".into(), Value::Null, [OUT, OUT, OK, OK, OK, OK, OK]),
        row(Method::PUT, at("/offer"), json!({"name": "x"}), owner_only((422, "heir_unfit"))),
        row(Method::DELETE, at("/offer"), json!({}), owner_only(GONE)),
        row(Method::GET, "/api/me/handings".into(), Value::Null, [OUT, OUT, OK, OK, OK, OK, OK]),
        row(Method::POST, format!("/api/me/handings/{room}/take"), json!({}), {
            [OUT, OUT, GONE, GONE, GONE, GONE, GONE]
        }),
        row(Method::POST, format!("/api/me/handings/{room}/decline"), json!({}), {
            [OUT, OUT, GONE, GONE, GONE, GONE, GONE]
        }),
        row(Method::DELETE, format!("/api/me/handings/{room}"), json!({}), {
            [OUT, OUT, DONE, DONE, DONE, DONE, DONE]
        }),
        row(Method::GET, "/api/me/desk".into(), Value::Null, [OUT, OUT, OK, OK, OK, OK, OK]),
        row(Method::POST, "/api/me/desk".into(), json!({"name": "Hospice"}), hosts_only(MADE)),
        row(Method::PUT, "/api/me/desk".into(), json!({"name": "Hospice"}), hosts_only(OK)),
        row(Method::POST, "/api/me/desk/hosts".into(), json!({"name": "x"}), hosts_only((422, "desk_unfit"))),
        row(Method::DELETE, format!("/api/me/desk/hosts/{NOBODYS}"), json!({}), {
            [OUT, OUT, NO_DESK, DESK_GONE, NO_DESK, DESK_GONE, DESK_GONE]
        }),
        row(Method::POST, format!("/api/me/desk/{NOBODYS}/join"), json!({}), hosts_only(DESK_GONE)),
        row(Method::POST, format!("/api/me/desk/{NOBODYS}/decline"), json!({}), {
            [OUT, OUT, DESK_GONE, DESK_GONE, DESK_GONE, DESK_GONE, DESK_GONE]
        }),
        row(Method::GET, format!("/api/accounts/{account}/desk"), Value::Null, admin_only(OK)),
        row(Method::DELETE, format!("/api/accounts/{account}/desk"), json!({}), admin_only(NO_DESK)),
        row(Method::GET, "/api/me/archive".into(), Value::Null, [OUT, OUT, NO, OK, NO, OK, OK]),
        row(Method::POST, format!("/api/me/archive/{NOBODYS}/restore"), json!({}), others_only()),
        row(Method::DELETE, at("/missed-calls"), json!({"missed_at": 1}), owner_only(DONE)),
        row(Method::GET, at("/concerns"), Value::Null, owner_only(OK)),
        row(Method::DELETE, at(&format!("/concerns/{NOBODYS}")), json!({}), owner_only(HIDDEN)),
        row(
            Method::POST,
            format!("/api/seat/{room}/concerns"),
            json!({"text": "a word", "named": true}),
            seat_only(DONE),
        ),
        row(Method::GET, at("/consent"), Value::Null, lead_only(OK)),
        row(
            Method::POST,
            at("/consent"),
            json!({"text": "a", "replaces": 0}),
            owner_only((409, "therapy_only")),
        ),
        row(Method::GET, format!("/api/seat/{room}/consent"), Value::Null, seat_only(OK)),
        row(
            Method::POST,
            format!("/api/seat/{room}/consent"),
            json!({"version": 1}),
            seat_only((409, "consent_changed")),
        ),
        row(Method::DELETE, format!("/api/seat/{room}/consent"), json!({}), seat_only(DONE)),
        row(Method::GET, format!("/api/seat/{room}/data"), Value::Null, seat_only(OK)),
        row(Method::GET, format!("/api/seat/{room}/emergency"), Value::Null, seat_only(THERAPY)),
        row(
            Method::POST,
            format!("/api/seat/{room}/emergency"),
            json!({"contact": "", "place": ""}),
            seat_only(THERAPY),
        ),
        row(Method::DELETE, format!("/api/seat/{room}/emergency"), json!({}), seat_only(THERAPY)),
        row(Method::POST, at(&format!("/members/{NOBODYS}/emergency")), json!({}), lead_only(THERAPY)),
        row(Method::PUT, at("/entry"), json!({"type": "open"}), owner_only(OK)),
        row(Method::GET, at("/requests"), Value::Null, lead_only(OK)),
        row(Method::POST, at(&format!("/requests/{NOBODYS}/accept")), json!({}), lead_only(HIDDEN)),
        row(Method::POST, at(&format!("/requests/{NOBODYS}/decline")), json!({}), lead_only(HIDDEN)),
        row(
            Method::POST,
            at(&format!("/requests/{NOBODYS}/suggest")),
            json!({"room": room}),
            lead_only(HIDDEN),
        ),
        row(Method::GET, at("/listing"), Value::Null, lead_only(OK)),
        row(Method::PUT, at("/listing"), listing(), owner_only(OK)),
        row(Method::POST, "/api/schedules/preview".into(), draft(), [OUT, OUT, NO, OK, NO, OK, OK]),
        row(Method::POST, at("/schedule/preview"), json!({"schedule": weekly()}), owner_only(OK)),
        row(Method::PUT, at("/schedule"), json!({"schedule": weekly()}), owner_only(OK)),
        row(Method::GET, at("/dates"), Value::Null, lead_only(OK)),
        row(Method::POST, at("/dates"), json!({"starts": "2030-03-21T10:00"}), owner_only(MADE)),
        row(Method::PATCH, at("/dates/2030-03-19T19:00"), json!({"note": "a"}), owner_only(OK)),
        row(Method::DELETE, at("/dates/2030-03-19T19:00"), json!({}), owner_only(OK)),
        row(Method::GET, at("/dates/2030-03-19T19:00/date.ics"), Value::Null, {
            [NO_SEAT, OK, NO_SEAT, NO_SEAT, OK, OK, NO_SEAT]
        }),
        row(Method::GET, "/api/me/calendar".into(), Value::Null, [OUT, OUT, OK, OK, OK, OK, OK]),
        row(Method::PUT, "/api/me/calendar".into(), json!({"lang": "en"}), [OUT, OUT, OK, OK, OK, OK, OK]),
        row(Method::DELETE, "/api/me/calendar".into(), json!({}), [OUT, OUT, DONE, DONE, DONE, DONE, DONE]),
        row(Method::GET, at("/places"), Value::Null, lead_only(OK)),
        row(Method::PUT, at("/places"), json!({"sign_up": true}), owner_only(OK)),
        row(
            Method::PUT,
            at(&format!("/dates/2030-03-19T19:00/places/{NOBODYS}")),
            json!({}),
            lead_only(HIDDEN),
        ),
        row(
            Method::DELETE,
            at(&format!("/dates/2030-03-19T19:00/places/{NOBODYS}")),
            json!({}),
            lead_only(OK),
        ),
        row(Method::GET, format!("/api/seat/{room}/dates"), Value::Null, {
            let none = (404, "no_seat");
            [none, OK, none, none, none, none, none]
        }),
        row(Method::GET, at("/door"), Value::Null, [NO_SEAT, OK, NO_SEAT, NO_SEAT, OK, OK, NO_SEAT]),
        row(Method::GET, at("/duties"), Value::Null, lead_only(OK)),
        row(Method::PUT, at("/duties/lead"), json!({"way": {"type": "by_hand"}}), owner_only(OK)),
        row(Method::PUT, at("/dates/2030-03-19T19:00/duties/lead"), json!({"who": null}), owner_only(OK)),
        row(Method::POST, at("/duties"), no_swap(), lead_only((409, "swap_gone"))),
        row(Method::DELETE, at("/schedule"), json!({}), owner_only(DONE)),
        row(Method::GET, at("/mail"), Value::Null, owner_only(OK)),
        row(Method::PATCH, at("/mail"), json!({"reminders": [60]}), owner_only(OK)),
        row(
            Method::POST,
            at("/mail/invitations"),
            json!({"addresses": ["robin@example.org"], "lang": "en"}),
            owner_only(MADE),
        ),
        row(
            Method::PUT,
            at("/mail/on-call"),
            json!({"address": "robin@example.org", "lang": "en"}),
            owner_only(OK),
        ),
        row(Method::DELETE, at("/mail/on-call"), json!({}), owner_only(OK)),
        row(Method::GET, at("/transcripts"), Value::Null, [NO_SEAT, OK, NO_SEAT, NO_SEAT, OK, OK, NO_SEAT]),
        row(
            Method::GET,
            at(&format!("/transcripts/{NOBODYS}")),
            Value::Null,
            [NO_SEAT, HIDDEN, NO_SEAT, NO_SEAT, HIDDEN, HIDDEN, NO_SEAT],
        ),
        row(Method::GET, at("/trail"), Value::Null, owner_only(OK)),
        row(Method::GET, at("/bans"), Value::Null, lead_only(OK)),
        row(Method::DELETE, at(&format!("/bans/{NOBODYS}")), json!({}), lead_only(HIDDEN)),
        row(Method::DELETE, at(&format!("/co-leads/{NOBODYS}")), json!({}), owner_only(HIDDEN)),
        row(Method::GET, "/api/me/second-factor".into(), Value::Null, [OUT, OUT, OK, OK, OK, OK, OK]),
        row(Method::POST, "/api/me/second-factor/app".into(), json!({"password": "x"}), signed_in(WRONG)),
        row(
            Method::POST,
            "/api/me/second-factor/app/confirm".into(),
            json!({"code": "x"}),
            signed_in(NO_FACTOR),
        ),
        row(Method::DELETE, "/api/me/second-factor/app".into(), json!({"password": "x"}), signed_in(WRONG)),
        row(Method::POST, "/api/me/second-factor/codes".into(), json!({"password": "x"}), signed_in(WRONG)),
        row(Method::POST, "/api/me/passkeys/begin".into(), json!({"password": "x"}), signed_in(WRONG)),
        row(
            Method::POST,
            "/api/me/passkeys".into(),
            json!({"name": "Phone", "passkey": {}}),
            signed_in((403, "passkey_wrong")),
        ),
        row(Method::POST, "/api/me/passkeys/challenge".into(), json!({}), signed_in(NO_FACTOR)),
        row(Method::DELETE, "/api/me/passkeys/AQID".into(), json!({"password": "x"}), signed_in(WRONG)),
        row(Method::GET, "/api/me/identity".into(), Value::Null, signed_in(OK)),
        row(Method::POST, "/api/me/identity".into(), json!({"password": "x"}), signed_in(WRONG)),
        row(Method::DELETE, "/api/me/identity".into(), json!({"password": "x"}), signed_in(WRONG)),
        row(Method::GET, "/api/me/sessions".into(), Value::Null, [OUT, OUT, OK, OK, OK, OK, OK]),
        row(Method::DELETE, "/api/me/sessions".into(), json!({}), [OUT, OUT, DONE, DONE, DONE, DONE, DONE]),
        row(
            Method::DELETE,
            format!("/api/me/sessions/{NOBODYS}"),
            json!({}),
            [OUT, OUT, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN],
        ),
        row(Method::POST, at("/rehearsal"), json!({}), owner_only(MADE)),
        row(Method::POST, at("/series"), json!({}), owner_only((409, "series_whole"))),
        row(Method::POST, at("/token"), json!({}), [NO_SEAT, OK, NO_SEAT, NO_SEAT, OK, OK, NO_SEAT]),
        row(Method::POST, format!("/api/rooms/{NOBODYS}/token"), json!({}), [HIDDEN; 7]),
        row(Method::GET, format!("/api/seat/{room}"), Value::Null, {
            let none = (404, "no_seat");
            [none, OK, none, none, none, none, none]
        }),
        row(Method::GET, format!("/api/seat/{room}/push"), Value::Null, {
            [NO_SEAT, OK, NO_SEAT, NO_SEAT, OK, OK, NO_SEAT]
        }),
        row(Method::PUT, format!("/api/seat/{room}/push"), subscription(), {
            [NO_SEAT, DONE, NO_SEAT, NO_SEAT, DONE, DONE, NO_SEAT]
        }),
        row(Method::DELETE, format!("/api/seat/{room}/push"), json!({}), {
            [NO_SEAT, DONE, NO_SEAT, NO_SEAT, DONE, DONE, NO_SEAT]
        }),
        // Last, because the room is gone then.
        row(Method::DELETE, at(""), json!({}), owner_only(DONE)),
        // The last one: nothing is left of the member after it.
        row(Method::DELETE, format!("/api/seat/{room}/data"), json!({}), seat_only(DONE)),
    ]
}

fn weekly() -> Value {
    json!({
        "zone": "Europe/Berlin", "start": "2030-03-19T19:00", "ends": {"type": "never"},
        "repeat": {"type": "weekly", "every": 1, "on": ["tuesday"]},
    })
}

/// An exchange of which nobody knows.
fn no_swap() -> Value {
    let (date, with) = ("2030-03-19T19:00", "2030-03-26T19:00");
    json!({"change": {"type": "drop", "date": date, "duty": "lead", "with": with}})
}

fn draft() -> Value {
    json!({"kind": "peer_led", "minutes": 60, "schedule": weekly()})
}

/// A subscription of some browser.
fn subscription() -> Value {
    json!({
        "endpoint": "https://push.example/x",
        "key": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "auth": "BTBZMqHH6r4Tts7J_aSIgg", "language": "en", "sound": false, "vibration": false,
    })
}

#[tokio::test]
async fn each_endpoint_does_for_each_person_what_the_table_says() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let owner = server.host(&admin, "olga").await;
    let co_lead = server.nobody(&admin, "carl").await;
    let nobody = server.nobody(&admin, "nora").await;
    let other = server.host(&admin, "hugo").await;
    make_room(&other, peer_room()).await;
    let room = make_room(&owner, peer_room()).await;
    let (invite_id, secret) = invite(&owner, &room, "member").await;
    let member = server.member(&secret, "Robin").await;
    let (_, lead_secret) = invite(&owner, &room, "co_lead").await;
    co_lead.post("/api/invites/redeem", json!({"secret": lead_secret})).await.good();
    let visitor = server.visitor();
    let people: [&Browser; 7] = [&visitor, &member, &nobody, &other, &co_lead, &owner, &admin];
    for row in rows(&room, &invite_id, &nobody.id) {
        for (person, (status, code)) in people.iter().zip(row.answers) {
            // One account a name.
            let mut body = row.body.clone();
            if let Some(name) = body.get_mut("name") {
                *name = json!(format!("someone{}", rand_word()));
            }
            let body = (row.method != Method::GET).then_some(body);
            let answer = person.ask(row.method.clone(), &row.path, body).await;
            let got = (answer.status.as_u16(), answer["code"].as_str().unwrap_or(""));
            assert_eq!(got, (status, code), "{} {} {}", row.method, row.path, answer.json);
        }
    }
}

fn rand_word() -> usize {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

#[tokio::test]
async fn everything_that_needs_an_account_is_in_the_table() {
    let rows = rows(NOBODYS, NOBODYS, NOBODYS);
    for (path, methods) in DOCUMENT["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let needs = !operation["security"].as_array().unwrap().is_empty();
            let listed = rows.iter().any(|row| {
                row.method.as_str().eq_ignore_ascii_case(method)
                    && crate::support::contract::route(&row.path) == Some(path)
            });
            // Tested with sign-in, since it is about oneself.
            let own = path == "/api/me/password";
            assert!(!needs || listed || own, "{method} {path} is not in the table");
        }
    }
}
