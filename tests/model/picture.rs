//! What of a meeting the model has a notion of: a projection of both, to be compared.

use std::collections::BTreeSet;

use rondo::meeting::{
    agenda::{Crosstalk, Mode},
    deadline::deadline,
    floor::{Hand, MoreTime, Stage, Turn, UsualClock},
    id::ParticipantId,
    ordinal::ItemIndex,
    reason::PauseReason,
    role::{Role, Service},
    round::{LastStart, Round},
    sealed::SealedRound,
    settings::Door,
    state::{LeadLost, Meeting, Mute, Phase, Place},
    time::{FloorMs, MeetingMs},
};

use crate::reference::Model;

/// A person, without names and what is for views alone.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Someone {
    who: ParticipantId,
    role: Role,
    services: BTreeSet<Service>,
    place: Place,
    connected: bool,
    awaited: bool,
    mute: Option<Mute>,
    aside: Option<ParticipantId>,
    asks_to_speak: bool,
    listening: bool,
    circle_position: Option<u32>,
    percent: u32,
    held: bool,
    last_start: LastStart,
    reachable: bool,
}

macro_rules! picture {
    ($($name:ident: $type:ty,)*) => {
        /// The floor and what it depends on.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(crate) struct Picture { $($name: $type,)* }

        impl Picture {
            /// The parts that differ, in words.
            pub(crate) fn differences(&self, machine: &Self) -> String {
                let mut text = String::new();
                $(if self.$name != machine.$name {
                    text += &format!(
                        "\n{}:\n  model   {:?}\n  machine {:?}",
                        stringify!($name), self.$name, machine.$name,
                    );
                })*
                text
            }
        }
    };
}

picture! {
    phase: Phase,
    door: Door,
    floor_ms: FloorMs,
    pause: Option<PauseReason>,
    silent_until: Option<MeetingMs>,
    everyone_muted: bool,
    restart_until: Option<MeetingMs>,
    people: Vec<Someone>,
    lead: Option<ParticipantId>,
    lost: Option<LeadLost>,
    item: Option<usize>,
    mode: Option<(Mode, Crosstalk)>,
    item_started: Option<FloorMs>,
    told: Option<u32>,
    unheard: Option<Vec<ParticipantId>>,
    turn: Option<Turn>,
    // The usual length of the turn, when it is over, and what is left of it while it is held.
    usual: Option<(u64, Option<FloorMs>, Option<u64>)>,
    warned: bool,
    round: Option<Round>,
    aside: Option<Round>,
    sealed: Option<SealedRound>,
    coming: Vec<usize>,
    minutes: Vec<u32>,
    queue: Vec<Hand>,
    shares: Vec<(ParticipantId, u32)>,
    more: Option<MoreTime>,
    wakes: Option<MeetingMs>,
}

impl Picture {
    pub(crate) fn of_meeting(meeting: &Meeting, at_ms: MeetingMs) -> Self {
        let people = meeting.people.values().map(|p| Someone {
            who: p.person.id,
            role: p.person.role,
            services: p.person.services.clone(),
            place: p.person.place,
            connected: p.person.connected,
            awaited: p.awaited,
            mute: p.person.mute,
            aside: p.person.aside,
            asks_to_speak: p.person.asks_to_speak,
            listening: p.person.listening,
            circle_position: p.person.circle_position,
            percent: p.multiplier_percent,
            held: p.held,
            last_start: p.last_start,
            reachable: p.reachable,
        });
        Self {
            phase: meeting.phase,
            door: meeting.door,
            floor_ms: meeting.floor_ms(at_ms),
            pause: meeting.pause,
            silent_until: meeting.pause_until_ms,
            everyone_muted: meeting.everyone_muted,
            restart_until: meeting.restart_until_ms,
            people: people.collect(),
            lead: meeting.lead,
            lost: meeting.lead_lost,
            item: meeting.item.map(ItemIndex::index),
            mode: meeting.current().map(|(_, item)| (item.mode, item.crosstalk)),
            item_started: meeting.item_times.last().map(|time| time.started_ms),
            told: meeting.item_told_minutes,
            unheard: meeting.unheard.clone(),
            turn: meeting.floor.turn.clone().map(|turn| Turn { usual: None, ..turn }),
            usual: meeting.floor.turn.as_ref().and_then(|turn| turn.usual.as_ref()).map(usual_clock),
            warned: meeting.warned_turn.is_some(),
            round: meeting.floor.round.clone(),
            aside: meeting.floor.set_aside.clone(),
            sealed: meeting.floor.sealed.clone(),
            coming: meeting.coming.iter().map(|item| item.index()).collect(),
            minutes: meeting.config.agenda.iter().map(|item| item.minutes).collect(),
            queue: meeting.floor.queue.clone(),
            shares: meeting.floor.shares.iter().map(|count| (count.who, count.shares)).collect(),
            more: meeting.floor.more_time.clone(),
            wakes: deadline(meeting),
        }
    }

    pub(crate) fn of_model(model: &Model) -> Self {
        let mut people: Vec<Someone> = model
            .people
            .iter()
            .map(|p| Someone {
                who: p.who,
                role: p.role,
                services: p.services.clone(),
                place: p.place,
                connected: p.connected,
                awaited: p.awaited,
                mute: p.mute,
                aside: model.apart_with(p.who),
                asks_to_speak: p.wants_to_speak,
                listening: p.listening,
                circle_position: p.circle_position,
                percent: p.percent,
                held: p.held,
                last_start: p.last_start,
                reachable: p.reachable,
            })
            .collect();
        people.sort_by_key(|p| p.who);
        Self {
            phase: model.phase,
            door: model.door,
            floor_ms: model.floor(),
            pause: model.pause,
            silent_until: model.silent_until,
            everyone_muted: model.hush,
            restart_until: model.restart_until,
            people,
            lead: model.lead,
            lost: model.lost,
            item: model.item,
            mode: model.current().map(|item| (item.mode, item.crosstalk)),
            item_started: model.item.map(|_| model.item_started),
            told: model.told,
            unheard: model.unheard.clone(),
            turn: model.turn.clone(),
            usual: model.turn.as_ref().map(|turn| {
                let shares = matches!(
                    turn.stage,
                    Stage::Speaking { .. } | Stage::Grace { .. } | Stage::LastDraft { .. }
                );
                let held = matches!(turn.stage, Stage::Held { .. });
                (model.usual_ms, model.usual_ends.filter(|_| shares), model.usual_left.filter(|_| held))
            }),
            warned: model.warned,
            round: model.round.clone(),
            aside: model.aside.clone(),
            sealed: model.sealed.clone(),
            coming: model.coming.clone(),
            minutes: model.config.agenda.iter().map(|item| item.minutes).collect(),
            queue: model.queue.clone(),
            shares: model.shares.clone(),
            more: model.more.clone(),
            wakes: model.wakes(),
        }
    }
}

fn usual_clock(usual: &UsualClock) -> (u64, Option<FloorMs>, Option<u64>) {
    match usual.stage {
        Stage::Speaking { ends_ms } => (usual.share_ms, ends_ms, None),
        Stage::Held { left_ms, .. } => (usual.share_ms, None, left_ms),
        _ => (usual.share_ms, None, None),
    }
}
