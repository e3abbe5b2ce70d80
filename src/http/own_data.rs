//! What a room keeps of the person of a seat: all of it to take along, and all of it erased.

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{AppendHeaders, IntoResponse},
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    body::{Body, Empty},
    consent::{self, OwnConsent},
    cookies::Cookie,
    emergency::{self, LeftEmergency},
    endpoint::{Access, Endpoint},
    mail, names,
    origins::Site,
    problem::{Code, Problem},
    seats::{self, SeatHere},
    web::Web,
};
use crate::{
    hub::transcripts,
    meeting::id::{InviteId, ParticipantId, RoomId},
    protocol::close::CloseCode,
    room::{
        Remember,
        duties::{Duty, Holder},
        places::AttendanceMark,
        schedule::DateKey,
    },
    store::{AuditAction, FeedOf, Participant, Party, lifecycle},
    time::UnixMs,
};

/// Entries of the audit that are looked through at a time.
const ACTS_PER_READ: u32 = 500;
/// Lines of a past meeting that are looked through at a time.
const LINES_PER_READ: u32 = 200;

/// All that the room keeps of a person.
#[derive(Serialize, JsonSchema)]
struct SeatData {
    /// The room's name.
    room: String,
    /// The person's id in this room.
    participant: ParticipantId,
    /// The person's name in this room.
    name: String,
    /// When they took the seat, in unix milliseconds.
    since: UnixMs,
    /// When they said that they are an adult, in unix milliseconds; null for those who never had to.
    adult_declared_at: Option<UnixMs>,
    /// The version of the guidelines that they accepted last; null if they never came to a meeting.
    guidelines_version: Option<u32>,
    /// Whether they were ever let into a meeting.
    entered: bool,
    /// The key of the date from which on they come, if they joined a series by modules.
    begins: Option<DateKey>,
    /// The invite they came by; null if it was none.
    invite: Option<InviteId>,
    /// Where they stand among those who started rounds, the lowest longest ago; null if they started none.
    start_order: Option<i64>,
    /// The browsers that open the seat.
    browsers: Vec<SeatBrowser>,
    /// Where they are written to; null if nowhere.
    mail: Option<SeatAddress>,
    /// Since when they have a calendar to subscribe to, in unix milliseconds; null if they have none.
    calendar_since: Option<UnixMs>,
    /// In how many browsers they are told that they are wanted.
    notices: usize,
    /// What they said of coming dates.
    dates: Vec<SaidOfDate>,
    /// The duties that they have on coming dates.
    duties: Vec<OwnDuty>,
    /// The duties that they serve in turn.
    turns: Vec<Duty>,
    /// Whether they may be asked when a date lacks somebody.
    asked: bool,
    /// The mails that are to be sent to them and that were.
    mails: Vec<OwnMail>,
    /// The dates that they attended or missed, in a therapist-led room.
    attendance: Vec<SeatAttendance>,
    /// What they consented to, newest version first.
    consents: Vec<OwnConsent>,
    /// What they left for an emergency.
    emergency: LeftEmergency,
    /// What they wrote to everyone in past meetings, where the room keeps it.
    written: Vec<OwnWords>,
    /// What they did, or what was done about them, by number and without what was said: the newest first.
    acts: Vec<OwnAct>,
}

/// A browser that opens the seat.
#[derive(Serialize, JsonSchema)]
struct SeatBrowser {
    /// When it last did, to the day, in unix milliseconds.
    last_used: UnixMs,
    /// For how long it remembers the seat.
    remember: Remember,
}

/// Where somebody is written to.
#[derive(Serialize, JsonSchema)]
struct SeatAddress {
    /// The address.
    address: String,
    /// Since when, in unix milliseconds.
    since: UnixMs,
    /// When it was confirmed, in unix milliseconds; null before that.
    confirmed_at: Option<UnixMs>,
}

/// What somebody said of a date.
#[derive(Serialize, JsonSchema)]
struct SaidOfDate {
    /// The key of the date.
    date: DateKey,
    /// How they stand to it, such as `coming`, `waiting` or `absent`.
    stand: String,
    /// Whether they come late.
    late: bool,
    /// Since when, in unix milliseconds.
    since: UnixMs,
}

