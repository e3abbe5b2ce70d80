//! Time: floor time, what is due when, pauses (rule 14) and restarts (rule 15).

use rondo::meeting::{
    floor::Stage,
    reason::PauseReason,
    round::RoundPhase,
    state::{Mute, Place},
    time::{FloorMs, MeetingMs},
};

use super::{Answer, Model, REFUSED, Who, no};
use rondo::meeting::{reason::MeetingEnd, refusal::Refusal, state::Phase};

/// Something that happens by itself. Of things due at the same time the first named comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    RestartOver,
    SilenceOver,
    HardEnd,
    Stage,
    Warning,
    MoreTime,
    Unheard,
    WritingOver,
    HandFalls(Who),
    ItemTime,
    HalfTime,
    MuteOver(Who),
    Unsaid(Who),
    CallUnread(Who),
    PlaceHeld,
    Volunteer,
    Closes,
    Empty,
}

impl Model {
    /// Floor time now; it stands still while the floor is paused.
    pub(crate) fn floor(&self) -> FloorMs {
        self.floor_at(self.now)
    }

    fn floor_at(&self, at_ms: MeetingMs) -> FloorMs {
        self.floor_base.plus_ms(self.floor_since.map_or(0, |since| at_ms.since(since)))
    }

    pub(super) fn stop_clock(&mut self, at_ms: MeetingMs) {
        self.floor_base = self.floor_at(at_ms);
        self.floor_since = None;
    }

    pub(super) fn start_clock(&mut self) {
        self.floor_base = self.floor();
        self.floor_since = Some(self.now);
    }

    /// Lets everything happen that is due until a time, each at its own time.
    pub(super) fn settle(&mut self, until_ms: MeetingMs) {
        while let Some((at_ms, due)) = self.next_due().filter(|(at_ms, _)| *at_ms <= until_ms) {
            self.now = at_ms.max(self.last);
            self.last = self.now;
            self.happen(due);
            self.follow();
        }
        self.now = until_ms;
    }

    /// The earliest of all that will happen by itself.
    fn next_due(&self) -> Option<(MeetingMs, Due)> {
        let mut all: Vec<(MeetingMs, Due)> = Vec::new();
        if self.over() {
            return None;
        }
        all.extend(self.restart_until.map(|at| (at, Due::RestartOver)));
        for person in &self.people {
            if let Some(Mute { until_ms: Some(at) }) = person.mute {
                all.push((at, Due::MuteOver(person.who)));
            }
            let stands = person.circle_position.is_some() || person.place == Place::Waiting;
            if let Some(since) = person.unread_since.filter(|_| stands) {
                all.push((since.plus_ms(60_000), Due::CallUnread(person.who)));
            }
        }
        let asked = self.wishes.iter().filter_map(|(who, wish)| Some((wish.until_ms?, Due::Unsaid(*who))));
        all.extend(asked);
        if self.restart_until.is_none() {
            if let Some(lost) = &self.lost {
                if lost.closes_ms.is_none() {
                    all.push((lost.held_until_ms, Due::PlaceHeld));
                }
                all.extend(lost.volunteer_until_ms.map(|at| (at, Due::Volunteer)));
                all.extend(lost.closes_ms.map(|at| (at, Due::Closes)));
            }
            if !self.running() {
                all.extend(self.empty_since.map(|at| (at.plus_ms(self.timing().empty_ms), Due::Empty)));
            }
        }
        if self.running() {
            all.extend(self.silent_until.map(|at| (at, Due::SilenceOver)));
        }
        if let Some(since) = self.floor_since.filter(|_| self.running()) {
            let meeting_time = |floor: FloorMs| since.plus_ms(floor.since(self.floor_base));
            all.extend(self.floor_dues().into_iter().map(|(floor, due)| (meeting_time(floor), due)));
        }
        // What was held up by the minute after a restart comes in the order in which it was due.
        all.into_iter().min().map(|(at, due)| (at.max(self.last), due))
    }

