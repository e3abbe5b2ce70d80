//! What was written to everyone in past meetings, for those who were in them, where the room keeps it for some
//! days.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::{
    cursor::PageQuery,
    endpoint::Endpoint,
    extract::{At, Visitor},
    origins::Site,
    problem::{Code, Problem},
    query::Asked,
    token::may_come,
    web::Web,
};
use crate::{
    hub::transcripts,
    meeting::id::{MeetingId, ParticipantId, RoomId},
    store::lifecycle,
    time::UnixMs,
};

/// A meeting of which one can read what was written.
#[derive(Serialize, JsonSchema)]
struct PastMeeting {
    /// The meeting.
    meeting: MeetingId,
    /// When a lead opened it, in unix milliseconds.
    opened_at: UnixMs,
    /// Until when it can be read, in unix milliseconds.
    until: UnixMs,
}

/// The past meetings that one can read.
#[derive(Serialize, JsonSchema)]
struct PastMeetings {
    /// The newest first.
    meetings: Vec<PastMeeting>,
}

/// Something that was written to everyone.
#[derive(Serialize, JsonSchema)]
struct WrittenLine {
    /// The number of the message in its meeting.
    seq: u64,
    /// What the writer was called.
    name: String,
    /// Whether it is one's own.
    own: bool,
    /// The agenda item in which it was written; null before the opening.
    item: Option<String>,
    /// What was written.
    text: String,
    /// The content note that covers it; null if it is not covered.
    note: Option<String>,
}

/// What was written in a past meeting.
#[derive(Serialize, JsonSchema)]
struct Written {
    /// In the order in which it was written, without whispers and without what was taken back.
    lines: Vec<WrittenLine>,
    /// What asks for the next page as `after`; null on the last one.
    next: Option<String>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let (id, at) = ("aaaaaaaaaaaaaaaaaaaaaaaaaa", 1_900_000_000_000_i64);
    let line = json!({
        "seq": 12, "name": "Robin", "own": false, "item": "Check-in", "text": "It was a long week.", "note": null,
    });
    vec![
        Endpoint::get(
            "/api/rooms/{room}/transcripts",
            "Lists the past meetings of which one can read what was written",
            list,
        )
        .answers::<PastMeetings>(
            StatusCode::OK,
            "The newest first; empty in a room that keeps nothing",
            json!({"meetings": [{"meeting": id, "opened_at": at, "until": at}]}),
        )
        .refuses(&[Code::NoSeat, Code::Banned, Code::NotFound]),
        Endpoint::get(
            "/api/rooms/{room}/transcripts/{meeting}",
            "Returns what was written to everyone in a meeting that one was in",
            read,
        )
        .paged()
        .answers::<Written>(StatusCode::OK, "What was written", json!({"lines": [line], "next": null}))
        .refuses(&[Code::NoSeat, Code::Banned, Code::NotFound]),
    ]
}

async fn list(
    State(web): State<Web>,
    site: Site,
    someone: Visitor,
    headers: HeaderMap,
    At(room): At<RoomId>,
) -> Result<Json<PastMeetings>, Problem> {
    let Some(reader) = reader(&web, site, someone, &headers, room).await? else {
        return Ok(Json(PastMeetings { meetings: Vec::new() }));
    };
    let meetings = web.store.transcripts(reader, web.now()).await?.into_iter();
    let meetings = meetings.map(|kept| PastMeeting {
        meeting: kept.meeting,
        opened_at: kept.opened_at,
        until: kept.until,
    });
    Ok(Json(PastMeetings { meetings: meetings.collect() }))
}

async fn read(
    State(web): State<Web>,
    site: Site,
    someone: Visitor,
    headers: HeaderMap,
    At((room, meeting)): At<(RoomId, MeetingId)>,
    Asked(asked): Asked<PageQuery>,
) -> Result<Json<Written>, Problem> {
    let reader = reader(&web, site, someone, &headers, room).await?.ok_or(Code::NotFound)?;
    let kept = web.store.transcripts(reader, web.now()).await?;
    let kept = kept.into_iter().find(|kept| kept.meeting == meeting).ok_or(Code::NotFound)?;
    let (after, limit) = asked.range::<u64>()?;
    let more = u32::try_from(limit + 1).map_err(|_| Code::Internal)?;
    let from = after.map_or(0, |after| after.saturating_add(1));
    let mut found = lifecycle::read_transcript(&web.store, &kept, from, more).await?;
    let next = (found.len() > limit).then(|| found[limit - 1].seq);
    found.truncate(limit);
    let mut lines = Vec::with_capacity(found.len());
    for line in found {
        let words = transcripts::read(&line)?;
        let (name, item, text, note) = (words.name, words.item, words.text, words.note);
        lines.push(WrittenLine { seq: line.seq, name, own: line.who == reader, item, text, note });
    }
    Ok(Json(Written { lines, next: next.map(|last| PageQuery::after(&last)).transpose()? }))
}

/// Who asks, by their seat or by the account with which they lead; `None` if they lead and were never there.
async fn reader(
    web: &Web,
    site: Site,
    Visitor(someone): Visitor,
    headers: &HeaderMap,
    room: RoomId,
) -> Result<Option<ParticipantId>, Problem> {
    let account = someone.as_ref().map(|someone| someone.id());
    let (_, seat) = may_come(web, site, someone, headers, room).await?;
    match (seat, account) {
        (Some(seat), _) => Ok(Some(seat.id)),
        (None, Some(account)) => {
            let seat = web.store.participant_by_account(room, account).await?;
            Ok(seat.filter(|seat| seat.banned_at.is_none()).map(|seat| seat.id))
        }
        (None, None) => Err(Code::NoSeat.into()),
    }
}
