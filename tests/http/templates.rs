//! The agendas that hosts keep.

use serde_json::{Value, json};

use crate::support::{Server, people::peer_room};

const NOBODYS: &str = "/api/templates/aaaaaaaaaaaaaaaaaaaaaaaaaa";

pub(crate) fn template() -> Value {
    let item = json!({
        "name": "Check-in", "text": "What brings you here?", "minutes": 20, "mode": "round",
        "crosstalk": "none", "share_ms": 60_000, "pages": [{"title": "Breathing", "text": "In, and out."}],
    });
    json!({"name": "Our evening", "kind": "peer_led", "format": "mini", "share_ms": 60_000, "agenda": [item]})
}

fn with(change: &Value) -> Value {
    let mut template = template();
    template.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    template
}

#[tokio::test]
async fn a_template_is_kept_replaced_used_and_deleted() {
    let server = Server::start().await;
    let host = server.administrator().await;
    let kept = host.post("/api/templates", template()).await.good();
    assert_eq!((&kept["name"], &kept["format"]), (&json!("Our evening"), &json!("mini")));
    assert_eq!(kept["agenda"][0]["pages"], template()["agenda"][0]["pages"]);
    assert_eq!(host.get("/api/templates").await["templates"], json!([kept]));

    let mut room = peer_room();
    room["format"] = kept["format"].clone();
    room["agenda"] = kept["agenda"].clone();
    room["share_ms"] = kept["share_ms"].clone();
    let room = host.post("/api/rooms", room).await.good();
    assert_eq!(room["agenda"], kept["agenda"]);

    server.clock.advance_ms(1_000);
    let path = format!("/api/templates/{}", kept["id"].as_str().unwrap());
    let replaced = host.put(&path, with(&json!({"name": "Our morning", "share_ms": 0}))).await.good();
    assert_eq!((&replaced["name"], &replaced["share_ms"]), (&json!("Our morning"), &json!(0)));
    assert_eq!(replaced["created_at"], kept["created_at"]);
    assert_eq!(replaced["changed_at"].as_i64(), kept["changed_at"].as_i64().map(|at| at + 1_000));

    host.delete(&path).await.good();
    assert_eq!(host.get("/api/templates").await["templates"], json!([]));
    host.delete(&path).await.refused(404, "not_found");
    host.put(&path, template()).await.refused(404, "not_found");
    let untouched = host.get(&format!("/api/rooms/{}", room["id"].as_str().unwrap())).await.good();
    assert_eq!(untouched["agenda"], kept["agenda"], "a room made from it stays");
}

#[tokio::test]
async fn nobody_sees_the_templates_of_another() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let (olga, hugo) = (server.host(&admin, "olga").await, server.host(&admin, "hugo").await);
    let kept = olga.post("/api/templates", template()).await.good();
    let path = format!("/api/templates/{}", kept["id"].as_str().unwrap());
    for other in [&admin.browser, &hugo.browser] {
        assert_eq!(other.get("/api/templates").await["templates"], json!([]));
        other.put(&path, template()).await.refused(404, "not_found");
        other.delete(&path).await.refused(404, "not_found");
    }
    assert_eq!(olga.get("/api/templates").await["templates"], json!([kept]));
    olga.put(NOBODYS, template()).await.refused(404, "not_found");
    olga.put("/api/templates/x", template()).await.refused(404, "not_found");
}

#[tokio::test]
async fn what_a_template_can_t_be_is_refused_by_field() {
    let server = Server::start().await;
    let host = server.administrator().await;
    for (change, code, field) in [
        (json!({"name": " "}), "name_missing", "name"),
        (json!({"name": "x".repeat(81)}), "too_long", "name"),
        (json!({"name": "a\u{202e}b"}), "text_invalid", "name"),
        (json!({"format": "no_such"}), "format_unknown", "format"),
        (json!({"format": "process"}), "format_kind", "format"),
        (json!({"share_ms": 1}), "out_of_range", "share_ms"),
        (json!({"agenda": []}), "agenda_invalid", "agenda"),
    ] {
        host.post("/api/templates", with(&change)).await.refused_field(code, field);
    }
    for change in [json!({"kind": "other"}), json!({"share_ms": -1}), json!({"owner": "x"})] {
        host.post("/api/templates", with(&change)).await.refused(422, "invalid");
    }
    let mut wrong = template();
    wrong["agenda"][0]["minutes"] = json!(-5);
    let refused = host.post("/api/templates", wrong).await;
    assert_eq!(refused["errors"], json!([{"field": "agenda[0].minutes", "reason": "too_small", "limit": 1}]));
}

#[tokio::test]
async fn an_account_keeps_so_many_templates() {
    let server = Server::start().await;
    let host = server.administrator().await;
    for _ in 0..50 {
        host.post("/api/templates", template()).await.good();
    }
    host.post("/api/templates", template()).await.refused(409, "too_many_templates");
    let first = host.get("/api/templates").await["templates"][0]["id"].as_str().unwrap().to_owned();
    host.delete(&format!("/api/templates/{first}")).await.good();
    host.post("/api/templates", template()).await.good();
}
