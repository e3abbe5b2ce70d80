//! The lead of the meeting: handed over, lost and found (rule 13).

use super::transition::{Step, Transition};
use crate::meeting::{
    event::Event,
    id::ParticipantId,
    reason::{LeadChange, MeetingEnd, PauseReason},
    refusal::Refusal,
    role::{RoomKind, Service},
    state::{LeadLost, Meeting, Participant},
};

impl Meeting {
    /// Who leads if the lead is lost: somebody else of the main role, then a helper, then among peers
    /// the backup and the timekeeper. `None` if nobody here can.
    pub(super) fn successor(&self) -> Option<ParticipantId> {
        let candidate = |p: &&Participant| {
            p.is_here() && self.lead != Some(p.person.id) && self.may_lead(p) && !p.is_held_back()
        };
        self.all_present()
            .filter(candidate)
            .filter_map(|p| Some((self.place_in_line(p)?, p.person.circle_position, p.person.id)))
            .min()
            .map(|(.., id)| id)
    }

    fn place_in_line(&self, person: &Participant) -> Option<u8> {
        let kind = self.config.kind;
        if person.person.role == kind.main_role() {
            Some(0)
        } else if person.person.role == kind.co_role() {
            Some(1)
        } else if kind == RoomKind::TherapistLed {
            None
        } else if person.serves(Service::Backup) {
            Some(2)
        } else if person.serves(Service::Timekeeper) {
            Some(3)
        } else {
            None
        }
    }
}

impl Transition<'_> {
    /// Before the opening the lead who came first leads: whoever has the lead by the plan before others,
    /// and one of the main role before a helper.
    pub(super) fn settle_first_lead(&mut self) {
        let main = self.config.kind.main_role();
        let standing = |p: &&Participant| {
            let unplanned = !self.is_planned_lead(p.person.id);
            (p.person.role != main, unplanned, self.lead != Some(p.person.id), p.person.circle_position)
        };
        let first = self.all_present().filter(|p| p.person.role.is_lead()).min_by_key(standing);
        if let Some(lead) = first.map(|p| p.person.id).filter(|lead| self.lead != Some(*lead)) {
            self.record(Event::LeadChanged { lead, reason: LeadChange::Arrived });
        }
    }

    /// The new lead gets the main role, and the one before becomes a helper.
    pub(super) fn make_lead(&mut self, who: ParticipantId, reason: LeadChange) {
        let (main, co) = (self.config.kind.main_role(), self.config.kind.co_role());
        let role_of = |id: ParticipantId| self.people.get(&id).map(|p| p.person.role);
        let former = self.lead.filter(|lead| *lead != who && role_of(*lead) == Some(main));
        if role_of(who) != Some(main) {
            self.record(Event::RoleChanged { who, role: main, by: None });
        }
        if let Some(former) = former {
            self.record(Event::RoleChanged { who: former, role: co, by: None });
        }
        self.record(Event::LeadChanged { lead: who, reason });
        self.lead_found();
    }

    /// Somebody leads, so what was suspended goes on.
    fn lead_found(&mut self) {
        if self.lead_lost.is_some() {
            self.record(Event::LeadLostChanged { lost: None });
        }
        if self.is_paused_for(PauseReason::LeadLost) {
            self.resume_floor(None);
        }
    }

    /// If the lead is not here, their place is held, then somebody follows, and if nobody can, people
    /// are told when the meeting ends. None of it happens in the time after a restart (rule 15).
    pub(super) fn settle_lead(&mut self) {
        if self.lead.is_some_and(|lead| self.is_here(lead)) {
            return self.lead_found();
        }
        if self.restart_until_ms.is_some() {
            return;
        }
        let lost = self.lose_lead();
        if self.at_ms < lost.held_until_ms {
            return;
        }
        if let Some(next) = self.successor() {
            self.make_lead(next, LeadChange::Succession);
        } else if lost.closes_ms.is_none() {
            self.nobody_leads(lost);
        }
    }

    /// The place of a lead who is offline is held, of one who left quietly too; a lead who left or was
    /// removed has none to hold.
    fn lose_lead(&mut self) -> LeadLost {
        let lead = self.lead.and_then(|lead| self.people.get(&lead));
        let offline = lead.is_some_and(Participant::seems_present);
        let hold_ms = if offline { self.timing().lead_lost_ms } else { 0 };
        let held_until_ms = self.at_ms.plus_ms(hold_ms);
        let lost = match self.lead_lost {
            Some(lost) => LeadLost { held_until_ms: lost.held_until_ms.min(held_until_ms), ..lost },
            None => LeadLost {
                since_ms: self.at_ms,
                held_until_ms,
                closes_ms: None,
                volunteer: None,
                volunteer_until_ms: None,
            },
        };
        if self.lead_lost != Some(lost) {
            self.record(Event::LeadLostChanged { lost: Some(lost) });
        }
        lost
    }

    /// Everyone is told; in therapy the floor is paused.
    fn nobody_leads(&mut self, lost: LeadLost) {
        let closes_ms = Some(self.at_ms.plus_ms(self.timing().leaderless_ms));
        self.record(Event::LeadLostChanged { lost: Some(LeadLost { closes_ms, ..lost }) });
        let pauses = !matches!(self.pause, Some(PauseReason::Crisis | PauseReason::LeadLost));
        if self.config.kind == RoomKind::TherapistLed && pauses {
            self.stop_clock(PauseReason::LeadLost, None);
        }
    }

    /// Somebody offers to lead, and does if nobody objects.
    pub(super) fn volunteer(&mut self, who: ParticipantId) -> Step {
        let lost = self.lead_lost.filter(|lost| lost.closes_ms.is_some()).ok_or(Refusal::NotSo)?;
        if lost.volunteer.is_some() {
            return Err(Refusal::AlreadySo);
        }
        self.set_volunteer(lost, Some(who));
        Ok(())
    }

    pub(super) fn set_volunteer(&mut self, lost: LeadLost, volunteer: Option<ParticipantId>) {
        let until = self.at_ms.plus_ms(self.timing().volunteer_ms);
        let volunteer_until_ms = volunteer.map(|_| until);
        self.record(Event::LeadLostChanged {
            lost: Some(LeadLost { volunteer, volunteer_until_ms, ..lost }),
        });
    }

    pub(super) fn drop_volunteer(&mut self, who: ParticipantId) {
        if let Some(lost) = self.lead_lost.filter(|lost| lost.volunteer == Some(who)) {
            self.set_volunteer(lost, None);
        }
    }

    /// Nobody objected. A volunteer who is gone for a moment does not lead.
    pub(super) fn volunteer_due(&mut self) {
        let Some(lost) = self.lead_lost else { return };
        match lost.volunteer.filter(|who| self.is_here(*who)) {
            Some(who) => self.make_lead(who, LeadChange::Volunteered),
            None => self.set_volunteer(lost, None),
        }
    }

    pub(super) fn leaderless_due(&mut self) {
        self.end(MeetingEnd::Leaderless, None);
    }
}