    /// What is due in floor time.
    fn floor_dues(&self) -> Vec<(FloorMs, Due)> {
        let mut all = vec![(self.last_moment(), Due::HardEnd)];
        if let Some(turn) = &self.turn {
            all.extend(self.stage_ends(&turn.stage).map(|at| (at, Due::Stage)));
            all.extend(self.warning_at().map(|at| (at, Due::Warning)));
        }
        all.extend(self.more.as_ref().map(|more| (more.until_ms, Due::MoreTime)));
        if let Some(RoundPhase::AnyoneUnheard { until_ms }) = self.round.as_ref().map(|r| &r.phase)
            && self.turn.is_none()
        {
            all.push((*until_ms, Due::Unheard));
        }
        all.extend(self.writing_ends().map(|at| (at, Due::WritingOver)));
        for hand in &self.queue {
            all.extend(hand.falls_ms.map(|at| (at, Due::HandFalls(hand.who))));
        }
        all.extend(self.next_mark().map(|at| (at, Due::ItemTime)));
        if self.unheard.is_none() && self.config.format != "process" {
            let half_ms = self.planned_end().since(FloorMs::ZERO) / 2;
            all.push((FloorMs::from_ms(half_ms), Due::HalfTime));
        }
        all
    }

    /// When the meeting next wants to be woken.
    pub(crate) fn wakes(&self) -> Option<MeetingMs> {
        self.next_due().map(|(at_ms, _)| at_ms)
    }

    /// A call for help that is unread since then, or is so no more.
    pub(super) fn called(&mut self, who: Who, unread_since: Option<MeetingMs>) {
        if let Some(person) = self.person_mut(who) {
            person.unread_since = unread_since;
        }
    }

    fn happen(&mut self, due: Due) {
        match due {
            Due::RestartOver => self.restart_over(),
            Due::SilenceOver => self.silence_is_over(),
            Due::HardEnd => self.hard_end_comes(),
            Due::Stage => self.stage_is_over(),
            Due::Warning => self.warned = true,
            Due::MoreTime => self.more_time_is_due(),
            Due::Unheard => self.close_round(),
            Due::WritingOver => self.show_some(),
            Due::HandFalls(who) => self.drop_hand(who),
            Due::ItemTime => self.told = self.mark_reached(),
            Due::HalfTime => self.unheard = Some(self.silent_ones()),
            Due::MuteOver(who) => self.lift_mute(who),
            Due::Unsaid(who) => self.settled(who, false),
            Due::CallUnread(who) => self.called(who, None),
            Due::PlaceHeld => self.look_for_lead(),
            Due::Volunteer => self.volunteer_leads(),
            Due::Closes => self.end(MeetingEnd::Leaderless),
            Due::Empty => self.end(MeetingEnd::Empty),
        }
    }

    pub(super) fn end(&mut self, reason: MeetingEnd) {
        self.cut_turn();
        self.round = None;
        self.sealed = None;
        self.held.clear();
        self.queue.clear();
        self.phase = Phase::Ended { reason };
        let now = self.now;
        self.stop_clock(now);
    }

    /// Rule 14: everything of the floor stands still.
    pub(super) fn pause_floor(&mut self) -> Answer {
        if matches!(self.pause, Some(PauseReason::Crisis | PauseReason::LeadLost)) {
            return no(Refusal::AlreadySo);
        }
        self.pause_for(PauseReason::Crisis);
        Ok(())
    }

    /// Rule 14: a silence stands like a pause, and ends by itself.
    pub(super) fn hold_silence(&mut self, seconds: u32) -> Answer {
        if !(10..=600).contains(&seconds) {
            return no(Refusal::OutOfRange);
        }
        match self.pause {
            None => {
                self.pause_for(PauseReason::Silence);
                self.silent_until = Some(self.now.plus_ms(1_000 * u64::from(seconds)));
                Ok(())
            }
            Some(PauseReason::Silence) => no(Refusal::AlreadySo),
            Some(_) => REFUSED,
        }
    }

