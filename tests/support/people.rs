//! The people of the tests.

use std::ops::Deref;

use serde_json::{Value, json};

use super::{Answer, Browser, PASSWORD, Server, secret_of};

macro_rules! person {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone)]
        pub(crate) struct $name {
            pub(crate) browser: Browser,
            /// The account's or participant's id.
            pub(crate) id: String,
        }

        impl Deref for $name {
            type Target = Browser;

            fn deref(&self) -> &Browser {
                &self.browser
            }
        }
    )*};
}

person! {
    /// Made the first account: administrator and host, but no therapist.
    Administrator;
    /// May make peer-led rooms.
    Host;
    /// May make and lead therapist-led rooms.
    Therapist;
    /// Has an account without any power.
    Nobody;
    /// Has a seat in a room and no account.
    Member;
}

/// Someone who just came.
pub(crate) struct Visitor(pub(crate) Browser);

impl Deref for Visitor {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.0
    }
}

fn id_of(value: &Value) -> String {
    value.as_str().expect("an id").to_owned()
}

impl Server {
    /// Two hosts, and a peer-led room of the first.
    pub(crate) async fn two_hosts(&self) -> (Administrator, Host, Host, String) {
        let admin = self.administrator().await;
        let (olga, hugo) = (self.host(&admin, "olga").await, self.host(&admin, "hugo").await);
        let room = make_room(&olga, peer_room()).await;
        (admin, olga, hugo, room)
    }

    pub(crate) fn visitor(&self) -> Visitor {
        Visitor(self.browser())
    }

    pub(crate) async fn administrator(&self) -> Administrator {
        let browser = self.browser();
        let body = json!({
            "secret": self.setup_secret(), "name": "ada", "display_name": "Ada", "password": PASSWORD,
        });
        let me = browser.post("/api/setup", body).await.good();
        Administrator { browser, id: id_of(&me["id"]) }
    }

    pub(crate) async fn host(&self, admin: &Administrator, name: &str) -> Host {
        let (browser, id) = self.account(admin, name, true, false).await;
        Host { browser, id }
    }

    pub(crate) async fn therapist(&self, admin: &Administrator, name: &str) -> Therapist {
        let (browser, id) = self.account(admin, name, true, true).await;
        Therapist { browser, id }
    }

    pub(crate) async fn nobody(&self, admin: &Administrator, name: &str) -> Nobody {
        let (browser, id) = self.account(admin, name, false, false).await;
        Nobody { browser, id }
    }

    async fn account(
        &self,
        admin: &Administrator,
        name: &str,
        is_host: bool,
        is_therapist: bool,
    ) -> (Browser, String) {
        let body =
            json!({"name": name, "display_name": name, "is_host": is_host, "is_therapist": is_therapist});
        let made = admin.post("/api/accounts", body).await.good();
        let browser = self.browser();
        let secret = secret_of(made["link"].as_str().expect("a link"));
        browser.post("/api/claim", json!({"secret": secret, "password": PASSWORD})).await.good();
        (browser, id_of(&made["account"]["id"]))
    }

    /// A new person with a seat in the room of an invite.
    pub(crate) async fn member(&self, invite_secret: &str, name: &str) -> Member {
        let browser = self.browser();
        let redeemed = redeem(&browser, invite_secret, name).await.good();
        Member { browser, id: id_of(&redeemed["participant"]) }
    }
}

/// Takes a seat.
pub(crate) async fn redeem(browser: &Browser, secret: &str, name: &str) -> Answer {
    browser.post("/api/invites/redeem", json!({"secret": secret, "name": name, "adult": true})).await
}

/// What makes a peer-led room.
pub(crate) fn peer_room() -> Value {
    json!({
        "kind": "peer_led", "format": "peer_checkin", "title": "Grief", "topics": ["grief"],
        "suits": "People who lost someone.", "not_for": "", "capacity": 8,
    })
}

/// What makes a therapist-led room.
pub(crate) fn therapy_room() -> Value {
    let mut room = peer_room();
    room["kind"] = "therapist_led".into();
    room["format"] = "process".into();
    room
}

/// Makes a room; its id.
pub(crate) async fn make_room(browser: &Browser, room: Value) -> String {
    id_of(&browser.post("/api/rooms", room).await.good()["id"])
}

/// Makes an invite; its id and secret.
pub(crate) async fn invite(browser: &Browser, room: &str, kind: &str) -> (String, String) {
    let made = browser.post(&format!("/api/rooms/{room}/invites"), json!({"kind": kind})).await.good();
    (id_of(&made["id"]), secret_of(made["link"].as_str().expect("a link")))
}

/// Makes an invitation for one person; its secret.
pub(crate) async fn personal_invite(browser: &Browser, room: &str) -> String {
    let body = json!({"kind": "member", "personal": true});
    let made = browser.post(&format!("/api/rooms/{room}/invites"), body).await.good();
    secret_of(made["link"].as_str().expect("a link"))
}
