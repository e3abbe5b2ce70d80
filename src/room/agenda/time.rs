//! Whether a round has time for its people (docs/rules.md, rule 1).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    meeting::{agenda::AgendaItem, role::RoomKind, settings::Timing},
    room::wrong::{Reason, Wrong},
};

/// One minute, in milliseconds.
pub(in crate::room) const MINUTE_MS: u64 = 60_000;

/// A tight round: it has time for some of the people, but not for everyone the room holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Tight {
    /// The index of the item in the agenda, from 0.
    pub item: u32,
    /// How many people have time for the shortest share.
    pub people: u32,
}

/// How many people of a full room are called in a round: everyone but a therapist.
#[must_use]
pub(crate) const fn in_rounds(kind: RoomKind, capacity: u32) -> u32 {
    match kind {
        RoomKind::PeerLed => capacity,
        RoomKind::TherapistLed => capacity.saturating_sub(1),
    }
}

/// How many people have time for the shortest share; `None` for an item without a timed round.
fn people_of(item: &AgendaItem, timing: &Timing) -> Option<u64> {
    let timed = item.mode.has_rounds() && item.share_ms > 0;
    let each = item.share_ms.min(timing.share_ms_min).saturating_add(timing.handover_ms);
    timed.then(|| u64::from(item.minutes) * MINUTE_MS / each.max(1))
}

/// Whether a round has time for nobody.
pub(super) fn is_impossible(item: &AgendaItem, timing: &Timing) -> bool {
    people_of(item, timing) == Some(0)
}

/// Checks that every round has time for somebody.
///
/// # Errors
/// The rounds that do not: such an agenda can't be held.
pub(crate) fn check_time(agenda: &[AgendaItem], timing: &Timing) -> Result<(), Vec<Wrong>> {
    let impossible = agenda.iter().enumerate().filter(|(_, item)| is_impossible(item, timing));
    let wrongs: Vec<_> = impossible.map(|(at, _)| no_time(at)).collect();
    if wrongs.is_empty() { Ok(()) } else { Err(wrongs) }
}

pub(super) fn no_time(at: usize) -> Wrong {
    Wrong::new(format!("agenda[{at}].minutes"), Reason::NoTimeForAnyone)
}

/// The rounds in which fewer than `people` have time for the shortest share. They can still be held.
#[must_use]
pub(crate) fn tight(agenda: &[AgendaItem], timing: &Timing, people: u32) -> Vec<Tight> {
    let fit = |(item, at): (&AgendaItem, u32)| {
        let fitting = u32::try_from(people_of(item, timing)?).unwrap_or(u32::MAX);
        (fitting < people).then_some(Tight { item: at, people: fitting })
    };
    agenda.iter().zip(0..).filter_map(fit).collect()
}
