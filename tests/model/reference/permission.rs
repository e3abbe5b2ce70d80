//! Who may do what: the table of docs/rules.md, and what a person may do to another.

use rondo::meeting::{
    agenda::Mode,
    command::Command,
    floor::Stage,
    refusal::Refusal,
    role::{Role, RoomKind, Service},
    state::{Phase, Place},
};

use super::{Answer, Model, Person, REFUSED, Who, no};

/// As what something is posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// Whoever writes, it moves nothing.
    Word,
    /// The holder's share.
    Share,
    /// A reply that the sharer asked for.
    Reply,
}

impl Model {
    /// Everything that must be so before the floor is looked at.
    pub(super) fn permit(&self, who: Who, command: &Command) -> Answer {
        let Some(person) = self.person(who) else { return no(Refusal::NotPresent) };
        match person.place {
            Place::Removed => return no(Refusal::Removed),
            Place::Left => return no(Refusal::NotPresent),
            Place::Waiting => {
                return match command {
                    Command::Leave { .. }
                    | Command::AskForHelp {}
                    | Command::AnswerObserver { .. }
                    | Command::TakeBack { .. } => Ok(()),
                    Command::Whisper { to: None, .. } => self.may_whisper(person),
                    _ => no(Refusal::NotPresent),
                };
            }
            Place::Present => {}
        }
        if self.running() && matches!(command, Command::OpenMeeting {}) {
            return no(Refusal::AlreadyOpen);
        }
        if self.phase == (Phase::Gathering {}) && needs_open(command) {
            return no(Refusal::NotOpen);
        }
        let with_all = self.hush && !person.role.is_lead() && !matches!(command, Command::Volunteer {});
        if (person.mute.is_some() || with_all) && silenced(command) {
            return no(Refusal::Muted);
        }
        if self.apart_with(who).is_some() && !person.role.is_lead() && silenced(command) {
            return no(Refusal::Aside);
        }
        self.table(person, command)?;
        self.to_that_person(person, command)
    }

    fn may_whisper(&self, person: &Person) -> Answer {
        if person.role == Role::Observer && !self.config.settings.observer_whispers {
            return no(Refusal::TurnedOff);
        }
        Ok(())
    }

