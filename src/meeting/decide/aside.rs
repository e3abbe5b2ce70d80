//! Stepping aside: a lead and one person write to each other alone while the meeting goes on
//! (docs/rules.md, "Help and whispers").

use super::transition::{Step, Transition};
use crate::meeting::{
    event::Event,
    id::ParticipantId,
    reason::TurnEnd,
    refusal::Refusal,
    state::{Meeting, Participant},
};

impl Meeting {
    /// A person who is aside, and the lead they are aside with.
    fn aside_of(&self, who: ParticipantId) -> Option<(ParticipantId, ParticipantId)> {
        let other = self.people.get(&who)?.person.aside?;
        let leads = self.people.get(&who).is_some_and(|p| p.person.role.is_lead());
        Some(if leads { (other, who) } else { (who, other) })
    }

    /// Whether a lead other than this one is here for the group.
    fn has_another_lead(&self, lead: ParticipantId) -> bool {
        let for_group = |p: &Participant| {
            p.is_here() && p.person.role.is_lead() && p.person.id != lead && p.person.aside.is_none()
        };
        self.all_present().any(for_group)
    }

    /// One of each pair of which somebody left, or that is no longer a lead and somebody who does not lead.
    fn broken_asides(&self) -> Vec<ParticipantId> {
        let leads = |who| self.present(who).map(|p| p.person.role.is_lead());
        self.people
            .values()
            .filter_map(|p| Some((p.person.id, p.person.aside?)))
            .filter(|(who, other)| who < other)
            .filter(|(who, other)| !matches!((leads(*who), leads(*other)), (Some(a), Some(b)) if a != b))
            .map(|(who, _)| who)
            .collect()
    }
}

impl Transition<'_> {
    /// Their turn, hand and place are kept: what is left of a share is for later. Where no other lead is
    /// here for the group, the floor waits.
    pub(super) fn step_aside(&mut self, by: ParticipantId, who: ParticipantId) -> Step {
        let person = self.people.get(&who).filter(|p| p.is_here()).ok_or(Refusal::NoSuchPerson)?;
        if person.person.role.is_lead() {
            return Err(Refusal::NotToThatRole);
        }
        let is_aside = |id| self.people.get(&id).is_some_and(|p| p.person.aside.is_some());
        if is_aside(who) || is_aside(by) {
            return Err(Refusal::AlreadySo);
        }
        self.record(Event::AsideChanged { lead: by, who, on: true, by: Some(by) });
        for one in [who, by] {
            self.put_share_off(one, TurnEnd::MovedOn);
            self.drop_volunteer(one);
        }
        if self.call_for(by, who).is_some_and(|call| call.claimed_by.is_none()) {
            self.claim_help(by, who, true)?;
        }
        if self.has_another_lead(by) {
            return Ok(());
        }
        match self.pause_floor(by) {
            Err(Refusal::AlreadySo) => Ok(()),
            paused => paused,
        }
    }

    /// The floor stays paused until a lead says that it goes on.
    pub(super) fn end_aside_by(&mut self, by: ParticipantId, who: ParticipantId) -> Step {
        self.end_aside(who, Some(by))
    }

    fn end_aside(&mut self, one: ParticipantId, by: Option<ParticipantId>) -> Step {
        let (who, lead) = self.aside_of(one).ok_or(Refusal::NotSo)?;
        self.record(Event::AsideChanged { lead, who, on: false, by });
        self.note_return(who);
        self.note_return(lead);
        Ok(())
    }

    /// The two are back once one of them is gone, or both lead or neither does.
    pub(super) fn settle_asides(&mut self) {
        for one in self.broken_asides() {
            // They were aside a moment ago.
            let _ = self.end_aside(one, None);
        }
    }
}
