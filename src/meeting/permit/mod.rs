//! The one door for permission: a command that did not come through here can't be decided, since
//! a [`Permitted`] can be made nowhere else.

mod whom;

use super::{
    agenda::Mode,
    command::Command,
    floor::Stage,
    id::ParticipantId,
    input::Actor,
    policy::{Access, Capability, access, access_without_floor},
    refusal::Refusal,
    role::Role,
    state::{Meeting, Participant, Phase, Place},
};

/// A command that its sender may give, now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permitted {
    actor: Actor,
    command: Command,
    voice: Voice,
}

/// As what a message may be posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// In an open item, or by all who are in before the meeting is open.
    Open,
    /// As the holder, or as the presenter.
    Share,
    /// As a lead.
    Lead,
    /// As a reply to a share.
    Reply,
}

impl Permitted {
    /// Who sent it.
    #[must_use]
    pub const fn who(&self) -> ParticipantId {
        self.actor.id
    }

    /// The command.
    #[must_use]
    pub const fn command(&self) -> &Command {
        &self.command
    }

    pub(super) const fn actor(&self) -> &Actor {
        &self.actor
    }

    pub(super) const fn voice(&self) -> Voice {
        self.voice
    }
}

/// Whether the sender may give this command in this meeting, as it stands.
///
/// # Errors
/// Why not.
pub fn permit(meeting: &Meeting, actor: &Actor, command: Command) -> Result<Permitted, Refusal> {
    if meeting.is_over() {
        return Err(Refusal::Ended);
    }
    let mut voice = Voice::Open;
    match &command {
        Command::Join { .. } => may_join(meeting, actor)?,
        _ => {
            let person = inside(meeting, actor.id, &command)?;
            in_phase(meeting, &command)?;
            if person.person.mute.is_some() && is_silenced(&command) {
                return Err(Refusal::Muted);
            }
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

/// A token of a role that the room does not have opens no door (design.md, "Tokens and roles").
fn may_join(meeting: &Meeting, actor: &Actor) -> Result<(), Refusal> {
    match meeting.people.get(&actor.id).map(|p| p.person.place) {
        Some(Place::Removed) => Err(Refusal::Removed),
        Some(Place::Waiting | Place::Present) => Err(Refusal::AlreadySo),
        Some(Place::Left) => Ok(()),
        None if meeting.config.kind.has_role(actor.entry_role) => Ok(()),
        None => Err(Refusal::RoleDoesNotFit),
    }
}

/// The sender is in the meeting, or waits and asks for something the waiting may.
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
            Command::Leave { .. } | Command::AskForHelp {} | Command::Whisper { to: None, .. } => Ok(person),
            _ => Err(Refusal::NotPresent),
        },
    }
}

/// The waiting are not in the table yet: they may leave, ask for help, and write to the leads.
/// An observer's whispers stay a matter of the setting.
fn waiting_may(meeting: &Meeting, person: &Participant, command: &Command) -> Result<(), Refusal> {
    let whispers = matches!(command, Command::Whisper { .. });
    if whispers && person.person.role == Role::Observer && !meeting.config.settings.observer_whispers {
        return Err(Refusal::TurnedOff);
    }
    Ok(())
}

/// What can be done while people gather, and what only then.
fn in_phase(meeting: &Meeting, command: &Command) -> Result<(), Refusal> {
    match (meeting.phase, command) {
        (Phase::Running {}, Command::OpenMeeting {}) => Err(Refusal::AlreadyOpen),
        (Phase::Running {}, _) => Ok(()),
        (Phase::Ended { .. }, _) => Err(Refusal::Ended),
        (
            Phase::Gathering {},
            Command::Join { .. }
            | Command::Leave { .. }
            | Command::OpenMeeting {}
            | Command::EndMeeting {}
            | Command::Deny { .. }
            | Command::Post { .. }
            | Command::Whisper { .. }
            | Command::React { .. }
            | Command::AskForHelp {}
            | Command::ListenOnly { .. }
            | Command::SetMultiplier { .. }
            | Command::Mute { .. }
            | Command::Unmute { .. }
            | Command::MuteAll {}
            | Command::UnmuteAll {}
            | Command::Remove { .. }
            | Command::Ban { .. }
            | Command::GiveRole { .. }
            | Command::SetService { .. }
            | Command::HandOverLead { .. },
        ) => Ok(()),
        (Phase::Gathering {}, _) => Err(Refusal::NotOpen),
    }
}

fn granted(access: Access) -> Result<(), Refusal> {
    match access {
        Access::All | Access::Own => Ok(()),
        Access::No(refusal) => Err(refusal),
    }
}

