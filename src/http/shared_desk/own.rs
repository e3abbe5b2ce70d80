//! The shared desk of the caller.

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::terms::{gone, may_share, take_off};
use crate::{
    auth::RandomId,
    http::{
        body::{Body, Empty},
        endpoint::{Access, Endpoint},
        extract::{At, Host, SignedIn},
        problem::{Code, Problem},
        web::Web,
    },
    meeting::id::{AccountId, DeskId},
    room::DeskName,
    store::{AuditAction, Desk, Party},
    time::UnixMs,
};

/// An id of the examples.
const ID: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

/// A host who shares a desk or is invited to it.
#[derive(Serialize, JsonSchema)]
struct DeskHost {
    /// The id of the account.
    account_id: AccountId,
    /// The name that others see.
    display_name: String,
    /// Whether the host made the desk, or followed whoever did.
    maker: bool,
    /// Whether the host has joined. They are invited otherwise.
    joined: bool,
    /// When the host was invited or joined, in unix milliseconds.
    at: UnixMs,
}

/// A desk that several hosts share.
#[derive(Serialize, JsonSchema)]
struct SharedDesk {
    /// The id of the desk.
    id: DeskId,
    /// The name of the desk.
    name: String,
    /// Whether the caller invites hosts and removes them.
    manages: bool,
    /// The hosts, as they joined. Only whoever manages the desk sees who is invited.
    hosts: Vec<DeskHost>,
}

/// An invitation to a shared desk.
#[derive(Serialize, JsonSchema)]
struct DeskInvitation {
    /// The id of the desk.
    id: DeskId,
    /// The name of the desk.
    name: String,
    /// The name that others see of the host who invites.
    from: String,
    /// How many hosts share the desk.
    hosts: u32,
}

/// What the caller shares, and what they are invited to share.
#[derive(Serialize, JsonSchema)]
struct DeskPage {
    /// The shared desk of the caller; null if they share none.
    desk: Option<SharedDesk>,
    /// The desks to which the caller is invited, the oldest invitation first.
    invitations: Vec<DeskInvitation>,
}

/// Who is invited to a shared desk.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct InvitedHost {
    /// The sign-in name of the other host, in full.
    name: String,
}

const NAME_REFUSALS: [Code; 3] = [Code::NameMissing, Code::TooLong, Code::TextInvalid];

pub(super) fn endpoints() -> Vec<Endpoint> {
    let invitation = json!({"id": ID, "name": "Hospice", "from": "Ada", "hosts": 2});
    vec![
        Endpoint::get("/api/me/desk", "Shows the shared desk of the caller, and their invitations", get)
            .needs(Access::Account)
            .answers::<DeskPage>(
                StatusCode::OK,
                "The desk",
                json!({"desk": example(), "invitations": [invitation]}),
            ),
        Endpoint::post("/api/me/desk", "Makes a desk that other hosts can share", create)
            .needs(Access::Host)
            .body::<DeskName>(json!({"name": "Hospice"}))
            .answers::<SharedDesk>(StatusCode::CREATED, "The desk", example())
            .refuses(&NAME_REFUSALS)
            .refuses(&[Code::DeskJoined]),
        Endpoint::put("/api/me/desk", "Renames the desk that the caller made", rename)
            .needs(Access::Host)
            .body::<DeskName>(json!({"name": "Hospice"}))
            .answers::<SharedDesk>(StatusCode::OK, "The desk", example())
            .refuses(&NAME_REFUSALS)
            .refuses(&[Code::NoDesk, Code::DeskGone]),
        Endpoint::post(
            "/api/me/desk/hosts",
            "Invites another host to the desk that the caller made. Repeating this changes nothing.",
            invite,
        )
        .needs(Access::Host)
        .body::<InvitedHost>(json!({"name": "berta"}))
        .answers::<SharedDesk>(StatusCode::OK, "The desk", example())
        .refuses(&[Code::NoDesk, Code::DeskUnfit, Code::DeskFull, Code::TooManyAttempts]),
        Endpoint::delete(
            "/api/me/desk/hosts/{account}",
            "Takes a host off the desk, or an invitation back: its maker anyone, the others themselves",
            remove,
        )
        .needs(Access::Account)
        .body::<Empty>(json!({}))
        .done(
            "Off the desk. The rooms of the host are on it no more, and meetings led by it are left at once",
        )
        .refuses(&[Code::Forbidden, Code::NotFound, Code::NoDesk, Code::DeskGone]),
    ]
}