    fn table(&self, person: &Person, command: &Command) -> Answer {
        let settings = &self.config.settings;
        let lead = person.role.is_lead();
        let main = person.role == self.config.kind.main_role();
        let serves = |service| person.services.contains(&service);
        let holds = self.turn.as_ref().is_some_and(|turn| turn.holder == person.who);
        let allowed = |yes: bool| if yes { Ok(()) } else { no(Refusal::NotPermitted) };
        let with = |yes: bool, setting: bool, on: bool| match (yes, setting) {
            (true, _) => Ok(()),
            (false, true) if on => Ok(()),
            (false, true) => no(Refusal::TurnedOff),
            (false, false) => no(Refusal::NotPermitted),
        };
        match command {
            Command::Leave { .. }
            | Command::AskForHelp {}
            | Command::TakeBack { .. }
            | Command::TakeBackSealed { .. } => return Ok(()),
            Command::EndAside { who } if *who == person.who => return Ok(()),
            Command::AnswerOffer { .. } => return Ok(()),
            Command::Whisper { to: None, .. } => return self.may_whisper(person),
            _ if person.role == Role::Observer => return no(Refusal::NotPermitted),
            _ => {}
        }
        match command {
            Command::AskFeedback { .. } | Command::StopFeedback { .. } if !holds => no(Refusal::NotHolder),
            Command::NameNext { .. } if !lead && !holds => no(Refusal::NotHolder),
            Command::NameNext { .. } if !lead && self.mode() != Some(Mode::Tag) => no(Refusal::WrongMode),
            Command::CallNext { .. } if self.presents(person) => Ok(()),
            Command::CallNext { .. }
            | Command::StartRound { .. }
            | Command::CloseRound { .. }
            | Command::OpenSealed { .. }
            | Command::GiveFloor { .. }
            | Command::TakeFloor { .. }
            | Command::MoveInOrder { .. } => {
                with(lead, serves(Service::Timekeeper), settings.timekeeper_calls)
            }
            Command::Nudge { .. } | Command::Extend { .. } => allowed(lead || serves(Service::Timekeeper)),
            Command::Advance { .. } => allowed(lead || self.presents(person)),
            Command::ChangeMode { .. }
            | Command::SwitchReactions { .. }
            | Command::ArrangeAgenda { .. }
            | Command::MoveTime { .. }
            | Command::Admit { .. }
            | Command::Deny { .. }
            | Command::SendToDoor { .. }
            | Command::PutOff { .. }
            | Command::SetDoor { .. }
            | Command::StepAside { .. }
            | Command::EndAside { .. }
            | Command::PauseFloor {}
            | Command::HoldSilence { .. }
            | Command::ResumeFloor {}
            | Command::Mute { .. }
            | Command::Unmute { .. }
            | Command::MuteAll {}
            | Command::UnmuteAll {}
            | Command::Remove { .. }
            | Command::TakeBackOther { .. }
            | Command::TakeBackAll { .. }
            | Command::Cover { .. }
            | Command::OpenMeeting {} => allowed(lead),
            Command::Ban { .. }
            | Command::GiveRole { .. }
            | Command::SetService { .. }
            | Command::WithdrawOffer { .. }
            | Command::HandOverLead { .. } => allowed(main),
            Command::EndMeeting {} => with(
                main || person.role == Role::CoTherapist,
                person.role == Role::CoFacilitator,
                settings.co_facilitator_ends,
            ),
            Command::Volunteer {} if self.config.kind == RoomKind::TherapistLed => REFUSED,
            // Listed, so that a new command has to be given its rule here.
            Command::Join { .. }
            | Command::Leave { .. }
            | Command::AskForHelp { .. }
            | Command::Post { .. }
            | Command::Whisper { .. }
            | Command::WhisperAlone { .. }
            | Command::SeeHelp { .. }
            | Command::ClaimHelp { .. }
            | Command::React { .. }
            | Command::TakeBack { .. }
            | Command::TakeBackSealed { .. }
            | Command::WriteSealed { .. }
            | Command::PassSealed { .. }
            | Command::Accept { .. }
            | Command::StartTimer { .. }
            | Command::Pass { .. }
            | Command::Defer { .. }
            | Command::Done { .. }
            | Command::AskForMore { .. }
            | Command::Object { .. }
            | Command::AskFeedback { .. }
            | Command::StopFeedback { .. }
            | Command::NameNext { .. }
            | Command::RaiseHand { .. }
            | Command::LowerHand { .. }
            | Command::AskToSpeak { .. }
            | Command::AnswerOffer { .. }
            | Command::AnswerObserver { .. }
            | Command::ListenOnly { .. }
            | Command::SetMultiplier { .. }
            | Command::TurnPage { .. }
            | Command::ProposeTopic { .. }
            | Command::WithdrawTopic { .. }
            | Command::ChooseTopic { .. }
            | Command::TakeUpTopic { .. }
            | Command::Volunteer { .. } => Ok(()),
        }
    }

    /// A presenter in an item that they may advance; an observer serves in nothing.
    fn presents(&self, person: &Person) -> bool {
        person.role != Role::Observer
            && person.services.contains(&Service::Presenter)
            && self.current().is_some_and(|item| item.presenter_advances)
    }

    /// Leads stand in a line: the lead of the meeting, the others of the main role, the helpers.
    fn rank(&self, person: &Person) -> u8 {
        match person.role {
            role if !role.is_lead() => 0,
            _ if self.lead == Some(person.who) => 3,
            role if role == self.config.kind.main_role() => 2,
            _ => 1,
        }
    }

    fn is_below(&self, sender: &Person, who: Who) -> Answer {
        if who == sender.who {
            return no(Refusal::NotToOneself);
        }
        let Some(target) = self.person(who) else { return no(Refusal::NoSuchPerson) };
        if self.rank(target) > 0 && self.rank(target) >= self.rank(sender) {
            return no(Refusal::NotToThatRole);
        }
        Ok(())
    }

