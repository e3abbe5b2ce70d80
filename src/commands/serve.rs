//! `rondo serve` and `rondo demo`: run the server until a signal stops it.

use std::sync::Arc;

use tokio::{
    runtime::Builder,
    signal::unix::{SignalKind, signal},
};

use super::{failure::Failure, output::print, runtime};
use crate::{
    app::{App, RunningApp},
    clock::SystemClock,
    config::{Config, LogFormat, SettingError},
    telemetry,
};

pub(super) fn run(config: Config, (filter, format): (&str, LogFormat)) -> Result<(), Failure> {
    telemetry::start_logs(filter, format)?;
    let runtime = runtime::started(&mut Builder::new_multi_thread())?;
    let served = runtime.block_on(serve(config));
    // A thread that is still at work, such as on a password, is not waited for.
    runtime.shutdown_background();
    served
}

async fn serve(config: Config) -> Result<(), Failure> {
    let signals =
        |kind| signal(kind).map_err(|error| SettingError(format!("signals can't be received: {error}")));
    let mut interrupt = signals(SignalKind::interrupt())?;
    let mut terminate = signals(SignalKind::terminate())?;
    let app = App::start(config, Arc::new(SystemClock::new())).await?;
    print(&welcome(&app));
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    tokio::select! {
        () = app.shutdown() => {}
        // A second signal ends it at once.
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    Ok(())
}

fn welcome(app: &RunningApp) -> String {
    let mut text = format!("Rondo is running. Open {}\n", app.origin);
    if let Some(link) = &app.setup_link {
        text.push_str("Create the first account with this link. It works once, for a day:\n");
        text.push_str(&format!("  {link}\n"));
    }
    if let Some(demo) = &app.demo {
        text.push_str("A rehearsal with simulated members is under way.\n");
        text.push_str(&format!("Join it as a member:\n  {}\n", demo.join));
        match &demo.lead {
            Some(link) => text.push_str(&format!(
                "Lead it: choose a password, then open the room from your desk:\n  {link}\n"
            )),
            None => text.push_str("Lead it: sign in as \"demo\" and open the room from your desk.\n"),
        }
    }
    text.push_str(&notes(app));
    text
}

/// What an operator should know of the addresses, below the links.
fn notes(app: &RunningApp) -> String {
    let mut text = String::new();
    if !app.origin.ends_with(&app.address.to_string()) {
        text.push_str(&format!("It listens on {}.\n", app.address));
    }
    if app.origin_refuses_sign_in {
        text.push_str(
            "Nobody can sign in or join there: over plain http, browsers do so on this machine only. \
             Put a proxy with https in front and give its address as --public-url.\n",
        );
    }
    if app.lost_series > 0 {
        text.push_str(&format!(
            "{} rooms have lost the key of their series, and with it their seats. Their owners start them \
             over on the room's page.\n",
            app.lost_series
        ));
    }
    text
}
