//! The audit trail of a room, for its owner: who did what, when and why, and never what was said.

use std::collections::BTreeMap;

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::{
    cursor::PageQuery,
    endpoint::{Access, Endpoint},
    extract::Owner,
    names,
    problem::{Code, Problem},
    query::Asked,
    web::Web,
};
use crate::{
    meeting::id::{AccountId, ParticipantId},
    room::Room,
    store::{AuditAction, AuditEntry, Party},
    time::UnixMs,
};

/// Somebody, or something, that acted or was acted on.
#[derive(Serialize, JsonSchema, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "snake_case")]
enum Kind {
    /// The server itself.
    Server,
    /// An account.
    Account,
    /// A person in the room.
    Participant,
    /// A link into the room.
    Invite,
    /// A program, by its key.
    Program,
    /// Somebody who asked to join.
    Request,
}

/// Who acted or was acted on.
#[derive(Serialize, JsonSchema)]
struct Actor {
    /// What they are.
    kind: Kind,
    /// The name that an account shows, or the one that a person has in the room; null where there is none any
    /// more, and for everything else.
    name: Option<String>,
}

/// One act.
#[derive(Serialize, JsonSchema)]
struct Act {
    /// Its number in the audit trail of the server.
    number: u64,
    /// When it was done, in unix milliseconds.
    at: UnixMs,
    /// Whether it was done in a meeting.
    in_meeting: bool,
    /// Who did it.
    by: Actor,
    /// What was done; null for an act of an earlier version that this one does not know.
    action: Option<AuditAction>,
    /// To whom, or with what; null if to nobody.
    to: Option<Actor>,
    /// Why, or which of several: a code of a fixed list. Null without one.
    reason: Option<String>,
}

/// What was done in a room.
#[derive(Serialize, JsonSchema)]
struct Trail {
    /// The latest first.
    acts: Vec<Act>,
    /// What asks for the next page as `after`; null on the last one.
    next: Option<String>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let example = json!({
        "number": 7, "at": 1_900_000_000_000_i64, "in_meeting": true,
        "by": {"kind": "participant", "name": "Robin"}, "action": "muted",
        "to": {"kind": "participant", "name": "Kit"}, "reason": null,
    });
    vec![
        Endpoint::get(
            "/api/rooms/{room}/trail",
            "Lists what was done with a power in a room, the latest first, never what was said",
            list,
        )
        .needs(Access::Owner)
        .paged()
        .answers::<Trail>(StatusCode::OK, "The acts", json!({"acts": [example], "next": null})),
    ]
}

async fn list(
    State(web): State<Web>,
    Owner(lead): Owner,
    Asked(asked): Asked<PageQuery>,
) -> Result<Json<Trail>, Problem> {
    let (before, limit) = asked.range::<u64>()?;
    let more = u32::try_from(limit + 1).map_err(|_| Code::Internal)?;
    let mut entries = web.store.acts_of(lead.room.id, before, more).await?;
    let next = (entries.len() > limit).then(|| entries[limit - 1].position);
    entries.truncate(limit);
    let names = Names::of(&web, &lead.room).await?;
    let acts = entries.into_iter().map(|entry| names.act(entry)).collect();
    Ok(Json(Trail { acts, next: next.map(|last| PageQuery::after(&last)).transpose()? }))
}

/// The names of those who can be named.
struct Names {
    people: BTreeMap<ParticipantId, String>,
    accounts: BTreeMap<AccountId, String>,
}

impl Names {
    async fn of(web: &Web, room: &Room) -> Result<Self, Problem> {
        let mut people = BTreeMap::new();
        for person in web.store.participants(room.id).await? {
            if let Some(name) = names::legible(web, &person).await? {
                people.insert(person.id, name);
            }
        }
        let accounts = web.store.accounts().await?;
        let accounts = accounts.into_iter().map(|account| (account.id, account.display_name)).collect();
        Ok(Self { people, accounts })
    }

    fn act(&self, AuditEntry { position, entry, .. }: AuditEntry) -> Act {
        Act {
            number: position,
            at: entry.at,
            in_meeting: entry.meeting.is_some(),
            by: self.actor(entry.actor),
            action: AuditAction::of(&entry.action),
            to: entry.target.map(|party| self.actor(party)),
            reason: entry.reason_code,
        }
    }

    fn actor(&self, party: Party) -> Actor {
        let (kind, name) = match party {
            Party::Server => (Kind::Server, None),
            Party::Account(id) => (Kind::Account, self.accounts.get(&id)),
            Party::Participant(id) => (Kind::Participant, self.people.get(&id)),
            Party::Invite(_) => (Kind::Invite, None),
            Party::Key(_) => (Kind::Program, None),
            Party::Request(_) => (Kind::Request, None),
        };
        Actor { kind, name: name.cloned() }
    }
}
