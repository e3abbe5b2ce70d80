//! The links into a room as they are shown to those who lead it.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    http::{Web, invites::paused_until, problem::Problem},
    meeting::id::InviteId,
    room::{InviteKind, Standing},
    store::{Invite, Participant, StoreError},
    time::UnixMs,
};

/// A link into a room, without its secret.
#[derive(Serialize, JsonSchema)]
pub(super) struct InviteView {
    /// The id of the link.
    id: InviteId,
    /// What the link makes of the person who follows it.
    kind: InviteKind,
    /// When the link was made, in unix milliseconds.
    created_at: UnixMs,
    /// When the link ends, in unix milliseconds; null if it has no end.
    expires_at: Option<UnixMs>,
    /// Whether it has ended. It gives no more seats then; those that were taken by it stay.
    expired: bool,
    /// When a link that works once was used, in unix milliseconds; null if it was not, and for a link that
    /// many use.
    used_at: Option<UnixMs>,
    /// When the link was revoked, in unix milliseconds; null if it was not.
    revoked_at: Option<UnixMs>,
    /// How many seats were taken with it; null in lists of rooms, and for a co-lead's link.
    seats: Option<u32>,
    /// Until when the link takes nobody new, in unix milliseconds, because many people took a seat by it
    /// within an hour; null if it takes newcomers, and in lists of rooms.
    paused_until: Option<UnixMs>,
    /// Since when only a lead lets newcomers in who come by the link, in unix milliseconds, because
    /// somebody who came by it was sent away; null if they come in as the door stands.
    held_at: Option<UnixMs>,
    /// What those who lead the room call the link; null if it has no label, and in lists of rooms.
    label: Option<String>,
    /// Whether the public directory gives the link to everybody.
    public: bool,
    /// Whether it is for one person, and works for one seat.
    personal: bool,
    /// Whether the link has a label that can't be read, because the key of the series is lost; absent if
    /// it has not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(default)]
    label_lost: bool,
    /// Whether the link itself can be shown again to whoever asks.
    shows: bool,
}

impl InviteView {
    fn of(invite: &Invite, now: UnixMs) -> Self {
        Self {
            id: invite.id,
            kind: invite.kind,
            created_at: invite.created_at,
            expires_at: invite.expires_at,
            expired: invite.has_expired(now),
            used_at: invite.used_at,
            revoked_at: invite.revoked_at,
            seats: None,
            paused_until: None,
            held_at: invite.held_at,
            label: None,
            public: invite.public_secret.is_some(),
            personal: invite.personal,
            label_lost: false,
            shows: false,
        }
    }

    const fn works(&self) -> bool {
        !self.expired && self.used_at.is_none() && self.revoked_at.is_none()
    }

    pub(super) fn example() -> Value {
        json!({
            "id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "kind": "member", "created_at": 1_900_000_000_000_i64,
            "expires_at": 1_900_604_800_000_i64, "expired": false, "used_at": null, "revoked_at": null,
            "seats": null, "paused_until": null, "held_at": null, "label": null,
            "public": false, "personal": false, "shows": true,
        })
    }
}

/// The links as a list of rooms shows them: those that work first, then the newest first.
pub(super) fn brief(invites: &[Invite], now: UnixMs) -> Vec<InviteView> {
    in_order(invites.iter().map(|invite| InviteView::of(invite, now)).collect())
}

/// The links in full, in the same order, with the seats of their room.
pub(super) async fn full(
    web: &Web,
    invites: &[Invite],
    seats: &[Participant],
    standing: Standing,
) -> Result<Vec<InviteView>, Problem> {
    let now = web.now();
    let mut views = Vec::new();
    for invite in invites {
        let mut view = InviteView::of(invite, now);
        if invite.kind == InviteKind::Member {
            let taken = seats.iter().filter(|seat| seat.invite == Some(invite.id)).count();
            view.seats = Some(u32::try_from(taken).unwrap_or(u32::MAX));
            view.paused_until = paused_until(seats, invite.id, now);
        }
        view.label = label(web, invite).await?;
        view.label_lost = view.label.is_none() && invite.sealed_label.is_some();
        let may_see = invite.kind == InviteKind::Member || standing.owns();
        view.shows = may_see && invite.sealed_secret.is_some();
        views.push(view);
    }
    Ok(in_order(views))
}

fn in_order(mut views: Vec<InviteView>) -> Vec<InviteView> {
    // The sort is stable, and the store lists the newest first.
    views.sort_by_key(|view| !view.works());
    views
}

/// What those who lead call a link; `None` if nothing, or if it was sealed with a key that is lost.
pub(in crate::http) async fn label(web: &Web, invite: &Invite) -> Result<Option<String>, Problem> {
    let Some(sealed) = &invite.sealed_label else { return Ok(None) };
    match web.store.series_key(invite.room).await {
        Ok(key) => Ok(key.open_label(invite.id, sealed).ok()),
        Err(StoreError::SeriesLost) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
