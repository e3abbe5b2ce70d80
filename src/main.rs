//! Rondo.

use std::{
    io::{self, Write},
    process::ExitCode,
    sync::Arc,
};

use rondo::{
    app::{App, RunningApp, StartError},
    auth::{EntryTokens, RandomId, SigningKeys},
    clock::{Clock, SystemClock},
    config::{Cli, Command, Config, SettingError, TokenRequest},
    meeting::id::ParticipantId,
    telemetry,
};
use tokio::signal::unix::{SignalKind, signal};

/// A wrong setting, as for a wrong use of any command.
const EXIT_WRONG_SETTING: u8 = 2;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line, whatever the cause was.
            let line = error.to_string().replace(['\n', '\r'], " ");
            let _ = writeln!(io::stderr(), "rondo: {line}");
            ExitCode::from(EXIT_WRONG_SETTING)
        }
    }
}

fn run() -> Result<(), StartError> {
    let cli = Cli::read(std::env::args_os())?;
    let config = cli.config()?;
    if let Some(Command::Token(request)) = &cli.command {
        return print_token(&config, request);
    }
    let (filter, format) = cli.log();
    telemetry::start_logs(filter, format)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| SettingError(format!("the system gives no threads: {error}")))?;
    runtime.block_on(serve(config))
}

async fn serve(config: Config) -> Result<(), StartError> {
    let signals =
        |kind| signal(kind).map_err(|error| SettingError(format!("the system gives no signals: {error}")));
    let mut interrupt = signals(SignalKind::interrupt())?;
    let mut terminate = signals(SignalKind::terminate())?;
    let app = App::start(config, Arc::new(SystemClock::new())).await?;
    welcome(&app);
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    tokio::select! {
        () = app.shutdown() => {}
        // Asked twice it does not wait.
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    Ok(())
}

fn welcome(app: &RunningApp) {
    let mut text = format!("Rondo is running. Open {}\n", app.origin);
    if let Some(link) = &app.setup_link {
        text.push_str("Make the first account with this link; it works once, within a day:\n");
        text.push_str(&format!("  {link}\n"));
    }
    if let Some(demo) = &app.demo {
        text.push_str("A rehearsal with simulated members is going on.\n");
        text.push_str(&format!("Join it as a member:\n  {}\n", demo.join));
        match &demo.lead {
            Some(link) => text.push_str(&format!(
                "Lead it: choose a password, then open the room from your desk:\n  {link}\n"
            )),
            None => text.push_str("Lead it: sign in as \"demo\" and open the room from your desk.\n"),
        }
    }
    // Whoever closed stdout does not want to know.
    let _ = io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush());
}

fn print_token(config: &Config, request: &TokenRequest) -> Result<(), StartError> {
    let path = config.signing_keys();
    if !path.exists() {
        let problem = "no server was started with this directory yet";
        return Err(SettingError(format!("--data-dir: {}: {problem}", config.data_dir.display())).into());
    }
    let keys = SigningKeys::load_or_create(&path);
    let keys = keys.map_err(|error| SettingError(format!("--data-dir: {error}")))?;
    let tokens = EntryTokens::new(keys, []).map_err(|error| SettingError(error.to_string()))?;
    let participant = request.participant.unwrap_or_else(ParticipantId::random);
    let now = SystemClock::new().unix_ms();
    let signed = tokens.sign_entry(request.room, participant, request.role, request.ttl_minutes * 60, now);
    let signed = signed.map_err(|error| SettingError(error.to_string()))?;
    let _ = writeln!(io::stdout(), "{}", signed.token);
    Ok(())
}
