//! Passkeys beside the password: added, asked for at the sign-in, removed, and those of other sites.

use reqwest::Method;
use rondo::config::SecondFactorRule;
use serde_json::{Value, json};

use crate::{
    device::Device,
    second_factor::{Refused, set_up, strict},
    support::{Answer, Browser, NOW, PASSWORD, Server, people::Administrator},
};

async fn place_of_passkeys(browser: &Browser) -> String {
    let state = browser.get("/api/me/second-factor").await.good();
    state["passkeys_at"].as_str().unwrap().to_owned()
}

/// Adds the passkey of a new device. Returns the recovery codes too.
async fn add(browser: &Browser, proof: Value) -> (Device, Vec<String>) {
    let device = Device::at(&place_of_passkeys(browser).await);
    let question = browser.post("/api/me/passkeys/begin", proof).await.good();
    let passkey = device.make(&question);
    let body = json!({"name": "My phone", "passkey": passkey});
    let codes = browser.post("/api/me/passkeys", body).await.good();
    let codes = codes["codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned());
    (device, codes.collect())
}

async fn with_a_passkey() -> (Server, Administrator, Device, Vec<String>) {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let (device, codes) = add(&admin, json!({"password": PASSWORD})).await;
    (server, admin, device, codes)
}

async fn ask(browser: &Browser) -> Value {
    browser.post("/api/session/passkey", json!({"name": "ada", "password": PASSWORD})).await.good()
}

async fn sign_in(browser: &Browser, passkey: &Value) -> Answer {
    let body = json!({"name": "ada", "password": PASSWORD, "passkey": passkey});
    browser.post("/api/session", body).await
}

async fn proof(browser: &Browser, device: &Device) -> Value {
    let question = browser.post("/api/me/passkeys/challenge", json!({})).await.good();
    json!({"password": PASSWORD, "passkey": device.show(&question)})
}

async fn remove(browser: &Browser, id: &str, proof: Value) -> Answer {
    browser.ask(Method::DELETE, &format!("/api/me/passkeys/{id}"), Some(proof)).await
}

async fn ids(browser: &Browser) -> Vec<String> {
    let state = browser.get("/api/me/second-factor").await.good();
    state["passkeys"].as_array().unwrap().iter().map(|key| key["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn signing_in_needs_the_passkey_and_each_answer_counts_once() {
    let (server, admin, device, codes) = with_a_passkey().await;
    assert_eq!(codes.len(), 10);
    let state = admin.get("/api/me/second-factor").await.good();
    assert_eq!((&state["app_since"], &state["codes_left"]), (&Value::Null, &json!(10)));
    let kept = &state["passkeys"][0];
    assert_eq!((&kept["name"], &kept["created_at"]), (&json!("My phone"), &json!(NOW.as_ms())));
    assert!(kept["used_at"].is_null());

    let visitor = server.visitor();
    let bare = json!({"name": "ada", "password": PASSWORD});
    visitor.post("/api/session", bare).await.refused(401, "passkey_required");
    let wrong = json!({"name": "ada", "password": "wrong"});
    visitor.post("/api/session/passkey", wrong).await.refused(401, "sign_in_failed");
    sign_in(&visitor, &json!({})).await.refused(403, "passkey_wrong");
    let taken = device.show_unverified(&ask(&visitor).await);
    sign_in(&visitor, &taken).await.refused(403, "passkey_wrong");
    let shown = device.show(&ask(&visitor).await);
    server.clock.advance_ms(1_000);
    sign_in(&visitor, &shown).await.good();
    assert_eq!(visitor.get("/api/me").await["account"]["name"], "ada");
    sign_in(&server.visitor(), &shown).await.refused(403, "passkey_wrong");
    let state = visitor.get("/api/me/second-factor").await.good();
    assert_eq!(state["passkeys"][0]["used_at"], json!(NOW.as_ms() + 1_000));

    let recovered = json!({"name": "ada", "password": PASSWORD, "code": codes[0]});
    server.visitor().post("/api/session", recovered).await.good();
    let guessed = json!({"name": "ada", "password": PASSWORD, "code": "000000"});
    server.visitor().post("/api/session", guessed).await.is_wrong("second_factor_wrong", "code");
}

#[tokio::test]
async fn a_passkey_outlives_a_restart_and_a_question_does_not() {
    let (server, _admin, mut device, _) = with_a_passkey().await;
    let early = device.show(&ask(&server.visitor()).await);
    let server = server.restart().await;
    sign_in(&server.visitor(), &early).await.refused(403, "passkey_wrong");
    // The server has another port now, and so another origin, which browsers take for another site's page.
    let stale = device.show(&ask(&server.visitor()).await);
    sign_in(&server.visitor(), &stale).await.refused(403, "passkey_wrong");
    device.origin = server.url("").replace("127.0.0.1", "localhost");
    let late = device.show(&ask(&server.visitor()).await);
    server.clock.advance_ms(300_000);
    sign_in(&server.visitor(), &late).await.refused(403, "passkey_wrong");
    let shown = device.show(&ask(&server.visitor()).await);
    sign_in(&server.visitor(), &shown).await.good();
}

/// What another site could get somebody to sign, for the same question.
#[tokio::test]
async fn a_passkey_of_another_site_opens_nothing() {
    let (server, admin, mut device, _) = with_a_passkey().await;
    let here = device.origin.clone();
    let question = ask(&server.visitor()).await;
    device.origin = "http://evil.localhost:8080".to_owned();
    let shown = device.show(&question);
    sign_in(&server.visitor(), &shown).await.refused(403, "passkey_wrong");
    device.origin = here;

    // Another site asks for a passkey of its own, and gets one.
    let other = Device::at("https://other.example");
    let begun = admin.post("/api/me/passkeys/begin", proof(&admin, &device).await);
    let mut question = begun.await.good();
    question["options"]["rp"]["id"] = json!("other.example");
    let foreign = other.make(&question);
    let body = json!({"name": "Elsewhere", "passkey": foreign});
    admin.post("/api/me/passkeys", body).await.refused(403, "passkey_wrong");
    let mut question = ask(&server.visitor()).await;
    question["options"]["rpId"] = json!("other.example");
    question["options"]["allowCredentials"] = json!([]);
    let shown = other.show(&question);
    sign_in(&server.visitor(), &shown).await.refused(403, "passkey_wrong");
    assert_eq!(ids(&admin).await.len(), 1);
}

#[tokio::test]
async fn a_passkey_of_another_account_opens_nothing() {
    let (server, admin, device, _) = with_a_passkey().await;
    let bea = server.host(&admin, "bea").await;
    let (hers, _) = add(&bea, json!({"password": PASSWORD})).await;
    let mut question = ask(&server.visitor()).await;
    question["options"]["allowCredentials"] = json!([]);
    let shown = hers.show(&question);
    sign_in(&server.visitor(), &shown).await.refused(403, "passkey_wrong");

    // Nor does an answer count for a question that another account was asked.
    let visitor = server.visitor();
    let asked = visitor.post("/api/session/passkey", json!({"name": "bea", "password": PASSWORD})).await;
    let shown = hers.show(&asked.good());
    device.show(&ask(&server.visitor()).await);
    sign_in(&server.visitor(), &shown).await.refused(403, "passkey_wrong");
}

#[tokio::test]
async fn changing_what_is_beside_the_password_takes_what_is_there() {
    let (server, admin, device, _) = with_a_passkey().await;
    let elsewhere = server.visitor();
    sign_in(&elsewhere, &device.show(&ask(&elsewhere).await)).await.good();
    for (path, wrong) in [
        ("/api/me/passkeys/begin", json!({"password": "wrong"})),
        ("/api/me/second-factor/app", json!({"password": "wrong"})),
    ] {
        admin.post(path, wrong).await.is_wrong("password_wrong", "password");
        admin.post(path, json!({"password": PASSWORD})).await.refused(401, "passkey_required");
    }
    server.clock.advance_ms(1_000);
    let with = proof(&admin, &device).await;
    let (second, codes) = add(&admin, with).await;
    assert!(codes.is_empty(), "the account has recovery codes already");
    assert!(elsewhere.get("/api/me").await["account"].is_null());

    let [first, other] = ids(&admin).await.try_into().unwrap();
    remove(&admin, &other, json!({"password": PASSWORD})).await.refused(401, "passkey_required");
    let with = proof(&admin, &device).await;
    remove(&admin, &other, with).await.good();
    let with = proof(&admin, &device).await;
    remove(&admin, &other, with).await.refused(404, "not_found");
    let question = ask(&server.visitor()).await;
    assert!(!second.is_asked(&question), "the device that was removed is not asked for");
    let with = proof(&admin, &device).await;
    remove(&admin, &first, with).await.good();
    assert_eq!(admin.get("/api/me/second-factor").await.good()["codes_left"], 0);
    server.visitor().post("/api/session", json!({"name": "ada", "password": PASSWORD})).await.good();
}

#[tokio::test]
async fn an_app_and_a_passkey_stand_in_for_each_other() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let (app, codes) = set_up(&admin).await;
    let (device, more) = add(&admin, json!({"password": PASSWORD, "code": app.code(1)})).await;
    assert!(more.is_empty());
    sign_in(&server.visitor(), &device.show(&ask(&server.visitor()).await)).await.good();
    server.clock.advance_ms(60_000);
    let by_app = json!({"name": "ada", "password": PASSWORD, "code": app.code(2)});
    server.visitor().post("/api/session", by_app).await.good();
    let with = proof(&admin, &device).await;
    admin.ask(Method::DELETE, "/api/me/second-factor/app", Some(with)).await.good();
    let with = proof(&admin, &device).await;
    admin
        .ask(Method::DELETE, "/api/me/second-factor/app", Some(with))
        .await
        .refused(409, "second_factor_off");
    let recovered = json!({"name": "ada", "password": PASSWORD, "code": codes[0]});
    server.visitor().post("/api/session", recovered).await.good();
}

#[tokio::test]
async fn a_passkey_is_enough_where_a_second_factor_is_required() {
    let server = strict().await;
    let admin = server.administrator().await;
    admin.get("/api/accounts").await.refused(403, "second_factor_missing");
    add(&admin, json!({"password": PASSWORD})).await;
    admin.get("/api/accounts").await.good();
}

#[tokio::test]
async fn a_server_without_a_name_has_no_passkeys() {
    let address = "https://[2001:db8::1]".parse().unwrap();
    let server = Server::start_with(|config| {
        config.public_url = Some(address);
        config.second_factor = Some(SecondFactorRule::Optional);
    });
    let server = server.await;
    let admin = server.administrator().await;
    assert!(admin.get("/api/me/second-factor").await.good()["passkeys_at"].is_null());
    let asked = admin.post("/api/me/passkeys/begin", json!({"password": PASSWORD})).await;
    asked.refused(409, "passkeys_off");
}