    /// Rule 15: what ends while people come back after a restart waits for them.
    fn silence_is_over(&mut self) {
        if self.restart_until.is_some() {
            self.pause_for(PauseReason::Restart);
            self.back_after_restart();
        } else {
            self.unpause();
        }
    }

    pub(super) fn pause_for(&mut self, reason: PauseReason) {
        let now = self.now;
        self.stop_clock(now);
        self.pause = Some(reason);
        self.silent_until = None;
    }

    pub(super) fn resume_floor(&mut self) -> Answer {
        match self.pause {
            None => no(Refusal::NotPaused),
            Some(PauseReason::LeadLost) => REFUSED,
            Some(PauseReason::Crisis | PauseReason::Silence | PauseReason::Restart) => {
                self.unpause();
                Ok(())
            }
        }
    }

    pub(super) fn unpause(&mut self) {
        self.pause = None;
        self.silent_until = None;
        if !self.hush {
            self.start_clock();
        }
    }

    /// Rule 15: nobody is connected, every clock of the floor stands since the last thing that
    /// happened, and nobody counts as absent for a minute.
    pub(super) fn restarted(&mut self) {
        if self.over() {
            return;
        }
        for person in &mut self.people {
            person.awaited |= person.connected;
            person.connected = false;
        }
        self.connections_changed();
        // People who are not back could not answer: a lead asks again.
        self.wishes.values_mut().for_each(|wish| wish.until_ms = None);
        self.restart_until = Some(self.now.plus_ms(self.timing().restart_ms));
        if self.running() {
            let last = self.last;
            self.stop_clock(last);
            self.pause = self.pause.or(Some(PauseReason::Restart));
            if let Some(turn) = self.turn.clone() {
                self.hold(&turn);
            }
            self.no_volunteer();
            self.back_after_restart();
        }
        self.last = self.now;
        self.follow();
    }

    /// Rule 15: the floor goes on when its holder is back, or with no holder when all are.
    pub(super) fn back_after_restart(&mut self) {
        if self.restart_until.is_none() {
            return;
        }
        if self.people.iter().all(|p| !p.awaited) {
            return self.restart_over();
        }
        let holder_is_back = self.turn.as_ref().is_some_and(|turn| self.here(turn.holder));
        if holder_is_back && self.pause == Some(PauseReason::Restart) {
            self.unpause();
        }
    }

    /// Rule 15: who is not back has lost the connection now.
    fn restart_over(&mut self) {
        self.restart_until = None;
        if self.pause == Some(PauseReason::Restart) {
            self.unpause();
        }
        for person in &mut self.people {
            person.awaited = false;
        }
        let absent: Vec<Who> = self.people.iter().filter(|p| !p.connected).map(|p| p.who).collect();
        for who in absent {
            if self.can_be_asked(who) {
                self.offer_again(who);
            }
            self.gone_offline(who);
        }
    }

    /// Floor time at which the stage is over by itself.
    fn stage_ends(&self, stage: &Stage) -> Option<FloorMs> {
        let timing = self.timing();
        match stage {
            Stage::Offered { since_ms, nudged: false } => Some(since_ms.plus_ms(timing.offer_nudge_ms)),
            Stage::Offered { since_ms, nudged: true } => Some(since_ms.plus_ms(timing.offer_away_ms)),
            Stage::Accepted { starts_by_ms } => Some(*starts_by_ms),
            Stage::Speaking { ends_ms } => *ends_ms,
            Stage::Grace { ends_ms } => Some(*ends_ms).filter(|_| self.hard_limit()),
            Stage::LastDraft { ends_ms } => Some(*ends_ms),
            Stage::Held { until_ms, .. }
            | Stage::ChoosingFeedback { until_ms }
            | Stage::Feedback { until_ms, .. }
            | Stage::Naming { until_ms }
            | Stage::Breath { until_ms } => Some(*until_ms),
        }
    }
}
