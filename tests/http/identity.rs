//! Signing in by an organisation's own identity provider.

use reqwest::Method;
use rondo::config::{Newcomers, SecondFactorRule};
use serde_json::{Value, json};

use crate::{
    provider::Provider,
    second_factor::{set_up, strict},
    support::{Answer, Browser, NOW, PASSWORD, Server, people::Administrator, secret_of},
};

async fn server(provider: &Provider, newcomers: Newcomers) -> (Server, Administrator) {
    let server = Server::start_with(|config| config.identity = Some(provider.config(newcomers))).await;
    let admin = server.administrator().await;
    (server, admin)
}

async fn leave(browser: &Browser) -> String {
    let left = browser.post("/api/session/provider", json!({})).await.good();
    left["url"].as_str().unwrap().to_owned()
}

async fn come_back(browser: &Browser, with: Value) -> Answer {
    browser.post("/api/session/provider/finish", with).await
}

async fn connect(browser: &Browser, proof: Value) -> String {
    browser.post("/api/me/identity", proof).await.good()["url"].as_str().unwrap().to_owned()
}

/// A server whose administrator is the provider's "ada".
async fn connected(provider: &Provider) -> (Server, Administrator) {
    let (server, admin) = server(provider, Newcomers::Refused).await;
    let url = connect(&admin, json!({"password": PASSWORD})).await;
    come_back(&admin, provider.visit(&url, "ada")).await.good();
    (server, admin)
}

#[tokio::test]
async fn a_connected_account_is_signed_in_to_without_a_password() {
    let provider = Provider::start().await;
    let (server, admin) = connected(&provider).await;
    assert_eq!(admin.get("/api/about").await.good()["identity_provider"], "the clinic");
    assert_eq!(admin.get("/api/me/identity").await.good()["since"], json!(NOW.as_ms()));

    let visitor = server.visitor();
    let back = provider.visit(&leave(&visitor).await, "ada");
    come_back(&visitor, back.clone()).await.good();
    assert_eq!(visitor.get("/api/me").await["account"]["name"], "ada");
    come_back(&visitor, back).await.refused(403, "provider_refused");

    let server =
        server.restart_with(|config| config.identity = Some(provider.config(Newcomers::Refused))).await;
    let visitor = server.visitor();
    come_back(&visitor, provider.visit(&leave(&visitor).await, "ada")).await.good();

    let stranger = server.visitor();
    let back = provider.visit(&leave(&stranger).await, "somebody else");
    come_back(&stranger, back).await.refused(403, "no_account");
    assert!(stranger.get("/api/me").await["account"].is_null());
}

#[tokio::test]
async fn what_comes_back_counts_once_in_its_browser_and_in_time_also_after_a_restart() {
    let provider = Provider::start().await;
    let (server, _admin) = connected(&provider).await;
    let (victim, thief) = (server.visitor(), server.visitor());
    let back = provider.visit(&leave(&victim).await, "ada");
    come_back(&thief, back.clone()).await.refused(403, "provider_refused");
    leave(&thief).await;
    come_back(&thief, back).await.refused(403, "provider_refused");

    let back = provider.visit(&leave(&victim).await, "ada");
    let guessed = json!({"code": back["code"], "state": "guessed"});
    come_back(&victim, guessed).await.refused(403, "provider_refused");
    come_back(&victim, back).await.refused(403, "provider_refused");

    let back = provider.visit(&leave(&victim).await, "ada");
    let wrong = json!({"code": "another", "state": back["state"]});
    come_back(&victim, wrong).await.refused(403, "provider_refused");

    let back = provider.visit(&leave(&victim).await, "ada");
    server.clock.advance_ms(600_000);
    come_back(&victim, back).await.refused(403, "provider_refused");
    let back = provider.visit_with(&leave(&victim).await, "ada", json!({"exp": NOW.as_ms() / 1_000 + 700}));
    let server =
        server.restart_with(|config| config.identity = Some(provider.config(Newcomers::Refused))).await;
    let again = victim.at(&server);
    come_back(&again, back.clone()).await.good();
    come_back(&again, back).await.refused(403, "provider_refused");
}

