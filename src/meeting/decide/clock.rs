//! Deadlines: each happens at its own time, before anything later.

use super::transition::Transition;
use crate::meeting::{
    deadline::{Due, next_due, warning_length_ms},
    event::Event,
    floor::Stage,
    limits::DEADLINES_AT_ONCE_MAX,
    reason::MeetingEnd,
    settings::Door,
    time::MeetingMs,
};

impl Transition<'_> {
    /// Lets everything happen that is due at or before a moment.
    pub(super) fn settle_due(&mut self, at_ms: MeetingMs) {
        for _ in 0..DEADLINES_AT_ONCE_MAX {
            let Some((due_ms, due)) = next_due(self).filter(|(due_ms, _)| *due_ms <= at_ms) else { return };
            self.at_ms = due_ms.max(self.meeting.at_ms);
            self.fire(due);
            self.settle();
        }
    }

    fn fire(&mut self, due: Due) {
        match due {
            Due::RestartOver => self.restart_over(),
            Due::SilenceOver => self.silence_over(),
            Due::HardEnd => self.hard_end(),
            Due::Stage => self.stage_over(),
            Due::Warning => self.warn(),
            Due::MoreTime => self.more_time_due(),
            Due::RoundPhase => self.close_round(),
            Due::WritingOver => self.open_sealed(None),
            Due::HandFalls(who) => self.drop_hand(who),
            Due::ItemMark => self.tell_item_time(),
            Due::HalfTime => self.tell_half_time(),
            Due::MuteOver(who) => self.lift(who, None),
            Due::LeadHeldOver => self.settle_lead(),
            Due::VolunteerLeads => self.volunteer_due(),
            Due::Leaderless => self.leaderless_due(),
            Due::ObserverUnanswered(who) => self.observer_unanswered(who),
            Due::HelpUnread(who) => self.repeat_help(who),
            Due::Late => self.record(Event::DoorChanged { door: Door::Closed, by: None }),
            Due::Missed => self.end(MeetingEnd::Missed, None),
            Due::Empty => self.end(MeetingEnd::Empty, None),
        }
    }

    fn warn(&mut self) {
        let Some(turn) = &self.floor.turn else { return };
        let Stage::Speaking { ends_ms: Some(ends_ms) } = turn.stage else { return };
        let left_ms = ends_ms.since(self.now()).min(warning_length_ms(self, turn));
        let turn = turn.id;
        self.record(Event::TurnWarned { turn, left_ms });
    }

    fn tell_half_time(&mut self) {
        let unheard = self.not_heard();
        self.record(Event::HalfTimeTold { unheard });
    }

    fn tell_item_time(&mut self) {
        if let (Some(item), Some(minutes_left)) = (self.item, self.mark_reached(self.now())) {
            self.record(Event::ItemTimeTold { item, minutes_left });
        }
    }
}
