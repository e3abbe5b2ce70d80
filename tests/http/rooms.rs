//! Rooms and what may be in them.

use serde_json::{Value, json};

use crate::support::{
    Server,
    people::{invite, make_room, peer_room, personal_invite, redeem, therapy_room},
};

fn with(change: Value) -> Value {
    let mut room = peer_room();
    room.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    room
}

#[tokio::test]
async fn a_room_is_made_from_its_format() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let room = admin.post("/api/rooms", with(json!({"share_ms": 90_000}))).await.good();
    assert_eq!(room["share_ms"], 90_000);
    assert!(room["agenda"].as_array().unwrap().iter().any(|item| item["share_ms"] == 90_000));
    assert_eq!(room["leads"], json!([{"account_id": admin.id, "display_name": "Ada", "owner": true}]));
    assert_eq!((&room["guidelines_version"], &room["rehearsal"]), (&json!(1), &json!(false)));
    assert!(room["guidelines"].as_array().unwrap().len() >= 6);
    let german = admin.post("/api/rooms", with(json!({"lang": "de"}))).await.good();
    assert_ne!(german["guidelines"], room["guidelines"]);
    let list = admin.get("/api/rooms").await.good();
    assert_eq!(list["rooms"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn every_format_makes_a_room_of_its_kind() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let therapist = server.therapist(&admin, "theo").await;
    let formats = admin.get("/api/formats").await.good();
    for format in formats["formats"].as_array().unwrap() {
        for (kind, other) in [("peer_led", "therapist_led"), ("therapist_led", "peer_led")] {
            let room = with(json!({"kind": kind, "format": format["id"], "agenda": format["items"]}));
            let answer = therapist.post("/api/rooms", room).await;
            if format["kind"] == other {
                answer.refused_field("format_kind", "format");
            } else {
                assert_eq!(
                    answer.good()["agenda"].as_array(),
                    format["items"].as_array().map(|_| answer_items(format, kind)).as_ref()
                );
            }
        }
    }
}

fn answer_items(format: &Value, kind: &str) -> Vec<Value> {
    let mut items = format["items"].as_array().unwrap().clone();
    for item in &mut items {
        // In a format for both kinds all leads are named; in a room those of its kind.
        let keep: &[&str] = if kind == "peer_led" {
            &["facilitator", "co_facilitator", "presenter"]
        } else {
            &["therapist", "co_therapist", "presenter"]
        };
        item["advance"].as_array_mut().unwrap().retain(|who| keep.contains(&who.as_str().unwrap()));
    }
    items
}

#[tokio::test]
async fn what_a_room_can_t_be_is_refused_by_field() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let item =
        json!({"name": "Check-in", "minutes": 10, "mode": "round", "crosstalk": "none", "share_ms": 60_000});
    let long = |chars: usize| "x".repeat(chars);
    for (change, code, field) in [
        (json!({"title": "  "}), "title_required", "title"),
        (json!({"title": long(81)}), "too_long", "title"),
        (json!({"title": "a\u{202e}b"}), "text_invalid", "title"),
        (json!({"title": "\u{200b}\u{2060}"}), "title_required", "title"),
        (json!({"topics": vec!["a"; 9]}), "too_many", "topics"),
        (json!({"topics": [long(41)]}), "too_long", "topics"),
        (json!({"suits": long(501)}), "too_long", "suits"),
        (json!({"not_for": "a\u{0}b"}), "text_invalid", "not_for"),
        (json!({"capacity": 1}), "out_of_range", "capacity"),
        (json!({"capacity": 61}), "out_of_range", "capacity"),
        (json!({"share_ms": 14_999}), "out_of_range", "share_ms"),
        (json!({"share_ms": 900_001}), "out_of_range", "share_ms"),
        (json!({"guidelines": vec!["x"; 21]}), "too_many", "guidelines"),
        (json!({"guidelines": [long(201)]}), "too_long", "guidelines"),
        (json!({"format": "no_such"}), "format_unknown", "format"),
        (json!({"format": "process"}), "format_kind", "format"),
        (json!({"agenda": []}), "agenda_invalid", "agenda"),
        (json!({"agenda": vec![item.clone(); 1000]}), "agenda_invalid", "agenda"),
    ] {
        admin.post("/api/rooms", with(change)).await.refused_field(code, field);
    }
    for change in [
        json!({"capacity": -1}),
        json!({"capacity": 2.5}),
        json!({"capacity": "8"}),
        json!({"kind": "other"}),
        json!({"no_such_field": 1}),
        json!({"agenda": [{"name": "x"}]}),
        json!({"settings": {}}),
        json!({"lang": "xx"}),
    ] {
        admin.post("/api/rooms", with(change)).await.refused(422, "invalid");
    }
    for good in
        [json!({"share_ms": 0}), json!({"capacity": 60, "title": long(80)}), json!({"suits": "two\nlines"})]
    {
        admin.post("/api/rooms", with(good)).await.good();
    }
}

