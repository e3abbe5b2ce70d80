//! The sealed round: writing, passing, taking back, and opening what was written.

use super::transition::{Step, Transition};
use crate::meeting::{
    event::Event,
    id::ParticipantId,
    ordinal::RoundId,
    refusal::Refusal,
    sealed::{SealedRound, SealedShare, SealedStage},
    state::{Message, MessageKind},
    text,
};

impl Transition<'_> {
    fn need_sealed(&self, round: RoundId) -> Result<SealedRound, Refusal> {
        let running = self.floor.sealed.clone().ok_or(Refusal::WrongMode)?;
        if running.id == round { Ok(running) } else { Err(Refusal::Stale) }
    }

    fn need_writing(&self, round: RoundId) -> Step {
        match self.need_sealed(round)?.stage {
            SealedStage::Writing => Ok(()),
            SealedStage::Showing | SealedStage::Opened => Err(Refusal::TooLate),
        }
    }

    fn put_sealed(&mut self, who: ParticipantId, share: Option<SealedShare>) {
        self.record(Event::SealedShareChanged { who, share });
    }

    /// A second share replaces the first. It is possible in a pause too: nothing is opened meanwhile.
    pub(super) fn write_sealed(
        &mut self,
        who: ParticipantId,
        round: RoundId,
        raw: &str,
        note: Option<&str>,
    ) -> Step {
        self.need_writing(round)?;
        let (text, note) = (text::message(raw)?, text::note(note)?);
        self.put_sealed(who, Some(SealedShare::Words { text, note }));
        Ok(())
    }

    pub(super) fn pass_sealed(&mut self, who: ParticipantId, round: RoundId) -> Step {
        self.need_writing(round)?;
        if self.sealed.get(&who) == Some(&SealedShare::Passed {}) {
            return Err(Refusal::AlreadySo);
        }
        self.put_sealed(who, Some(SealedShare::Passed {}));
        Ok(())
    }

    /// Possible until the share is shown, also while those of others are.
    pub(super) fn take_back_sealed(&mut self, who: ParticipantId, round: RoundId) -> Step {
        if self.need_sealed(round)?.stage == SealedStage::Opened {
            return Err(Refusal::TooLate);
        }
        if !self.sealed.contains_key(&who) {
            return Err(Refusal::NotSo);
        }
        self.put_sealed(who, None);
        Ok(())
    }

    /// Opens the round, or shows the next share; a click that comes late does nothing (rule 17).
    pub(super) fn open_sealed_by(&mut self, by: ParticipantId, round: RoundId, shown: u32) -> Step {
        let running = self.need_sealed(round)?;
        if running.stage == SealedStage::Opened {
            return Err(Refusal::AlreadySo);
        }
        if running.shown != shown {
            return Err(Refusal::Stale);
        }
        self.need_running_clock()?;
        self.open_sealed(Some(by));
        Ok(())
    }

    /// Shows all shares together, or the next one of those that come one after the other.
    pub(super) fn open_sealed(&mut self, by: Option<ParticipantId>) {
        let together = self.current().is_none_or(|(_, item)| !item.one_by_one);
        self.show_sealed(by, together);
    }

    /// Shows what is still held, before the item is held in another way or is over.
    pub(super) fn close_sealed(&mut self, by: ParticipantId) {
        if self.floor.sealed.as_ref().is_some_and(|round| round.stage != SealedStage::Opened) {
            self.show_sealed(Some(by), true);
        }
    }

    fn show_sealed(&mut self, by: Option<ParticipantId>, all: bool) {
        let Some(mut round) = self.floor.sealed.clone() else { return };
        while let Some(who) = self.next_sealed() {
            self.show_share(who);
            round.shown += 1;
            if !all {
                break;
            }
        }
        round.stage = self.next_sealed().map_or(SealedStage::Opened, |_| SealedStage::Showing);
        self.record(Event::SealedChanged { sealed: round, by });
    }

    fn show_share(&mut self, who: ParticipantId) {
        let Some(SealedShare::Words { text, note }) = self.sealed.get(&who).cloned() else { return };
        self.put_sealed(who, None);
        let message = Message { note, ..self.message(who, MessageKind::Share, text) };
        self.record(Event::Posted { message });
    }

    /// Begins the round, counts, and opens it once all are in.
    pub(super) fn settle_sealed(&mut self) {
        if !self.is_sealed() {
            return;
        }
        let (shares_in, of) = self.sealed_counts();
        let Some(round) = self.floor.sealed.clone() else { return self.begin_sealed(of) };
        match round.stage {
            SealedStage::Writing => {
                if (round.shares_in, round.of) != (shares_in, of) {
                    let sealed = SealedRound { shares_in, of, ..round };
                    self.record(Event::SealedChanged { sealed, by: None });
                }
                if shares_in == of && of > 0 && !self.stands_still() {
                    self.open_sealed(None);
                }
            }
            SealedStage::Showing if self.next_sealed().is_none() => self.show_sealed(None, false),
            SealedStage::Showing | SealedStage::Opened => {}
        }
    }

    fn begin_sealed(&mut self, of: u32) {
        let (id, started_ms) = (self.rounds.next(), self.now());
        let stage = SealedStage::Writing;
        let sealed = SealedRound { id, started_ms, stage, shares_in: 0, of, shown: 0 };
        self.record(Event::SealedChanged { sealed, by: None });
    }
}
