//! Setup, sign-in, sessions, passwords.

use reqwest::Method;
use serde_json::json;

use crate::support::{Answer, PASSWORD, Server, secret_of};

#[tokio::test]
async fn the_first_account_is_made_once() {
    let server = Server::start().await;
    let visitor = server.visitor();
    assert_eq!(visitor.get("/api/about").await["setup_needed"], true);
    assert!(visitor.get("/api/me").await["account"].is_null());
    let admin = server.administrator().await;
    let me = admin.get("/api/me").await.good();
    assert_eq!((&me["account"]["is_admin"], &me["account"]["is_host"]), (&json!(true), &json!(true)));
    assert_eq!(visitor.get("/api/about").await["setup_needed"], false);
    let again =
        json!({"secret": server.setup_secret(), "name": "eve", "display_name": "Eve", "password": PASSWORD});
    visitor.post("/api/setup", again).await.refused(404, "link_invalid");
    let server = server.restart().await;
    assert_eq!(server.app.setup_link, None, "no second link after a restart");
}

#[tokio::test]
async fn a_setup_link_dies_with_the_next_start_and_after_a_day() {
    let server = Server::start().await;
    let old = server.setup_secret();
    let server = server.restart().await;
    let body =
        |secret: &str| json!({"secret": secret, "name": "ada", "display_name": "Ada", "password": PASSWORD});
    server.visitor().post("/api/setup", body(&old)).await.refused(404, "link_invalid");
    server.clock.advance_ms(24 * 60 * 60 * 1000);
    server.visitor().post("/api/setup", body(&server.setup_secret())).await.refused(410, "link_expired");
}

#[tokio::test]
async fn two_who_race_with_the_setup_link_make_one_account() {
    let server = Server::start().await;
    let secret = server.setup_secret();
    let setup = |name: &'static str| {
        let visitor = server.visitor();
        let body = json!({"secret": secret, "name": name, "display_name": name, "password": PASSWORD});
        async move { visitor.post("/api/setup", body).await.status.as_u16() }
    };
    let (one, other) = tokio::join!(setup("ada"), setup("eve"));
    let mut statuses = [one, other];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 404]);
}

#[tokio::test]
async fn weak_passwords_and_bad_names_are_refused_by_field() {
    let server = Server::start().await;
    let setup = async |name: &str, display_name: &str, password: &str| {
        let body = json!({
            "secret": server.setup_secret(), "name": name, "display_name": display_name, "password": password,
        });
        server.visitor().post("/api/setup", body).await
    };
    for weak in ["short", "password123", "adalovelace1"] {
        let refused = setup("adalovelace", "Ada", weak).await;
        refused.refused_field("password_weak", "password");
        assert!(!refused["detail"].as_str().unwrap().is_empty());
    }
    setup("a", "Ada", PASSWORD).await.refused_field("name_too_short", "name");
    setup("a\u{202e}da", "Ada", PASSWORD).await.refused_field("name_character", "name");
    setup("ada", "\u{200b}", PASSWORD).await.refused_field("name_missing", "display_name");
    setup("ada", "Dr. Ada", PASSWORD).await.good();
}

#[tokio::test]
async fn signing_in_and_out() {
    let server = Server::start().await;
    server.administrator().await;
    let visitor = server.visitor();
    let sign_in = |name: &str, password: &str| {
        visitor.post("/api/session", json!({"name": name, "password": password}))
    };
    sign_in("ada", "wrong").await.refused(401, "sign_in_failed");
    sign_in("nobody", PASSWORD).await.refused(401, "sign_in_failed");
    assert!(visitor.get("/api/me").await["account"].is_null());
    let answer = sign_in("ADA", PASSWORD).await;
    let cookie = answer.headers["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.starts_with("rondo_session="), "{cookie}");
    for attribute in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "browsers keep no Secure cookie of plain http");
    assert_eq!(visitor.get("/api/me").await["account"]["name"], "ada");
    let value = cookie.split(';').next().unwrap().to_owned();
    visitor.delete("/api/session").await.good();
    assert!(visitor.get("/api/me").await["account"].is_null());
    let stolen = server.browser().request(Method::GET, "/api/me").header("cookie", value);
    let answer = Answer::of(Method::GET, "/api/me", stolen).await;
    assert!(answer["account"].is_null(), "the session is gone on the server too");
}

