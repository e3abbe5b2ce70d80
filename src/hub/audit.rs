//! Which events are acts of power, for the audit trail: who, what, when, why, and never what was
//! said (docs/promises.md, "What is kept").

use serde::Serialize;

use crate::{
    meeting::{
        event::Event,
        id::ParticipantId,
        reason::{Departure, PauseReason},
        settings::MeetingConfig,
    },
    store::{NewAuditEntry, Party},
    time::UnixMs,
};

/// The code of an enum value without fields: its name on the wire.
pub(crate) fn code(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        _ => "other".to_owned(),
    }
}

/// The audit entry for an event. `None` if it is no act of power.
pub(crate) fn entry(config: &MeetingConfig, at: UnixMs, event: &Event) -> Option<NewAuditEntry> {
    let act = act_of_power(event)?;
    let party = |who: Option<ParticipantId>| who.map(Party::Participant);
    Some(NewAuditEntry {
        room: Some(config.room),
        meeting: Some(config.meeting),
        at,
        actor: party(act.by).unwrap_or(Party::Server),
        action: act.action.to_owned(),
        target: party(act.target),
        reason_code: act.reason,
    })
}

/// An act by which one person uses a power over others, or over the meeting.
struct ActOfPower {
    /// `None` if the server did it.
    by: Option<ParticipantId>,
    action: &'static str,
    target: Option<ParticipantId>,
    reason: Option<String>,
}

fn act_of_power(event: &Event) -> Option<ActOfPower> {
    let plain = |action, by: ParticipantId| ActOfPower { by: Some(by), action, target: None, reason: None };
    let on = |action, by: Option<ParticipantId>, target, reason| ActOfPower {
        by,
        action,
        target: Some(target),
        reason,
    };
    Some(match event {
        Event::Opened { by, .. } => plain("opened", *by),
        Event::Ended { reason, by } => {
            ActOfPower { by: *by, action: "ended", target: None, reason: Some(code(reason)) }
        }
        Event::Admitted { person, by: Some(by), .. } => on("admitted", Some(*by), person.id, None),
        Event::SentToDoor { person, by } => on("sent_to_door", Some(*by), person.id, None),
        Event::DoorChanged { door, by } => {
            ActOfPower { by: *by, action: "door_changed", target: None, reason: Some(code(door)) }
        }
        Event::Departed { who, how, by: Some(by), reason, .. } => {
            on(departure(how), Some(*by), *who, reason.as_ref().map(code))
        }
        Event::ItemStarted { by: Some(by), .. } => plain("agenda_advanced", *by),
        Event::ModeChanged { by, .. } => plain("mode_changed", *by),
        Event::ReactionsSwitched { by, .. } => plain("reactions_switched", *by),
        Event::FloorPaused { reason: PauseReason::Silence, by: Some(by), .. } => plain("silence_held", *by),
        Event::FloorPaused { by: Some(by), .. } => plain("floor_paused", *by),
        Event::FloorResumed { by: Some(by), .. } => plain("floor_resumed", *by),
        Event::OrderChanged { by: Some(by), .. } => plain("order_changed", *by),
        Event::QueueChanged { by: Some(by), .. } => plain("queue_changed", *by),
        Event::EveryoneMuted { on: muted, by: Some(by), .. } => {
            plain(if *muted { "everyone_muted" } else { "everyone_unmuted" }, *by)
        }
        Event::MuteChanged { who, mute, by: Some(by) } => {
            on(if mute.is_some() { "muted" } else { "unmuted" }, Some(*by), *who, None)
        }
        Event::TakenBack { from, lead: Some(lead), reason, .. } => {
            on("took_back", Some(*lead), *from, reason.as_ref().map(code))
        }
        Event::Covered { from, by: Some(by), .. } => on("covered", Some(*by), *from, None),
        Event::RoleChanged { who, role, by } => on("role_changed", *by, *who, Some(code(role))),
        Event::ServiceChanged { who, service, by, .. } => {
            on("service_changed", *by, *who, Some(code(service)))
        }
        Event::LeadChanged { lead, reason } => on("lead_changed", None, *lead, Some(code(reason))),
        _ => return None,
    })
}

const fn departure(how: &Departure) -> &'static str {
    match how {
        Departure::Denied => "denied",
        Departure::Removed => "removed",
        Departure::Banned => "banned",
        Departure::Revoked => "revoked",
        Departure::Left | Departure::LeftQuietly => "left",
    }
}
