//! Who may see an event or a message. Only people in the meeting see any event; what they are told of
//! it is in `known`.

use super::{
    event::Event,
    id::ParticipantId,
    ordinal::{ItemIndex, MessageId},
    role::Service,
    state::{Meeting, Message, MessageKind, Participant, Stretch},
};

/// Whom an event is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Audience {
    /// Everyone in the meeting.
    Everyone,
    /// The leads.
    Leads,
    /// The leads and one person.
    LeadsAnd(ParticipantId),
    /// The leads and the greeters, as for what happens at the door.
    Door,
    /// The leads, the greeters and one person.
    DoorAnd(ParticipantId),
    /// Everyone in the meeting who does not observe.
    NotObservers,
    /// Whoever steps in for the lead.
    Backup,
    /// One person.
    Person(ParticipantId),
    /// Those who came in before a message was written.
    CameBefore(MessageId),
}

impl Audience {
    /// Whether a person is part of it. Only people in the meeting ever are.
    #[must_use]
    pub(super) fn includes(self, viewer: &Participant) -> bool {
        if !viewer.is_present() {
            return false;
        }
        let id = viewer.person.id;
        match self {
            Self::Everyone => true,
            Self::NotObservers => !viewer.observes(),
            Self::Leads => viewer.sees_as_lead(),
            Self::LeadsAnd(who) => viewer.sees_as_lead() || id == who,
            Self::Door => viewer.sees_door(),
            Self::DoorAnd(who) => viewer.sees_door() || id == who,
            Self::Backup => viewer.serves(Service::Backup),
            Self::Person(who) => id == who,
            Self::CameBefore(message) => was_there(viewer.admitted_seq, &viewer.stays, message),
        }
    }
}

impl Participant {
    /// Whether the person sees what is for the leads.
    #[must_use]
    pub(super) fn sees_as_lead(&self) -> bool {
        self.is_present() && self.person.role.is_lead()
    }

    /// Whether the person sees what is for the leads and the greeters.
    #[must_use]
    pub(super) fn sees_door(&self) -> bool {
        self.sees_as_lead() || (self.is_present() && self.serves(Service::Greeter))
    }
}

/// The person who needs a fresh snapshot because the event changes what they may see; `None` if
/// nobody does.
#[must_use]
pub const fn needs_snapshot(event: &Event) -> Option<ParticipantId> {
    match event {
        Event::Admitted { person, .. } => Some(person.id),
        Event::RoleChanged { who, .. }
        | Event::ServiceChanged { who, service: Service::Greeter | Service::Backup, .. } => Some(*who),
        _ => None,
    }
}

/// Whether a viewer sees a message to everyone: one that was said while they were in, now or in an
/// earlier stay, or any other if the room shows those (rule 10). What was said before the opening is
/// for those who were there.
#[must_use]
pub fn shows_message(meeting: &Meeting, viewer: &Participant, message: &Message) -> bool {
    let in_meeting: Option<ItemIndex> = message.item;
    was_there(viewer.admitted_seq, &viewer.stays, message.id)
        || (meeting.config.settings.show_earlier && in_meeting.is_some())
}

/// Whether a message was sent since the event `since`, or in one of the stretches before.
fn was_there(since: Option<u64>, before: &[Stretch], message: MessageId) -> bool {
    since.is_some_and(|seq| message.0 > seq) || before.iter().any(|stretch| stretch.has(message.0))
}

/// Whether a viewer sees a whisper.
pub(super) fn shows_whisper(viewer: &Participant, message: &Message) -> bool {
    let id = viewer.person.id;
    if message.from == id || message.to == Some(id) {
        return true;
    }
    if message.alone {
        return false;
    }
    (viewer.sees_as_lead() && was_there(viewer.lead_since_seq, &viewer.led, message.id))
        || (viewer.sees_door() && message.kind == MessageKind::Door)
}
