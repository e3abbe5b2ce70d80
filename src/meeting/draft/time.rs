//! Whether a round has time for its people (domain.md, the floor, rule 1).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Reason, Wrong};
use crate::meeting::{agenda::AgendaItem, plan::minutes_ms, role::RoomKind, settings::Timing};

/// A round that is tight: it has time for some of the people, not for all that the room holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Tight {
    /// The item's place, from 0.
    pub item: u32,
    /// How many people have time for the shortest share.
    pub people: u32,
}

/// How many of a room's people are called in a round: a therapist is not part of it.
#[must_use]
pub const fn in_rounds(kind: RoomKind, capacity: u32) -> u32 {
    match kind {
        RoomKind::PeerLed => capacity,
        RoomKind::TherapistLed => capacity.saturating_sub(1),
    }
}

/// How many people have time for the shortest share; none in an item that has no timed round.
fn people_of(item: &AgendaItem, timing: &Timing) -> Option<u64> {
    let timed = item.mode.has_rounds() && item.share_ms > 0;
    let each = item.share_ms.min(timing.share_ms_min).saturating_add(timing.handover_ms);
    timed.then(|| minutes_ms(item.minutes) / each.max(1))
}

/// Whether a round has time for nobody.
pub(super) fn is_impossible(item: &AgendaItem, timing: &Timing) -> bool {
    people_of(item, timing) == Some(0)
}

/// The rounds that have time for nobody: such an agenda can't be held.
#[must_use]
pub fn check_time(agenda: &[AgendaItem], timing: &Timing) -> Vec<Wrong> {
    let impossible = agenda.iter().enumerate().filter(|(_, item)| is_impossible(item, timing));
    impossible.map(|(at, _)| no_time(at)).collect()
}

pub(super) fn no_time(at: usize) -> Wrong {
    Wrong::new(format!("agenda[{at}].minutes"), Reason::NoTimeForAnyone)
}

/// The rounds in which not everyone of so many has the shortest share. They can be held.
#[must_use]
pub fn tight(agenda: &[AgendaItem], timing: &Timing, people: u32) -> Vec<Tight> {
    let fit = |(item, at): (&AgendaItem, u32)| {
        let fitting = u32::try_from(people_of(item, timing)?).unwrap_or(u32::MAX);
        (fitting < people).then_some(Tight { item: at, people: fitting })
    };
    agenda.iter().zip(0..).filter_map(fit).collect()
}
