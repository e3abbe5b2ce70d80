//! Who may see an event. The waiting, the gone and the removed see none at all.

use super::{
    event::{Event, Numbered},
    id::ParticipantId,
    ordinal::ItemIndex,
    reason::Departure,
    role::Service,
    state::{Meeting, Message, MessageKind, Participant, Place},
};

/// For whom an event is. Only those who are in the meeting are ever part of an audience.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Everyone in the meeting.
    Everyone,
    /// The leads.
    Leads,
    /// The leads and one person.
    LeadsAnd(ParticipantId),
    /// The leads and the greeters: what happens at the door.
    Door,
    /// The leads, the greeters and one person.
    DoorAnd(ParticipantId),
    /// One person.
    Person(ParticipantId),
    /// Nobody: the log's alone.
    Nobody,
}

impl Audience {
    /// Whether a person is part of it. Who is not present never is.
    #[must_use]
    pub fn includes(self, viewer: &Participant) -> bool {
        if !viewer.is_present() {
            return false;
        }
        let id = viewer.person.id;
        match self {
            Self::Everyone => true,
            Self::Leads => viewer.sees_as_lead(),
            Self::LeadsAnd(who) => viewer.sees_as_lead() || id == who,
            Self::Door => viewer.sees_door(),
            Self::DoorAnd(who) => viewer.sees_door() || id == who,
            Self::Person(who) => id == who,
            Self::Nobody => false,
        }
    }
}

impl Participant {
    /// Whether the person sees what is for the leads.
    #[must_use]
    pub fn sees_as_lead(&self) -> bool {
        self.is_present() && self.person.role.is_lead()
    }

    /// Whether the person sees what is for the leads and the greeters.
    #[must_use]
    pub fn sees_door(&self) -> bool {
        self.sees_as_lead() || (self.is_present() && self.serves(Service::Greeter))
    }
}

/// For whom an event is, asked of the meeting just after the event was applied.
#[must_use]
pub fn audience(meeting: &Meeting, event: &Event) -> Audience {
    match event {
        Event::Created { .. } => Audience::Nobody,
        Event::Knocked { .. } => Audience::Door,
        Event::Departed { was: Place::Waiting, .. } => Audience::Door,
        Event::Departed { was: Place::Left | Place::Removed, .. }
        | Event::Departed { how: Departure::LeftQuietly, .. }
        | Event::ItemTimeTold { .. } => Audience::Leads,
        Event::ConnectionLost { who } | Event::ConnectionBack { who } => match place_of(meeting, *who) {
            Some(Place::Present) => Audience::Everyone,
            _ => Audience::Door,
        },
        Event::HelpAsked { who } | Event::MuteChanged { who, .. } => Audience::LeadsAnd(*who),
        Event::TurnWarned { .. } => {
            meeting.floor.turn.as_ref().map_or(Audience::Nobody, |turn| Audience::Person(turn.holder))
        }
        Event::MultiplierChanged { who, .. } => Audience::Person(*who),
        Event::Whispered { message } => whisper_audience(message),
        Event::Admitted { .. }
        | Event::Departed { .. }
        | Event::Restarted {}
        | Event::RestartOver {}
        | Event::Opened { .. }
        | Event::Ended { .. }
        | Event::ItemStarted { .. }
        | Event::AgendaArranged { .. }
        | Event::TimeMoved { .. }
        | Event::PageTurned { .. }
        | Event::TopicProposed { .. }
        | Event::TopicWithdrawn { .. }
        | Event::TopicChosen { .. }
        | Event::TopicTakenUp { .. }
        | Event::ModeChanged { .. }
        | Event::FloorPaused { .. }
        | Event::FloorResumed { .. }
        | Event::RoundStarted { .. }
        | Event::SlotChanged { .. }
        | Event::OrderChanged { .. }
        | Event::RoundPhaseChanged { .. }
        | Event::RoundSetAside { .. }
        | Event::RoundResumed { .. }
        | Event::RoundClosed { .. }
        | Event::TurnChanged { .. }
        | Event::TurnEnded { .. }
        | Event::FeedbackAsked { .. }
        | Event::MoreTimeChanged { .. }
        | Event::QueueChanged { .. }
        | Event::Posted { .. }
        | Event::Reacted { .. }
        | Event::RoleChanged { .. }
        | Event::ServiceChanged { .. }
        | Event::LeadChanged { .. }
        | Event::LeadLostChanged { .. }
        | Event::ListeningChanged { .. } => Audience::Everyone,
    }
}

/// A whisper is for the leads and the one it is from or to; at the door for the greeters too.
fn whisper_audience(message: &Message) -> Audience {
    let other = message.to.unwrap_or(message.from);
    match message.kind {
        MessageKind::Door => Audience::DoorAnd(other),
        _ => Audience::LeadsAnd(other),
    }
}

fn place_of(meeting: &Meeting, who: ParticipantId) -> Option<Place> {
    meeting.people.get(&who).map(|p| p.person.place)
}

/// Whether a viewer may see an event, asked just after it was applied.
#[must_use]
pub fn sees(meeting: &Meeting, viewer: ParticipantId, numbered: &Numbered) -> bool {
    meeting.present(viewer).is_some_and(|viewer| audience(meeting, &numbered.event).includes(viewer))
}

/// Whose standing the event changes so that they need a fresh snapshot: what they may see is other
/// than before.
#[must_use]
pub const fn needs_snapshot(event: &Event) -> Option<ParticipantId> {
    match event {
        Event::Admitted { person, .. } => Some(person.id),
        Event::RoleChanged { who, .. } | Event::ServiceChanged { who, service: Service::Greeter, .. } => {
            Some(*who)
        }
        _ => None,
    }
}

/// Whether a message to everyone is for this viewer: said since they came in, or earlier when the
/// room shows that (rule 10). What was said before the opening is for those who were there.
#[must_use]
pub fn shows_message(meeting: &Meeting, viewer: &Participant, message: &Message) -> bool {
    let since = viewer.admitted_seq.is_some_and(|seq| message.id.0 > seq);
    let in_meeting: Option<ItemIndex> = message.item;
    since || (meeting.config.settings.show_earlier && in_meeting.is_some())
}

/// Whether a whisper is for this viewer.
pub(super) fn shows_whisper(viewer: &Participant, message: &Message) -> bool {
    let id = viewer.person.id;
    message.from == id
        || message.to == Some(id)
        || (viewer.sees_as_lead() && viewer.lead_since_seq.is_some_and(|seq| message.id.0 > seq))
        || (viewer.sees_door() && message.kind == MessageKind::Door)
}
