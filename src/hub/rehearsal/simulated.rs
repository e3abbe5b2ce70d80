//! One simulated person, and what they do next.

use super::{aside, chance::chance, hard, lead, lines, member, newcomer, scene::Scene, temper::Temper};
use crate::{
    meeting::{
        command::Command,
        id::ParticipantId,
        input::{Actor, Input, Signal},
        ordinal::{ItemIndex, TurnId},
        role::Role,
        round::LastStart,
        state::{Meeting, Phase, Place},
        time::MeetingMs,
    },
    room::RehearsalPlan,
};

/// They think at least this long before they do the next thing, and up to twice as long.
const THINKING_MS: u64 = 2_500;
/// While a newcomer waits for the floor they think this long, and up to twice as long.
const BRISK_MS: u64 = 800;

/// A simulated person.
#[derive(Debug, Clone)]
pub(super) struct Simulated {
    pub(super) id: ParticipantId,
    pub(super) name: &'static str,
    /// The role to enter with.
    pub(super) role: Role,
    pub(super) temper: Temper,
    /// Meeting time of the next act.
    pub(super) next_ms: MeetingMs,
    /// A number that grows with each act.
    pub(super) acts: u64,
    /// The connection is lost until the next act.
    pub(super) offline: bool,
    /// The last item in which a share was cut by a lost connection: it happens once in each.
    pub(super) cut_in: Option<ItemIndex>,
    /// The last turn in which a lead reminded them.
    pub(super) reminded_in: Option<TurnId>,
}

impl Simulated {
    /// Does what is due at meeting time `at_ms`. `None` if there is nothing to do.
    pub(super) fn act(
        &mut self,
        meeting: &Meeting,
        at_ms: MeetingMs,
        plan: &RehearsalPlan,
        watched: bool,
    ) -> Option<Input> {
        let who = self.id;
        self.acts += 1;
        let pace_ms = if newcomer::of(meeting, at_ms).is_some() { BRISK_MS } else { THINKING_MS };
        self.next_ms = at_ms.plus_ms(pace_ms + chance(who, self.acts) % pace_ms);
        if self.offline {
            self.offline = false;
            return Some(Input::Signal(Signal::Connected { who }));
        }
        let scene = self.scene(meeting, at_ms, plan, watched);
        if let Some(ms) = self.absence_ms(&scene) {
            self.offline = true;
            self.cut_in = meeting.turn_of(who).and(meeting.item);
            self.next_ms = at_ms.plus_ms(ms);
            return Some(Input::Signal(Signal::Disconnected { who }));
        }
        let command = self.idea(&scene)?;
        let actor = Actor {
            id: who,
            name: self.name.to_owned(),
            entry_role: self.role,
            simulated: true,
            held: false,
            last_start: LastStart::default(),
            label: None,
        };
        Some(Input::Command { actor, command })
    }

    fn scene<'a>(
        &self,
        meeting: &'a Meeting,
        at_ms: MeetingMs,
        plan: &RehearsalPlan,
        watched: bool,
    ) -> Scene<'a> {
        let lead = meeting.lead.and_then(|lead| meeting.people.get(&lead));
        let simulated_lead = lead.is_some_and(|lead| lead.person.simulated);
        let brings = self.temper.brings().filter(|moment| plan.hard_moments.contains(moment));
        let running = meeting.floor.turn.as_ref().map(|turn| turn.id);
        Scene {
            me: self.id,
            temper: if simulated_lead { self.temper.at_ease() } else { self.temper },
            brings: brings.filter(|_| !simulated_lead),
            reminded: running.is_some() && self.reminded_in == running,
            watched,
            acts: self.acts,
            meeting,
            at_ms,
            lines: lines::of(plan.lang),
        }
    }

    fn idea(&self, scene: &Scene<'_>) -> Option<Command> {
        let meeting = scene.meeting;
        let me = meeting.people.get(&self.id).map(|participant| &participant.person);
        match me.map(|person| person.place) {
            None if !self.temper.comes(meeting, scene.at_ms) => None,
            None | Some(Place::Left) => Some(Command::Join {
                guidelines_version: meeting.config.guidelines_version,
                adult: true,
                name: None,
            }),
            Some(Place::Waiting | Place::Removed) => None,
            Some(Place::Present) if meeting.lead == Some(self.id) => lead::idea(scene),
            Some(Place::Present) => as_member(scene),
        }
    }

    /// How long the connection is lost from now on, if it is.
    fn absence_ms(&self, scene: &Scene<'_>) -> Option<u64> {
        let meeting = scene.meeting;
        let there = meeting.present(self.id).is_some() && meeting.lead != Some(self.id);
        let cut = meeting.turn_of(self.id).is_some() && self.cut_in == meeting.item;
        if there && !cut { scene.temper.absence_ms(self.id, meeting, self.acts) } else { None }
    }
}

fn as_member(scene: &Scene<'_>) -> Option<Command> {
    let meeting = scene.meeting;
    let Phase::Running {} = meeting.phase else { return None };
    if let Some(lost) = &meeting.lead_lost {
        let wanted = lost.closes_ms.is_some() && lost.volunteer.is_none();
        return wanted.then_some(Command::Volunteer {});
    }
    if let Some(answer) = hard::whisper_back(scene) {
        return Some(answer);
    }
    if meeting.pause.is_some() {
        return None;
    }
    hard::idea(scene).or_else(|| match &meeting.floor.turn {
        Some(turn) if turn.holder == scene.me => member::in_my_turn(scene, turn),
        _ => aside::idea(scene),
    })
}
