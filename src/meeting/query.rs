//! Questions that many parts ask of a meeting.

use super::{
    agenda::{AgendaItem, Crosstalk, Mode},
    floor::{Hand, Turn},
    help::HelpCall,
    id::ParticipantId,
    ordinal::{ItemIndex, TurnId},
    reason::PauseReason,
    role::{Role, RoomKind, Service},
    round::{Round, Slot, SlotState},
    settings::Timing,
    state::{Meeting, Participant, Phase, Place},
    time::{FloorMs, MeetingMs},
};

impl Participant {
    /// Whether the person is in the meeting.
    #[must_use]
    pub(super) fn is_present(&self) -> bool {
        self.person.place == Place::Present
    }

    /// Whether members take the person to be in the meeting. The floor treats a quiet exit as a lost
    /// connection, so that nobody sees the difference.
    #[must_use]
    pub(super) fn seems_present(&self) -> bool {
        self.place_for_members == Some(Place::Present)
    }

    /// Whether the person is in the meeting and a socket of theirs is open.
    #[must_use]
    pub fn is_here(&self) -> bool {
        self.is_present() && self.person.connected
    }

    /// Whether an offer of the floor reaches the person: by a socket, or on their device (rule 2).
    #[must_use]
    pub fn can_be_asked(&self) -> bool {
        self.is_present() && (self.person.connected || self.reachable)
    }

    /// Whether the person has this service. An observer has none.
    #[must_use]
    pub fn serves(&self, service: Service) -> bool {
        self.person.role != Role::Observer && self.person.services.contains(&service)
    }

    /// Whether the person may take turns, but not now: they are muted, or aside. Their place is kept.
    #[must_use]
    pub(super) const fn is_held_back(&self) -> bool {
        self.person.mute.is_some() || self.person.aside.is_some()
    }

    /// Whether the floor may be offered to the person now.
    #[must_use]
    pub fn can_be_called(&self) -> bool {
        self.can_be_asked() && !self.is_held_back() && self.person.role != Role::Observer
    }
}

impl Meeting {
    /// Whether the meeting is open.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.phase == Phase::Running {}
    }

    /// Whether the floor is paused for this reason.
    #[must_use]
    pub(super) fn is_paused_for(&self, reason: PauseReason) -> bool {
        self.pause == Some(reason)
    }

    /// Whether the floor and its clock stand still: in a pause, and while everyone is muted.
    #[must_use]
    pub fn stands_still(&self) -> bool {
        self.pause.is_some() || self.everyone_muted
    }

    /// Whether the meeting is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(self.phase, Phase::Ended { .. })
    }

    /// The clocks of the floor.
    #[must_use]
    pub fn timing(&self) -> &Timing {
        &self.config.settings.timing
    }

    /// Floor time at a moment of meeting time.
    #[must_use]
    pub fn floor_ms(&self, at_ms: MeetingMs) -> FloorMs {
        self.clock.at(at_ms)
    }

    /// A person, if they are in the meeting.
    #[must_use]
    pub fn present(&self, who: ParticipantId) -> Option<&Participant> {
        self.people.get(&who).filter(|p| p.is_present())
    }

    /// Everyone in the meeting, by id.
    pub(super) fn all_present(&self) -> impl Iterator<Item = &Participant> {
        self.people.values().filter(|p| p.is_present())
    }

    /// The members in the meeting who take turns and have written nothing to everyone, in the order of the
    /// circle. Whoever only listens wants it so.
    pub(super) fn not_heard(&self) -> Vec<ParticipantId> {
        let waits = |p: &&Participant| {
            p.person.role == Role::Member && !p.person.listening && !self.written.has_words_of(p.person.id)
        };
        let mut unheard: Vec<_> = self.all_present().filter(waits).map(|p| &p.person).collect();
        unheard.sort_by_key(|person| (person.circle_position, person.id));
        unheard.into_iter().map(|person| person.id).collect()
    }

    /// Whether a person is in the meeting and a socket of theirs is open.
    #[must_use]
    pub fn is_here(&self, who: ParticipantId) -> bool {
        self.people.get(&who).is_some_and(Participant::is_here)
    }

    /// Whether an offer of the floor reaches a person.
    #[must_use]
    pub(super) fn can_be_asked(&self, who: ParticipantId) -> bool {
        self.people.get(&who).is_some_and(Participant::can_be_asked)
    }

    /// Whether the floor may be offered to a person now.
    #[must_use]
    pub fn can_be_called(&self, who: ParticipantId) -> bool {
        self.people.get(&who).is_some_and(Participant::can_be_called)
    }

    /// Who is called after the current turn, as things stand; `None` if there is no turn, nobody waits,
    /// or a person chooses.
    #[must_use]
    pub fn next_up(&self) -> Option<ParticipantId> {
        let holder = self.floor.turn.as_ref()?.holder;
        let callable = |who: &ParticipantId| *who != holder && self.can_be_called(*who);
        match self.mode()? {
            Mode::Queue => self.floor.queue.iter().map(|hand| hand.who).find(callable),
            Mode::Round | Mode::TalkingPiece => {
                let slots = &self.round()?.slots;
                let first = |state| {
                    slots.iter().filter(|slot| slot.state == state).map(|slot| slot.who).find(callable)
                };
                first(SlotState::Pending).or_else(|| first(SlotState::Deferred))
            }
            _ => None,
        }
    }

    /// How many people may be in the meeting at a time.
    #[must_use]
    pub fn capacity(&self) -> usize {
        (self.config.capacity as usize).min(super::limits::PEOPLE_MAX)
    }

    /// Whether one more person may come in.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.all_present().count() < self.capacity()
    }

    /// The current item; `None` before the opening.
    #[must_use]
    pub fn current(&self) -> Option<(ItemIndex, &AgendaItem)> {
        let index = self.item?;
        self.config.agenda.get(index.index()).map(|item| (index, item))
    }

    /// The mode of the current item; `None` before the opening.
    #[must_use]
    pub fn mode(&self) -> Option<Mode> {
        self.current().map(|(_, item)| item.mode)
    }

    /// The cross-talk of the current item; `None` before the opening.
    #[must_use]
    pub fn crosstalk(&self) -> Option<Crosstalk> {
        self.current().map(|(_, item)| item.crosstalk)
    }

    /// The current turn, if it has this number.
    #[must_use]
    pub(super) fn turn_named(&self, id: TurnId) -> Option<&Turn> {
        self.floor.turn.as_ref().filter(|turn| turn.id == id)
    }

    /// The current turn, if this person holds it.
    #[must_use]
    pub fn turn_of(&self, who: ParticipantId) -> Option<&Turn> {
        self.floor.turn.as_ref().filter(|turn| turn.holder == who)
    }

    /// The running round.
    #[must_use]
    pub fn round(&self) -> Option<&Round> {
        self.floor.round.as_ref()
    }

    /// A person's slot in the running round.
    #[must_use]
    pub fn slot_of(&self, who: ParticipantId) -> Option<&Slot> {
        self.round()?.slots.iter().find(|slot| slot.who == who)
    }

    /// A person's raised hand.
    #[must_use]
    pub fn hand_of(&self, who: ParticipantId) -> Option<&Hand> {
        self.floor.queue.iter().find(|hand| hand.who == who)
    }

    /// How often a person has shared in the current item.
    #[must_use]
    pub fn shares_of(&self, who: ParticipantId) -> u32 {
        self.floor.shares.iter().find(|count| count.who == who).map_or(0, |count| count.shares)
    }
}

