//! What each command needs: the phase of the meeting, its row of the table, and whether a mute
//! takes it away.

use crate::meeting::{
    command::Command,
    id::ParticipantId,
    policy::Capability,
    refusal::Refusal,
    state::{Meeting, Participant, Phase},
};

/// Whether the command fits the phase of the meeting.
pub(super) fn in_phase(meeting: &Meeting, command: &Command) -> Result<(), Refusal> {
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
            | Command::Admit { .. }
            | Command::Deny { .. }
            | Command::SendToDoor { .. }
            | Command::PutOff { .. }
            | Command::SetDoor { .. }
            | Command::Post { .. }
            | Command::Whisper { .. }
            | Command::React { .. }
            | Command::WhisperAlone { .. }
            | Command::TakeBack { .. }
            | Command::TakeBackOther { .. }
            | Command::TakeBackAll { .. }
            | Command::Cover { .. }
            | Command::AskForHelp {}
            | Command::SeeHelp { .. }
            | Command::ClaimHelp { .. }
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
            | Command::AnswerObserver { .. }
            | Command::AnswerOffer { .. }
            | Command::WithdrawOffer { .. }
            | Command::HandOverLead { .. },
        ) => Ok(()),
        (Phase::Gathering {}, _) => Err(Refusal::NotOpen),
    }
}

/// The row of the table that a command is asked in. A post is asked in several, and the row of a
/// whisper depends on the person it is to.
pub(super) fn capability(meeting: &Meeting, sender: &Participant, command: &Command) -> Capability {
    match command {
        Command::Join { .. } | Command::Leave { .. } => Capability::Leave,
        Command::OpenMeeting {} => Capability::OpenMeeting,
        Command::EndMeeting {} => Capability::EndMeeting,
        Command::Admit { .. }
        | Command::Deny { .. }
        | Command::SendToDoor { .. }
        | Command::PutOff { .. } => Capability::Admit,
        Command::SetDoor { .. } => Capability::SetDoor,
        Command::Post { .. } => Capability::PostOpen,
        Command::Whisper { to: None, .. } => Capability::WhisperLeads,
        Command::Whisper { to: Some(to), .. } => whisper_to(meeting, sender, *to),
        Command::WhisperAlone { .. } if sender.sees_as_lead() => Capability::WhisperOne,
        Command::WhisperAlone { .. } => Capability::WhisperLeads,
        Command::React { .. } => Capability::React,
        Command::TakeBack { .. } | Command::TakeBackSealed { .. } => Capability::TakeBack,
        Command::TakeBackOther { .. } | Command::TakeBackAll { .. } | Command::Cover { .. } => {
            Capability::TakeBackOthers
        }
        Command::AskForHelp {} => Capability::AskForHelp,
        Command::SeeHelp { .. } | Command::ClaimHelp { .. } => Capability::AnswerHelp,
        Command::AnswerOffer { .. } => Capability::Leave,
        Command::StepAside { .. } => Capability::StepAside,
        // Whoever is aside may come back.
        Command::EndAside { who } if *who == sender.person.id => Capability::Leave,
        Command::EndAside { .. } => Capability::StepAside,
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
        | Command::SetMultiplier { .. }
        | Command::AnswerObserver { .. }
        | Command::AskToSpeak { .. }
        | Command::WriteSealed { .. }
        | Command::PassSealed { .. } => Capability::TakeTurns,
        Command::AskFeedback { .. } | Command::StopFeedback { .. } => Capability::AskFeedback,
        Command::NameNext { .. } => Capability::NameNext,
        Command::CallNext { .. } => Capability::CallNext,
        Command::StartRound { .. }
        | Command::CloseRound { .. }
        | Command::OpenSealed { .. }
        | Command::GiveFloor { .. }
        | Command::TakeFloor { .. }
        | Command::MoveInOrder { .. } => Capability::KeepOrder,
        Command::Nudge { .. } | Command::Extend { .. } => Capability::NudgeExtend,
        Command::Advance { .. } => Capability::Advance,
        Command::ChangeMode { .. } | Command::SwitchReactions { .. } => Capability::ChangeMode,
        Command::ArrangeAgenda { .. } | Command::MoveTime { .. } | Command::TakeUpTopic { .. } => {
            Capability::ArrangeAgenda
        }
        Command::TurnPage { .. } => Capability::TurnPages,
        Command::ProposeTopic { .. } | Command::WithdrawTopic { .. } | Command::ChooseTopic { .. } => {
            Capability::ProposeTopics
        }
        Command::PauseFloor {} | Command::HoldSilence { .. } | Command::ResumeFloor {} => {
            Capability::PauseFloor
        }
        Command::Mute { .. } | Command::Unmute { .. } | Command::MuteAll {} | Command::UnmuteAll {} => {
            Capability::Mute
        }
        Command::Remove { .. } => Capability::Remove,
        Command::Ban { .. } => Capability::Ban,
        Command::GiveRole { .. }
        | Command::SetService { .. }
        | Command::WithdrawOffer { .. }
        | Command::HandOverLead { .. } => Capability::HandOutRoles,
        Command::Volunteer {} => Capability::Volunteer,
    }
}

/// The row of a whisper to one person, who may have called the sender for help or been called.
fn whisper_to(meeting: &Meeting, sender: &Participant, to: ParticipantId) -> Capability {
    let who = sender.person.id;
    if sender.sees_as_lead() {
        Capability::WhisperOne
    } else if meeting.call_for(who, to).is_some() {
        Capability::AnswerHelp
    } else if meeting.call_for(to, who).is_some() {
        Capability::WhisperLeads
    } else if meeting.is_at_the_door(to) {
        Capability::WriteToWaiting
    } else {
        Capability::WhisperOne
    }
}

/// Whether the sender is muted or aside, and that takes the command away. While everyone is muted, anyone
/// may still offer to lead, since otherwise a lost lead would have no successor. A lead who is aside still
/// leads.
///
/// # Errors
/// `Muted` or `Aside` if it does.
pub(super) fn has_words(meeting: &Meeting, sender: &Participant, command: &Command) -> Result<(), Refusal> {
    if !takes_words(command) || answers_backup(meeting, sender, command) {
        return Ok(());
    }
    let leads = sender.person.role.is_lead();
    let with_everyone = meeting.everyone_muted && !leads && *command != Command::Volunteer {};
    if sender.person.mute.is_some() || with_everyone {
        Err(Refusal::Muted)
    } else if sender.person.aside.is_some() && !leads {
        Err(Refusal::Aside)
    } else {
        Ok(())
    }
}

/// Whether a caller writes back to whoever steps in for the lead, which is like a whisper to the leads.
fn answers_backup(meeting: &Meeting, sender: &Participant, command: &Command) -> bool {
    matches!(command, Command::Whisper { to: Some(to), .. } if meeting.call_for(*to, sender.person.id).is_some())
}

/// Whether a mute or stepping aside takes the command away: they take words and turns, but never passing,
/// leaving, help or whispers to the leads.
const fn takes_words(command: &Command) -> bool {
    matches!(
        command,
        Command::Post { .. }
            | Command::WriteSealed { .. }
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
