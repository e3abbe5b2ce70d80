//! The reference model: the floor of docs/rules.md, rule by rule, as a plain struct with plain lists.
//! It was written from the rules and the words of the public types, and follows the state machine
//! only where the rules are silent. Clear before fast: every deadline is found by looking at all of
//! them, every list by walking it.

mod agenda;
mod clock;
mod commands;
mod floor;
mod lead;
mod observing;
mod offers;
mod order;
mod people;
mod permission;
mod queue;
mod sealed;
mod share;
mod slots;
mod standing;
mod turn;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use rondo::meeting::{
    agenda::{AgendaItem, Crosstalk, Mode},
    floor::{Hand, MoreTime, Turn},
    id::ParticipantId,
    offer::Offered,
    ordinal::{RoundId, TurnId},
    reason::PauseReason,
    refusal::Refusal,
    role::{Role, Service},
    round::{LastStart, Round},
    sealed::SealedRound,
    settings::{Door, MeetingConfig, Timing},
    state::{LeadLost, Mute, Phase, Place},
    time::{FloorMs, MeetingMs},
};

use self::observing::Wish;
use crate::step::Act;

pub(crate) type Who = ParticipantId;

/// Done, or refused; with the code where the rules leave no doubt which one it is.
pub(crate) type Answer = Result<(), Option<Refusal>>;

/// A refusal whose code the rules settle.
const fn no(code: Refusal) -> Answer {
    Err(Some(code))
}

/// A refusal whose code they do not settle.
const REFUSED: Answer = Err(None);

/// Someone who came.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) who: Who,
    pub(crate) role: Role,
    pub(crate) entry_role: Role,
    pub(crate) services: BTreeSet<Service>,
    pub(crate) place: Place,
    /// In the meeting as far as members know: a quiet exit is a lost connection to them.
    pub(crate) seems_here: bool,
    pub(crate) connected: bool,
    /// Was connected before the restart and is not back (rule 15).
    pub(crate) awaited: bool,
    pub(crate) mute: Option<Mute>,
    pub(crate) wants_to_speak: bool,
    pub(crate) listening: bool,
    /// The place in the circle, by admission.
    pub(crate) circle_position: Option<u32>,
    pub(crate) arrived_ms: MeetingMs,
    pub(crate) percent: u32,
    /// Since when a call for help of theirs is unread; `None` without one, or once it was repeated.
    pub(crate) unread_since: Option<MeetingMs>,
    /// Let in by a lead alone, however the door stands.
    pub(crate) held: bool,
    /// Can be told on a device that they are wanted (rule 2).
    pub(crate) reachable: bool,
    /// Whether a lead asked them to wait a little longer.
    pub(crate) put_off: bool,
    /// When they last started a round in an earlier meeting (rule 1).
    pub(crate) last_start: LastStart,
}

/// The floor and what it depends on.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) config: MeetingConfig,
    /// Meeting time of what is being done.
    now: MeetingMs,
    /// Meeting time of the last thing that changed anything: the clock stops there at a restart.
    last: MeetingMs,
    pub(crate) phase: Phase,
    /// How people come in.
    pub(crate) door: Door,
    pub(crate) people: Vec<Person>,
    pub(crate) lead: Option<Who>,
    pub(crate) lost: Option<LeadLost>,
    /// Floor time when its clock was last started or stopped, and since when it runs.
    floor_base: FloorMs,
    floor_since: Option<MeetingMs>,
    pub(crate) pause: Option<PauseReason>,
    pub(crate) silent_until: Option<MeetingMs>,
    /// Whether everyone but the leads is muted (rule 16).
    pub(crate) hush: bool,
    pub(crate) restart_until: Option<MeetingMs>,
    empty_since: Option<MeetingMs>,
    pub(crate) item: Option<usize>,
    /// The items to come, the next one first.
    pub(crate) coming: Vec<usize>,
    /// The items that were begun.
    begun_items: Vec<usize>,
    /// Floor time when the current item started.
    pub(crate) item_started: FloorMs,
    /// The last minute mark the leads were told for it.
    pub(crate) told: Option<u32>,
    /// Who was silent at half time, and still is (rule 12).
    pub(crate) unheard: Option<Vec<Who>>,
    pub(crate) turn: Option<Turn>,
    pub(crate) warned: bool,
    /// Whether the holder has said anything in this turn: a pass takes back no words.
    said: bool,
    /// The length of the turn as everybody but its holder knows it, when that is over, and what is left
    /// of it while the floor is held.
    pub(crate) usual_ms: u64,
    pub(crate) usual_ends: Option<FloorMs>,
    pub(crate) usual_left: Option<u64>,
    words: Vec<words::Words>,
    turns: TurnId,
    pub(crate) round: Option<Round>,
    /// The round that waits while its item is held without rounds.
    pub(crate) aside: Option<Round>,
    rounds: RoundId,
    /// The sealed round, and what people have in it (rule 18).
    pub(crate) sealed: Option<SealedRound>,
    held: Vec<sealed::Held>,
    pub(crate) queue: Vec<Hand>,
    /// Shares of each in the current item.
    pub(crate) shares: Vec<(Who, u32)>,
    pub(crate) more: Option<MoreTime>,
    /// Leads, each with the person they stepped aside with.
    pub(crate) apart: Vec<(Who, Who)>,
    /// Those who observe or would, with what was said to it.
    pub(crate) wishes: BTreeMap<Who, Wish>,
    /// Who is asked by whom to take what.
    pub(crate) asked: Vec<(Who, Who, Offered)>,
}

