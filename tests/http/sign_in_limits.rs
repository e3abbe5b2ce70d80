//! Who may try how many passwords. A stranger's guesses must not keep an account's owner out, and a
//! guesser with many addresses is stopped all the same.

use reqwest::Method;
use rondo::config::SecondFactorRule;
use serde_json::json;

use crate::support::{Answer, Browser, PASSWORD, Server};

const ORIGIN: &str = "https://rondo.example";

/// A server behind a proxy, which names the address of each client.
async fn behind_a_proxy() -> Server {
    Server::start_with(|config| {
        config.public_url = Some(ORIGIN.parse().unwrap());
        config.second_factor = Some(SecondFactorRule::Optional);
    })
    .await
}

/// A sign-in from an address. The cookies are given by hand: a client keeps none of https on http.
async fn sign_in(server: &Server, from: &str, cookie: &str, name: &str, password: &str) -> Answer {
    let request = Browser::of(&server.url(""))
        .request(Method::POST, "/api/session")
        .header("origin", ORIGIN)
        .header("x-forwarded-for", from)
        .header("cookie", cookie)
        .json(&json!({"name": name, "password": password}));
    Answer::of(Method::POST, "/api/session", request).await
}

/// The cookie of a browser that is known from now on.
fn known(answer: &Answer) -> String {
    let cookies = answer.headers.get_all("set-cookie").iter();
    let mut cookies = cookies.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap().to_owned());
    cookies.find(|cookie| cookie.starts_with("__Host-rondo_known=")).unwrap()
}

async fn hanne(server: &Server) {
    let admin = server.administrator().await;
    server.host(&admin, "hanne").await;
}

#[tokio::test]
async fn strangers_with_wrong_passwords_do_not_keep_the_owner_out() {
    let server = behind_a_proxy().await;
    hanne(&server).await;
    let at_home = sign_in(&server, "198.51.100.7", "", "hanne", PASSWORD).await;
    let laptop = known(&at_home);
    for _ in 0..10 {
        sign_in(&server, "203.0.113.1", "", "hanne", "wrong").await.refused(401, "sign_in_failed");
    }
    sign_in(&server, "203.0.113.1", "", "hanne", "wrong").await.refused(429, "too_many_attempts");
    // From a browser that she never used, while somebody guesses every five seconds.
    for round in 0..20 {
        server.clock.advance_ms(5_000);
        let from = format!("203.0.113.{}", 10 + round);
        sign_in(&server, &from, "", "hanne", "wrong").await.refused(401, "sign_in_failed");
    }
    sign_in(&server, "198.51.100.9", "", "Hanne", PASSWORD).await.good();
    // And from her own, however many guess: even from the address of a guesser.
    let mut guesses = 0;
    while sign_in(&server, &format!("10.1.{}.{}", guesses / 200, guesses % 200), "", "hanne", "wrong")
        .await
        .status
        == 401
    {
        guesses += 1;
        assert!(guesses < 200, "a guesser with many addresses is never stopped");
    }
    sign_in(&server, "198.51.100.9", "", "hanne", PASSWORD).await.refused(429, "too_many_attempts");
    sign_in(&server, "203.0.113.1", &laptop, "hanne", PASSWORD).await.good();
    let server = server.restart().await;
    assert!(server.app.setup_link.is_none());
}

#[tokio::test]
async fn a_known_browser_is_known_to_one_account_and_has_a_limit_of_its_own() {
    let server = behind_a_proxy().await;
    hanne(&server).await;
    let laptop = known(&sign_in(&server, "198.51.100.7", "", "hanne", PASSWORD).await);
    for _ in 0..10 {
        sign_in(&server, "198.51.100.7", &laptop, "hanne", "wrong").await.refused(401, "sign_in_failed");
    }
    let refused = sign_in(&server, "198.51.100.7", &laptop, "HANNE", PASSWORD).await;
    refused.refused(429, "too_many_attempts");
    let wait: u64 = refused.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    server.clock.advance_ms(60_000);
    sign_in(&server, "198.51.100.7", &laptop, "hanne", PASSWORD).await.good();
    for _ in 0..10 {
        sign_in(&server, "203.0.113.1", &laptop, "ada", "wrong").await.refused(401, "sign_in_failed");
    }
    let another = sign_in(&server, "203.0.113.1", &laptop, "ada", "wrong").await;
    another.refused(429, "too_many_attempts");
    // A cookie that nobody was given is as good as none.
    let forged = format!("__Host-rondo_known={}", "A".repeat(43));
    sign_in(&server, "203.0.113.1", &forged, "ada", "wrong").await.refused(429, "too_many_attempts");
}

#[tokio::test]
async fn an_address_that_tries_many_names_is_stopped() {
    let server = Server::start().await;
    server.administrator().await;
    let visitor = server.visitor();
    let mut names = 0;
    let wrong = |name: usize| json!({"name": format!("someone{name}"), "password": "wrong"});
    while visitor.post("/api/session", wrong(names)).await.status.as_u16() == 401 {
        names += 1;
        assert!(names < 100, "an address that tries many names is never stopped");
    }
}

#[tokio::test]
async fn a_strangers_guesses_do_not_keep_the_owner_from_changing_the_password() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let stranger = server.visitor();
    for _ in 0..11 {
        stranger.post("/api/session", json!({"name": "ada", "password": "wrong"})).await;
    }
    let change = |current: &str| {
        admin.post("/api/me/password", json!({"current": current, "new": "four other unlikely rivers"}))
    };
    for _ in 0..9 {
        change("wrong").await.refused(403, "password_wrong");
    }
    change(PASSWORD).await.good();
    change(PASSWORD).await.refused(429, "too_many_attempts");
}
