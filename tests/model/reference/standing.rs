//! What changes about people who are here: mutes (rule 16), stepping aside, roles, services, accommodations.

use rondo::meeting::{
    limits::{MULTIPLIERS_PERCENT, MUTE_MS_MAX, MUTE_MS_MIN},
    offer::Offered,
    refusal::Refusal,
    role::{Role, Service},
    round::SlotState,
    state::Mute,
};

use super::{Answer, Model, REFUSED, Who, no};

impl Model {
    pub(super) fn mute(&mut self, who: Who, for_ms: Option<u64>) -> Answer {
        if for_ms.is_some_and(|ms| !(MUTE_MS_MIN..=MUTE_MS_MAX).contains(&ms)) {
            return REFUSED;
        }
        if self.present(who).is_none() {
            return no(Refusal::NoSuchPerson);
        }
        self.silence(who, Mute { until_ms: for_ms.map(|ms| self.now.plus_ms(ms)) });
        Ok(())
    }

    /// Rule 16: a mute of the holder ends the turn, as when a lead moves on.
    pub(super) fn silence(&mut self, who: Who, mute: Mute) {
        if let Some(person) = self.person_mut(who) {
            person.mute = Some(mute);
        }
        self.stands_back(who);
        if self.turn.as_ref().is_some_and(|turn| turn.holder == who) {
            self.move_on(SlotState::Deferred);
        }
        self.drop_hand(who);
    }

    pub(super) fn unmute(&mut self, who: Who) -> Answer {
        if self.person(who).is_none_or(|p| p.mute.is_none()) {
            return REFUSED;
        }
        self.lift_mute(who);
        Ok(())
    }

    pub(super) fn lift_mute(&mut self, who: Who) {
        if let Some(person) = self.person_mut(who) {
            person.mute = None;
        }
        self.returns(who);
    }

    /// Rule 16: everyone but the leads is muted, and the floor waits.
    pub(super) fn mute_all(&mut self) -> Answer {
        if self.hush {
            return no(Refusal::AlreadySo);
        }
        self.hush = true;
        let now = self.now;
        self.stop_clock(now);
        Ok(())
    }

    pub(super) fn unmute_all(&mut self) -> Answer {
        if !self.hush {
            return no(Refusal::NotSo);
        }
        self.hush = false;
        if self.running() && self.pause.is_none() {
            self.start_clock();
        }
        Ok(())
    }

    /// Two are apart, and what they would have said in the group is for later. Without another lead the
    /// group waits.
    pub(super) fn step_aside(&mut self, lead: Who, with: Who) -> Answer {
        let Some(person) = self.present(with).filter(|p| p.connected) else {
            return no(Refusal::NoSuchPerson);
        };
        if person.role.is_lead() {
            return no(Refusal::NotToThatRole);
        }
        if self.apart_with(lead).is_some() || self.apart_with(with).is_some() {
            return no(Refusal::AlreadySo);
        }
        self.apart.push((lead, with));
        for who in [with, lead] {
            self.put_share_off(who);
            self.stands_back(who);
        }
        // The lead is with whoever called for help.
        self.called(with, None);
        let others = self.people.iter().filter(|p| self.here(p.who) && p.role.is_lead());
        let for_group = others.filter(|p| self.apart_with(p.who).is_none()).count();
        if for_group == 0 {
            // It may be paused already.
            let _ = self.pause_floor();
        }
        Ok(())
    }

    pub(super) fn end_aside(&mut self, who: Who) -> Answer {
        let Some(other) = self.apart_with(who) else { return no(Refusal::NotSo) };
        self.apart.retain(|pair| *pair != (who, other) && *pair != (other, who));
        self.returns(who);
        self.returns(other);
        Ok(())
    }

    /// A pair is a lead and somebody who does not lead, both in the meeting.
    pub(super) fn part_pairs(&mut self) {
        let leads = |who| self.present(who).map(|p| p.role.is_lead());
        let broken = |(a, b): &&(Who, Who)| {
            !matches!((leads(*a), leads(*b)), (Some(true), Some(false)) | (Some(false), Some(true)))
        };
        let broken: Vec<_> = self.apart.iter().filter(broken).map(|(_, with)| *with).collect();
        for who in broken {
            // It was there a moment ago.
            let _ = self.end_aside(who);
        }
    }

    pub(super) fn give_role(&mut self, by: Who, who: Who, role: Role) -> Answer {
        if self.person(who).is_some_and(|p| p.role == role) {
            return no(Refusal::AlreadySo);
        }
        let inside = self.present(who).is_some();
        match role {
            Role::Observer if inside && self.asks_all_about(who) => return no(Refusal::AlreadySo),
            role if role.is_lead() || (role == Role::Observer && inside) => {
                return self.ask_to_take(by, who, Offered::Role { role });
            }
            _ if inside => self.takes_role(who, role),
            _ => self.person_mut(who).into_iter().for_each(|person| person.role = role),
        }
        Ok(())
    }

    pub(super) fn takes_role(&mut self, who: Who, role: Role) {
        if !role.takes_turns() {
            self.give_up_floor(who, SlotState::Away);
        }
        if let Some(person) = self.person_mut(who) {
            person.role = role;
        }
        if role == Role::Observer {
            self.stands_back(who);
        } else if role.takes_turns() {
            self.comes_late(who);
        }
    }

    pub(super) fn set_service(&mut self, by: Who, who: Who, service: Service, on: bool) -> Answer {
        let Some(person) = self.person_mut(who) else { return no(Refusal::NoSuchPerson) };
        if person.services.contains(&service) == on {
            return REFUSED;
        }
        if on {
            return self.ask_to_take(by, who, Offered::Service { service });
        }
        person.services.remove(&service);
        Ok(())
    }

    pub(super) fn listen_only(&mut self, who: Who, on: bool) -> Answer {
        match self.person_mut(who) {
            Some(person) if person.listening != on => person.listening = on,
            _ => return no(Refusal::AlreadySo),
        }
        if on {
            self.give_up_floor(who, SlotState::Passed);
        } else {
            self.comes_late(who);
        }
        Ok(())
    }

    pub(super) fn set_multiplier(&mut self, who: Who, percent: u32) -> Answer {
        if !MULTIPLIERS_PERCENT.contains(&percent) {
            return no(Refusal::OutOfRange);
        }
        match self.person_mut(who) {
            Some(person) if person.percent != percent => person.percent = percent,
            _ => return no(Refusal::AlreadySo),
        }
        Ok(())
    }
}
