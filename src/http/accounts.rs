//! The accounts of the server, for administrators.

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    body::{Body, Empty},
    cursor::PageQuery,
    endpoint::{Access, Endpoint},
    extract::{Administrator, At, digest},
    limits::PASSWORD_LINK_MS,
    names,
    origins::Origins,
    problem::{Code, Problem},
    query::Asked,
    revoke,
    web::Web,
};
use crate::{
    auth::{RandomId, Secret},
    meeting::id::AccountId,
    room::Scope,
    store::{
        Account, AccountChange, AuditAction, AuditBatch, LinkPurpose, NewAuditEntry, OneTimeLink, Party,
        Store, StoreError, Thing,
    },
    time::UnixMs,
};

/// An account as an administrator sees it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Account")]
struct AccountView {
    /// The account's id.
    id: AccountId,
    /// The sign-in name.
    name: String,
    /// The name that others see.
    display_name: String,
    /// Whether it manages accounts.
    is_admin: bool,
    /// Whether it may create rooms.
    is_host: bool,
    /// Whether it may lead therapist-led rooms.
    is_therapist: bool,
    /// Whether it is barred from signing in.
    disabled: bool,
    /// Whether a password has been set.
    has_password: bool,
    /// When it was created, in unix milliseconds.
    created_at: UnixMs,
}

impl From<Account> for AccountView {
    fn from(account: Account) -> Self {
        Self {
            id: account.id,
            has_password: account.password_hash.is_some(),
            name: account.name,
            display_name: account.display_name,
            is_admin: account.is_admin,
            is_host: account.is_host,
            is_therapist: account.is_therapist,
            disabled: account.disabled,
            created_at: account.created_at,
        }
    }
}

/// All accounts.
#[derive(Serialize, JsonSchema)]
struct AccountList {
    /// Oldest first.
    accounts: Vec<AccountView>,
    /// What asks for the next page as `after`; null on the last one.
    next: Option<String>,
}

/// A new account.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewAccount {
    /// The sign-in name.
    name: String,
    /// The name that others see.
    display_name: String,
    /// Whether it may create rooms.
    is_host: bool,
    /// Whether it may lead therapist-led rooms.
    is_therapist: bool,
}

/// A new account and the link that sets its password.
#[derive(Serialize, JsonSchema)]
struct MadeAccount {
    /// The account.
    account: AccountView,
    /// The link. It is shown only once and works only once.
    link: String,
}

/// The changes to an account. A field that is left out stays as it is.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Change {
    /// Whether it manages accounts.
    is_admin: Option<bool>,
    /// Whether it may create rooms.
    is_host: Option<bool>,
    /// Whether it may lead therapist-led rooms.
    is_therapist: Option<bool>,
    /// Whether it is barred from signing in.
    disabled: Option<bool>,
}

impl Change {
    /// What of it is not so already.
    fn of(self, account: &Account) -> AccountChange {
        let differs = |to: Option<bool>, from: bool| to.filter(|to| *to != from);
        AccountChange {
            is_admin: differs(self.is_admin, account.is_admin),
            is_host: differs(self.is_host, account.is_host),
            is_therapist: differs(self.is_therapist, account.is_therapist),
            disabled: differs(self.disabled, account.disabled),
        }
    }
}

/// A link that sets a password.
#[derive(Serialize, JsonSchema)]
struct PasswordLink {
    /// The link. It is shown only once and works only once.
    link: String,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let link = "http://127.0.0.1:8080/claim#7k2qm94xtdrb0v8hz6wpage517k2qm94xtdrb0v8hz6wpage51a0";
    vec![
        Endpoint::get("/api/accounts", "Lists all accounts", list)
            .needs(Access::Administrator)
            .program(Scope::AccountsRead)
            .paged()
            .answers::<AccountList>(
                StatusCode::OK,
                "The accounts",
                json!({"accounts": [example()], "next": null}),
            ),
        Endpoint::post("/api/accounts", "Creates an account and a link that sets its password", create)
            .needs(Access::Administrator)
            .program(Scope::AccountsCreate)
            .once()
            .body::<NewAccount>(
                json!({"name": "ada", "display_name": "Ada", "is_host": true, "is_therapist": false}),
            )
            .answers::<MadeAccount>(
                StatusCode::CREATED,
                "Created",
                json!({"account": example(), "link": link}),
            )
            .refuses(&[
                Code::NameMissing,
                Code::NameLetterless,
                Code::NameTooShort,
                Code::NameTooLong,
                Code::NameCharacter,
                Code::NameMarks,
                Code::NameTaken,
            ]),
        Endpoint::get("/api/accounts/{id}", "Shows an account", get)
            .tagged(Thing::Account)
            .needs(Access::Administrator)
            .program(Scope::AccountsRead)
            .answers::<AccountView>(StatusCode::OK, "The account", example())
            .refuses(&[Code::NotFound]),
        Endpoint::patch("/api/accounts/{id}", "Changes what an account may do, effective at once", change)
            .tagged(Thing::Account)
            .needs(Access::Administrator)
            .body::<Change>(json!({"is_therapist": true}))
            .answers::<AccountView>(StatusCode::OK, "The account after the change", example())
            .refuses(&[Code::NotFound, Code::LastAdministrator]),
        Endpoint::post(
            "/api/accounts/{id}/link",
            "Creates a new password link; earlier links of the account stop working",
            new_link,
        )
        .needs(Access::Administrator)
        .once()
        .body::<Empty>(json!({}))
        .answers::<PasswordLink>(StatusCode::CREATED, "Created", json!({"link": link}))
        .refuses(&[Code::NotFound]),
    ]
}