/// A duty on a date.
#[derive(Serialize, JsonSchema)]
struct OwnDuty {
    /// The key of the date.
    date: DateKey,
    /// The duty.
    duty: Duty,
}

/// A mail, without what it says.
#[derive(Serialize, JsonSchema)]
struct OwnMail {
    /// What it is about, by its code.
    kind: String,
    /// When it is, or was, to be sent, in unix milliseconds.
    due_at: UnixMs,
}

/// A date that was held.
#[derive(Serialize, JsonSchema)]
struct SeatAttendance {
    /// When it began, in unix milliseconds.
    starts_at: UnixMs,
    /// Whether they were there.
    attended: AttendanceMark,
}

/// Something that somebody wrote in a past meeting.
#[derive(Serialize, JsonSchema)]
struct OwnWords {
    /// When the meeting was opened, in unix milliseconds.
    opened_at: UnixMs,
    /// Until when it is kept, in unix milliseconds.
    until: UnixMs,
    /// What they wrote.
    text: String,
}

/// An act of theirs, or about them.
#[derive(Serialize, JsonSchema)]
struct OwnAct {
    /// When it was done, in unix milliseconds.
    at: UnixMs,
    /// What was done, by its code.
    action: String,
    /// Whether they did it themselves.
    own: bool,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get(
            "/api/seat/{room}/data",
            "Returns all that a room keeps of the person of a seat",
            get,
        )
        .needs(Access::Seat)
        .answers::<SeatData>(StatusCode::OK, "All of it", example())
        .refuses(&[Code::Banned, Code::SeriesLost]),
        Endpoint::delete(
            "/api/seat/{room}/data",
            "Gives a seat up, and erases all that the room keeps of its person",
            erase,
        )
        .needs(Access::Seat)
        .body::<Empty>(json!({}))
        .done("Erased; the cookie is deleted, and open meetings are closed. No recovery code opens the seat again")
        .refuses(&[Code::Banned]),
    ]
}

async fn get(State(web): State<Web>, SeatHere { person, .. }: SeatHere) -> Result<Json<SeatData>, Problem> {
    let room = person.room;
    let title = seats::open_room(&web, room).await?.ok_or(Code::NotFound)?.title;
    let who = person.id;
    let devices = web.store.seat_devices(room).await?.into_iter().filter(|device| device.participant == who);
    let feed = web.store.feed(FeedOf::Seat(who)).await?;
    let said = web.store.places(room).await?.into_iter().filter(|row| row.place.who == who);
    let (duties, holder) = (web.store.duties(room).await?, Holder::Seat { participant: who });
    let mails = web.store.jobs_of(room, u32::MAX).await?.into_iter().filter(|job| job.person == who);
    let attended = web.store.attendance(room).await?.into_iter().filter(|kept| kept.participant == who);
    Ok(Json(SeatData {
        room: title,
        participant: who,
        name: names::open(&web, &person).await?,
        since: person.created_at,
        adult_declared_at: person.adult_declared_at,
        guidelines_version: person.guidelines_version,
        entered: person.entered,
        begins: person.begins,
        invite: person.invite,
        start_order: person.start_order,
        browsers: devices
            .map(|device| SeatBrowser { last_used: device.last_used(), remember: device.remember })
            .collect(),
        mail: address(&web, &person).await?,
        calendar_since: feed.map(|feed| feed.created_at),
        notices: web.store.subscriptions(who, web.now()).await?.len(),
        dates: said
            .map(|row| SaidOfDate {
                date: row.date,
                stand: row.place.stand.word().to_owned(),
                late: row.place.late,
                since: row.place.since,
            })
            .collect(),
        duties: duties.given_to(holder).map(|(date, duty)| OwnDuty { date, duty }).collect(),
        turns: duties.turns_of(holder).collect(),
        asked: duties.asks(holder),
        mails: mails.map(|job| OwnMail { kind: job.kind, due_at: job.due_at }).collect(),
        attendance: attended
            .map(|kept| SeatAttendance { starts_at: kept.starts_at, attended: kept.attended })
            .collect(),
        consents: consent::of(&web, &person).await?,
        emergency: emergency::of(&web, &person).await?,
        written: written(&web, who).await?,
        acts: acts(&web, room, who).await?,
    }))
}

