//! What each viewer may know of the floor: the holder has their own clock, everybody else the usual
//! one.

use crate::meeting::{
    floor::{Floor, Turn, UsualClock},
    id::ParticipantId,
};

/// A turn as its holder knows it.
#[must_use]
pub(in crate::meeting) fn own_turn(turn: &Turn) -> Turn {
    Turn { usual: None, ..turn.clone() }
}

/// A turn as everybody else knows it.
#[must_use]
pub(in crate::meeting) fn others_turn(turn: &Turn) -> Turn {
    match turn.usual.clone() {
        Some(UsualClock { share_ms, stage }) => Turn { share_ms, stage, usual: None, ..turn.clone() },
        None => own_turn(turn),
    }
}

/// The floor as a viewer knows it.
#[must_use]
pub(in crate::meeting) fn floor(floor: &Floor, viewer: ParticipantId) -> Floor {
    let Floor { turn, round, set_aside, round_held, sealed, queue, shares, more_time } = floor.clone();
    let known = |turn: &Turn| if turn.holder == viewer { own_turn(turn) } else { others_turn(turn) };
    Floor { turn: turn.as_ref().map(known), round, set_aside, round_held, sealed, queue, shares, more_time }
}
