//! Calls for help: asked, told, read, claimed, answered (docs/rules.md, "Help and whispers").

use super::transition::{Step, Transition};
use crate::meeting::{
    event::Event,
    help::HelpCall,
    id::ParticipantId,
    refusal::Refusal,
    state::{Meeting, Participant},
};

impl Meeting {
    fn call_of(&self, who: ParticipantId) -> Option<&HelpCall> {
        self.people.get(&who)?.person.help.as_deref()
    }

    /// The call as it is once everyone here who reads it was told, and once somebody who is gone is
    /// with the caller no more. Nobody counts as gone in the time after a restart (rule 15).
    fn call_now(&self, who: ParticipantId, call: &HelpCall) -> HelpCall {
        let reads = |p: &&Participant| p.is_here() && p.person.id != who && p.reads_call(call);
        let mut now = call.clone();
        now.told.extend(self.all_present().filter(reads).map(|p| p.person.id));
        let with = |by: &ParticipantId| self.people.get(by).as_ref().is_some_and(reads);
        now.claimed_by = call.claimed_by.filter(|by| self.restart_until_ms.is_some() || with(by));
        now
    }
}

impl Transition<'_> {
    /// A new call, or the one that stands once more.
    pub(super) fn ask_for_help(&mut self, who: ParticipantId) -> Step {
        let earlier = self.call_of(who).cloned().unwrap_or_default();
        let call = HelpCall {
            asked_ms: self.at_ms,
            for_backup: earlier.for_backup,
            claimed_by: earlier.claimed_by,
            ..HelpCall::default()
        };
        let call = self.call_now(who, &call);
        self.record(Event::HelpChanged { who, call });
        Ok(())
    }

    pub(super) fn see_help(&mut self, by: ParticipantId, who: ParticipantId) -> Step {
        let mut call = self.call_for(by, who).cloned().ok_or(Refusal::NotSo)?;
        if !call.read_by.insert(by) {
            return Err(Refusal::AlreadySo);
        }
        self.record(Event::HelpChanged { who, call });
        Ok(())
    }

    /// Whoever is with the caller says so, so that others need not. It can be given back.
    pub(super) fn claim_help(&mut self, by: ParticipantId, who: ParticipantId, on: bool) -> Step {
        let mut call = self.call_for(by, who).cloned().ok_or(Refusal::NotSo)?;
        match (on, call.claimed_by) {
            (true, Some(_)) => return Err(Refusal::AlreadySo),
            (false, claimed) if claimed != Some(by) => return Err(Refusal::NotSo),
            _ => {}
        }
        call.claimed_by = on.then_some(by);
        call.read_by.insert(by);
        self.record(Event::HelpChanged { who, call });
        Ok(())
    }

    /// A whisper from somebody who reads the call answers it.
    pub(super) fn answer_help(&mut self, by: ParticipantId, who: ParticipantId) {
        let Some(mut call) = self.call_for(by, who).cloned() else { return };
        if call.answered_by.is_none() {
            call.answered_by = Some(by);
            call.read_by.insert(by);
            self.record(Event::HelpChanged { who, call });
        }
    }

    /// Nobody read the call in time.
    pub(super) fn repeat_help(&mut self, who: ParticipantId) {
        let Some(call) = self.call_of(who) else { return };
        let call = HelpCall { repeated: true, for_backup: true, ..call.clone() };
        let (asked_ms, call) = (call.asked_ms, self.call_now(who, &call));
        self.record(Event::HelpUnread { who, asked_ms });
        self.record(Event::HelpChanged { who, call });
    }

    /// Whoever came since is told of the calls that stand.
    pub(super) fn settle_help(&mut self) {
        let standing = |p: &Participant| {
            let call = p.person.help.as_deref().filter(|call| call.answered_by.is_none())?;
            let now = self.call_now(p.person.id, call);
            (now != *call).then_some((p.person.id, now))
        };
        let changed: Vec<_> = self.people.values().filter_map(standing).collect();
        for (who, call) in changed {
            self.record(Event::HelpChanged { who, call });
        }
    }
}
