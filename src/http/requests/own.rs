//! The request of a browser to join a room, found by its cookie.

use axum::http::HeaderMap;

use crate::{
    http::{cookies::Cookie, extract::digest, origins::Site, problem::Problem, web::Web},
    meeting::id::RoomId,
    store::JoinRequest,
};

/// The request to join the room that the cookie of a browser holds, expired or not.
pub(in crate::http) async fn of(
    web: &Web,
    headers: &HeaderMap,
    site: Site,
    room: RoomId,
) -> Result<Option<JoinRequest>, Problem> {
    let Some(secret) = Cookie::Request(room).read(headers, site) else { return Ok(None) };
    let request = web.store.request_by_secret(digest(&secret)).await?;
    Ok(request.filter(|request| request.room == room))
}

/// Ends the request of a browser in which somebody has a seat from now on: it is not taken by the side.
pub(in crate::http) async fn end(
    web: &Web,
    headers: &HeaderMap,
    site: Site,
    room: RoomId,
) -> Result<(), Problem> {
    match of(web, headers, site, room).await? {
        Some(request) => Ok(web.store.erase_request(request.id).await?),
        None => Ok(()),
    }
}
