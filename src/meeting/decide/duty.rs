//! Duties that were agreed before the meeting: the room itself gives what goes with them.

use super::transition::Transition;
use crate::meeting::{
    duty::{Assignment, Duty},
    event::Event,
    id::ParticipantId,
    limits::PEOPLE_MAX,
    role::{Role, RoomKind},
    state::{Meeting, Place},
};

impl Meeting {
    /// Whether somebody is to lead this meeting, so that they come in and may open it.
    pub(super) fn is_to_lead(&self, who: ParticipantId) -> bool {
        let leads = |duty: &Assignment| duty.who == who && duty.duty.leads() && duty.is_open();
        self.config.kind == RoomKind::PeerLed && self.duties.iter().any(leads)
    }

    /// Whether somebody has the lead of this meeting by the plan.
    pub(super) fn is_planned_lead(&self, who: ParticipantId) -> bool {
        self.duties.iter().any(|duty| duty.who == who && duty.duty == Duty::Lead && !duty.passed_on)
    }
}

impl Transition<'_> {
    /// Other people serve from now on. What was given or passed on stays.
    pub(super) fn note_duties(&mut self, mut duties: Vec<Assignment>) {
        for duty in &mut duties {
            let same = |known: &&Assignment| (known.duty, known.who) == (duty.duty, duty.who);
            if let Some(known) = self.duties.iter().find(same) {
                (duty.given, duty.passed_on) = (known.given, known.passed_on);
            }
        }
        if !self.is_over() && self.duties != duties {
            self.record(Event::DutiesNoted { duties });
        }
    }

    /// Whoever is here gets what goes with their duty, once.
    pub(super) fn settle_duties(&mut self) {
        let open: Vec<_> = self.duties.iter().filter(|duty| duty.is_open()).cloned().collect();
        for duty in open {
            if self.take_up(duty.duty, duty.who) {
                self.mark(&duty, |known| known.given = true);
            }
        }
    }

    /// A lead gave somebody what goes with a duty. Whoever was to have it and is not here comes without.
    pub(super) fn pass_on(&mut self, duty: Duty) {
        let open = self.duties.iter().find(|known| known.duty == duty && known.is_open()).cloned();
        if let Some(open) = open {
            self.mark(&open, |known| known.passed_on = true);
        }
    }

    fn mark(&mut self, duty: &Assignment, mark: impl Fn(&mut Assignment)) {
        let mut duties = self.duties.clone();
        duties.iter_mut().filter(|known| *known == duty).for_each(mark);
        self.record(Event::DutiesNoted { duties });
    }

    /// Gives somebody what goes with a duty, if they are here. Returns whether they are.
    fn take_up(&mut self, duty: Duty, who: ParticipantId) -> bool {
        if self.is_to_lead(who) && self.waits_freely(who) && self.all_present().count() < PEOPLE_MAX {
            self.admit(who, None);
        }
        let Some(person) = self.present(who) else { return false };
        let (role, may_lead) = (person.person.role, self.may_be_lead(who));
        match duty.service() {
            Some(service) if role != Role::Observer && !person.serves(service) => {
                self.record(Event::ServiceChanged { who, service, on: true, by: None });
            }
            Some(_) => {}
            None if !may_lead => {}
            None => self.give_lead_role(duty, who, role),
        }
        true
    }

    fn give_lead_role(&mut self, duty: Duty, who: ParticipantId, role: Role) {
        let (main, co) = (self.config.kind.main_role(), self.config.kind.co_role());
        let to = if duty == Duty::Lead { main } else { co };
        if role != to && role != main {
            self.record(Event::RoleChanged { who, role: to, by: None });
            self.add_latecomer(who);
        }
    }

    /// Whoever owns the room from now on has its main role, here or not.
    pub(super) fn owns(&mut self, who: ParticipantId) {
        let Some(role) = self.people.get(&who).map(|known| known.person.role) else { return };
        if !self.is_over() && self.may_be_lead(who) {
            self.give_lead_role(Duty::Lead, who, role);
        }
    }

    /// A therapist-led room makes nobody a lead who did not come as one.
    fn may_be_lead(&self, who: ParticipantId) -> bool {
        let came_as = self.people.get(&who).map(|known| known.entry_role);
        self.config.kind == RoomKind::PeerLed || came_as.is_some_and(Role::is_lead)
    }

    fn waits_freely(&self, who: ParticipantId) -> bool {
        self.people.get(&who).is_some_and(|known| {
            known.person.place == Place::Waiting && !known.held && known.person.connected
        })
    }
}
