//! One more minute: asked for, objected to, given (rule 5).

use super::transition::{Step, Transition};
use crate::meeting::{
    event::Event,
    floor::{MoreTime, Stage, Turn, UsualClock},
    id::ParticipantId,
    ordinal::TurnId,
    reason::TurnCause,
    refusal::Refusal,
    role::RoomKind,
    time::FloorMs,
};

impl Transition<'_> {
    /// The minute is granted if nobody objects. In therapy the therapist decides, and silence is no.
    pub(super) fn ask_for_more(&mut self, who: ParticipantId, id: TurnId) -> Step {
        let turn = self.own_running_turn(who, id)?;
        if !matches!(turn.stage, Stage::Speaking { ends_ms: Some(_) } | Stage::Grace { .. }) {
            return Err(Refusal::WrongStage);
        }
        if turn.extended {
            return Err(Refusal::AlreadyExtended);
        }
        if self.floor.more_time.is_some() {
            return Err(Refusal::AlreadySo);
        }
        if !self.minute_fits() {
            return Err(Refusal::NoTime);
        }
        let timing = self.timing();
        let wait_ms = match self.config.kind {
            RoomKind::PeerLed => timing.objection_ms,
            RoomKind::TherapistLed => timing.grace_ms,
        };
        let more_time = Some(MoreTime { turn: id, until_ms: self.in_ms(wait_ms) });
        self.record(Event::MoreTimeChanged { more_time });
        Ok(())
    }

    /// Whether one more minute leaves the others their shortest shares.
    fn minute_fits(&self) -> bool {
        self.fits(0, self.timing().extension_ms, self.now())
    }

    /// The time to object is over.
    pub(super) fn more_time_due(&mut self) {
        let peers = self.config.kind == RoomKind::PeerLed;
        let grants = peers && self.minute_fits() && self.now() < self.hard_end_ms();
        self.record(Event::MoreTimeChanged { more_time: None });
        if grants {
            self.add_minute();
        }
    }

    /// An objection to the minute that was asked for, to a volunteer, or to both. Nobody is told whose it
    /// is.
    pub(super) fn object(&mut self, who: ParticipantId) -> Step {
        let minute = self.floor.more_time.is_some() && self.turn_of(who).is_none();
        let decides = self.config.kind == RoomKind::PeerLed
            || self.present(who).is_some_and(|person| person.person.role.is_lead());
        let lost = self.lead_lost.filter(|lost| lost.volunteer.is_some_and(|volunteer| volunteer != who));
        if !(minute && decides) && lost.is_none() {
            return Err(if minute { Refusal::NotPermitted } else { Refusal::NotSo });
        }
        if minute && decides {
            self.clear_more_time();
        }
        if let Some(lost) = lost {
            self.set_volunteer(lost, None);
        }
        Ok(())
    }

    pub(super) fn extend(&mut self, id: TurnId) -> Step {
        let turn = self.turn_named(id).ok_or(Refusal::Stale)?;
        if turn.extended {
            return Err(Refusal::AlreadyExtended);
        }
        if !matches!(
            turn.stage,
            Stage::Speaking { ends_ms: Some(_) } | Stage::Grace { .. } | Stage::LastDraft { .. }
        ) {
            return Err(Refusal::WrongStage);
        }
        self.need_running_clock()?;
        if self.now() >= self.hard_end_ms() {
            return Err(Refusal::NoTime);
        }
        self.clear_more_time();
        self.add_minute();
        Ok(())
    }

    /// One more minute, after the time that is left, or from now if that is over.
    fn add_minute(&mut self) {
        let Some(turn) = self.floor.turn.clone() else { return };
        let from_ms = match turn.stage {
            Stage::Speaking { ends_ms: Some(ends_ms) } => ends_ms,
            Stage::Grace { .. } | Stage::LastDraft { .. } => self.now(),
            _ => return,
        };
        let minute =
            |from_ms: FloorMs| Stage::Speaking { ends_ms: Some(from_ms.plus_ms(self.timing().extension_ms)) };
        let usual = turn.usual.clone().map(|usual| match usual.stage {
            Stage::Speaking { ends_ms: Some(ends_ms) } => {
                UsualClock { stage: minute(ends_ms.max(self.now())), ..usual }
            }
            _ => usual,
        });
        let turn = Turn { extended: true, stage: minute(from_ms), usual, ..turn };
        self.record(Event::TurnChanged { turn, cause: TurnCause::Extended });
    }
}
