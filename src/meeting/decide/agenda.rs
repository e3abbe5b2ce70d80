//! Opening, the agenda, pausing, ending (rules 12 and 14).

use super::transition::{Step, Transition};
use crate::meeting::{
    agenda::Mode,
    event::Event,
    floor::Stage,
    id::ParticipantId,
    limits::{SILENCE_SECONDS_MAX, SILENCE_SECONDS_MIN},
    ordinal::ItemIndex,
    reason::{LeadChange, MeetingEnd, PauseReason, TurnEnd},
    refusal::Refusal,
    round::SlotState,
    settings::LimitKind,
    time::MeetingMs,
};

impl Transition<'_> {
    /// A meeting never opens without a lead, who has the main role from now on.
    pub(super) fn open(&mut self, by: ParticipantId) -> Step {
        if self.config.agenda.is_empty() {
            return Err(Refusal::NoSuchItem);
        }
        let lead = self.lead.filter(|lead| self.is_here(*lead)).unwrap_or(by);
        if self.lead != Some(lead) {
            self.record(Event::LeadChanged { lead, reason: LeadChange::Arrived });
        }
        let role = self.config.kind.main_role();
        if self.present(lead).is_some_and(|p| p.person.role != role) {
            self.record(Event::RoleChanged { who: lead, role, by: None });
        }
        let planned_end_ms = self.end_of_date_ms(self.at_ms);
        self.record(Event::Opened { by, planned_end_ms });
        self.start_item(ItemIndex(0), by);
        Ok(())
    }

    /// Starts an item. Those before it among the items to come are skipped; from an earlier item, all
    /// of them are still to come.
    fn start_item(&mut self, item: ItemIndex, by: ParticipantId) {
        let after = self.coming.iter().position(|next| *next == item).map_or(0, |place| place + 1);
        let coming = self.coming[after..].to_vec();
        self.record(Event::ItemStarted { item, by: Some(by), floor_ms: self.now(), coming });
        if self.mode().is_some_and(Mode::has_hands) {
            self.sort_queue();
        } else {
            self.clear_queue();
        }
    }

    /// Nobody is cut off: while somebody else speaks, a lead has to thank them first (rule 12). It goes
    /// by the usual length of a share, since a refusal must not betray a private one.
    pub(super) fn need_no_share(&self, who: ParticipantId) -> Step {
        let timing = self.timing();
        let draft_ms = if self.config.settings.limit == LimitKind::Hard { timing.hard_draft_ms } else { 0 };
        let spare_ms = timing.grace_ms.saturating_add(draft_ms);
        let cuts = self.floor.turn.as_ref().is_some_and(|turn| match turn.usual_stage() {
            Stage::Speaking { ends_ms } => ends_ms.is_none_or(|ends| self.now() < ends.plus_ms(spare_ms)),
            Stage::Held { begun, .. } => *begun,
            _ => false,
        });
        if cuts && self.turn_of(who).is_none() { Err(Refusal::FloorTaken) } else { Ok(()) }
    }

    /// Ends the turn and the round of the current item.
    fn clear_floor(&mut self) {
        let begun = self.floor.turn.as_ref().is_some_and(|turn| turn.stage.is_begun());
        let state = if begun { SlotState::Done } else { SlotState::Away };
        self.end_turn(TurnEnd::ItemEnded, state);
        self.close_round();
    }

    pub(super) fn advance(&mut self, by: ParticipantId, from: ItemIndex, to: Option<ItemIndex>) -> Step {
        self.need_item(from)?;
        let to = to.or(self.coming.first().copied()).ok_or(Refusal::NoSuchItem)?;
        if to == from {
            return Err(Refusal::AlreadySo);
        }
        if to.index() >= self.config.agenda.len() {
            return Err(Refusal::NoSuchItem);
        }
        self.need_running_clock()?;
        self.need_no_share(by)?;
        self.clear_floor();
        self.close_sealed(by);
        self.choosing_over();
        self.start_item(to, by);
        Ok(())
    }

    /// In a crisis the floor and all of its clocks stand still (rule 14).
    pub(super) fn pause_floor(&mut self, by: ParticipantId) -> Step {
        match self.pause {
            Some(PauseReason::Crisis | PauseReason::LeadLost) => Err(Refusal::AlreadySo),
            None | Some(PauseReason::Silence | PauseReason::Restart) => {
                self.stop_clock(PauseReason::Crisis, Some(by));
                Ok(())
            }
        }
    }

    /// In a silence, too, the floor and all of its clocks stand still; it ends by itself (rule 14).
    pub(super) fn hold_silence(&mut self, by: ParticipantId, seconds: u32) -> Step {
        if !(SILENCE_SECONDS_MIN..=SILENCE_SECONDS_MAX).contains(&seconds) {
            return Err(Refusal::OutOfRange);
        }
        match self.pause {
            None => {
                let until_ms = self.at_ms.plus_ms(u64::from(seconds) * 1_000);
                self.stop_clock_until(PauseReason::Silence, Some(by), Some(until_ms));
                Ok(())
            }
            Some(PauseReason::Silence) => Err(Refusal::AlreadySo),
            Some(PauseReason::Crisis | PauseReason::Restart | PauseReason::LeadLost) => Err(Refusal::Paused),
        }
    }

    /// The floor goes on, but in the time after a restart only for those who are back (rule 15).
    pub(super) fn silence_over(&mut self) {
        if self.restart_until_ms.is_none() {
            return self.resume_floor(None);
        }
        self.stop_clock(PauseReason::Restart, None);
        self.settle_restart();
    }

    pub(super) fn stop_clock(&mut self, reason: PauseReason, by: Option<ParticipantId>) {
        self.stop_clock_until(reason, by, None);
    }

    fn stop_clock_until(
        &mut self,
        reason: PauseReason,
        by: Option<ParticipantId>,
        until_ms: Option<MeetingMs>,
    ) {
        let clock = self.clock.stopped(self.at_ms);
        self.record(Event::FloorPaused { reason, by, until_ms, clock });
    }

    pub(super) fn resume_floor_by(&mut self, by: ParticipantId) -> Step {
        match self.pause {
            None => Err(Refusal::NotPaused),
            Some(PauseReason::LeadLost) => Err(Refusal::Paused),
            Some(PauseReason::Crisis | PauseReason::Silence | PauseReason::Restart) => {
                self.resume_floor(Some(by));
                Ok(())
            }
        }
    }

    pub(super) fn resume_floor(&mut self, by: Option<ParticipantId>) {
        let clock = if self.everyone_muted { self.clock } else { self.clock.started(self.at_ms) };
        self.record(Event::FloorResumed { by, clock });
    }

    pub(super) fn end_by(&mut self, by: ParticipantId) -> Step {
        self.end(MeetingEnd::EndedByLead, Some(by));
        Ok(())
    }

    pub(super) fn end(&mut self, reason: MeetingEnd, by: Option<ParticipantId>) {
        self.clear_floor();
        self.clear_queue();
        self.record(Event::Ended { reason, by });
    }

    /// The hard end wins over a running share, after its grace (rule 12).
    pub(super) fn settle_hard_end(&mut self) {
        if !self.stands_still() && self.now() >= self.last_moment_ms() {
            self.hard_end();
        }
    }

    pub(super) fn hard_end(&mut self) {
        match self.floor.turn.as_ref().map(|turn| &turn.stage) {
            Some(Stage::Speaking { .. }) => self.share_time_up(),
            _ => self.end(MeetingEnd::TimeUp, None),
        }
    }
}
