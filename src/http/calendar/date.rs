//! One date as a file for one's own calendar.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use schemars::JsonSchema;
use serde::Deserialize;

use super::answer;
use crate::{
    calendar::{Series, one_date},
    http::{
        endpoint::{Access, Endpoint},
        extract::{At, Visitor},
        origins::Site,
        problem::{Code, Problem},
        query::Asked,
        token::may_come,
        web::Web,
    },
    meeting::id::RoomId,
    room::{language::Language, schedule::DateKey},
};

/// How the date is written.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct DateQuery {
    /// The language of what it says; that of the browser if it is left out.
    lang: Option<Language>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get(
            "/api/rooms/{room}/dates/{date}/date.ics",
            "Gives a date of a room as a file for one's calendar",
            get,
        )
        .needs(Access::Seat)
        .query::<DateQuery>()
        .text(StatusCode::OK, "The date, as text/calendar")
        .refuses(&[Code::Banned]),
    ]
}

async fn get(
    State(web): State<Web>,
    site: Site,
    Visitor(someone): Visitor,
    language: Language,
    headers: HeaderMap,
    At((room, key)): At<(RoomId, String)>,
    Asked(asked): Asked<DateQuery>,
) -> Result<Response, Problem> {
    let (room, _) = may_come(&web, site, someone, &headers, room).await?;
    let names_group = web.store.room_mail(room.id).await?.names_group;
    let page = web.page(&format!("meet/{}", room.id));
    let series = Series::of(&room, names_group, &page).ok_or(Code::NotFound)?;
    let key: DateKey = key.parse().map_err(|_| Code::NotFound)?;
    let date = series.schedule.date(key, series.minutes).ok_or(Code::NotFound)?;
    let text = one_date(&series, &date, asked.lang.unwrap_or(language), web.now());
    Ok(answer::file(text, "date.ics"))
}