fn example() -> Value {
    json!({
        "id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "name": "ada", "display_name": "Ada", "is_admin": false, "is_host": true,
        "is_therapist": false, "disabled": false, "has_password": true, "created_at": 1_900_000_000_000_i64,
    })
}

async fn list(
    State(web): State<Web>,
    _: Administrator,
    Asked(asked): Asked<PageQuery>,
) -> Result<Json<AccountList>, Problem> {
    let page = asked.of(web.store.accounts().await?, |account| (account.created_at, account.id))?;
    let accounts = page.items.into_iter().map(AccountView::from).collect();
    Ok(Json(AccountList { accounts, next: page.next }))
}

async fn get(
    State(web): State<Web>,
    _: Administrator,
    At(id): At<AccountId>,
) -> Result<Json<AccountView>, Problem> {
    Ok(Json(web.store.account(id).await?.ok_or(Code::NotFound)?.into()))
}

async fn create(
    State(web): State<Web>,
    Administrator(admin): Administrator,
    Body(request): Body<NewAccount>,
) -> Result<impl IntoResponse, Problem> {
    let account = Account {
        id: AccountId::random(),
        name: names::sign_in_name(&request.name)?,
        display_name: names::display_name(&request.display_name, "display_name")?,
        password_hash: None,
        is_admin: false,
        is_host: request.is_host,
        is_therapist: request.is_therapist,
        disabled: false,
        created_at: web.now(),
    };
    let act = web.act(admin.party(), AuditAction::AccountCreate, None, Some(Party::Account(account.id)))?;
    web.store.create_account(account.clone(), act).await?;
    let link = password_link(&web, account.id, AuditBatch::default()).await?;
    Ok((StatusCode::CREATED, Json(MadeAccount { account: account.into(), link })))
}

async fn change(
    State(web): State<Web>,
    Administrator(admin): Administrator,
    At(id): At<AccountId>,
    Body(request): Body<Change>,
) -> Result<Json<AccountView>, Problem> {
    let change = request.of(&web.store.account(id).await?.ok_or(Code::NotFound)?);
    let sessions = web.store.sessions_of(id, web.now()).await?.into_iter().map(|session| session.token_hash);
    let target = Some(Party::Account(id));
    let act = |action| NewAuditEntry::new(web.now(), admin.party(), action, None, target);
    let acts = AuditBatch::new(actions(&change).map(act).collect())?;
    let account = web.store.update_account(id, change, acts).await?;
    revoke::leads_of(&web, &account).await?;
    if account.disabled {
        revoke::sessions(&web, sessions).await;
    }
    Ok(Json(account.into()))
}

/// One audit action for each power that is given or taken.
fn actions(change: &AccountChange) -> impl Iterator<Item = AuditAction> {
    let named = |change: Option<bool>, given: AuditAction, taken: AuditAction| {
        change.map(|value| if value { given } else { taken })
    };
    [
        named(change.is_admin, AuditAction::AdministratorGive, AuditAction::AdministratorTake),
        named(change.is_host, AuditAction::HostGive, AuditAction::HostTake),
        named(change.is_therapist, AuditAction::TherapistGive, AuditAction::TherapistTake),
        named(change.disabled, AuditAction::AccountDisable, AuditAction::AccountEnable),
    ]
    .into_iter()
    .flatten()
}

async fn new_link(
    State(web): State<Web>,
    Administrator(admin): Administrator,
    At(id): At<AccountId>,
    Body(Empty {}): Body<Empty>,
) -> Result<impl IntoResponse, Problem> {
    let account = web.store.account(id).await?.filter(|account| !account.disabled).ok_or(Code::NotFound)?;
    let act =
        web.act(admin.party(), AuditAction::PasswordLinkCreate, None, Some(Party::Account(account.id)))?;
    let link = password_link(&web, account.id, act).await?;
    Ok((StatusCode::CREATED, Json(PasswordLink { link })))
}

/// A link that sets the password of an account. Earlier links of the account stop working.
pub(super) async fn password_link(
    web: &Web,
    account: AccountId,
    audit: AuditBatch,
) -> Result<String, StoreError> {
    make_password_link(&web.store, &web.origins, account, web.now(), audit).await
}

/// The same without a running server.
///
/// # Errors
/// The store failed.
pub(crate) async fn make_password_link(
    store: &Store,
    origins: &Origins,
    account: AccountId,
    now: UnixMs,
    audit: AuditBatch,
) -> Result<String, StoreError> {
    let secret = Secret::random();
    let expires_at = now.plus_ms(PASSWORD_LINK_MS);
    let (purpose, account) = (LinkPurpose::Password, Some(account));
    let link = OneTimeLink { secret_hash: digest(&secret), purpose, account, expires_at, used_at: None };
    store.create_link(link, audit).await?;
    Ok(origins.link("claim", &secret))
}
