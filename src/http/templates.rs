//! The endpoints of templates: agendas that a host keeps to make rooms from. Only their owner sees
//! them.

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Web,
    body::{Body, Empty},
    cursor::PageQuery,
    endpoint::{Access, Endpoint},
    extract::{At, Host},
    formats::{Item, item_example},
    limits::TEMPLATES_PER_ACCOUNT_MAX,
    problem::{Code, Problem},
    query::Asked,
};
use crate::{
    auth::RandomId,
    meeting::{id::TemplateId, role::RoomKind},
    room::{NewTemplate, Scope, Template, formats::FormatId},
    store::Thing,
    time::UnixMs,
};

/// A template.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Template")]
struct TemplateView {
    /// The id of the template.
    id: TemplateId,
    /// The name of the template.
    name: String,
    /// The kind of room that the template is for.
    kind: RoomKind,
    /// The id of the format that the agenda came from.
    format: FormatId,
    /// The length of one share in milliseconds; 0 is untimed.
    share_ms: u64,
    /// The agenda.
    agenda: Vec<Item>,
    /// When the template was made, in unix milliseconds.
    created_at: UnixMs,
    /// When the template was last replaced, in unix milliseconds.
    changed_at: UnixMs,
}

impl From<Template> for TemplateView {
    fn from(template: Template) -> Self {
        Self {
            id: template.id,
            name: template.name,
            kind: template.kind,
            format: template.format,
            share_ms: template.share_ms.as_ms(),
            agenda: template.agenda.iter().map(|item| Item::of(item, Some(template.kind))).collect(),
            created_at: template.created_at,
            changed_at: template.changed_at,
        }
    }
}

/// The templates of an account.
#[derive(Serialize, JsonSchema)]
struct TemplateList {
    /// The templates, oldest first.
    templates: Vec<TemplateView>,
    /// What asks for the next page as `after`; null on the last one.
    next: Option<String>,
}

const REFUSALS: [Code; 7] = [
    Code::NameMissing,
    Code::TooLong,
    Code::TextInvalid,
    Code::OutOfRange,
    Code::AgendaInvalid,
    Code::FormatUnknown,
    Code::FormatKind,
];

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/templates", "Lists the caller's templates", list)
            .needs(Access::Host)
            .program(Scope::Templates)
            .paged()
            .answers::<TemplateList>(
                StatusCode::OK,
                "Oldest first",
                json!({"templates": [example()], "next": null}),
            ),
        Endpoint::post("/api/templates", "Saves an agenda as a template", create)
            .needs(Access::Host)
            .program(Scope::Templates)
            .once()
            .body::<NewTemplate>(new_example())
            .answers::<TemplateView>(StatusCode::CREATED, "The new template", example())
            .refuses(&REFUSALS)
            .refuses(&[Code::TooManyTemplates]),
        Endpoint::get("/api/templates/{template}", "Shows a template", get)
            .tagged(Thing::Template)
            .needs(Access::Host)
            .program(Scope::Templates)
            .answers::<TemplateView>(StatusCode::OK, "The template", example())
            .refuses(&[Code::NotFound]),
        Endpoint::put(
            "/api/templates/{template}",
            "Replaces a template. Rooms made from it stay as they are.",
            replace,
        )
        .tagged(Thing::Template)
        .needs(Access::Host)
        .program(Scope::Templates)
        .body::<NewTemplate>(new_example())
        .answers::<TemplateView>(StatusCode::OK, "The template as it is now", example())
        .refuses(&REFUSALS)
        .refuses(&[Code::NotFound]),
        Endpoint::delete(
            "/api/templates/{template}",
            "Deletes a template. Rooms made from it stay as they are.",
            delete,
        )
        .tagged(Thing::Template)
        .needs(Access::Host)
        .program(Scope::Templates)
        .body::<Empty>(json!({}))
        .done("Deleted")
        .refuses(&[Code::NotFound]),
    ]
}

fn new_example() -> Value {
    json!({
        "name": "Our evening", "kind": "peer_led", "format": "mini", "share_ms": 90_000,
        "agenda": [item_example()],
    })
}

fn example() -> Value {
    let mut template = new_example();
    template["id"] = "aaaaaaaaaaaaaaaaaaaaaaaaaa".into();
    template["created_at"] = 1_900_000_000_000_i64.into();
    template["changed_at"] = 1_900_000_000_000_i64.into();
    template
}

async fn list(
    State(web): State<Web>,
    Host(host): Host,
    Asked(asked): Asked<PageQuery>,
) -> Result<Json<TemplateList>, Problem> {
    let templates = web.store.templates_of(host.id()).await?;
    let page = asked.of(templates, |template| (template.created_at, template.id))?;
    let templates = page.items.into_iter().map(TemplateView::from).collect();
    Ok(Json(TemplateList { templates, next: page.next }))
}

async fn get(
    State(web): State<Web>,
    Host(host): Host,
    At(id): At<TemplateId>,
) -> Result<Json<TemplateView>, Problem> {
    let templates = web.store.templates_of(host.id()).await?;
    let found = templates.into_iter().find(|template| template.id == id).ok_or(Code::NotFound)?;
    Ok(Json(found.into()))
}

async fn create(
    State(web): State<Web>,
    Host(host): Host,
    Body(request): Body<NewTemplate>,
) -> Result<impl IntoResponse, Problem> {
    let template = request.into_template(TemplateId::random(), host.id(), web.now())?;
    if web.store.templates_of(host.id()).await?.len() >= TEMPLATES_PER_ACCOUNT_MAX {
        return Err(Code::TooManyTemplates.into());
    }
    web.store.create_template(template.clone()).await?;
    Ok((StatusCode::CREATED, Json(TemplateView::from(template))))
}

async fn replace(
    State(web): State<Web>,
    Host(host): Host,
    At(id): At<TemplateId>,
    Body(request): Body<NewTemplate>,
) -> Result<Json<TemplateView>, Problem> {
    let template = request.into_template(id, host.id(), web.now())?;
    Ok(Json(web.store.replace_template(template).await?.into()))
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
