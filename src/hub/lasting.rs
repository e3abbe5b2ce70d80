//! What a meeting's events mean for the room beyond the meeting. It may be noted twice.

use crate::{
    clock::SharedClock,
    mail::on_call,
    meeting::{event::Event, id::ParticipantId, reason::Departure, settings::MeetingConfig},
    store::{AuditBatch, Store, StoreError},
};

/// Notes who was banned, by which links people came who were sent away, which guidelines people accepted, who
/// was let in, who started a round, and that whoever is on call is written to.
///
/// # Errors
/// The store failed; the rest is not noted.
pub(crate) async fn note(
    store: &Store,
    clock: &SharedClock,
    meeting: &MeetingConfig,
    events: impl Iterator<Item = &Event>,
) -> Result<(), StoreError> {
    let now = clock.unix_ms();
    let mut entered: Vec<ParticipantId> = Vec::new();
    let mut accepted: Vec<(ParticipantId, u32)> = Vec::new();
    for event in events {
        match event {
            Event::Knocked { person, guidelines_version, .. } if !person.simulated => {
                accepted.push((person.id, *guidelines_version));
            }
            Event::Admitted { person, .. } if !person.simulated => entered.push(person.id),
            Event::RoundStarted { round } => {
                if let Some(starter) = round.slots.first() {
                    store.note_start(starter.who).await?;
                }
            }
            Event::Departed { who, how, .. } if sends_away(event) => {
                if *how == Departure::Banned {
                    store.ban_participant(*who, now, AuditBatch::default()).await?;
                } else {
                    store.hold_invite_of(*who, now).await?;
                }
            }
            Event::HelpUnread { who, asked_ms } => {
                let letter = on_call::letter(store, meeting, (*who, *asked_ms), now).await?;
                store.add_jobs(letter.into_iter().collect()).await?;
            }
            _ => {}
        }
    }
    if !accepted.is_empty() {
        store.note_guidelines(accepted).await?;
    }
    if entered.is_empty() { Ok(()) } else { store.note_entered(entered).await }
}

/// Whether something is to be noted of an event.
pub(crate) const fn lasts(event: &Event) -> bool {
    matches!(
        event,
        Event::Knocked { .. }
            | Event::Admitted { .. }
            | Event::RoundStarted { .. }
            | Event::HelpUnread { .. }
    ) || sends_away(event)
}

/// Whether a lead sent somebody away, who could come back by the same link under another name.
pub(crate) const fn sends_away(event: &Event) -> bool {
    matches!(event, Event::Departed { how: Departure::Denied | Departure::Removed | Departure::Banned, .. })
}