#[tokio::test]
async fn a_token_that_is_not_for_this_sign_in_is_refused() {
    let provider = Provider::start().await;
    let (server, _admin) = connected(&provider).await;
    let now = NOW.as_ms() / 1_000;
    for wrong in [
        json!({"iss": "https://other.example"}),
        json!({"aud": "another-client"}),
        json!({"aud": ["rondo", "another-client"]}),
        json!({"nonce": "another"}),
        json!({"nonce": null}),
        json!({"exp": now - 1}),
        json!({"sub": null}),
    ] {
        let visitor = server.visitor();
        let back = provider.visit_with(&leave(&visitor).await, "ada", wrong.clone());
        let answer = come_back(&visitor, back).await;
        assert!(matches!(answer.status.as_u16(), 403 | 503), "{wrong} was answered with {}", answer.status);
        assert!(visitor.get("/api/me").await["account"].is_null(), "{wrong}");
    }
}

#[tokio::test]
async fn connecting_takes_the_owner_and_one_identity_opens_one_account() {
    let provider = Provider::start().await;
    let (server, admin) = connected(&provider).await;
    let bea = server.host(&admin, "bea").await;
    let wrong = bea.post("/api/me/identity", json!({"password": "wrong"})).await;
    wrong.refused(403, "password_wrong");
    let url = connect(&bea, json!({"password": PASSWORD})).await;
    come_back(&bea, provider.visit(&url, "ada")).await.refused(409, "identity_taken");
    admin.post("/api/me/identity", json!({"password": PASSWORD})).await.refused(409, "identity_taken");

    // What was begun for one account does not connect another.
    let url = connect(&bea, json!({"password": PASSWORD})).await;
    bea.delete("/api/session").await.good();
    bea.post("/api/session", json!({"name": "ada", "password": PASSWORD})).await.good();
    come_back(&bea, provider.visit(&url, "bea")).await.refused(403, "provider_refused");

    let gone = admin.ask(Method::DELETE, "/api/me/identity", Some(json!({"password": PASSWORD}))).await;
    gone.good();
    let twice = admin.ask(Method::DELETE, "/api/me/identity", Some(json!({"password": PASSWORD}))).await;
    twice.refused(409, "identity_off");
    let visitor = server.visitor();
    come_back(&visitor, provider.visit(&leave(&visitor).await, "ada")).await.refused(403, "no_account");
}

#[tokio::test]
async fn newcomers_get_an_account_where_the_operator_wants_it() {
    let provider = Provider::start().await;
    let (server, admin) = server(&provider, Newcomers::Hosts).await;
    let come = async |subject: &str, claims: Value| {
        let visitor = server.visitor();
        let back = provider.visit_with(&leave(&visitor).await, subject, claims);
        (visitor.0.clone(), come_back(&visitor, back).await.good())
    };
    let (robin, account) = come("1", json!({"preferred_username": "robin", "name": "Robin Ash"})).await;
    assert_eq!((&account["name"], &account["display_name"]), (&json!("robin"), &json!("Robin Ash")));
    assert_eq!((&account["is_host"], &account["is_admin"]), (&json!(true), &json!(false)));
    assert_eq!(account["has_password"], json!(false));
    let (_, second) = come("2", json!({"preferred_username": "Robin"})).await;
    assert_eq!(second["name"], "Robin 2");
    let (_, third) = come("3", json!({"preferred_username": "\u{202e}nibor", "name": "\u{0}"})).await;
    assert_eq!((&third["name"], &third["display_name"]), (&json!("host"), &json!("host")));
    assert_eq!(come("1", json!({})).await.1["id"], account["id"]);

    // Without a password there is nothing to prove, and the only way in stays.
    let end = robin.ask(Method::DELETE, "/api/me/identity", Some(json!({"password": ""}))).await;
    end.refused(403, "password_wrong");
    let path = format!("/api/accounts/{}", account["id"].as_str().unwrap());
    admin.patch(&path, json!({"disabled": true})).await.good();
    let visitor = server.visitor();
    let back = provider.visit(&leave(&visitor).await, "1");
    come_back(&visitor, back).await.refused(403, "no_account");
}

