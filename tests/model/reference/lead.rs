//! Who leads, and what happens when they drop out: rule 13.

use rondo::meeting::{
    refusal::Refusal,
    role::{Role, RoomKind, Service},
    state::{LeadLost, PauseReason, Place},
};

use super::{Answer, Model, Person, Who, no};

impl Model {
    fn therapy(&self) -> bool {
        self.config.kind == RoomKind::TherapistLed
    }

    /// In therapy a member is never promoted; among peers anyone but an observer may lead.
    pub(super) fn may_lead(&self, person: &Person) -> bool {
        if self.therapy() { person.role.is_lead() } else { person.role != Role::Observer }
    }

    /// Somebody else leads: they get the main role, the one before them the helper's.
    pub(super) fn leads(&mut self, who: Who) {
        let (main, co) = (self.config.kind.main_role(), self.config.kind.co_role());
        if let Some(before) = self.lead.filter(|before| *before != who)
            && let Some(person) = self.person_mut(before)
            && person.role == main
        {
            person.role = co;
        }
        if let Some(person) = self.person_mut(who) {
            person.role = main;
        }
        self.lead = Some(who);
        self.lead_is_found();
    }

    fn lead_is_found(&mut self) {
        self.lost = None;
        if self.pause == Some(PauseReason::LeadLost) {
            self.unpause();
        }
    }

    /// Before the opening the first lead leads, and one of the main role before a helper.
    pub(super) fn lead_before_opening(&mut self) {
        let main = self.config.kind.main_role();
        let leads = self.people.iter().filter(|p| p.place == Place::Present && p.role.is_lead());
        let standing = self.lead.and_then(|lead| self.present(lead)).filter(|p| p.role.is_lead());
        let better = leads.clone().find(|p| p.role == main);
        self.lead = match standing {
            Some(lead) if lead.role == main || better.is_none() => Some(lead.who),
            _ => better.or(leads.clone().next()).map(|p| p.who).or(self.lead),
        };
    }

    /// Whenever people come or go: is the lead here?
    pub(super) fn look_for_lead(&mut self) {
        let Some(lead) = self.lead.filter(|_| self.running()) else { return };
        if self.here(lead) {
            if self.lost.is_some() {
                self.lead_is_found();
            }
            return;
        }
        if self.restart_until.is_some() {
            return;
        }
        let held = if self.present(lead).is_some() { self.timing().lead_lost_ms } else { 0 };
        match &mut self.lost {
            None => {
                self.lost = Some(LeadLost {
                    since_ms: self.now,
                    held_until_ms: self.now + held,
                    closes_ms: None,
                    volunteer: None,
                    volunteer_until_ms: None,
                });
            }
            Some(lost) if held == 0 => lost.held_until_ms = lost.held_until_ms.min(self.now),
            Some(_) => {}
        }
        if self.lost.is_some_and(|lost| lost.closes_ms.is_some())
            && let Some(next) = self.successor()
        {
            self.leads(next);
        }
    }

    /// Among peers: co-facilitator, named backup, timekeeper. In therapy the co-therapist only.
    fn successor(&self) -> Option<Who> {
        let co = |p: &Person| p.role.is_lead();
        let serves = |p: &Person, service| !self.therapy() && p.role != Role::Observer && p.services.contains(&service);
        let mut here: Vec<&Person> =
            self.people.iter().filter(|p| self.here(p.who) && Some(p.who) != self.lead).collect();
        here.sort_by_key(|p| p.seat);
        let first = |passes: &dyn Fn(&Person) -> bool| here.iter().find(|p| passes(p)).map(|p| p.who);
        first(&|p| p.role == self.config.kind.main_role())
            .or_else(|| first(&co))
            .or_else(|| first(&|p| serves(p, Service::Backup)))
            .or_else(|| first(&|p| serves(p, Service::Timekeeper)))
    }

    /// The lost lead's place is not held any longer.
    pub(super) fn succession(&mut self) {
        if let Some(next) = self.successor() {
            return self.leads(next);
        }
        let closes_ms = Some(self.now + self.timing().leaderless_ms);
        if let Some(lost) = &mut self.lost {
            lost.closes_ms = closes_ms;
        }
        if self.therapy() && self.pause != Some(PauseReason::Crisis) {
            self.pause_for(PauseReason::LeadLost);
        }
    }

    pub(super) fn volunteer(&mut self, who: Who) -> Answer {
        let until_ms = self.now + self.timing().volunteer_ms;
        match &mut self.lost {
            Some(lost) if lost.closes_ms.is_some() => {
                if lost.volunteer.is_some() {
                    return no(Refusal::AlreadySo);
                }
                lost.volunteer = Some(who);
                lost.volunteer_until_ms = Some(until_ms);
                Ok(())
            }
            _ => no(Refusal::NotSo),
        }
    }

    pub(super) fn no_volunteer(&mut self) {
        if let Some(lost) = &mut self.lost {
            lost.volunteer = None;
            lost.volunteer_until_ms = None;
        }
    }

    pub(super) fn volunteer_leads(&mut self) {
        if let Some(who) = self.lost.and_then(|lost| lost.volunteer) {
            self.leads(who);
        }
    }
}
