//! A series whose key is lost, as after a restored backup, is started over by the owner of its room.

use axum::{Json, extract::State, http::StatusCode};

use super::view::{self, RoomView};
use crate::{
    http::{
        Web,
        body::{Body, Empty},
        endpoint::{Access, Endpoint},
        extract::Owner,
        problem::{Code, Problem},
    },
    protocol::close::CloseCode,
    store::{AuditAction, lifecycle},
};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post(
            "/api/rooms/{room}/series",
            "Starts over a series whose key is lost: with a new key, and without the earlier seats",
            renew,
        )
        .needs(Access::Owner)
        .body::<Empty>(serde_json::json!({}))
        .answers::<RoomView>(StatusCode::OK, "The room, whose links open new seats", view::example())
        .refuses(&[Code::SeriesWhole]),
    ]
}

async fn renew(
    State(web): State<Web>,
    Owner(lead): Owner,
    Body(Empty {}): Body<Empty>,
) -> Result<Json<RoomView>, Problem> {
    let room = lead.room;
    let act = web.act(lead.someone.party(), AuditAction::SeriesRenew, Some(room.id), None)?;
    lifecycle::renew_series(&web.store, room.id, act).await?;
    web.services.directory.close(room.id, CloseCode::SeriesLost).await;
    web.count_lost_series().await?;
    Ok(Json(view::room(&web, &room, lead.standing, lead.someone.account.rights()).await?))
}
