//! What each audience may know of each event.

use std::borrow::Cow;

use crate::meeting::{
    audience::Audience,
    event::Event,
    floor::Turn,
    help::HelpCall,
    id::ParticipantId,
    known::floor::{others_turn, own_turn},
    offer::Offer,
    ordinal::MessageId,
    reason::{Departure, TurnCause, TurnEnd},
    state::{Meeting, Message, MessageKind, Person, Place},
};

/// An event as one audience may know it: whole, or made for them.
pub(in crate::meeting) type Telling<'e> = (Audience, Cow<'e, Event>);

/// What is told of an event. Each person is told the first telling whose audience they are part of,
/// and nothing if they are in none. The meeting is asked just after the event was applied.
#[must_use]
pub(in crate::meeting) fn tellings<'e>(meeting: &Meeting, event: &'e Event) -> Vec<Telling<'e>> {
    let whole = |audience: Audience| vec![told_whole(audience, event)];
    let cut =
        |whole: Audience, cut: Audience, less: Event| vec![told_whole(whole, event), (cut, Cow::Owned(less))];
    match event {
        Event::Created { .. }
        | Event::ReachableChanged { .. }
        | Event::LastStartNoted { .. }
        | Event::HelpUnread { .. } => Vec::new(),

        // At the door.
        Event::Held { .. } | Event::PutOff { .. } => whole(Audience::Door),
        Event::Knocked { person, guidelines_version, held } => at_the_door(event, person, |person| {
            Event::Knocked { person, guidelines_version: *guidelines_version, held: *held }
        }),
        Event::SentToDoor { person, by } => {
            at_the_door(event, person, |person| Event::SentToDoor { person, by: *by })
        }
        Event::Admitted { person, by, seemed_in } => admitted(event, person, *by, *seemed_in),
        Event::Departed { who, was, seemed_in, how, .. } => departed(event, *who, *was, *seemed_in, *how),
        Event::ConnectionLost { who } | Event::ConnectionBack { who } => match place_of(meeting, *who) {
            Some(Place::Present) => whole(Audience::Everyone),
            _ => whole(Audience::Door),
        },

        // Of one person.
        Event::HelpChanged { who, call } => help_changed(event, *who, call),
        Event::MuteChanged { who, mute, .. } => cut(
            Audience::Leads,
            Audience::Person(*who),
            Event::MuteChanged { who: *who, mute: *mute, by: None },
        ),
        Event::AsideChanged { lead, who, .. } => {
            let readers = [Audience::Leads, Audience::Person(*who), Audience::Person(*lead)];
            readers.map(|audience| told_whole(audience, event)).into()
        }
        Event::OfferMade { offer: Offer { who, .. } }
        | Event::OfferOver { who, .. }
        | Event::SpeakAsked { who, .. } => whole(Audience::LeadsAnd(*who)),
        Event::EveryoneMuted { on, clock, .. } => cut(
            Audience::Leads,
            Audience::Everyone,
            Event::EveryoneMuted { on: *on, by: None, clock: *clock },
        ),
        Event::TurnWarned { .. } => match &meeting.floor.turn {
            Some(turn) => whole(Audience::Person(turn.holder)),
            None => Vec::new(),
        },
        Event::MultiplierChanged { who, .. }
        | Event::SealedShareChanged { who, .. }
        | Event::ObserverAnswered { by: who, .. } => whole(Audience::Person(*who)),
        Event::ObserverAsked { .. } | Event::ObserverQuestionOver { .. } => whole(Audience::NotObservers),
        Event::RoleChanged { who, .. } if place_of(meeting, *who) == Some(Place::Waiting) => {
            whole(Audience::Door)
        }
        Event::Whispered { message } => {
            readers(message).into_iter().map(|audience| told_whole(audience, event)).collect()
        }

        // Of what was written, for those who could read it.
        Event::TakenBack { messages, from, by, .. } => {
            let (last, messages, from, by) = (messages.last(), messages.clone(), *from, *by);
            let less = Event::TakenBack { messages, from, by, lead: None, reason: None };
            last.map_or_else(Vec::new, |last| amended(meeting, *last, from, event, &less))
        }
        Event::Covered { message, from, note, .. } => {
            let (message, from, note) = (*message, *from, note.clone());
            let less = Event::Covered { message, from, note, by: None };
            amended(meeting, message, from, event, &less)
        }

        // For leads.
        Event::ItemTimeTold { .. } | Event::HalfTimeTold { .. } | Event::DutiesNoted { .. } => {
            whole(Audience::Leads)
        }

        // Of the floor, without what was done to somebody.
        Event::TurnChanged { turn, cause } => turn_changed(turn, *cause),
        Event::TurnEnded { turn, holder, reason: TurnEnd::Muted, shared } => cut(
            Audience::LeadsAnd(*holder),
            Audience::Everyone,
            Event::TurnEnded { turn: *turn, holder: *holder, reason: TurnEnd::MovedOn, shared: *shared },
        ),

        // For everyone.
        Event::Restarted {}
        | Event::RestartOver {}
        | Event::Opened { .. }
        | Event::Ended { .. }
        | Event::DoorChanged { .. }
        | Event::ItemStarted { .. }
        | Event::AgendaArranged { .. }
        | Event::TimeMoved { .. }
        | Event::PageTurned { .. }
        | Event::TopicProposed { .. }
        | Event::TopicWithdrawn { .. }
        | Event::TopicChosen { .. }
        | Event::TopicTakenUp { .. }
        | Event::ModeChanged { .. }
        | Event::ReactionsSwitched { .. }
        | Event::FloorPaused { .. }
        | Event::FloorResumed { .. }
        | Event::RoundStarted { .. }
        | Event::SlotChanged { .. }
        | Event::OrderChanged { .. }
        | Event::RoundPhaseChanged { .. }
        | Event::RoundSetAside { .. }
        | Event::RoundResumed { .. }
        | Event::RoundClosed { .. }
        | Event::SealedChanged { .. }
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
        | Event::ListeningChanged { .. } => whole(Audience::Everyone),
    }
}

