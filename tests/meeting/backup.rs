//! A backup that is made while people meet: it restores to a working server, without a word of the meeting.

use std::{
    fs,
    net::SocketAddr,
    path::Path,
    process::{Command as Program, Output},
};

use rondo::{app::App, config::Config};
use serde_json::json;

use crate::{
    nowhere::nowhere,
    random::Random,
    support::{PASSWORD, Server, roles::Leads, room::Room},
};

fn backup(data: &Path, to: &Path) -> Output {
    let mut program = Program::new(env!("CARGO_BIN_EXE_rondo"));
    program.env_clear().arg("--data-dir").arg(data).arg("backup").arg(to).output().unwrap()
}

#[tokio::test]
async fn a_backup_restores_to_a_working_server_without_what_was_said() {
    let canary = Random::new(7).canary();
    let room = Room::peer_led("open_share").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    ada.says(&canary).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let to = elsewhere.path().join("rondo");
    let made = backup(&room.server.data_dir(), &to.join(""));
    let said = String::from_utf8(made.stdout).unwrap();
    assert!(made.status.success() && said.contains("1 series"), "{said}{:?}", made.stderr);
    nowhere(&canary, elsewhere.path());
    let mut names: Vec<_> = fs::read_dir(&to).unwrap().map(|file| file.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(
        names,
        ["keys", "push-key", "rondo.db", "second-factor-key", "signing-keys.json", "webhook-key"]
    );
    // The meeting goes on, whoever is copied.
    ada.says("still here").await;

    let again = backup(&room.server.data_dir(), &to);
    let error = String::from_utf8(again.stderr).unwrap();
    assert_eq!((again.status.code(), error.lines().count()), (Some(2), 1), "{error}");
    let nothing = backup(elsewhere.path(), &elsewhere.path().join("other"));
    assert_eq!(nothing.status.code(), Some(2), "no server has used the directory");
    let series = room.server.data_dir().join(format!("keys/series-{}.key", room.id));
    let aside = series.with_extension("aside");
    fs::rename(&series, &aside).unwrap();
    let useless = backup(&room.server.data_dir(), &elsewhere.path().join("other"));
    fs::rename(&aside, &series).unwrap();
    assert!(String::from_utf8(useless.stderr).unwrap().contains("1 series"), "its key is missing");
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1, "nothing is left of any of them");

    let restored = Server::start_on(elsewhere, &room.server.clock).await;
    assert_eq!(restored.app.lost_series, 0);
    assert_eq!(restored.visitor().get("/readyz").await.good(), "ready");
    let sign_in = json!({"name": "ada", "password": PASSWORD});
    restored.visitor().post("/api/session", sign_in).await.good();
    for person in [&mut *ada, &mut *odile] {
        person.cut();
        person.find(&restored);
    }
    ada.come().await;
    ada.opens().await;
    odile.come().await;
    let name = |view: &rondo::meeting::view::MeetingView| view.people.iter().any(|p| p.name == "Odile");
    assert!(name(odile.view()) && odile.view().messages.is_empty(), "the seat is there, the words are not");
    ada.says("a new meeting").await;
}

#[tokio::test]
async fn a_database_without_the_keys_of_its_series_is_refused_with_what_to_do() {
    let room = Room::peer_led("open_share").await;
    let config = Config::new(SocketAddr::from(([127, 0, 0, 1], 0)), room.server.data_dir());
    let clock = room.server.clock.clone();
    let data = room.server.stop().await;
    let keys = data.path().join("rondo/keys");
    let kept = data.path().join("kept");
    fs::rename(&keys, &kept).unwrap();
    let refused = App::start(config.clone(), clock.clone()).await.unwrap_err().to_string();
    assert!(refused.contains("1 series") && refused.contains("--accept-lost-series"), "{refused}");
    assert!(!keys.exists() && refused.lines().count() == 1, "nothing half done: {refused}");

    fs::rename(&kept, &keys).unwrap();
    let app = App::start(config.clone(), clock.clone()).await.expect("with its keys");
    assert_eq!(app.lost_series, 0);
    app.shutdown().await;

    fs::remove_dir_all(&keys).unwrap();
    let accepting = Config { accept_lost_series: true, ..config.clone() };
    for config in [accepting, config] {
        let app = App::start(config, clock.clone()).await.expect("it is known from then on");
        assert_eq!(app.lost_series, 1);
        app.shutdown().await;
    }
}