    /// Never to a lead above or beside oneself; in therapy nobody becomes a lead who did not come as one.
    fn to_that_person(&self, sender: &Person, command: &Command) -> Answer {
        match command {
            Command::Mute { who, .. }
            | Command::Deny { who }
            | Command::SendToDoor { who }
            | Command::PutOff { who, .. }
            | Command::Remove { who, .. }
            | Command::Ban { who, .. }
            | Command::TakeBackAll { who, .. }
            | Command::StepAside { who }
            | Command::GiveRole { who, .. } => self.is_below(sender, *who)?,
            Command::TakeBackOther { message, .. } | Command::Cover { message, .. } => {
                self.is_below(sender, self.words(*message)?.who)?;
            }
            Command::Unmute { who } if *who == sender.who => return no(Refusal::NotToOneself),
            _ => {}
        }
        match command {
            Command::GiveRole { who, role } => {
                let below = |p: &Person| !role.is_lead() && !p.role.is_lead();
                let at_door = |p: &Person| p.place == Place::Waiting && below(p);
                let target = self.person(*who).filter(|p| p.place == Place::Present || at_door(p));
                let Some(target) = target else { return no(Refusal::NoSuchPerson) };
                let therapy = self.config.kind == RoomKind::TherapistLed;
                let promoted = therapy && role.is_lead() && !target.entry_role.is_lead();
                if promoted || !self.config.kind.has_role(*role) {
                    return no(Refusal::RoleDoesNotFit);
                }
            }
            Command::SetService { who, service, on: true } => {
                let Some(target) = self.present(*who) else { return no(Refusal::NoSuchPerson) };
                if target.role == Role::Observer {
                    return no(Refusal::NotToThatRole);
                }
                if *service == Service::Backup && self.config.kind == RoomKind::TherapistLed {
                    return no(Refusal::RoleDoesNotFit);
                }
            }
            Command::HandOverLead { to } => {
                if self.lead != Some(sender.who) {
                    return no(Refusal::NotPermitted);
                }
                if *to == sender.who {
                    return no(Refusal::NotToOneself);
                }
                let Some(target) = self.present(*to).filter(|p| p.connected) else {
                    return no(Refusal::NoSuchPerson);
                };
                if !self.may_lead(target) {
                    return no(Refusal::RoleDoesNotFit);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// As what a present person may write now (rules 2 to 6).
    pub(super) fn voice(&self, who: Who) -> Result<Voice, Option<Refusal>> {
        let Some(person) = self.present(who) else { return Err(Some(Refusal::NotPresent)) };
        if !self.running() {
            let heard = self.people.iter().any(|other| other.who != who && other.place == Place::Present);
            return if heard { Ok(Voice::Word) } else { Err(Some(Refusal::NotOpen)) };
        }
        let lead = person.role.is_lead();
        if self.still() {
            return if lead { Ok(Voice::Word) } else { Err(Some(Refusal::Paused)) };
        }
        let holds = self.turn.as_ref().is_some_and(|turn| turn.holder == who);
        let stage = self.turn.as_ref().map(|turn| &turn.stage);
        let waits = matches!(
            stage,
            Some(
                Stage::ChoosingFeedback { .. }
                    | Stage::Naming { .. }
                    | Stage::Held { .. }
                    | Stage::Breath { .. }
            )
        );
        if holds && !waits {
            return Ok(Voice::Share);
        }
        if self.mode() == Some(Mode::Open) || lead || self.presents(person) {
            return Ok(Voice::Word);
        }
        match stage {
            None => Err(Some(Refusal::NotHolder)),
            Some(_) if holds => Err(Some(Refusal::WrongStage)),
            Some(Stage::Feedback { kind, replied, .. }) if kind.wants_words() && replied.contains(&who) => {
                Err(Some(Refusal::AlreadyReplied))
            }
            Some(Stage::Feedback { kind, replies_left: 0, .. }) if kind.wants_words() => {
                Err(Some(Refusal::NoMoreReplies))
            }
            Some(Stage::Feedback { kind, .. }) if kind.wants_words() => Ok(Voice::Reply),
            Some(_) => Err(Some(Refusal::FloorTaken)),
        }
    }
}

/// What can't be done while people gather.
const fn needs_open(command: &Command) -> bool {
    !matches!(
        command,
        Command::Leave { .. }
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
            | Command::TakeBack { .. }
            | Command::TakeBackOther { .. }
            | Command::TakeBackAll { .. }
            | Command::Cover { .. }
            | Command::AskForHelp {}
            | Command::WhisperAlone { .. }
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
            | Command::HandOverLead { .. }
    )
}

/// What a mute takes away: words and turns; never passing, leaving or asking for help.
const fn silenced(command: &Command) -> bool {
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
            | Command::RaiseHand {}
            | Command::Volunteer {}
    )
}
