//! How people come to the dates of a room, as it is shown before they join.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    http::{problem::Problem, web::Web},
    room::{Room, places::AbsenceRule},
};

/// How people come to the dates of a room.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PlacesFace")]
pub(in crate::http) struct FaceRule {
    /// How many members a date takes; null if nobody signs up.
    seats: Option<u32>,
    /// What is asked of people who can't come; null if nothing.
    absence: Option<AbsenceRule>,
}

impl FaceRule {
    pub(in crate::http) async fn of(web: &Web, room: &Room) -> Result<Self, Problem> {
        let rule = web.store.room_places(room.id).await?;
        Ok(Self { seats: rule.seats(room.capacity), absence: rule.absence })
    }

    pub(in crate::http) fn example() -> Value {
        json!({"seats": 8, "absence": null})
    }
}