impl Meeting {
    /// Whether a greeter may write to this person, because they wait or came after the opening
    /// (rule 10).
    #[must_use]
    pub(super) fn is_at_the_door(&self, who: ParticipantId) -> bool {
        let Some(person) = self.people.get(&who) else { return false };
        match person.place_for_greeters.unwrap_or(person.person.place) {
            Place::Waiting => true,
            Place::Present => self.opened_ms.is_some_and(|opened| person.person.arrived_ms > opened),
            Place::Left | Place::Removed => false,
        }
    }

    /// Whether a person could lead this meeting: among peers anyone but an observer, in therapy only
    /// somebody with a therapist's role (rule 13).
    #[must_use]
    pub fn may_lead(&self, who: &Participant) -> bool {
        match self.config.kind {
            RoomKind::PeerLed => who.person.role != Role::Observer,
            RoomKind::TherapistLed => who.person.role.is_lead(),
        }
    }
}

impl Participant {
    /// Whether the person reads this call: leads read every one, the backup one that was repeated, and those of the same person after it.
    pub(super) fn reads_call(&self, call: &HelpCall) -> bool {
        self.sees_as_lead() || (call.for_backup && self.is_present() && self.serves(Service::Backup))
    }
}

impl Meeting {
    /// The call of `caller`, if `helper` reads it.
    pub(super) fn call_for(&self, helper: ParticipantId, caller: ParticipantId) -> Option<&HelpCall> {
        let helper = self.people.get(&helper).filter(|helper| helper.person.id != caller)?;
        let call = self.people.get(&caller)?.person.help.as_deref()?;
        helper.reads_call(call).then_some(call)
    }

    /// How many calls nobody has read, those of people who gave up at the door included.
    #[must_use]
    pub fn calls_unread(&self) -> u32 {
        let unread = |p: &&Participant| p.person.help.as_deref().is_some_and(HelpCall::is_unread);
        let standing = self.people.values().filter(unread).count();
        self.calls_missed.saturating_add(u32::try_from(standing).unwrap_or(u32::MAX))
    }
}
