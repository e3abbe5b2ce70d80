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
    store::{AuditAction, NewAuditEntry, Party},
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
        action: act.action.code().to_owned(),
        target: party(act.target),
        reason_code: act.reason,
    })
}

/// An act by which one person uses a power over others, or over the meeting.
struct ActOfPower {
    /// `None` if the server did it.
    by: Option<ParticipantId>,
    action: AuditAction,
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
        Event::Opened { by, .. } => plain(AuditAction::Opened, *by),
        Event::Ended { reason, by } => {
            ActOfPower { by: *by, action: AuditAction::Ended, target: None, reason: Some(code(reason)) }
        }
        Event::Admitted { person, by: Some(by), .. } => on(AuditAction::Admitted, Some(*by), person.id, None),
        Event::AsideChanged { lead, who, on: true, .. } => {
            on(AuditAction::SteppedAside, Some(*lead), *who, None)
        }
        Event::ObserverAsked { who, by, .. } => on(AuditAction::ObserverAsked, *by, *who, None),
        // Not whose no it was: nobody is told.
        Event::Departed { who, how: Departure::NotAgreed, .. } => {
            on(AuditAction::ObserverNotAgreed, None, *who, None)
        }
        Event::SentToDoor { person, by } => on(AuditAction::SentToDoor, Some(*by), person.id, None),
        Event::PutOff { who, by } => on(AuditAction::PutOff, Some(*by), *who, None),
        Event::DoorChanged { door, by } => {
            ActOfPower { by: *by, action: AuditAction::DoorChanged, target: None, reason: Some(code(door)) }
        }
        Event::Departed { who, how, by: Some(by), reason, .. } => {
            on(departure(how), Some(*by), *who, reason.as_ref().map(code))
        }
        Event::ItemStarted { by: Some(by), .. } => plain(AuditAction::AgendaAdvanced, *by),
        Event::ModeChanged { by, .. } => plain(AuditAction::ModeChanged, *by),
        Event::SealedChanged { by: Some(by), .. } => plain(AuditAction::SealedOpened, *by),
        Event::ReactionsSwitched { by, .. } => plain(AuditAction::ReactionsSwitched, *by),
        Event::FloorPaused { reason: PauseReason::Silence, by: Some(by), .. } => {
            plain(AuditAction::SilenceHeld, *by)
        }
        Event::FloorPaused { by: Some(by), .. } => plain(AuditAction::FloorPaused, *by),
        Event::FloorResumed { by: Some(by), .. } => plain(AuditAction::FloorResumed, *by),
        Event::OrderChanged { by: Some(by), .. } => plain(AuditAction::OrderChanged, *by),
        Event::QueueChanged { by: Some(by), .. } => plain(AuditAction::QueueChanged, *by),
        Event::EveryoneMuted { on: muted, by: Some(by), .. } => {
            plain(if *muted { AuditAction::EveryoneMuted } else { AuditAction::EveryoneUnmuted }, *by)
        }
        Event::MuteChanged { who, mute, by: Some(by) } => {
            on(if mute.is_some() { AuditAction::Muted } else { AuditAction::Unmuted }, Some(*by), *who, None)
        }
        Event::TakenBack { from, lead: Some(lead), reason, .. } => {
            on(AuditAction::TookBack, Some(*lead), *from, reason.as_ref().map(code))
        }
        Event::Covered { from, by: Some(by), .. } => on(AuditAction::Covered, Some(*by), *from, None),
        Event::RoleChanged { who, role, by } => on(AuditAction::RoleChanged, *by, *who, Some(code(role))),
        Event::ServiceChanged { who, service, by, .. } => {
            on(AuditAction::ServiceChanged, *by, *who, Some(code(service)))
        }
        // Not whose call: that is between them and those who read it.
        Event::HelpUnread { .. } => {
            ActOfPower { by: None, action: AuditAction::HelpUnread, target: None, reason: None }
        }
        Event::LeadChanged { lead, reason } => on(AuditAction::LeadChanged, None, *lead, Some(code(reason))),
        _ => return None,
    })
}

const fn departure(how: &Departure) -> AuditAction {
    match how {
        Departure::NotAgreed => AuditAction::ObserverNotAgreed,
        Departure::Denied => AuditAction::Denied,
        Departure::Removed => AuditAction::Removed,
        Departure::Banned => AuditAction::Banned,
        Departure::Revoked => AuditAction::Revoked,
        Departure::Left | Departure::LeftQuietly => AuditAction::Left,
    }
}
