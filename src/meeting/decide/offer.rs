//! Asking people to take a role, a service or the lead, and their answers (docs/rules.md, "Roles are
//! offered").

use super::transition::{Step, Transition};
use crate::meeting::{
    duty::Duty,
    event::Event,
    id::ParticipantId,
    offer::{Offer, Offered},
    policy::{self, Capability},
    reason::LeadChange,
    refusal::Refusal,
    role::Role,
    state::{Meeting, Participant},
};

impl Meeting {
    fn stands(&self, who: ParticipantId, what: Offered) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.who == who && offer.what == what)
    }

    /// Whether the person may still take it from the lead who asked.
    fn still_holds(&self, offer: &Offer) -> bool {
        let Some(person) = self.present(offer.who) else { return false };
        policy::may(self, offer.by, Capability::HandOutRoles).is_ok()
            && match offer.what {
                Offered::Role { role } => person.person.role != role,
                Offered::Service { service } => {
                    person.person.role != Role::Observer && !person.person.services.contains(&service)
                }
                Offered::Lead {} => self.lead == Some(offer.by) && self.may_lead(person),
            }
    }
}

impl Transition<'_> {
    /// The person is asked. Nobody asks themselves, and simulated people neither ask nor are asked: whoever
    /// practises chose beforehand what to practise.
    pub(super) fn offer_to(&mut self, by: ParticipantId, who: ParticipantId, what: Offered) -> Step {
        let person = self.present(who).ok_or(Refusal::NoSuchPerson)?;
        let simulated = |p: &Participant| p.person.simulated;
        if who == by || simulated(person) || self.people.get(&by).is_some_and(simulated) {
            self.hand_out(by, who, what);
            return Ok(());
        }
        if self.stands(who, what).is_some() {
            return Err(Refusal::AlreadySo);
        }
        self.record(Event::OfferMade { offer: Offer { who, by, what } });
        Ok(())
    }

    pub(super) fn answer_offer(&mut self, who: ParticipantId, what: Offered, yes: bool) -> Step {
        let by = self.stands(who, what).ok_or(Refusal::NotSo)?.by;
        self.record(Event::OfferOver { who, what, taken: yes, by: Some(who) });
        if yes {
            self.hand_out(by, who, what);
        }
        Ok(())
    }

    pub(super) fn withdraw_offer(&mut self, by: ParticipantId, who: ParticipantId, what: Offered) -> Step {
        self.stands(who, what).ok_or(Refusal::NotSo)?;
        self.record(Event::OfferOver { who, what, taken: false, by: Some(by) });
        Ok(())
    }

    fn hand_out(&mut self, by: ParticipantId, who: ParticipantId, what: Offered) {
        match what {
            // The others are asked next. Refused only while they are asked already.
            Offered::Role { role: Role::Observer } => {
                let _ = self.ask_about_observer(Some(by), who);
            }
            Offered::Role { role } => self.change_role(Some(by), who, role),
            Offered::Service { service } => {
                self.record(Event::ServiceChanged { who, service, on: true, by: Some(by) });
                if let Some(duty) = Duty::of_service(service) {
                    self.pass_on(duty);
                }
            }
            Offered::Lead {} => {
                self.make_lead(who, LeadChange::HandedOver);
                self.pass_on(Duty::Lead);
            }
        }
    }

    /// What can no longer be taken is offered no more.
    pub(super) fn settle_offers(&mut self) {
        let over = self.offers.iter().filter(|offer| !self.still_holds(offer)).cloned();
        for Offer { who, what, .. } in over.collect::<Vec<_>>() {
            self.record(Event::OfferOver { who, what, taken: false, by: None });
        }
    }
}
