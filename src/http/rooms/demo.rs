//! The rooms of `rondo demo`, one in each language, whose rehearsals never end.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::invites;
use crate::{
    auth::RandomId,
    http::{
        Web, accounts,
        endpoint::Endpoint,
        problem::{Code, Problem},
        web::DemoInvites,
    },
    meeting::{
        id::{AccountId, InviteId, RoomId},
        role::RoomKind,
    },
    room::{HardMoment, InviteKind, NewRoom, RehearsalPlan, Room, language::Language},
    store::{Account, AuditBatch, StoreError, lifecycle},
};

/// The sign-in name of the account that owns the rooms.
const ACCOUNT_NAME: &str = "demo";

/// The links to the rehearsals.
#[derive(Debug, Clone)]
pub struct DemoLinks {
    /// The page that leads a member into the rehearsal in their language.
    pub join: String,
    /// The link that sets the password of the demo account, which leads the rooms. `None` once the
    /// account has a password.
    pub lead: Option<String>,
}

/// The way into the rehearsal.
#[derive(Serialize, JsonSchema)]
struct DemoEntry {
    /// The link that joins as a member.
    join: String,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let join = "http://127.0.0.1:8080/join#7k2qm94xtdrb0v8hz6wpage517k2qm94xtdrb0v8hz6wpage51a0";
    vec![
        Endpoint::get("/api/demo", "Gives the way into the rehearsal of a demonstration server", enter)
            .answers::<DemoEntry>(
                StatusCode::OK,
                "A link to the rehearsal in the language of Accept-Language, English or German",
                json!({"join": join}),
            )
            .refuses(&[Code::NotFound]),
    ]
}

async fn enter(State(web): State<Web>, language: Language) -> Result<Json<DemoEntry>, Problem> {
    let invites = web.demo.get().ok_or(Code::NotFound)?;
    let (_, join) = invites.iter().find(|(lang, _)| *lang == language).ok_or(Code::NotFound)?;
    Ok(Json(DemoEntry { join: join.clone() }))
}

/// Makes the demo account and its rooms if they do not exist, starts the simulated people and makes
/// new invitations; the old ones stop working.
///
/// # Errors
/// The store failed.
pub(crate) async fn demo(web: &Web) -> Result<DemoLinks, StoreError> {
    let account = account(web).await?;
    let mut demo = DemoInvites::new();
    // The room of the first language comes first on the desk.
    for lang in Language::ALL.into_iter().rev() {
        let room = room(web, account.id, lang).await?;
        for invite in web.store.invites(room.id).await? {
            web.store.revoke_invite(room.id, invite.id, web.now(), AuditBatch::default()).await?;
        }
        let secret =
            invites::make(web, InviteId::random(), room.id, InviteKind::Member, AuditBatch::default())
                .await?;
        demo.push((lang, web.link("join", &secret)));
        web.services.directory.rehearse(room.id).await;
    }
    web.demo.get_or_init(|| demo);
    let lead = match account.password_hash {
        Some(_) => None,
        None => Some(accounts::password_link(web, account.id, AuditBatch::default()).await?),
    };
    Ok(DemoLinks { join: web.page("demo"), lead })
}

async fn account(web: &Web) -> Result<Account, StoreError> {
    if let Some(account) = web.store.account_by_name(ACCOUNT_NAME).await? {
        return Ok(account);
    }
    let account = Account {
        id: AccountId::random(),
        name: ACCOUNT_NAME.to_owned(),
        display_name: "Robin".to_owned(),
        password_hash: None,
        is_admin: true,
        is_host: true,
        is_therapist: true,
        disabled: false,
        created_at: web.now(),
    };
    web.store.create_account(account.clone(), AuditBatch::default()).await?;
    Ok(account)
}

async fn room(web: &Web, owner: AccountId, lang: Language) -> Result<Room, StoreError> {
    let speaks = |room: &Room| room.rehearsal.as_ref().is_some_and(|plan| plan.lang == lang);
    // The account may have made rehearsals of its own since; the newest comes first.
    if let Some(room) = web.store.rooms_of(owner).await?.into_iter().rfind(speaks) {
        if matches!(web.store.series_key(room.id).await, Err(StoreError::SeriesLost)) {
            lifecycle::renew_series(&web.store, room.id, AuditBatch::default()).await?;
        }
        return Ok(room);
    }
    let room = new_room(lang).into_room(RoomId::random(), owner, web.now());
    let (mut room, places, _) = room.map_err(|_| StoreError::Invalid("the demo room"))?;
    room.settings.reactions = true;
    // A visitor is offered the floor within half a minute (tests/meeting/demo.rs).
    room.settings.timing.breath_ms = 1_000;
    room.rehearsal = Some(RehearsalPlan { lang, hard_moments: HardMoment::ALL.into() });
    web.store.create_series_key(room.id).await?;
    web.store.create_room(room.clone(), places, AuditBatch::default()).await?;
    Ok(room)
}

fn new_room(lang: Language) -> NewRoom {
    let (title, topic, suits) = match lang {
        Language::En => (
            "A practice circle",
            "life changes",
            "Anyone who wants to see how a meeting goes. The members are simulated.",
        ),
        Language::De => (
            "Ein Kreis zum Üben",
            "Veränderungen",
            "Alle, die sehen wollen, wie ein Treffen läuft. Die Mitglieder sind simuliert.",
        ),
    };
    NewRoom {
        kind: RoomKind::PeerLed,
        format: "mini".to_owned(),
        title: title.to_owned(),
        topics: vec![topic.to_owned()],
        suits: suits.to_owned(),
        not_for: String::new(),
        capacity: 16,
        share_ms: None,
        agenda: None,
        guidelines: None,
        consent: None,
        settings: None,
        schedule: None,
        entry: None,
        places: None,
        shared: false,
        lang,
    }
}
