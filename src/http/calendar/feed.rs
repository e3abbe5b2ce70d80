//! The calendars that calendars read, again and again. An address that is unknown, turned off, of a seat
//! that is gone or of a room that is archived is answered the same.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use sha2::{Digest, Sha256};

use super::answer::{self, Keeper};
use crate::{
    auth::Secret,
    calendar::{Series, feed},
    http::{
        endpoint::Endpoint,
        extract::{At, Client, digest},
        problem::{Code, Problem},
        seats,
        web::Web,
    },
    meeting::id::{AccountId, ParticipantId, RoomId},
    room::{Room, language::Language, schedule::DateKey},
    store::{Feed, FeedOf},
    time::UnixMs,
};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get(
            "/api/calendar/{secret}/dates.ics",
            "Gives the calendar of a person's seat, or of all rooms of a host, to whoever has its address",
            secret,
        )
        .text(StatusCode::OK, "The calendar, as text/calendar")
        .unchanged()
        .refuses(&[Code::NotFound, Code::TooManyAttempts]),
        Endpoint::get(
            "/api/groups/{room}/dates.ics",
            "Gives the calendar of a group that everybody may find",
            public,
        )
        .text(StatusCode::OK, "The calendar, as text/calendar")
        .unchanged()
        .refuses(&[Code::NotFound, Code::TooManyAttempts]),
    ]
}

async fn secret(
    State(web): State<Web>,
    Client(client): Client,
    headers: HeaderMap,
    At(secret): At<String>,
) -> Result<Response, Problem> {
    web.throttles.calendar.attempt(&client).await?;
    let secret: Secret = secret.parse().map_err(|_| Code::NotFound)?;
    let found = web.store.feed_by_secret(digest(&secret)).await?.ok_or(Code::NotFound)?;
    let rooms = match found.of {
        FeedOf::Seat(person) => vec![of_seat(&web, person).await?.ok_or(Code::NotFound)?],
        FeedOf::Account(account) => {
            let rooms = of_account(&web, account).await?.ok_or(Code::NotFound)?;
            rooms.into_iter().map(|room| (room, None)).collect()
        }
        FeedOf::Room(_) => return Err(Code::NotFound.into()),
    };
    let mut named = Vec::new();
    for (room, begins) in &rooms {
        let names_group = web.store.room_mail(room.id).await?.names_group;
        named.push((room, *begins, names_group, web.page(&format!("meet/{}", room.id))));
    }
    let series = named.iter().filter_map(|(room, begins, names_group, page)| {
        Some(Series::of(room, *names_group, page)?.begun(room, *begins))
    });
    answer(&web, &headers, &found, &series.collect::<Vec<_>>(), Keeper::Asker).await
}

/// The room of a seat, and the date on which the seat begins; `None` if the seat or the room is gone.
async fn of_seat(web: &Web, person: ParticipantId) -> Result<Option<(Room, Option<DateKey>)>, Problem> {
    let person = web.store.participant(person).await?.filter(|person| person.banned_at.is_none());
    let Some(person) = person else { return Ok(None) };
    Ok(seats::open_room(web, person.room).await?.map(|room| (room, person.begins)))
}

/// The rooms that an account leads and may lead; `None` if the account may not sign in.
async fn of_account(web: &Web, account: AccountId) -> Result<Option<Vec<Room>>, Problem> {
    let account = web.store.account(account).await?.filter(|account| !account.disabled);
    let Some(account) = account else { return Ok(None) };
    let mut rooms = Vec::new();
    for room in web.store.rooms_of(account.id).await? {
        let leads = web.store.leads(room.id).await?;
        if leads.iter().any(|lead| lead.account.id == account.id && lead.may_lead(room.kind)) {
            rooms.push(room);
        }
    }
    Ok(Some(rooms))
}

async fn public(
    State(web): State<Web>,
    Client(client): Client,
    headers: HeaderMap,
    At(id): At<RoomId>,
) -> Result<Response, Problem> {
    web.throttles.calendar.attempt(&client).await?;
    let now = web.now();
    let room = web.store.listed_room(id, now).await?.ok_or(Code::NotFound)?;
    let of = FeedOf::Room(id);
    let language = Language::of(Some(room.listing.language.as_str()));
    let known = web.store.feed(of).await?.filter(|known| known.language == language);
    let found = match known {
        Some(found) => found,
        None => {
            let found = Feed { of, secret_hash: None, language, created_at: now };
            web.store.put_feed(found.clone()).await?;
            found
        }
    };
    let names_group = web.store.room_mail(id).await?.names_group;
    let page = web.page(&format!("groups/{id}"));
    let series: Vec<_> = Series::listed(&room, names_group, &page).into_iter().collect();
    answer(&web, &headers, &found, &series, Keeper::Anyone).await
}

/// What it says is compared without the time that it bears, which is when it last changed.
async fn answer(
    web: &Web,
    headers: &HeaderMap,
    found: &Feed,
    series: &[Series<'_>],
    keeper: Keeper,
) -> Result<Response, Problem> {
    let undated = feed(series, found.language, UnixMs::from_ms(0));
    let digest = Sha256::digest(&undated).into();
    let changed_at = web.store.feed_says(found.of, digest, web.now()).await?;
    let text = feed(series, found.language, changed_at);
    Ok(answer::feed(headers, text, &digest, changed_at, keeper))
}