#[tokio::test]
async fn a_session_ends_when_unused_and_at_its_limit() {
    const DAY: u64 = 24 * 60 * 60 * 1000;
    let server = Server::start().await;
    let admin = server.administrator().await;
    for _ in 0..4 {
        server.clock.advance_ms(6 * DAY);
        assert_eq!(admin.get("/api/me").await["account"]["name"], "ada", "use moves the end");
    }
    server.clock.advance_ms(6 * DAY);
    assert!(admin.get("/api/me").await["account"].is_null(), "30 days are the limit");
    let visitor = server.visitor();
    visitor.post("/api/session", json!({"name": "ada", "password": PASSWORD})).await.good();
    server.clock.advance_ms(7 * DAY);
    assert!(visitor.get("/api/me").await["account"].is_null(), "7 days without use");
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions() {
    const OTHER: &str = "four other unlikely rivers";
    let server = Server::start().await;
    let admin = server.administrator().await;
    let elsewhere = server.visitor();
    elsewhere.post("/api/session", json!({"name": "ada", "password": PASSWORD})).await.good();
    let change =
        |current: &str, new: &str| admin.post("/api/me/password", json!({"current": current, "new": new}));
    let wrong = change("wrong", OTHER).await;
    wrong.refused(403, "password_wrong");
    assert_eq!(wrong["field"], "current");
    change(PASSWORD, "weak").await.refused_field("password_weak", "new");
    change(PASSWORD, OTHER).await.good();
    assert_eq!(admin.get("/api/me").await["account"]["name"], "ada", "one's own session stays");
    assert!(elsewhere.get("/api/me").await["account"].is_null());
    elsewhere
        .post("/api/session", json!({"name": "ada", "password": PASSWORD}))
        .await
        .refused(401, "sign_in_failed");
    elsewhere.post("/api/session", json!({"name": "ada", "password": OTHER})).await.good();
}

#[tokio::test]
async fn a_person_sees_where_they_are_signed_in_and_signs_out_there() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let bea = server.nobody(&admin, "bea").await;
    let sign_in = async || {
        server.clock.advance_ms(1_000);
        let browser = server.visitor();
        browser.post("/api/session", json!({"name": "ada", "password": PASSWORD})).await.good();
        browser
    };
    let (phone, library) = (sign_in().await, sign_in().await);
    let sessions =
        async || admin.get("/api/me/sessions").await.good()["sessions"].as_array().unwrap().clone();
    let listed = sessions().await;
    assert_eq!(listed.len(), 3);
    let here: Vec<_> = listed.iter().map(|session| session["current"].as_bool().unwrap()).collect();
    assert_eq!(here, [false, false, true], "the last used first: {listed:?}");
    assert!(listed[0]["signed_in_at"].as_u64() > listed[1]["signed_in_at"].as_u64());

    let of_library = format!("/api/me/sessions/{}", listed[0]["id"].as_str().unwrap());
    bea.delete(&of_library).await.refused(404, "not_found");
    admin.delete(&of_library).await.good();
    admin.delete(&of_library).await.refused(404, "not_found");
    assert!(library.get("/api/me").await["account"].is_null());
    assert_eq!(phone.get("/api/me").await["account"]["name"], "ada");

    admin.delete("/api/me/sessions").await.good();
    assert!(phone.get("/api/me").await["account"].is_null());
    assert_eq!(sessions().await.len(), 1);
    assert_eq!(bea.get("/api/me").await["account"]["name"], "bea");
}

#[tokio::test]
async fn a_password_link_works_once_and_replaces_earlier_ones() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let body = json!({"name": "bea", "display_name": "Bea", "is_host": true, "is_therapist": false});
    let made = admin.post("/api/accounts", body).await.good();
    let id = made["account"]["id"].as_str().unwrap();
    let first = secret_of(made["link"].as_str().unwrap());
    let second = admin.post(&format!("/api/accounts/{id}/link"), json!({})).await.good();
    let second = secret_of(second["link"].as_str().unwrap());
    let claim = async |secret: &str, password: &str| {
        server.visitor().post("/api/claim", json!({"secret": secret, "password": password})).await
    };
    claim(&first, PASSWORD).await.refused(404, "link_invalid");
    claim(&second, "weak").await.refused_field("password_weak", "password");
    claim(&second, PASSWORD).await.good();
    claim(&second, PASSWORD).await.refused(404, "link_invalid");
    claim("nonsense", PASSWORD).await.refused(404, "link_invalid");
}