const fn told_whole(audience: Audience, event: &Event) -> Telling<'_> {
    (audience, Cow::Borrowed(event))
}

/// Leads alone know by which invitation somebody came.
fn at_the_door<'e>(event: &'e Event, person: &Person, less: impl Fn(Person) -> Event) -> Vec<Telling<'e>> {
    if person.door_note.as_ref().is_none_or(|note| note.label.is_none()) {
        return vec![told_whole(Audience::Door, event)];
    }
    let less = Cow::Owned(less(person.clone().for_greeters()));
    vec![told_whole(Audience::Leads, event), (Audience::Door, less)]
}

/// Those at the door know who let somebody in. For others a person who seemed to be in has a
/// connection again.
fn admitted<'e>(
    event: &'e Event,
    person: &Person,
    by: Option<ParticipantId>,
    seemed_in: bool,
) -> Vec<Telling<'e>> {
    let less =
        Cow::Owned(Event::Admitted { person: person.clone().for_members(), by: None, seemed_in: false });
    let mut tellings = at_the_door(event, person, |person| Event::Admitted { person, by, seemed_in });
    if !seemed_in {
        tellings.push((Audience::Everyone, less));
    } else if person.connected {
        tellings.push((Audience::Person(person.id), less));
        tellings.push((Audience::Everyone, Cow::Owned(Event::ConnectionBack { who: person.id })));
    }
    tellings
}

/// Leads know how somebody went. Others know that they left; of a quiet exit, and of what happens to
/// somebody who is gone for them too, they know nothing.
fn departed(
    event: &Event,
    who: ParticipantId,
    was: Place,
    seemed_in: bool,
    how: Departure,
) -> Vec<Telling<'_>> {
    let left = |was| {
        let how = Departure::Left;
        Cow::Owned(Event::Departed { who, was, seemed_in: false, how, by: None, reason: None })
    };
    let mut tellings = vec![told_whole(Audience::Leads, event)];
    if was == Place::Waiting {
        tellings.push((Audience::Door, left(Place::Waiting)));
    }
    if (was == Place::Present || seemed_in) && how != Departure::LeftQuietly {
        tellings.push((Audience::Everyone, left(Place::Present)));
    }
    tellings
}

/// The holder is told how long their share really is and when its time is over. Everybody else is told
/// the usual length, and then that the share goes on.
fn turn_changed(turn: &Turn, cause: TurnCause) -> Vec<Telling<'static>> {
    let told = |turn| Cow::Owned(Event::TurnChanged { turn, cause });
    let mut tellings = vec![(Audience::Person(turn.holder), told(own_turn(turn)))];
    if turn.usual.is_none() || !matches!(cause, TurnCause::TimeUp | TurnCause::GraceOver) {
        tellings.push((Audience::Everyone, told(others_turn(turn))));
    }
    tellings
}

/// What became of messages is told to those who could read the last of them. Leads know which lead
/// did it, and why.
fn amended<'e>(
    meeting: &Meeting,
    last: MessageId,
    from: ParticipantId,
    event: &'e Event,
    less: &Event,
) -> Vec<Telling<'e>> {
    let told_less = |readers| (readers, Cow::Owned(less.clone()));
    let Some(entry) = meeting.written.find(last) else { return Vec::new() };
    let other = entry.to.unwrap_or(from);
    if entry.alone {
        return [other, from].map(|who| told_less(Audience::Person(who))).into();
    }
    let readers = match entry.kind {
        MessageKind::Door => Audience::DoorAnd(other),
        MessageKind::Whisper => Audience::Person(other),
        _ if meeting.config.settings.show_earlier => Audience::Everyone,
        _ => Audience::CameBefore(last),
    };
    let less = [readers, Audience::Person(from)].map(told_less);
    std::iter::once(told_whole(Audience::Leads, event)).chain(less).collect()
}

/// A call is for those who read it; the caller is not told who is with them.
fn help_changed<'e>(event: &'e Event, who: ParticipantId, call: &HelpCall) -> Vec<Telling<'e>> {
    let mut tellings = vec![
        told_whole(Audience::Leads, event),
        (Audience::Person(who), Cow::Owned(Event::HelpChanged { who, call: call.for_caller() })),
    ];
    if call.for_backup {
        tellings.push(told_whole(Audience::Backup, event));
    }
    tellings
}

/// A whisper is for the person it is from, the one it is to, and the leads unless it is for one alone;
/// at the door for greeters too.
fn readers(message: &Message) -> Vec<Audience> {
    let (from, to) = (message.from, message.to.unwrap_or(message.from));
    match message.kind {
        _ if message.alone => vec![Audience::Person(to), Audience::Person(from)],
        MessageKind::Door => vec![Audience::DoorAnd(to), Audience::Person(from)],
        _ => vec![Audience::LeadsAnd(to), Audience::Person(from)],
    }
}

fn place_of(meeting: &Meeting, who: ParticipantId) -> Option<Place> {
    meeting.people.get(&who).map(|p| p.person.place)
}