/// Which row of the table a command is asked in. A post is asked in several, a whisper to one
/// person by who that person is.
fn capability(meeting: &Meeting, command: &Command) -> Capability {
    match command {
        Command::Join { .. } | Command::Leave { .. } => Capability::Leave,
        Command::OpenMeeting {} => Capability::OpenMeeting,
        Command::EndMeeting {} => Capability::EndMeeting,
        Command::Admit { .. } | Command::Deny { .. } => Capability::Admit,
        Command::Post { .. } => Capability::PostOpen,
        Command::Whisper { to: None, .. } => Capability::WhisperLeads,
        Command::Whisper { to: Some(to), .. } if meeting.is_at_the_door(*to) => Capability::WriteToWaiting,
        Command::Whisper { to: Some(_), .. } => Capability::WhisperOne,
        Command::React { .. } => Capability::React,
        Command::AskForHelp {} => Capability::AskForHelp,
        Command::Accept { .. }
        | Command::StartTimer { .. }
        | Command::Pass { .. }
        | Command::Defer { .. }
        | Command::Done { .. }
        | Command::AskForMore { .. }
        | Command::Object {}
        | Command::RaiseHand {}
        | Command::LowerHand {}
        | Command::ListenOnly { .. }
        | Command::SetMultiplier { .. } => Capability::TakeTurns,
        Command::AskFeedback { .. } | Command::StopFeedback { .. } => Capability::AskFeedback,
        Command::NameNext { .. } => Capability::NameNext,
        Command::StartRound { .. }
        | Command::CloseRound { .. }
        | Command::CallNext { .. }
        | Command::GiveFloor { .. }
        | Command::TakeFloor { .. }
        | Command::MoveInOrder { .. } => Capability::CallNext,
        Command::Nudge { .. } | Command::Extend { .. } => Capability::NudgeExtend,
        Command::Advance { .. } => Capability::Advance,
        Command::ChangeMode { .. } => Capability::ChangeMode,
        Command::ArrangeAgenda { .. } | Command::MoveTime { .. } | Command::TakeUpTopic { .. } => {
            Capability::ArrangeAgenda
        }
        Command::TurnPage { .. } => Capability::TurnPages,
        Command::ProposeTopic { .. } | Command::WithdrawTopic { .. } | Command::ChooseTopic { .. } => {
            Capability::ProposeTopics
        }
        Command::PauseFloor {} | Command::ResumeFloor {} => Capability::PauseFloor,
        Command::Mute { .. } | Command::Unmute { .. } | Command::MuteAll {} | Command::UnmuteAll {} => {
            Capability::Mute
        }
        Command::Remove { .. } => Capability::Remove,
        Command::Ban { .. } => Capability::Ban,
        Command::GiveRole { .. } | Command::SetService { .. } | Command::HandOverLead { .. } => {
            Capability::HandOutRoles
        }
        Command::Volunteer {} => Capability::Volunteer,
    }
}

/// What only the holder may do is refused to others as "you do not have the floor": the turn they
/// mean may just be over.
fn by_table(meeting: &Meeting, person: &Participant, command: &Command) -> Result<(), Refusal> {
    let capability = capability(meeting, command);
    match granted(access(meeting, person.person.id, capability)) {
        Err(Refusal::NotPermitted)
            if matches!(capability, Capability::AskFeedback | Capability::NameNext)
                && person.person.role != Role::Observer =>
        {
            Err(Refusal::NotHolder)
        }
        result => result,
    }
}

/// As what a present person may post now (rules 2 to 6; the rows "post in an open item" and "post
/// during someone's turn").
fn voice_of(meeting: &Meeting, person: &Participant) -> Result<Voice, Refusal> {
    let who = person.person.id;
    let may = |capability| granted(access(meeting, who, capability));
    may(Capability::PostOpen)?;
    if !meeting.is_running() {
        return Ok(Voice::Open);
    }
    let lead = person.person.role.is_lead()
        && granted(access_without_floor(meeting, who, Capability::PostDuringTurn)).is_ok();
    if meeting.pause.is_some() {
        return if lead { Ok(Voice::Lead) } else { Err(Refusal::Paused) };
    }
    let turn = meeting.floor.turn.as_ref();
    let holds = turn.is_some_and(|turn| turn.holder == who);
    if holds && turn.is_some_and(|turn| turn.stage.takes_words()) {
        return may(Capability::PostDuringTurn).map(|()| Voice::Share);
    }
    if meeting.mode() == Some(Mode::Open) {
        return Ok(Voice::Open);
    }
    if lead {
        return Ok(Voice::Lead);
    }
    if granted(access_without_floor(meeting, who, Capability::PostDuringTurn)).is_ok() {
        return Ok(Voice::Share);
    }
    match turn.map(|turn| &turn.stage) {
        None => Err(Refusal::NotHolder),
        Some(_) if holds => Err(Refusal::WrongStage),
        Some(Stage::Feedback { kind, replies_left, .. }) if kind.wants_words() => match replies_left {
            0 => Err(Refusal::NoMoreReplies),
            _ => may(Capability::Reply).map(|()| Voice::Reply),
        },
        Some(_) => Err(Refusal::FloorTaken),
    }
}

/// What a mute takes away: words and turns, never passing, leaving, help, or whispers to the leads.
const fn is_silenced(command: &Command) -> bool {
    matches!(
        command,
        Command::Post { .. }
            | Command::Whisper { to: Some(_), .. }
            | Command::React { .. }
            | Command::Accept { .. }
            | Command::StartTimer { .. }
            | Command::AskForMore { .. }
            | Command::AskFeedback { .. }
            | Command::NameNext { .. }
            | Command::ProposeTopic { .. }
            | Command::RaiseHand {}
            | Command::Volunteer {}
    )
}
