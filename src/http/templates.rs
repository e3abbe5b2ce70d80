//! Templates: agendas that a host keeps to make rooms from. Nobody else sees them.

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Web,
    body::{Body, Empty},
    endpoint::{Access, Endpoint},
    extract::{At, Host},
    formats::{Item, item_example},
    limits::{TEMPLATE_NAME_CHARS_MAX, TEMPLATES_PER_ACCOUNT_MAX},
    problem::{Code, Problem},
    rooms::{check_share, checked_agenda, format_for, kind_of_word, kind_word, stored_ms},
    text,
};
use crate::{
    auth::RandomId,
    meeting::{
        agenda::AgendaItem,
        draft::ItemDraft,
        id::{AccountId, TemplateId},
        role::RoomKind,
        settings::Timing,
    },
    store::Template,
    time::UnixMs,
};

/// What is kept as a template.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TemplateDraft {
    /// 1 to 80 characters.
    name: String,
    /// For rooms of this kind.
    kind: RoomKind,
    /// The id of the format it came from.
    format: String,
    /// Length of one share, 15 s to 15 min, or 0 for untimed.
    share_ms: u64,
    /// The agenda; it must be one that can be held with the default clocks of the floor.
    agenda: Vec<ItemDraft>,
}

impl TemplateDraft {
    fn into_template(self, id: TemplateId, owner: AccountId, now: UnixMs) -> Result<Template, Problem> {
        let name = text::line(&self.name, TEMPLATE_NAME_CHARS_MAX, "name")?;
        if name.is_empty() {
            return Err(Problem::field(Code::NameInvalid, "name"));
        }
        format_for(&self.format, self.kind)?;
        check_share(self.share_ms)?;
        let agenda = checked_agenda(&self.agenda, &Timing::for_kind(self.kind))?;
        Ok(Template {
            id,
            owner,
            name,
            kind: kind_word(self.kind).into(),
            format: self.format,
            share_ms: stored_ms(self.share_ms),
            agenda: json!(agenda),
            created_at: now,
            changed_at: now,
        })
    }
}

/// A template.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Template")]
struct TemplateView {
    /// Its id.
    id: TemplateId,
    /// Its name.
    name: String,
    /// For rooms of this kind.
    kind: RoomKind,
    /// The id of the format it came from.
    format: String,
    /// Length of one share in milliseconds; 0 is untimed.
    share_ms: u64,
    /// The agenda.
    agenda: Vec<Item>,
    /// Unix milliseconds.
    created_at: UnixMs,
    /// When it was last replaced.
    changed_at: UnixMs,
}

impl TemplateView {
    fn of(template: Template) -> Result<Self, Problem> {
        let kind = kind_of_word(&template.kind)?;
        let agenda: Vec<AgendaItem> = serde_json::from_value(template.agenda).map_err(|_| Code::Internal)?;
        Ok(Self {
            id: template.id,
            name: template.name,
            kind,
            format: template.format,
            share_ms: u64::try_from(template.share_ms).unwrap_or(0),
            agenda: agenda.iter().map(|item| Item::of(item, Some(kind))).collect(),
            created_at: template.created_at,
            changed_at: template.changed_at,
        })
    }
}

/// The templates of an account.
#[derive(Serialize, JsonSchema)]
struct TemplateList {
    /// Oldest first.
    templates: Vec<TemplateView>,
}

const REFUSALS: [Code; 7] = [
    Code::NameInvalid,
    Code::TooLong,
    Code::TextInvalid,
    Code::OutOfRange,
    Code::AgendaInvalid,
    Code::FormatUnknown,
    Code::FormatKind,
];

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/templates", "One's own templates", list)
            .needs(Access::Host)
            .answers::<TemplateList>(StatusCode::OK, "Oldest first", json!({"templates": [example()]})),
        Endpoint::post("/api/templates", "Keeps an agenda as a template", create)
            .needs(Access::Host)
            .body::<TemplateDraft>(draft_example())
            .answers::<TemplateView>(StatusCode::CREATED, "Kept", example())
            .refuses(&REFUSALS)
            .refuses(&[Code::TooManyTemplates]),
        Endpoint::put("/api/templates/{template}", "Replaces a template; rooms made from it stay", replace)
            .needs(Access::Host)
            .body::<TemplateDraft>(draft_example())
            .answers::<TemplateView>(StatusCode::OK, "As it is now", example())
            .refuses(&REFUSALS)
            .refuses(&[Code::NotFound]),
        Endpoint::delete("/api/templates/{template}", "Deletes a template; rooms made from it stay", delete)
            .needs(Access::Host)
            .body::<Empty>(json!({}))
            .done("Deleted")
            .refuses(&[Code::NotFound]),
    ]
}

fn draft_example() -> Value {
    json!({
        "name": "Our evening", "kind": "peer_led", "format": "mini", "share_ms": 90_000,
        "agenda": [item_example()],
    })
}

fn example() -> Value {
    let mut template = draft_example();
    template["id"] = "aaaaaaaaaaaaaaaaaaaaaaaaaa".into();
    template["created_at"] = 1_900_000_000_000_i64.into();
    template["changed_at"] = 1_900_000_000_000_i64.into();
    template
}

async fn list(State(web): State<Web>, Host(host): Host) -> Result<Json<TemplateList>, Problem> {
    let templates = web.store.templates_of(host.id()).await?;
    let templates = templates.into_iter().map(TemplateView::of).collect::<Result<_, _>>()?;
    Ok(Json(TemplateList { templates }))
}

async fn create(
    State(web): State<Web>,
    Host(host): Host,
    Body(request): Body<TemplateDraft>,
) -> Result<impl IntoResponse, Problem> {
    let template = request.into_template(TemplateId::random(), host.id(), web.now())?;
    if web.store.templates_of(host.id()).await?.len() >= TEMPLATES_PER_ACCOUNT_MAX {
        return Err(Code::TooManyTemplates.into());
    }
    web.store.create_template(template.clone()).await?;
    Ok((StatusCode::CREATED, Json(TemplateView::of(template)?)))
}

async fn replace(
    State(web): State<Web>,
    Host(host): Host,
    At(id): At<TemplateId>,
    Body(request): Body<TemplateDraft>,
) -> Result<Json<TemplateView>, Problem> {
    let template = request.into_template(id, host.id(), web.now())?;
    Ok(Json(TemplateView::of(web.store.replace_template(template).await?)?))
}

async fn delete(
    State(web): State<Web>,
    Host(host): Host,
    At(id): At<TemplateId>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    web.store.delete_template(host.id(), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
