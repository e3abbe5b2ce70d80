//! Observers: who takes part agrees first, each in private.

use rondo::meeting::{
    limits::OBSERVER_ANSWER_MS, refusal::Refusal, role::Role, state::Place, time::MeetingMs,
};

use super::{Answer, Model, Person, REFUSED, Who, no};

/// What was said to somebody who observes or would.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Wish {
    pub(crate) until_ms: Option<MeetingMs>,
    pub(crate) said: Vec<(Who, bool)>,
}

impl Model {
    fn is_here_to_observe(&self, who: Who) -> bool {
        self.present(who).is_some_and(|p| p.role == Role::Observer)
    }

    fn said(&self, observer: Who, who: Who) -> Option<bool> {
        let wish = self.wishes.get(&observer)?;
        wish.said.iter().find(|(name, _)| *name == who).map(|(_, yes)| *yes)
    }

    /// Those who are to say something: members, not the person it is about.
    fn to_say(&self, observer: Who) -> Vec<Option<bool>> {
        let members = self.people.iter().filter(|p| p.place == Place::Present && p.role == Role::Member);
        members.filter(|p| p.who != observer).map(|p| self.said(observer, p.who)).collect()
    }

    /// At the door, while somebody observes whom the person did not agree to.
    pub(super) fn must_agree_first(&self, person: &Person) -> bool {
        person.role == Role::Member
            && self
                .people
                .iter()
                .any(|p| self.is_here_to_observe(p.who) && self.said(p.who, person.who) != Some(true))
    }

    pub(super) fn asks_all_about(&self, who: Who) -> bool {
        self.wishes.get(&who).is_some_and(|wish| wish.until_ms.is_some())
    }

    pub(super) fn ask_all(&mut self, who: Who) -> Answer {
        let until_ms = self.now.plus_ms(OBSERVER_ANSWER_MS);
        let wish = self.wishes.entry(who).or_default();
        if wish.until_ms.is_some() {
            return no(Refusal::AlreadySo);
        }
        wish.until_ms = Some(until_ms);
        Ok(())
    }

    pub(super) fn say_of_observer(&mut self, by: Who, who: Who, yes: bool) -> Answer {
        let Some(sender) = self.person(by) else { return REFUSED };
        if sender.role != Role::Member {
            return no(Refusal::NotPermitted);
        }
        let (observes, inside) = (self.is_here_to_observe(who), sender.place == Place::Present);
        let asked = self.wishes.get(&who).is_some_and(|wish| wish.until_ms.is_some());
        if by == who || !(observes || (asked && inside)) {
            return no(Refusal::NotSo);
        }
        if self.said(who, by) == Some(yes) && (yes || !observes) {
            return no(Refusal::AlreadySo);
        }
        let wish = self.wishes.entry(who).or_default();
        wish.said.retain(|(name, _)| *name != by);
        wish.said.push((by, yes));
        if observes && !yes {
            self.settled(who, false);
        }
        Ok(())
    }

    /// The question is over: somebody comes in or becomes an observer, or goes.
    pub(super) fn settled(&mut self, who: Who, agreed: bool) {
        if agreed {
            self.wishes.entry(who).or_default().until_ms = None;
        } else {
            self.wishes.remove(&who);
        }
        let Some((place, role)) = self.person(who).map(|p| (p.place, p.role)) else { return };
        match (place, role, agreed) {
            (Place::Waiting, Role::Observer, true) if self.has_room() => self.comes_in(who),
            (Place::Waiting | Place::Present, Role::Observer, false) => self.depart(who, Place::Removed),
            (Place::Present, role, true) if role != Role::Observer => self.takes_role(who, Role::Observer),
            _ => {}
        }
    }

    pub(super) fn look_at_wishes(&mut self) {
        for who in self.wishes.keys().copied().collect::<Vec<_>>() {
            let Some(wish) = self.wishes.get(&who) else { continue };
            let asked = wish.until_ms.is_some();
            let here = self.person(who).is_some_and(|p| matches!(p.place, Place::Waiting | Place::Present));
            let said = self.to_say(who);
            let all_said = said.iter().all(Option::is_some);
            match asked {
                true if !here => {
                    self.wishes.remove(&who);
                }
                true if all_said => self.settled(who, !said.contains(&Some(false))),
                false if self.is_here_to_observe(who) && !all_said => {
                    // Nobody is asked just now.
                    let _ = self.ask_all(who);
                }
                _ => {}
            }
        }
    }
}
