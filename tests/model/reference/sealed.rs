//! Rule 18: the sealed round.

use rondo::meeting::{
    agenda::Mode,
    ordinal::RoundId,
    refusal::Refusal,
    sealed::{SealedRound, SealedStage},
    state::Place,
    time::FloorMs,
};

use super::{Answer, Model, Who, no, words::Reach};

/// What somebody has in the round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Held {
    who: Who,
    words: bool,
}

impl Model {
    fn in_sealed(&self, round: RoundId) -> Result<SealedStage, Option<Refusal>> {
        match &self.sealed {
            None => Err(Some(Refusal::WrongMode)),
            Some(running) if running.id != round => Err(Some(Refusal::Stale)),
            Some(running) => Ok(running.stage),
        }
    }

    /// Writing again replaces what was there; passing twice changes nothing.
    pub(super) fn put_in(&mut self, who: Who, round: RoundId, words: bool) -> Answer {
        if self.in_sealed(round)? != SealedStage::Writing {
            return no(Refusal::TooLate);
        }
        let held = Held { who, words };
        if !words && self.held.contains(&held) {
            return no(Refusal::AlreadySo);
        }
        self.held.retain(|held| held.who != who);
        self.held.push(held);
        Ok(())
    }

    pub(super) fn take_out(&mut self, who: Who, round: RoundId) -> Answer {
        if self.in_sealed(round)? == SealedStage::Opened {
            return no(Refusal::TooLate);
        }
        if !self.held.iter().any(|held| held.who == who) {
            return no(Refusal::NotSo);
        }
        self.held.retain(|held| held.who != who);
        Ok(())
    }

    pub(super) fn open_sealed(&mut self, round: RoundId, shown: u32) -> Answer {
        if self.in_sealed(round)? == SealedStage::Opened {
            return no(Refusal::AlreadySo);
        }
        if self.sealed.as_ref().is_some_and(|running| running.shown != shown) {
            return no(Refusal::Stale);
        }
        self.unpaused()?;
        self.show_some();
        Ok(())
    }

    /// Together, or one more.
    pub(super) fn show_some(&mut self) {
        let one = self.current().is_some_and(|item| item.one_by_one);
        self.show(if one { 1 } else { usize::MAX });
    }

    /// What is held when the item goes on in another way is shown before.
    pub(super) fn unseal(&mut self) {
        if self.sealed.as_ref().is_some_and(|running| running.stage != SealedStage::Opened) {
            self.show(usize::MAX);
        }
        self.sealed = None;
    }

    /// Whose words can be shown: not those of the muted, of those at the door and of those sent away.
    fn to_show(&self) -> Vec<Who> {
        let words = self.held.iter().filter(|held| held.words).filter_map(|held| self.person(held.who));
        let mut people: Vec<_> = words
            .filter(|p| {
                let out = p.place == Place::Removed || (p.place == Place::Waiting && p.held);
                !out && p.mute.is_none()
            })
            .collect();
        people.sort_by_key(|p| (p.circle_position, p.who));
        people.into_iter().map(|p| p.who).collect()
    }

    fn show(&mut self, most: usize) {
        let all = self.to_show();
        let now = &all[..all.len().min(most)];
        for who in now {
            self.wrote(*who, Reach::Everyone, None);
        }
        self.held.retain(|held| !now.contains(&held.who));
        let more = all.len() > now.len();
        if let Some(running) = &mut self.sealed {
            running.shown += now.len() as u32;
            running.stage = if more { SealedStage::Showing } else { SealedStage::Opened };
        }
        if !more {
            self.held.clear();
        }
    }

    /// When the time to write is over.
    pub(super) fn writing_ends(&self) -> Option<FloorMs> {
        let running = self.sealed.as_ref().filter(|running| running.stage == SealedStage::Writing)?;
        let item = self.current()?;
        let whole = u64::from(item.minutes) * 60_000;
        Some(running.started_ms.plus_ms(if item.share_ms == 0 { whole } else { item.share_ms }))
    }

    /// A round begins by itself with the item, and is opened when all are in.
    pub(super) fn sealed_goes_on(&mut self) {
        if self.mode() != Some(Mode::Sealed) {
            return;
        }
        let asked = self.people.iter().filter(|p| {
            let takes_turns = p.seems_here && p.role.takes_turns() && !p.listening;
            takes_turns || self.held.iter().any(|held| held.who == p.who)
        });
        let (of, shares_in) = (asked.count() as u32, self.held.len() as u32);
        let started_ms = self.floor();
        let still = self.still();
        let nothing_to_show = self.to_show().is_empty();
        let Some(running) = &mut self.sealed else {
            self.rounds = self.rounds.next();
            let (id, stage) = (self.rounds, SealedStage::Writing);
            self.sealed = Some(SealedRound { id, started_ms, stage, shares_in: 0, of, shown: 0 });
            return;
        };
        match running.stage {
            SealedStage::Writing => {
                (running.shares_in, running.of) = (shares_in, of);
                if of > 0 && shares_in == of && !still {
                    self.show_some();
                }
            }
            SealedStage::Showing if nothing_to_show => self.show(1),
            SealedStage::Showing | SealedStage::Opened => {}
        }
    }
}