#[tokio::test]
async fn a_room_is_edited_and_its_guidelines_count_their_versions() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let path = format!("/api/rooms/{}", make_room(&admin, peer_room()).await);
    let edited = admin.patch(&path, json!({"title": "Loss", "topics": ["grief", "loss"]})).await.good();
    assert_eq!((&edited["title"], &edited["guidelines_version"]), (&json!("Loss"), &json!(1)));
    let edited = admin.patch(&path, json!({"guidelines": ["Be kind."]})).await.good();
    assert_eq!((&edited["guidelines"], &edited["guidelines_version"]), (&json!(["Be kind."]), &json!(2)));
    admin.patch(&path, json!({"kind": "therapist_led"})).await.refused(422, "invalid");
    admin.patch(&path, json!({"format": "mini"})).await.refused(422, "invalid");
    let mut settings = edited["settings"].clone();
    settings["show_earlier"] = json!(true);
    assert_eq!(
        admin.patch(&path, json!({"settings": settings})).await.good()["settings"]["show_earlier"],
        true
    );
    settings["timing"]["grace_ms"] = json!(0);
    admin
        .patch(&path, json!({"settings": settings}))
        .await
        .refused_field("settings_invalid", "settings.timing.grace_ms");
    assert_eq!(admin.get(&path).await["title"], "Loss");
}

#[tokio::test]
async fn an_archived_room_is_gone_with_its_links_and_seats() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let room = make_room(&admin, peer_room()).await;
    let (_, secret) = invite(&admin, &room, "member").await;
    let member = server.member(&secret, "Robin").await;
    member.get(&format!("/api/seat/{room}")).await.good();
    let kit = redeem(&server.visitor(), &secret, "Kit").await.good();
    let key_of_its_names = server.data_dir().join(format!("keys/series-{room}.key"));
    assert!(key_of_its_names.exists());
    admin.delete(&format!("/api/rooms/{room}")).await.good();
    assert!(!key_of_its_names.exists(), "the names can never be read again");
    admin.get(&format!("/api/rooms/{room}")).await.refused(404, "not_found");
    admin.delete(&format!("/api/rooms/{room}")).await.refused(404, "not_found");
    assert_eq!(admin.get("/api/rooms").await["rooms"], json!([]));
    member.get(&format!("/api/seat/{room}")).await.refused(404, "no_seat");
    member.post(&format!("/api/rooms/{room}/token"), json!({})).await.refused(404, "not_found");
    let visitor = server.visitor();
    for (path, body) in [
        ("/api/invites/look", json!({"secret": secret})),
        ("/api/invites/name", json!({"secret": secret, "name": "Marlow"})),
        ("/api/invites/redeem", json!({"secret": secret, "name": "Marlow", "adult": true})),
    ] {
        visitor.post(path, body).await.refused(404, "link_invalid");
    }
    let code = json!({"code": kit["recovery_code"]});
    visitor.post("/api/recover", code).await.refused(404, "code_invalid");
}

#[tokio::test]
async fn an_archived_room_comes_back_without_its_seats_and_links() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let other = server.host(&admin, "hugo").await;
    let mut planned = peer_room();
    planned["schedule"] = json!({
        "zone": "Europe/Berlin", "start": "2030-03-19T19:00", "ends": {"type": "never"},
        "repeat": {"type": "weekly", "every": 1, "on": ["tuesday"]},
    });
    let room = make_room(&admin, planned).await;
    let (_, secret) = invite(&admin, &room, "member").await;
    let member = server.member(&secret, "Robin").await;
    let restore = format!("/api/me/archive/{room}/restore");
    admin.post(&restore, json!({})).await.refused(404, "not_found");
    admin.delete(&format!("/api/rooms/{room}")).await.good();
    assert_eq!(admin.get("/api/me/dates").await.good()["dates"], json!([]));
    assert_eq!(admin.get("/api/me/archive").await.good()["rooms"][0]["id"], json!(room));
    assert_eq!(other.get("/api/me/archive").await.good()["rooms"], json!([]));
    other.post(&restore, json!({})).await.refused(404, "not_found");

    let back = admin.post(&restore, json!({})).await.good();
    assert_eq!((&back["id"], &back["next"]["local"]), (&json!(room), &json!("2030-03-19T19:00")));
    assert_eq!(admin.get("/api/me/dates").await.good()["dates"].as_array().unwrap().len(), 6);
    assert_eq!(admin.get("/api/me/archive").await.good()["rooms"], json!([]));
    admin.post(&restore, json!({})).await.refused(404, "not_found");
    member.get(&format!("/api/seat/{room}")).await.refused(404, "no_seat");
    server.visitor().post("/api/invites/look", json!({"secret": secret})).await.refused(404, "link_invalid");
    let (_, secret) = invite(&admin, &room, "member").await;
    let again = server.member(&secret, "Robin").await;
    again.get(&format!("/api/seat/{room}")).await.good();
}

