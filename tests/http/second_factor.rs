//! An app beside the password: set up, asked for at the sign-in, recovered from, turned off.

use reqwest::Method;
use rondo::config::SecondFactorRule;
use serde_json::json;
use totp_rs::{Builder, Secret};

use crate::support::{
    Answer, Browser, NOW, PASSWORD, Server,
    people::{Administrator, make_room, peer_room},
    secret_of,
};

/// The app in somebody's hand.
pub(crate) struct App(totp_rs::Totp);

impl App {
    /// What it shows, this many steps after the tests began.
    pub(crate) fn code(&self, step: u64) -> String {
        self.0.generate(NOW.as_ms().unsigned_abs() / 1_000 + step * 30).to_string()
    }
}

pub(crate) trait Refused {
    /// It is refused for what stands in this field.
    fn is_wrong(&self, code: &str, field: &str);
}

impl Refused for Answer {
    fn is_wrong(&self, code: &str, field: &str) {
        self.refused(403, code);
        assert_eq!(self["field"], field);
    }
}

/// Sets up an app with the code of the first step. Returns the recovery codes too.
pub(crate) async fn set_up(browser: &Browser) -> (App, Vec<String>) {
    let begun = browser.post("/api/me/second-factor/app", json!({"password": PASSWORD})).await.good();
    let secret = begun["secret"].as_str().unwrap();
    assert!(begun["link"].as_str().unwrap().contains(&format!("secret={secret}")), "{}", begun["link"]);
    let app = App(Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build().unwrap());
    let body = json!({"code": app.code(0)});
    let codes = browser.post("/api/me/second-factor/app/confirm", body).await.good();
    let codes = codes["codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned());
    (app, codes.collect())
}

async fn sign_in(browser: &Browser, code: Option<&str>) -> Answer {
    browser.post("/api/session", json!({"name": "ada", "password": PASSWORD, "code": code})).await
}

async fn with_an_app() -> (Server, Administrator, App, Vec<String>) {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let (app, codes) = set_up(&admin).await;
    (server, admin, app, codes)
}

#[tokio::test]
async fn an_app_counts_after_its_first_code_and_ends_the_other_sessions() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let elsewhere = server.visitor();
    sign_in(&elsewhere, None).await.good();
    let wrong = admin.post("/api/me/second-factor/app", json!({"password": "wrong"})).await;
    wrong.is_wrong("password_wrong", "password");
    admin.post("/api/me/second-factor/app", json!({"password": PASSWORD})).await.good();
    let wrong = admin.post("/api/me/second-factor/app/confirm", json!({"code": "12345"})).await;
    wrong.is_wrong("second_factor_wrong", "code");
    assert!(admin.get("/api/me/second-factor").await.good()["app_since"].is_null());
    sign_in(&server.visitor(), None).await.good();

    let (_, codes) = set_up(&admin).await;
    assert_eq!(codes.len(), 10);
    let state = admin.get("/api/me/second-factor").await.good();
    assert_eq!((&state["app_since"], &state["codes_left"]), (&json!(NOW.as_ms()), &json!(10)));
    assert!(elsewhere.get("/api/me").await["account"].is_null());
    admin
        .post("/api/me/second-factor/app", json!({"password": PASSWORD}))
        .await
        .refused(409, "second_factor_on");
    admin
        .post("/api/me/second-factor/app/confirm", json!({"code": "123456"}))
        .await
        .refused(409, "second_factor_off");
}

#[tokio::test]
async fn signing_in_needs_a_code_that_works_once() {
    let (server, _admin, app, _) = with_an_app().await;
    let visitor = server.visitor();
    sign_in(&visitor, None).await.refused(401, "second_factor_required");
    let wrong = json!({"name": "ada", "password": "wrong", "code": app.code(1)});
    visitor.post("/api/session", wrong).await.refused(401, "sign_in_failed");
    sign_in(&visitor, Some(&app.code(0))).await.is_wrong("second_factor_wrong", "code");
    sign_in(&visitor, Some(&app.code(2))).await.is_wrong("second_factor_wrong", "code");
    assert!(visitor.get("/api/me").await["account"].is_null());
    let code = app.code(1);
    let (first, second) = code.split_at(3);
    sign_in(&visitor, Some(&format!("{first} {second}"))).await.good();
    sign_in(&server.visitor(), Some(&app.code(1))).await.is_wrong("second_factor_wrong", "code");
    server.clock.advance_ms(60_000);
    let server = server.restart().await;
    sign_in(&server.visitor(), Some(&app.code(1))).await.is_wrong("second_factor_wrong", "code");
    sign_in(&server.visitor(), Some(&app.code(2))).await.good();
}

#[tokio::test]
async fn a_recovery_code_works_once_even_if_a_guesser_has_used_up_the_attempts() {
    let (server, admin, app, codes) = with_an_app().await;
    for _ in 0..10 {
        sign_in(&server.visitor(), Some("000000")).await.is_wrong("second_factor_wrong", "code");
        server.clock.advance_ms(60_000);
    }
    sign_in(&server.visitor(), Some(&app.code(20))).await.refused(429, "too_many_attempts");
    server.clock.advance_ms(60_000);
    let typed = codes[0].to_lowercase().replace('-', " ");
    sign_in(&server.visitor(), Some(&typed)).await.good();
    sign_in(&server.visitor(), Some(&typed)).await.is_wrong("second_factor_wrong", "code");
    assert_eq!(admin.get("/api/me/second-factor").await.good()["codes_left"], 9);
}