#[tokio::test]
async fn a_server_that_is_not_set_up_has_no_newcomers() {
    let provider = Provider::start().await;
    let server = Server::start_with(|config| config.identity = Some(provider.config(Newcomers::Hosts))).await;
    let visitor = server.visitor();
    come_back(&visitor, provider.visit(&leave(&visitor).await, "1")).await.refused(403, "no_account");
}

#[tokio::test]
async fn a_password_link_connects_in_place_of_a_password() {
    let provider = Provider::start().await;
    let (server, admin) = server(&provider, Newcomers::Refused).await;
    let new = json!({"name": "bea", "display_name": "Bea", "is_host": true, "is_therapist": false});
    let made = admin.post("/api/accounts", new).await.good();
    let secret = secret_of(made["link"].as_str().unwrap());
    let bea = server.visitor();
    let claim = async |secret: &str| bea.post("/api/claim/provider", json!({"secret": secret})).await;
    claim("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa").await.refused(404, "link_invalid");
    let left = claim(&secret).await.good();
    let back = provider.visit(left["url"].as_str().unwrap(), "bea");
    assert_eq!(come_back(&bea, back).await.good()["name"], "bea");
    claim(&secret).await.refused(404, "link_invalid");
    let visitor = server.visitor();
    come_back(&visitor, provider.visit(&leave(&visitor).await, "bea")).await.good();

    // By a new link somebody else of the provider takes their place, but nobody who has an account.
    let path = format!("/api/accounts/{}/link", made["account"]["id"].as_str().unwrap());
    let link = admin.post(&path, json!({})).await.good();
    let secret = secret_of(link["link"].as_str().unwrap());
    let url = connect(&admin, json!({"password": PASSWORD})).await;
    come_back(&admin, provider.visit(&url, "ada")).await.good();
    let left = claim(&secret).await.good();
    let back = provider.visit(left["url"].as_str().unwrap(), "ada");
    come_back(&bea, back).await.refused(409, "identity_taken");
    let left = claim(&secret).await.good();
    let back = provider.visit(left["url"].as_str().unwrap(), "bea at her new clinic");
    assert_eq!(come_back(&bea, back).await.good()["name"], "bea");
    let visitor = server.visitor();
    come_back(&visitor, provider.visit(&leave(&visitor).await, "bea")).await.refused(403, "no_account");

    // A new link takes back what was connected by somebody else.
    let link = admin.post(&path, json!({})).await.good();
    let secret = secret_of(link["link"].as_str().unwrap());
    server.visitor().post("/api/claim", json!({"secret": secret, "password": PASSWORD})).await.good();
    let visitor = server.visitor();
    come_back(&visitor, provider.visit(&leave(&visitor).await, "bea at her new clinic"))
        .await
        .refused(403, "no_account");
}

#[tokio::test]
async fn a_second_factor_is_asked_for_beside_a_password_alone() {
    let provider = Provider::start().await;
    let (server, admin) = connected(&provider).await;
    set_up(&admin).await;
    let visitor = server.visitor();
    visitor
        .post("/api/session", json!({"name": "ada", "password": PASSWORD}))
        .await
        .refused(401, "second_factor_required");
    come_back(&visitor, provider.visit(&leave(&visitor).await, "ada")).await.good();
    admin
        .post("/api/me/identity", json!({"password": PASSWORD}))
        .await
        .refused(401, "second_factor_required");
}

#[tokio::test]
async fn a_server_says_when_it_has_no_provider_or_does_not_reach_it() {
    let none = strict().await;
    none.visitor().post("/api/session/provider", json!({})).await.refused(404, "not_found");
    assert!(none.visitor().get("/api/about").await.good()["identity_provider"].is_null());

    let provider = Provider::start().await;
    let mut away = provider.config(Newcomers::Refused);
    away.issuer = "http://127.0.0.1:9".to_owned();
    let server = Server::start_with(|config| {
        config.identity = Some(away);
        config.second_factor = Some(SecondFactorRule::Optional);
    });
    let server = server.await;
    server.visitor().post("/api/session/provider", json!({})).await.refused(503, "provider_unreachable");
    let admin = server.administrator().await;
    server.visitor().post("/api/session", json!({"name": "ada", "password": PASSWORD})).await.good();
    drop(admin);
}
