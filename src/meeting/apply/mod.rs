//! The only mutation of a meeting: an event is applied. It never fails: an event that names what is
//! not there changes only the number and the time.

mod floor;
mod observing;
mod people;
mod talk;
mod topics;

use std::collections::BTreeMap;

use super::{
    agenda::AgendaItem,
    event::{Event, Numbered},
    floor::{Floor, ItemTime},
    last_messages::LastMessages,
    ordinal::{ItemIndex, RoundId, TurnId},
    settings::MeetingConfig,
    shared::Shared,
    state::{Meeting, Phase},
    time::{FloorClock, FloorMs, MeetingMs},
    topics::Topics,
    written::Written,
};

/// The error of a log that does not begin with the making of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a meeting's log begins with its creation")]
pub struct NoMeeting;

impl Meeting {
    /// A new meeting, and the event that makes it.
    #[must_use]
    pub fn create(config: MeetingConfig, at_ms: MeetingMs) -> (Self, Numbered) {
        let config = Shared::from(config);
        let mut meeting = Self::blank(config.clone());
        let created = Numbered { seq: 1, at_ms, event: Event::Created { config } };
        meeting.apply(&created);
        (meeting, created)
    }

    /// The meeting of a log.
    ///
    /// # Errors
    /// [`NoMeeting`] if the log does not begin with `Created`.
    pub fn replay<'e>(events: impl IntoIterator<Item = &'e Numbered>) -> Result<Self, NoMeeting> {
        let mut events = events.into_iter();
        let first = events.next().ok_or(NoMeeting)?;
        let Event::Created { config } = &first.event else { return Err(NoMeeting) };
        let mut meeting = Self::blank(config.clone());
        meeting.apply(first);
        events.for_each(|event| meeting.apply(event));
        Ok(meeting)
    }

    fn blank(mut config: Shared<MeetingConfig>) -> Self {
        let crosstalk = |item: &AgendaItem| item.crosstalk.in_mode(item.mode);
        if config.agenda.iter().any(|item| item.crosstalk != crosstalk(item)) {
            config.agenda.iter_mut().for_each(|item| item.crosstalk = crosstalk(item));
        }
        Self {
            phase: Phase::Gathering {},
            seq: 0,
            at_ms: MeetingMs::ZERO,
            clock: FloorClock::default(),
            pause: None,
            pause_until_ms: None,
            everyone_muted: false,
            restart_until_ms: None,
            door: config.settings.admission.door(),
            opened_ms: None,
            planned_end_ms: None,
            late_closed: false,
            empty_since_ms: None,
            people: Shared::default(),
            duties: Vec::new(),
            lead: None,
            lead_lost: None,
            coming: (0..).zip(config.agenda.iter()).map(|(item, _)| ItemIndex(item)).collect(),
            item: None,
            item_times: Vec::new(),
            page: 0,
            topics: Topics::default(),
            item_told_minutes: None,
            unheard: None,
            floor: Floor::default(),
            warned_turn: None,
            turns: TurnId::default(),
            rounds: RoundId::default(),
            sealed: Shared::default(),
            offers: Vec::new(),
            observing: BTreeMap::new(),
            messages: LastMessages::default(),
            calls_missed: 0,
            whispers: Shared::default(),
            written: Written::default(),
            config,
        }
    }

    /// Applies one event.
    pub fn apply(&mut self, numbered: &Numbered) {
        let Numbered { seq, at_ms, event } = numbered;
        self.seq = *seq;
        self.at_ms = self.at_ms.max(*at_ms);
        self.apply_life(event, *at_ms);
        self.apply_people(event, *seq, *at_ms);
        self.apply_talk(event);
        self.topics.apply(event);
        if self.floor.clears_warning(event) {
            self.warned_turn = None;
        }
        self.floor.apply(event);
        self.apply_sealed(event);
        self.apply_observing(event);
        match event {
            Event::TurnChanged { turn, .. } => self.turns = self.turns.max(turn.id),
            Event::RoundStarted { round } => self.rounds = self.rounds.max(round.id),
            Event::SealedChanged { sealed, .. } => self.rounds = self.rounds.max(sealed.id),
            Event::TurnWarned { turn, .. } => self.warned_turn = Some(*turn),
            _ => {}
        }
    }

    /// Applies what people have in a sealed round.
    fn apply_sealed(&mut self, event: &Event) {
        match event {
            Event::SealedShareChanged { who, share: Some(share) } => {
                self.sealed.insert(*who, share.clone());
            }
            Event::SealedShareChanged { who, share: None } => {
                self.sealed.remove(who);
            }
            event if event.empties_sealed_round() && !self.sealed.is_empty() => self.sealed.clear(),
            _ => {}
        }
    }

    /// Applies what concerns the phase, the agenda, the clock and the lead.
    fn apply_life(&mut self, event: &Event, at_ms: MeetingMs) {
        match event {
            Event::Created { config } => {
                *self = Self { seq: self.seq, at_ms: self.at_ms, ..Self::blank(config.clone()) };
                self.empty_since_ms = Some(at_ms);
            }
            Event::DutiesNoted { duties } => self.duties.clone_from(duties),
            Event::OfferMade { offer } => self.offers.push(offer.clone()),
            Event::OfferOver { who, what, .. } => {
                self.offers.retain(|offer| offer.who != *who || offer.what != *what);
            }
            Event::DoorChanged { door, by } => {
                self.door = *door;
                self.late_closed |= by.is_none();
            }
            Event::Opened { planned_end_ms, .. } => {
                self.planned_end_ms = *planned_end_ms;
                self.phase = Phase::Running {};
                self.clock = FloorClock::opened(at_ms, self.everyone_muted);
                self.opened_ms = Some(at_ms);
            }
            Event::Ended { reason, .. } => {
                self.phase = Phase::Ended { reason: *reason };
                self.clock = self.clock.stopped(at_ms);
                end_item(&mut self.item_times, self.clock.floor_ms);
            }
            Event::ItemStarted { item, floor_ms, coming, .. } => {
                self.item = Some(*item);
                self.coming.clone_from(coming);
                self.page = 0;
                self.item_told_minutes = None;
                start_item(&mut self.item_times, *item, *floor_ms);
            }
            Event::HalfTimeTold { unheard } => self.unheard = Some(unheard.clone()),
            Event::ItemTimeTold { minutes_left, .. } => self.item_told_minutes = Some(*minutes_left),
            Event::AgendaArranged { coming, .. } => self.coming.clone_from(coming),
            Event::TimeMoved { from, from_minutes, to, to_minutes, .. } => {
                set_minutes(&mut self.config.agenda, *from, *from_minutes);
                set_minutes(&mut self.config.agenda, *to, *to_minutes);
                self.item_told_minutes = self.mark_behind(self.clock.at(at_ms));
            }
            Event::PageTurned { page, .. } => self.page = *page,
            Event::ModeChanged { item, mode, crosstalk, .. } => {
                if let Some(item) = self.config.agenda.get_mut(item.index()) {
                    item.mode = *mode;
                    item.crosstalk = crosstalk.in_mode(*mode);
                }
            }
            Event::ReactionsSwitched { item, on, .. } => set_reactions(&mut self.config.agenda, *item, *on),
            Event::FloorPaused { reason, until_ms, clock, .. } => {
                self.pause = Some(*reason);
                self.pause_until_ms = *until_ms;
                self.clock = *clock;
            }
            Event::FloorResumed { clock, .. } => {
                self.pause = None;
                self.pause_until_ms = None;
                self.clock = *clock;
            }
            Event::EveryoneMuted { on, clock, .. } => {
                self.everyone_muted = *on;
                self.clock = *clock;
            }
            Event::Restarted {} => {
                self.restart_until_ms = Some(at_ms.plus_ms(self.config.settings.timing.restart_ms));
            }
            Event::RestartOver {} => self.restart_until_ms = None,
            Event::LeadChanged { lead, .. } => self.lead = Some(*lead),
            Event::LeadLostChanged { lost } => self.lead_lost = *lost,
            _ => {}
        }
    }
}

/// Sets an item's planned minutes.
pub(super) fn set_minutes(agenda: &mut [AgendaItem], item: ItemIndex, minutes: u32) {
    if let Some(item) = agenda.get_mut(item.index()) {
        item.minutes = minutes;
    }
}

/// Says whether people may react to what is said in an item.
pub(super) fn set_reactions(agenda: &mut [AgendaItem], item: ItemIndex, on: bool) {
    if let Some(item) = agenda.get_mut(item.index()) {
        item.reactions = Some(on);
    }
}

/// Ends the running item, if there is one.
pub(super) fn end_item(times: &mut [ItemTime], floor_ms: FloorMs) {
    if let Some(last) = times.last_mut()
        && last.ended_ms.is_none()
    {
        last.ended_ms = Some(floor_ms);
    }
}

/// Starts an item, and ends the one before it.
pub(super) fn start_item(times: &mut Vec<ItemTime>, item: ItemIndex, floor_ms: FloorMs) {
    end_item(times, floor_ms);
    times.push(ItemTime { item, started_ms: floor_ms, ended_ms: None });
}