#[tokio::test]
async fn turning_it_off_takes_password_and_code() {
    let (server, admin, app, codes) = with_an_app().await;
    let end = async |password: &str, code: &str| {
        let body = json!({"password": password, "code": code});
        let request = admin.request(Method::DELETE, "/api/me/second-factor/app").json(&body);
        Answer::of(Method::DELETE, "/api/me/second-factor/app", request).await
    };
    end("wrong", &app.code(1)).await.is_wrong("password_wrong", "password");
    end(PASSWORD, &app.code(0)).await.is_wrong("second_factor_wrong", "code");
    end(PASSWORD, &app.code(1)).await.good();
    end(PASSWORD, &app.code(1)).await.refused(409, "second_factor_off");
    sign_in(&server.visitor(), None).await.good();
    let (other, _) = set_up(&admin).await;
    assert_ne!(other.code(0), app.code(0), "a new app has a new secret");
    let old = sign_in(&server.visitor(), Some(&codes[0])).await;
    old.is_wrong("second_factor_wrong", "code");
}

#[tokio::test]
async fn a_password_link_lets_in_whoever_lost_the_app() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let host = server.host(&admin, "bea").await;
    set_up(&host).await;
    let link = admin.post(&format!("/api/accounts/{}/link", host.id), json!({})).await.good();
    let secret = secret_of(link["link"].as_str().unwrap());
    let back = server.visitor();
    back.post("/api/claim", json!({"secret": secret, "password": PASSWORD})).await.good();
    assert!(back.get("/api/me/second-factor").await.good()["app_since"].is_null());
    back.post("/api/session", json!({"name": "bea", "password": PASSWORD})).await.good();
}

/// A server that is not tried out: whoever manages accounts or leads therapy needs the app.
pub(crate) async fn strict() -> Server {
    Server::start_with(|config| config.second_factor = Some(SecondFactorRule::Required)).await
}

#[tokio::test]
async fn whoever_manages_accounts_or_leads_therapy_sets_up_an_app_before_anything_else() {
    let server = strict().await;
    let admin = server.administrator().await;
    assert_eq!(admin.get("/api/me").await.good()["account"]["lacks_second_factor"], json!(true));
    for (method, path) in [
        (Method::GET, "/api/accounts"),
        (Method::GET, "/api/rooms"),
        (Method::POST, "/api/rooms"),
        (Method::GET, "/api/me/desk"),
        (Method::GET, "/api/jobs"),
    ] {
        let body = (method == Method::POST).then(|| json!({}));
        admin.ask(method.clone(), path, body).await.refused(403, "second_factor_missing");
    }
    admin.get("/api/me/sessions").await.good();
    set_up(&admin).await;
    assert_eq!(admin.get("/api/me").await.good()["account"]["lacks_second_factor"], json!(false));
    admin.get("/api/accounts").await.good();

    // A host of peer-led groups needs none, until they lead therapy.
    let host = server.host(&admin, "Hanne").await;
    let room = make_room(&host, peer_room()).await;
    let token = format!("/api/rooms/{room}/token");
    host.post(&token, json!({})).await.good();
    let path = format!("/api/accounts/{}", host.id);
    admin.patch(&path, json!({"is_therapist": true})).await.good();
    host.get("/api/rooms").await.refused(403, "second_factor_missing");
    host.post(&token, json!({})).await.refused(403, "second_factor_missing");
    host.delete("/api/session").await.good();
}

#[tokio::test]
async fn whoever_turns_the_app_off_has_to_set_up_another() {
    let server = strict().await;
    let admin = server.administrator().await;
    let (app, _) = set_up(&admin).await;
    admin.get("/api/accounts").await.good();
    let off = json!({"password": PASSWORD, "code": app.code(1)});
    admin.ask(Method::DELETE, "/api/me/second-factor/app", Some(off)).await.good();
    admin.get("/api/accounts").await.refused(403, "second_factor_missing");
    set_up(&admin).await;
    admin.get("/api/accounts").await.good();
}

#[tokio::test]
async fn a_server_that_is_tried_out_asks_for_no_app_and_a_public_one_does() {
    let here = Server::start().await;
    let admin = here.administrator().await;
    assert_eq!(admin.get("/api/me").await.good()["account"]["lacks_second_factor"], json!(false));
    let public = "https://rondo.example".parse().unwrap();
    let there = Server::start_with(|config| config.public_url = Some(public)).await;
    let admin = there.administrator().await;
    assert_eq!(admin.get("/api/me").await.good()["account"]["lacks_second_factor"], json!(true));
}

#[tokio::test]
async fn new_recovery_codes_take_the_place_of_the_old_while_the_app_stays() {
    let (server, admin, app, old) = with_an_app().await;
    let renew = async |password: &str, code: &str| {
        admin.post("/api/me/second-factor/codes", json!({"password": password, "code": code})).await
    };
    renew("wrong", &app.code(1)).await.is_wrong("password_wrong", "password");
    renew(PASSWORD, "000000").await.is_wrong("second_factor_wrong", "code");
    let made = renew(PASSWORD, &app.code(1)).await.good();
    let codes: Vec<&str> =
        made["codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap()).collect();
    assert_eq!(codes.len(), 10);
    assert!(codes.iter().all(|code| !old.iter().any(|known| known == code)));
    sign_in(&server.visitor(), Some(&old[0])).await.is_wrong("second_factor_wrong", "code");
    sign_in(&server.visitor(), Some(codes[0])).await.good();
    assert_eq!(admin.get("/api/me/second-factor").await.good()["codes_left"], 9);
    renew(PASSWORD, &app.code(1)).await.is_wrong("second_factor_wrong", "code");
}
