//! Who leads, and what happens when they drop out: rule 13.

use rondo::meeting::{
    reason::PauseReason,
    refusal::Refusal,
    role::{Role, RoomKind, Service},
    state::{LeadLost, Place},
};

use super::{Answer, Model, Person, Who, no};

impl Model {
    pub(super) fn therapy(&self) -> bool {
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

    /// Is the lead here? A lost connection holds their place for a while; who left has none to hold.
    /// In the minute after a restart nobody counts as absent (rule 15).
    pub(super) fn look_for_lead(&mut self) {
        if self.lead.is_some_and(|lead| self.here(lead)) {
            return self.lead_is_found();
        }
        if self.restart_until.is_some() {
            return;
        }
        let offline = self.lead.and_then(|lead| self.person(lead)).is_some_and(|p| p.seems_here);
        let held_until_ms = self.now.plus_ms(if offline { self.timing().lead_lost_ms } else { 0 });
        let lost = self.lost.get_or_insert(LeadLost {
            since_ms: self.now,
            held_until_ms,
            closes_ms: None,
            volunteer: None,
            volunteer_until_ms: None,
        });
        lost.held_until_ms = lost.held_until_ms.min(held_until_ms);
        if self.now < lost.held_until_ms {
            return;
        }
        let told = lost.closes_ms.is_some();
        if let Some(next) = self.successor() {
            self.leads(next);
        } else if !told {
            self.nobody_leads();
        }
    }

    /// The main role, then the helpers; among peers the named backup and the timekeeper. In therapy
    /// nobody else.
    fn successor(&self) -> Option<Who> {
        let place_in_line = |p: &Person| match p.role {
            role if role == self.config.kind.main_role() => Some(0),
            role if role.is_lead() => Some(1),
            _ if self.therapy() || p.role == Role::Observer => None,
            _ if p.services.contains(&Service::Backup) => Some(2),
            _ if p.services.contains(&Service::Timekeeper) => Some(3),
            _ => None,
        };
        let here =
            self.people.iter().filter(|p| self.here(p.who) && !self.kept_back(p) && Some(p.who) != self.lead);
        here.filter_map(|p| Some((place_in_line(p)?, p.circle_position, p.who))).min().map(|(.., who)| who)
    }

    /// A visible notice; in therapy the floor is suspended.
    fn nobody_leads(&mut self) {
        let closes_ms = Some(self.now.plus_ms(self.timing().leaderless_ms));
        if let Some(lost) = &mut self.lost {
            lost.closes_ms = closes_ms;
        }
        if self.therapy() && self.pause != Some(PauseReason::Crisis) {
            self.pause_for(PauseReason::LeadLost);
        }
    }

    pub(super) fn volunteer(&mut self, who: Who) -> Answer {
        let until_ms = self.now.plus_ms(self.timing().volunteer_ms);
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

    pub(super) fn stands_back(&mut self, who: Who) {
        if self.lost.is_some_and(|lost| lost.volunteer == Some(who)) {
            self.no_volunteer();
        }
    }

    /// Nobody objected; but who is not here does not lead.
    pub(super) fn volunteer_leads(&mut self) {
        match self.lost.and_then(|lost| lost.volunteer).filter(|who| self.here(*who)) {
            Some(who) => self.leads(who),
            None => self.no_volunteer(),
        }
    }
}