async fn address(web: &Web, person: &Participant) -> Result<Option<SeatAddress>, Problem> {
    let Some(kept) = web.store.mail_address(person.id).await? else { return Ok(None) };
    let key = web.store.series_key(person.room).await?;
    let contact = mail::contact(&key, &kept)?;
    let (since, confirmed_at) = (kept.created_at, kept.confirmed_at);
    Ok(Some(SeatAddress { address: contact.address, since, confirmed_at }))
}

async fn written(web: &Web, who: ParticipantId) -> Result<Vec<OwnWords>, Problem> {
    let mut own = Vec::new();
    for kept in web.store.transcripts(who, web.now()).await? {
        let mut next = 0;
        loop {
            let lines = lifecycle::read_transcript(&web.store, &kept, next, LINES_PER_READ).await?;
            let Some(last) = lines.last().map(|line| line.seq) else { break };
            for line in lines.iter().filter(|line| line.who == who) {
                let text = transcripts::read(line)?.text;
                own.push(OwnWords { opened_at: kept.opened_at, until: kept.until, text });
            }
            next = last + 1;
        }
    }
    Ok(own)
}

async fn acts(web: &Web, room: RoomId, who: ParticipantId) -> Result<Vec<OwnAct>, Problem> {
    let me = Party::Participant(who);
    let (mut found, mut before) = (Vec::new(), None);
    loop {
        let read = web.store.acts_of(room, before, ACTS_PER_READ).await?;
        let Some(oldest) = read.last().map(|act| act.position) else { return Ok(found) };
        let mine = read.into_iter().map(|act| act.entry);
        let mine = mine.filter(|entry| entry.actor == me || entry.target == Some(me));
        found.extend(mine.map(|entry| OwnAct { at: entry.at, own: entry.actor == me, action: entry.action }));
        before = Some(oldest);
    }
}

async fn erase(
    State(web): State<Web>,
    site: Site,
    SeatHere { person, .. }: SeatHere,
    Body(Empty {}): Body<Empty>,
) -> Result<impl IntoResponse, Problem> {
    let room = person.room;
    let who = Party::Participant(person.id);
    let act = web.act(who, AuditAction::SeatErase, Some(room), None)?;
    web.store.erase_participant(person.id, act).await?;
    web.services.directory.revoke(room, person.id, CloseCode::SignedOut).await;
    Ok((StatusCode::NO_CONTENT, AppendHeaders([Cookie::Seat(room).clear(site)])))
}

fn example() -> Value {
    json!({
        "room": "Grief", "participant": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "name": "Robin",
        "since": 1_900_000_000_000_i64, "adult_declared_at": 1_900_000_000_000_i64, "guidelines_version": 2,
        "entered": true,
        "begins": null, "invite": null, "start_order": null, "browsers": [{"last_used": 1_900_000_000_000_i64, "remember": "month"}],
        "mail": {"address": "robin@example.org", "since": 1_900_000_000_000_i64, "confirmed_at": null},
        "calendar_since": null, "notices": 1,
        "dates": [{"date": "2030-03-19T19:00", "stand": "coming", "late": false, "since": 1_900_000_000_000_i64}],
        "duties": [{"date": "2030-03-19T19:00", "duty": "timekeeper"}], "turns": [], "asked": true, "mails": [],
        "attendance": [], "consents": [],
        "emergency": {"contact": "", "place": "", "confirmed_at": null},
        "written": [{"opened_at": 1_900_000_000_000_i64, "until": 1_900_600_000_000_i64, "text": "It was a long week."}],
        "acts": [{"at": 1_900_000_000_000_i64, "action": "admitted", "own": false}],
    })
}
