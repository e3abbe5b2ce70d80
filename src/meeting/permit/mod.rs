//! The one door for permission: a command that did not come through here can't be decided, since a
//! [`Permitted`] is made nowhere else.

mod needs;
pub(super) mod voice;
mod whom;

use needs::{capability, has_words, in_phase};
use voice::{Voice, voice_of};

use super::{
    command::Command,
    id::ParticipantId,
    input::Actor,
    policy::{self, Capability},
    refusal::Refusal,
    role::Role,
    state::{Meeting, Participant, Place},
};

/// A command that its sender may give now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Permitted {
    actor: Actor,
    command: Command,
    voice: Voice,
}

impl Permitted {
    /// The sender's id.
    #[must_use]
    pub(super) const fn who(&self) -> ParticipantId {
        self.actor.id
    }

    /// The command.
    #[must_use]
    pub(super) const fn command(&self) -> &Command {
        &self.command
    }

    pub(super) const fn actor(&self) -> &Actor {
        &self.actor
    }

    pub(super) const fn voice(&self) -> Voice {
        self.voice
    }
}

/// Permits a command of a sender in this meeting, as it stands.
///
/// # Errors
/// The reason why it is not permitted.
pub(super) fn permit(meeting: &Meeting, actor: &Actor, command: Command) -> Result<Permitted, Refusal> {
    if meeting.is_over() {
        return Err(Refusal::Ended);
    }
    let mut voice = Voice::Open;
    match &command {
        Command::Join { .. } => may_join(meeting, actor)?,
        _ => {
            let person = inside(meeting, actor.id, &command)?;
            in_phase(meeting, &command)?;
            has_words(meeting, person, &command)?;
            match (&command, person.person.place) {
                (_, Place::Waiting) => waiting_may(meeting, person, &command)?,
                (Command::Post { .. }, _) => voice = voice_of(meeting, person)?,
                _ => by_table(meeting, person, &command)?,
            }
            whom::may_do_to(meeting, actor.id, &command)?;
        }
    }
    Ok(Permitted { actor: actor.clone(), command, voice })
}

/// A token with a role that the room does not have lets nobody in.
fn may_join(meeting: &Meeting, actor: &Actor) -> Result<(), Refusal> {
    match meeting.people.get(&actor.id).map(|p| p.person.place) {
        Some(Place::Removed) => Err(Refusal::Removed),
        Some(Place::Waiting | Place::Present) => Err(Refusal::AlreadySo),
        Some(Place::Left) => Ok(()),
        None if meeting.config.kind.has_role(actor.entry_role) => Ok(()),
        None => Err(Refusal::RoleDoesNotFit),
    }
}

/// The sender, who is in the meeting, or waits and asks for something that people who wait may.
fn inside<'m>(
    meeting: &'m Meeting,
    who: ParticipantId,
    command: &Command,
) -> Result<&'m Participant, Refusal> {
    let person = meeting.people.get(&who).ok_or(Refusal::NotPresent)?;
    match person.person.place {
        Place::Present => Ok(person),
        Place::Removed => Err(Refusal::Removed),
        Place::Left => Err(Refusal::NotPresent),
        Place::Waiting => match command {
            Command::Leave { .. }
            | Command::AskForHelp {}
            | Command::Whisper { to: None, .. }
            | Command::AnswerObserver { .. }
            | Command::TakeBack { .. } => Ok(person),
            _ => Err(Refusal::NotPresent),
        },
    }
}

/// People who wait have no row in the table: they may leave, ask for help, write to the leads, take that
/// back, and say whether somebody may observe. An observer's whispers still depend on the setting.
fn waiting_may(meeting: &Meeting, person: &Participant, command: &Command) -> Result<(), Refusal> {
    let whispers = matches!(command, Command::Whisper { .. });
    if whispers && person.person.role == Role::Observer && !meeting.config.settings.observer_whispers {
        return Err(Refusal::TurnedOff);
    }
    Ok(())
}

/// What only the holder may do is refused to others as "you do not have the floor", since the turn
/// that they mean may just be over.
fn by_table(meeting: &Meeting, person: &Participant, command: &Command) -> Result<(), Refusal> {
    let capability = capability(meeting, person, command);
    match policy::may(meeting, person.person.id, capability) {
        Err(Refusal::NotPermitted)
            if matches!(capability, Capability::AskFeedback | Capability::NameNext)
                && person.person.role != Role::Observer =>
        {
            Err(Refusal::NotHolder)
        }
        result => result,
    }
}