#[tokio::test]
async fn a_rehearsal_is_a_room_of_its_own() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let room = make_room(&admin, peer_room()).await;
    let rehearsal = admin.post(&format!("/api/rooms/{room}/rehearsal"), json!({})).await.good();
    assert_ne!(rehearsal["id"], json!(room));
    assert_eq!((&rehearsal["rehearsal"], &rehearsal["invites"]), (&json!(true), &json!([])));
    assert_eq!(rehearsal["agenda"], admin.get(&format!("/api/rooms/{room}")).await["agenda"]);
    let plan = |moments| json!({"lang": "de", "hard_moments": moments});
    admin.post(&format!("/api/rooms/{room}/rehearsal"), plan(json!(["help", "advice"]))).await.good();
    admin.post(&format!("/api/rooms/{room}/rehearsal"), plan(json!(["fire"]))).await.refused(422, "invalid");
    admin.get("/api/demo").await.refused(404, "not_found");
}

#[tokio::test]
async fn the_entry_role_follows_the_kind_of_room_and_the_standing() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let therapist = server.therapist(&admin, "theo").await;
    let second = server.therapist(&admin, "thea").await;
    for (room, owner_role, co_role) in
        [(peer_room(), "facilitator", "co_facilitator"), (therapy_room(), "therapist", "co_therapist")]
    {
        let room = make_room(&therapist, room).await;
        let (_, secret) = invite(&therapist, &room, "co_lead").await;
        second.post("/api/invites/redeem", json!({"secret": secret})).await.good();
        let member = server.member(&personal_invite(&therapist, &room).await, "Robin").await;
        // What a therapist-led room asks; the other has nothing to consent to.
        member.post(&format!("/api/seat/{room}/consent"), json!({"version": 1})).await;
        member.post(&format!("/api/seat/{room}/emergency"), json!({"contact": "", "place": ""})).await;
        for (browser, role) in
            [(&therapist.browser, owner_role), (&second.browser, co_role), (&member.browser, "member")]
        {
            let first = browser.post(&format!("/api/rooms/{room}/token"), json!({})).await.good();
            let again = browser.post(&format!("/api/rooms/{room}/token"), json!({})).await.good();
            assert_eq!(first["participant"], again["participant"], "one seat");
            let claims = claims(first["token"].as_str().unwrap());
            assert_eq!(claims["role"], role);
            assert_eq!(claims["aud"], format!("rondo:{room}"));
            assert_eq!(claims["sub"], first["participant"]);
            assert!(claims["exp"].as_u64().unwrap() - claims["iat"].as_u64().unwrap() <= 900);
        }
    }
}

fn claims(token: &str) -> Value {
    let payload = token.split('.').nth(1).unwrap();
    let bytes = data_encoding::BASE64URL_NOPAD.decode(payload.as_bytes()).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

#[tokio::test]
async fn a_room_says_what_its_reader_may_do_and_a_co_lead_can_stop_leading_it() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let owner = server.host(&admin, "olga").await;
    let (carl, cora) = (server.nobody(&admin, "carl").await, server.host(&admin, "cora").await);
    let room = make_room(&owner, peer_room()).await;
    for co_lead in [&*carl, &*cora] {
        let (_, secret) = invite(&owner, &room, "co_lead").await;
        co_lead.post("/api/invites/redeem", json!({"secret": secret})).await.good();
    }
    let path = format!("/api/rooms/{room}");
    let may =
        |own: bool, rehearse: bool| json!({"own": own, "rehearse": rehearse, "plan": own, "leave": !own});
    assert_eq!(owner.get(&path).await.good()["may"], may(true, true));
    assert_eq!(carl.get(&path).await.good()["may"], may(false, false));
    assert_eq!(cora.get(&path).await.good()["may"], may(false, true));

    let seat = |account: &str| format!("{path}/co-leads/{account}");
    carl.delete(&seat(&cora.id)).await.refused(403, "forbidden");
    carl.delete(&seat(&carl.id)).await.good();
    carl.get(&path).await.refused(404, "not_found");
    let leads = owner.get(&path).await.good()["leads"].clone();
    assert_eq!(leads.as_array().unwrap().len(), 2);
    owner.delete(&seat(&cora.id)).await.good();
    cora.get(&path).await.refused(404, "not_found");
}

#[tokio::test]
async fn a_link_says_how_many_took_a_seat_with_it() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let room = make_room(&admin, peer_room()).await;
    let (first, secret) = invite(&admin, &room, "member").await;
    let (second, _) = invite(&admin, &room, "member").await;
    server.member(&secret, "Robin").await;
    server.member(&secret, "Kit").await;
    let shown = admin.get(&format!("/api/rooms/{room}")).await.good();
    let seats = |id: &str| {
        let invites = shown["invites"].as_array().unwrap();
        invites.iter().find(|invite| invite["id"] == id).unwrap()["seats"].clone()
    };
    assert_eq!((seats(&first), seats(&second)), (json!(2), json!(0)));
}