impl Model {
    pub(crate) fn new(mut config: MeetingConfig) -> Self {
        // What has no effect in an item counts as the nearest that has one.
        for item in config.agenda.iter_mut() {
            item.crosstalk = match (item.crosstalk, item.mode) {
                (Crosstalk::Free | Crosstalk::None, Mode::Open) => item.crosstalk,
                (_, Mode::Open | Mode::Silent | Mode::Sealed) | (Crosstalk::None, _) => Crosstalk::None,
                _ => Crosstalk::OnRequest,
            };
        }
        Self {
            now: MeetingMs::ZERO,
            last: MeetingMs::ZERO,
            phase: Phase::Gathering {},
            door: config.settings.admission.door(),
            people: Vec::new(),
            lead: None,
            lost: None,
            floor_base: FloorMs::ZERO,
            floor_since: None,
            pause: None,
            silent_until: None,
            hush: false,
            restart_until: None,
            empty_since: Some(MeetingMs::ZERO),
            item: None,
            coming: (0..config.agenda.len()).collect(),
            begun_items: Vec::new(),
            item_started: FloorMs::ZERO,
            told: None,
            unheard: None,
            turn: None,
            warned: false,
            said: false,
            usual_ms: 0,
            usual_ends: None,
            usual_left: None,
            words: Vec::new(),
            turns: TurnId::default(),
            round: None,
            aside: None,
            rounds: RoundId::default(),
            sealed: None,
            held: Vec::new(),
            queue: Vec::new(),
            shares: Vec::new(),
            more: None,
            apart: Vec::new(),
            wishes: BTreeMap::new(),
            asked: Vec::new(),
            config,
        }
    }

    /// One thing happens, after all that was due before it and before all it makes due at once.
    pub(crate) fn step(&mut self, act: &Act, at_ms: MeetingMs) -> Answer {
        if matches!(act, Act::Restarted) {
            self.now = at_ms;
            self.restarted();
            self.settle(at_ms);
            return Ok(());
        }
        self.settle(at_ms);
        self.now = at_ms;
        if matches!(act, Act::Leaving) {
            self.last = at_ms;
            self.restarted();
        }
        let answer = match act {
            Act::Command { who, role, command, last_start } => {
                self.command(*who, *role, *last_start, command)
            }
            Act::Connected { who } => self.connected(*who),
            Act::Disconnected { who } => self.disconnected(*who),
            Act::Revoked { who } => self.revoked(*who),
            Act::Held { who } => self.held(*who),
            Act::Reachable { who, on } => self.reachable(*who, *on),
            Act::Restarted | Act::Leaving | Act::Wake => REFUSED,
        };
        if answer.is_ok() {
            self.last = at_ms;
        }
        self.follow();
        self.settle(at_ms);
        answer
    }

    fn running(&self) -> bool {
        self.phase == Phase::Running {}
    }

    fn over(&self) -> bool {
        matches!(self.phase, Phase::Ended { .. })
    }

    fn timing(&self) -> &Timing {
        &self.config.settings.timing
    }

    /// Whether the floor stands still: in a pause, and while everyone is muted.
    fn still(&self) -> bool {
        self.pause.is_some() || self.hush
    }

    fn person(&self, who: Who) -> Option<&Person> {
        self.people.iter().find(|p| p.who == who)
    }

    fn person_mut(&mut self, who: Who) -> Option<&mut Person> {
        self.people.iter_mut().find(|p| p.who == who)
    }

    fn present(&self, who: Who) -> Option<&Person> {
        self.person(who).filter(|p| p.place == Place::Present)
    }

    fn here(&self, who: Who) -> bool {
        self.present(who).is_some_and(|p| p.connected)
    }

    /// Rule 2: an offer reaches whoever is connected, or can be told on a device.
    fn can_be_asked(&self, who: Who) -> bool {
        self.present(who).is_some_and(|p| p.connected || p.reachable)
    }

    /// With whom somebody stepped aside.
    pub(crate) fn apart_with(&self, who: Who) -> Option<Who> {
        let other = |(lead, with): &(Who, Who)| match who {
            _ if *lead == who => Some(*with),
            _ if *with == who => Some(*lead),
            _ => None,
        };
        self.apart.iter().find_map(other)
    }

    /// Rule 16: who is muted or aside is passed over, and keeps their place.
    fn kept_back(&self, person: &Person) -> bool {
        person.mute.is_some() || self.apart_with(person.who).is_some()
    }

    /// Whether the floor may be offered to the person now.
    fn callable(&self, who: Who) -> bool {
        let asked = self.can_be_asked(who);
        self.present(who)
            .is_some_and(|p| asked && !self.kept_back(p) && !p.listening && p.role != Role::Observer)
    }

    /// The current item.
    pub(crate) fn current(&self) -> Option<&AgendaItem> {
        self.item.and_then(|index| self.config.agenda.get(index))
    }

    fn shares_of(&self, who: Who) -> u32 {
        self.shares.iter().find(|(name, _)| *name == who).map_or(0, |(_, n)| *n)
    }
}
