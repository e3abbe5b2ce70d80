//! What a simulated lead does while somebody else has the floor.

use super::scene::Scene;
use crate::meeting::{
    command::Command,
    floor::{Stage, Turn},
};

/// Grants the minute that is asked for, and ends a share that runs over.
pub(super) fn a_turn(scene: &Scene<'_>, turn: &Turn) -> Option<Command> {
    let floor_ms = scene.meeting.clock.at(scene.at_ms);
    match turn.stage {
        _ if scene.meeting.floor.more_time.is_some() => Some(Command::Extend { turn: turn.id }),
        Stage::Grace { ends_ms } if floor_ms >= ends_ms => Some(Command::CallNext { from: Some(turn.id) }),
        _ => None,
    }
}
