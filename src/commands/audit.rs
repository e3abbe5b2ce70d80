//! `rondo audit`: reads and checks the audit trail, also beside a running server.

use serde::Serialize;

use super::{
    failure::Failure,
    output::{print, utc},
    runtime,
};
use crate::{
    config::{AuditCommand, AuditList, Config, SettingError},
    meeting::id::{MeetingId, RoomId},
    store::{self, AuditCheck, AuditEntry, AuditHead, AuditTrail, StoreError},
    time::UnixMs,
};

/// An entry as `list --json` prints it.
#[derive(Serialize)]
struct Line {
    position: u64,
    at: UnixMs,
    room: Option<RoomId>,
    meeting: Option<MeetingId>,
    actor: String,
    action: String,
    target: Option<String>,
    reason_code: Option<String>,
    hash: String,
}

pub(super) fn run(config: &Config, command: &AuditCommand) -> Result<(), Failure> {
    let runtime = runtime::of_one_thread()?;
    let database = config.database();
    runtime.block_on(async {
        match command {
            AuditCommand::List(request) => list(&store::open_audit(&database).await?, request).await,
            AuditCommand::Head => head(&store::open_audit(&database).await?).await,
            AuditCommand::Verify { head } => {
                let head = head.as_deref().map(parse_head).transpose()?;
                verify(&store::open_audit(&database).await?, head).await
            }
        }
    })
}

fn parse_head(text: &str) -> Result<AuditHead, SettingError> {
    text.parse().map_err(|error| SettingError::new("--head", error))
}

async fn list(trail: &AuditTrail, request: &AuditList) -> Result<(), Failure> {
    let entries = trail.list(request.room, request.before, request.limit).await?;
    let line = if request.json { json_line } else { text_line };
    print(&entries.iter().map(line).collect::<Result<String, _>>()?);
    Ok(())
}

fn json_line(entry: &AuditEntry) -> Result<String, StoreError> {
    let line = Line {
        position: entry.position,
        at: entry.entry.at,
        room: entry.entry.room,
        meeting: entry.entry.meeting,
        actor: entry.entry.actor.to_string(),
        action: entry.entry.action.clone(),
        target: entry.entry.target.map(|target| target.to_string()),
        reason_code: entry.entry.reason_code.clone(),
        hash: entry.hash.to_string(),
    };
    let json = serde_json::to_string(&line).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    Ok(format!("{json}\n"))
}

/// `17 2030-03-17T17:46:40Z account:… banned participant:… (safety) room … meeting …`
fn text_line(entry: &AuditEntry) -> Result<String, StoreError> {
    let act = &entry.entry;
    let mut line = format!("{} {} {} {}", entry.position, utc(act.at), act.actor, act.action);
    if let Some(target) = act.target {
        line.push_str(&format!(" {target}"));
    }
    if let Some(reason) = &act.reason_code {
        line.push_str(&format!(" ({reason})"));
    }
    if let Some(room) = act.room {
        line.push_str(&format!(" room {room}"));
    }
    if let Some(meeting) = act.meeting {
        line.push_str(&format!(" meeting {meeting}"));
    }
    line.push('\n');
    Ok(line)
}

async fn head(trail: &AuditTrail) -> Result<(), Failure> {
    print(&format!("{}\n", trail.head().await?));
    Ok(())
}

async fn verify(trail: &AuditTrail, expected: Option<AuditHead>) -> Result<(), Failure> {
    let finding = match trail.verify(expected).await? {
        AuditCheck::Intact(head) => {
            print(&format!("{head}\n"));
            return Ok(());
        }
        AuditCheck::Missing { position } => format!("entry {position} of the audit trail is missing"),
        AuditCheck::Altered { position } => format!("entry {position} of the audit trail was altered"),
        AuditCheck::Truncated { count } => {
            format!("the audit trail was cut off: it ends after entry {count}, before the given head")
        }
    };
    Err(Failure::Finding(finding))
}