fn example() -> Value {
    let host = json!({
        "account_id": ID, "display_name": "Ada", "maker": true, "joined": true,
        "at": 1_900_000_000_000_i64,
    });
    json!({"id": ID, "name": "Hospice", "manages": true, "hosts": [host]})
}

/// The desk that the caller is on, which is theirs to manage.
async fn made_by(web: &Web, host: &SignedIn) -> Result<Desk, Problem> {
    let desk = web.store.desk_of(host.id()).await?.ok_or(Code::NoDesk)?;
    if desk.maker == host.id() { Ok(desk) } else { Err(Code::Forbidden.into()) }
}

impl SharedDesk {
    async fn of(web: &Web, desk: Desk, reader: AccountId) -> Result<Self, Problem> {
        let manages = desk.maker == reader;
        let mut hosts = Vec::new();
        for known in web.store.desk_accounts(desk.id).await? {
            let account = web.store.account(known.account).await?.filter(|_| manages || known.joined);
            hosts.extend(account.map(|account| DeskHost {
                account_id: account.id,
                display_name: account.display_name,
                maker: account.id == desk.maker,
                joined: known.joined,
                at: known.at,
            }));
        }
        Ok(Self { id: desk.id, name: desk.name, manages, hosts })
    }
}

async fn get(State(web): State<Web>, someone: SignedIn) -> Result<Json<DeskPage>, Problem> {
    let desk = match web.store.desk_of(someone.id()).await? {
        Some(desk) => Some(SharedDesk::of(&web, desk, someone.id()).await?),
        None => None,
    };
    let mut invitations = Vec::new();
    for desk in web.store.desk_invitations(someone.id()).await? {
        let Some(maker) = web.store.account(desk.maker).await? else { continue };
        let joined = web.store.desk_accounts(desk.id).await?.into_iter().filter(|host| host.joined).count();
        let hosts = u32::try_from(joined).unwrap_or(u32::MAX);
        invitations.push(DeskInvitation { id: desk.id, name: desk.name, from: maker.display_name, hosts });
    }
    Ok(Json(DeskPage { desk, invitations }))
}

async fn create(
    State(web): State<Web>,
    Host(host): Host,
    Body(request): Body<DeskName>,
) -> Result<impl IntoResponse, Problem> {
    let name = request.name()?;
    let desk = Desk { id: DeskId::random(), name, maker: host.id(), created_at: web.now() };
    let act = web.act(host.party(), AuditAction::DeskCreate, None, None)?;
    web.store.create_desk(desk.clone(), act).await?;
    Ok((StatusCode::CREATED, Json(SharedDesk::of(&web, desk, host.id()).await?)))
}

async fn rename(
    State(web): State<Web>,
    Host(host): Host,
    Body(request): Body<DeskName>,
) -> Result<Json<SharedDesk>, Problem> {
    let name = request.name()?;
    let mut desk = made_by(&web, &host).await?;
    let act = web.act(host.party(), AuditAction::DeskRename, None, None)?;
    web.store.rename_desk(desk.id, host.id(), name.clone(), act).await.map_err(gone)?;
    desk.name = name;
    Ok(Json(SharedDesk::of(&web, desk, host.id()).await?))
}

async fn invite(
    State(web): State<Web>,
    Host(host): Host,
    Body(request): Body<InvitedHost>,
) -> Result<Json<SharedDesk>, Problem> {
    web.throttles.heirs.attempt(&host.id()).await?;
    let desk = made_by(&web, &host).await?;
    // One answer for all, so that it tells nothing of accounts.
    let other = web.store.account_by_name(request.name.trim()).await?.filter(may_share);
    let other = other.ok_or_else(|| Problem::field(Code::DeskUnfit, "name"))?.id;
    let act = web.act(host.party(), AuditAction::DeskInvite, None, Some(Party::Account(other)))?;
    web.store.invite_to_desk(desk.id, other, web.now(), act).await?;
    Ok(Json(SharedDesk::of(&web, desk, host.id()).await?))
}

async fn remove(
    State(web): State<Web>,
    someone: SignedIn,
    At(account): At<AccountId>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    let desk = web.store.desk_of(someone.id()).await?.ok_or(Code::NoDesk)?;
    let own = account == someone.id();
    if !own && desk.maker != someone.id() {
        return Err(Code::Forbidden.into());
    }
    let action = if own { AuditAction::DeskLeave } else { AuditAction::DeskRemove };
    let act = web.act(someone.party(), action, None, Some(Party::Account(account)))?;
    take_off(&web, desk.id, account, act).await?;
    Ok(StatusCode::NO_CONTENT)
}
