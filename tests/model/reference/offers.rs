//! What people are asked to take, and who asks to speak.

use rondo::meeting::{offer::Offered, refusal::Refusal, role::Role};

use super::{Answer, Model, Who, no};

impl Model {
    pub(super) fn ask_to_take(&mut self, by: Who, who: Who, what: Offered) -> Answer {
        if self.present(who).is_none() {
            return no(Refusal::NoSuchPerson);
        }
        if who == by {
            self.takes(who, what);
            return Ok(());
        }
        if self.asked.iter().any(|(name, _, asked)| *name == who && *asked == what) {
            return no(Refusal::AlreadySo);
        }
        self.asked.push((who, by, what));
        Ok(())
    }

    /// The person's answer, or a lead's second thought.
    pub(super) fn answered(&mut self, who: Who, what: Offered, yes: bool) -> Answer {
        let before = self.asked.len();
        self.asked.retain(|(name, _, asked)| *name != who || *asked != what);
        if self.asked.len() == before {
            return no(Refusal::NotSo);
        }
        if yes {
            self.takes(who, what);
        }
        Ok(())
    }

    fn takes(&mut self, who: Who, what: Offered) {
        match what {
            Offered::Role { role: Role::Observer } => {
                let _ = self.ask_all(who);
            }
            Offered::Role { role } => self.takes_role(who, role),
            Offered::Service { service } => {
                self.person_mut(who).into_iter().for_each(|person| {
                    person.services.insert(service);
                });
            }
            Offered::Lead {} => self.leads(who),
        }
    }

    /// Of a lead who may still hand it out, to somebody who is here and does not have it.
    pub(super) fn look_at_offers(&mut self) {
        let peers = !self.therapy();
        let main = self.config.kind.main_role();
        let holds = |(who, by, what): &(Who, Who, Offered)| {
            let (Some(person), Some(lead)) = (self.present(*who), self.present(*by)) else { return false };
            let hands_out = lead.role == main;
            hands_out
                && match what {
                    Offered::Role { role } => person.role != *role,
                    Offered::Service { service } => {
                        person.role != Role::Observer && !person.services.contains(service)
                    }
                    Offered::Lead {} => {
                        let can = if peers { person.role != Role::Observer } else { person.role.is_lead() };
                        self.lead == Some(*by) && can
                    }
                }
        };
        let standing: Vec<_> = self.asked.iter().filter(|offer| holds(offer)).copied().collect();
        self.asked = standing;
    }

    fn is_free_to_write(&self, who: Who) -> bool {
        let Some(person) = self.present(who) else { return false };
        let silenced = self.kept_back(person) || self.hush;
        (!silenced || person.role.is_lead()) && self.voice(who).is_ok()
    }

    pub(super) fn ask_to_speak(&mut self, who: Who, on: bool) -> Answer {
        let (asks, free) = (self.person(who).is_some_and(|p| p.wants_to_speak), self.is_free_to_write(who));
        match on {
            true if asks || free => return no(Refusal::AlreadySo),
            false if !asks => return no(Refusal::NotSo),
            _ => {}
        }
        self.person_mut(who).into_iter().for_each(|person| person.wants_to_speak = on);
        Ok(())
    }

    pub(super) fn look_who_asks(&mut self) {
        let done: Vec<Who> = self
            .people
            .iter()
            .filter(|p| p.wants_to_speak)
            .map(|p| p.who)
            .filter(|who| self.present(*who).is_none() || self.is_free_to_write(*who))
            .collect();
        for who in done {
            self.person_mut(who).into_iter().for_each(|person| person.wants_to_speak = false);
        }
    }
}
