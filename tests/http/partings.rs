//! Somebody who leads a room no longer leaves nothing behind in it: no device to tell, and no duty.

use serde_json::{Value, json};
use sqlx::Connection;

use crate::support::{
    Server,
    people::{Administrator, Host, invite, make_room, peer_room},
};

const DATE: &str = "2030-03-19T19:00";

/// How somebody loses a room that they led.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    IsRemoved,
    Leaves,
    GoesOffTheDesk,
    LeavesTheDesk,
    IsTakenOffTheDesk,
    HandsItOn,
    IsDisabled,
    IsNoHost,
}

struct Scene {
    server: Server,
    admin: Administrator,
    olga: Host,
    desk: String,
}

/// A room, and somebody other than Olga who leads it.
struct Led {
    room: String,
    lead: Host,
}

fn room() -> Value {
    let mut room = peer_room();
    room["schedule"] = json!({
        "zone": "Europe/Berlin", "start": DATE, "ends": {"type": "never"},
        "repeat": {"type": "weekly", "every": 1, "on": ["tuesday"]},
    });
    room
}

fn wish() -> Value {
    json!({
        "endpoint": "https://push.example/v1/abc",
        "key": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "auth": "BTBZMqHH6r4Tts7J_aSIgg", "language": "en", "sound": false, "vibration": false,
    })
}

impl Scene {
    async fn new() -> Self {
        let server = Server::start().await;
        let admin = server.administrator().await;
        let olga = server.host(&admin, "olga").await;
        let made = olga.post("/api/me/desk", json!({"name": "Hospice"})).await.good();
        let desk = made["id"].as_str().unwrap().to_owned();
        Self { server, admin, olga, desk }
    }

    async fn led(&self, way: Way) -> Led {
        let name = format!("{way:?}").to_lowercase();
        let lead = self.server.host(&self.admin, &name).await;
        match way {
            Way::IsRemoved | Way::Leaves => {
                let room = make_room(&self.olga, room()).await;
                let (_, secret) = invite(&self.olga, &room, "co_lead").await;
                lead.post("/api/invites/redeem", json!({"secret": secret})).await.good();
                Led { room, lead }
            }
            Way::GoesOffTheDesk | Way::LeavesTheDesk | Way::IsTakenOffTheDesk => {
                self.olga.post("/api/me/desk/hosts", json!({"name": name})).await.good();
                lead.post(&format!("/api/me/desk/{}/join", self.desk), json!({})).await.good();
                let room = make_room(&self.olga, room()).await;
                self.olga.patch(&format!("/api/rooms/{room}"), json!({"shared": true})).await.good();
                Led { room, lead }
            }
            Way::HandsItOn | Way::IsDisabled | Way::IsNoHost => {
                Led { room: make_room(&lead, room()).await, lead }
            }
        }
    }

    async fn ends(&self, way: Way, Led { room, lead }: &Led) {
        let co_lead = format!("/api/rooms/{room}/co-leads/{}", lead.id);
        let on_desk = format!("/api/me/desk/hosts/{}", lead.id);
        let account = format!("/api/accounts/{}", lead.id);
        let done = match way {
            Way::IsRemoved => self.olga.delete(&co_lead).await,
            Way::Leaves => lead.delete(&co_lead).await,
            Way::GoesOffTheDesk => {
                self.olga.patch(&format!("/api/rooms/{room}"), json!({"shared": false})).await
            }
            Way::LeavesTheDesk => lead.delete(&on_desk).await,
            Way::IsTakenOffTheDesk => self.olga.delete(&on_desk).await,
            Way::HandsItOn => {
                lead.put(&format!("/api/rooms/{room}/offer"), json!({"name": "olga"})).await.good();
                self.olga.post(&format!("/api/me/handings/{room}/take"), json!({})).await
            }
            Way::IsDisabled => self.admin.patch(&account, json!({"disabled": true})).await,
            Way::IsNoHost => self.admin.patch(&account, json!({"is_host": false})).await,
        };
        done.good();
    }

    /// How many devices the database would tell, and whether it knows of duties of theirs.
    async fn kept(&self, Led { room, lead }: &Led) -> (i64, bool) {
        let path = self.server.data_dir().join("rondo.db");
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).read_only(true);
        let mut database = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
        let bytes = |id: &str| data_encoding::BASE32_NOPAD.decode(id.to_uppercase().as_bytes()).unwrap();
        let told = sqlx::query_scalar(
            "SELECT COUNT(*) FROM push_subscription JOIN participant ON participant.id = participant
             WHERE room = $1 AND account = $2",
        );
        let told = told.bind(bytes(room)).bind(bytes(&lead.id)).fetch_one(&mut database).await.unwrap();
        let duties = sqlx::query_scalar("SELECT duties FROM room_duties WHERE room = $1").bind(bytes(room));
        let duties: String = duties.fetch_one(&mut database).await.unwrap();
        (told, duties.contains(&lead.id))
    }
}

#[tokio::test]
async fn nothing_is_left_of_who_leads_a_room_no_longer() {
    let scene = Scene::new().await;
    for way in [
        Way::IsRemoved,
        Way::Leaves,
        Way::GoesOffTheDesk,
        Way::LeavesTheDesk,
        Way::IsTakenOffTheDesk,
        Way::HandsItOn,
        Way::IsDisabled,
        Way::IsNoHost,
    ] {
        let led = scene.led(way).await;
        let Led { room, lead } = &led;
        let (push, duties) = (format!("/api/seat/{room}/push"), format!("/api/rooms/{room}/duties"));
        lead.put(&push, wish()).await.good();
        for change in
            [json!({"type": "take", "date": DATE, "duty": "lead"}), json!({"type": "be_asked", "on": false})]
        {
            lead.post(&duties, json!({"change": change})).await.good();
        }
        assert_eq!(scene.kept(&led).await, (1, true), "{way:?}");
        scene.ends(way, &led).await;
        assert_eq!(scene.kept(&led).await, (0, false), "{way:?}");
    }
}

#[tokio::test]
async fn who_leads_a_room_turns_notices_on_without_having_been_there() {
    let scene = Scene::new().await;
    let Led { room, lead } = scene.led(Way::IsRemoved).await;
    let push = format!("/api/seat/{room}/push");
    let on = async |browser: &crate::support::Browser| browser.get(&push).await.good()["on"].clone();
    for leads in [&scene.olga, &lead] {
        assert_eq!(on(leads).await, false);
        leads.delete(&push).await.good();
        leads.put(&push, wish()).await.good();
        assert_eq!(on(leads).await, true);
        leads.delete(&push).await.good();
        assert_eq!(on(leads).await, false);
    }
    scene.admin.put(&push, wish()).await.refused(403, "no_seat");
    // Their names in the room are what the meeting will call them: nobody else takes them.
    let (_, secret) = invite(&scene.olga, &room, "member").await;
    let taken = json!({"secret": secret, "name": "Olga", "adult": true});
    scene.server.browser().post("/api/invites/redeem", taken).await.refused_field("name_taken", "name");
}
