//! What a person may do to another (docs/rules.md, "Beyond the table").

use crate::meeting::{
    command::Command,
    id::ParticipantId,
    ordinal::TopicId,
    policy::{self, Capability},
    refusal::Refusal,
    role::{Role, RoomKind},
    state::{Meeting, Participant, Place},
};

/// How high a person stands: the lead of the meeting, others of the main role, helpers, everyone else.
fn rank(meeting: &Meeting, person: &Participant) -> u8 {
    let role = person.person.role;
    if !role.is_lead() {
        0
    } else if meeting.lead == Some(person.person.id) {
        3
    } else if role == meeting.config.kind.main_role() {
        2
    } else {
        1
    }
}

/// Whether the sender may do this to the person that the command names.
pub(super) fn may_do_to(meeting: &Meeting, sender: ParticipantId, command: &Command) -> Result<(), Refusal> {
    match command {
        Command::Mute { who, .. }
        | Command::Deny { who }
        | Command::SendToDoor { who }
        | Command::PutOff { who, .. }
        | Command::Remove { who, .. }
        | Command::Ban { who, .. }
        | Command::TakeBackAll { who, .. }
        | Command::StepAside { who }
        | Command::GiveRole { who, .. } => below(meeting, sender, *who)?,
        Command::TakeBackOther { message, .. } | Command::Cover { message, .. } => {
            let written = meeting.written.find(*message).ok_or(Refusal::NoSuchMessage)?;
            if written.alone && written.to != Some(sender) {
                return Err(Refusal::NoSuchMessage);
            }
            below(meeting, sender, written.from)?;
        }
        Command::WhisperAlone { to, .. } => confides(meeting, sender, *to)?,
        Command::Unmute { who } if *who == sender => return Err(Refusal::NotToOneself),
        Command::HandOverLead { .. } if meeting.lead != Some(sender) => return Err(Refusal::NotPermitted),
        _ => {}
    }
    match command {
        Command::GiveRole { who, role } => role_fits(meeting, *who, *role),
        Command::SetService { who, on: true, .. } => serves(meeting, *who),
        Command::WithdrawTopic { topic } => owns_topic(meeting, sender, *topic),
        Command::HandOverLead { to } => can_lead(meeting, sender, *to),
        Command::Volunteer {} => can_follow(meeting, sender),
        _ => Ok(()),
    }
}

/// One lead alone can be written to by anyone, and a lead writes alone only to leads, to whoever wrote so
/// to them, and to whom they are aside with.
fn confides(meeting: &Meeting, sender: ParticipantId, to: ParticipantId) -> Result<(), Refusal> {
    if sender == to {
        return Err(Refusal::NotToOneself);
    }
    let reader = meeting.present(to).ok_or(Refusal::NoSuchPerson)?;
    let leads = reader.sees_as_lead() || reader.person.aside == Some(sender);
    let wrote = || meeting.whispers.iter().any(|m| m.alone && m.from == to && m.to == Some(sender));
    if leads || wrote() { Ok(()) } else { Err(Refusal::NotPermitted) }
}

fn below(meeting: &Meeting, sender: ParticipantId, target: ParticipantId) -> Result<(), Refusal> {
    if sender == target {
        return Err(Refusal::NotToOneself);
    }
    let target = meeting.people.get(&target).ok_or(Refusal::NoSuchPerson)?;
    let sender = meeting.people.get(&sender).ok_or(Refusal::NotPresent)?;
    if rank(meeting, target) > 0 && rank(meeting, target) >= rank(meeting, sender) {
        return Err(Refusal::NotToThatRole);
    }
    Ok(())
}

/// A therapist-led room makes nobody a lead who did not come as one. At the door somebody who does not lead
/// can be made an observer, or a member again.
fn role_fits(meeting: &Meeting, who: ParticipantId, role: Role) -> Result<(), Refusal> {
    let at_door = |who: &&Participant| {
        who.person.place == Place::Waiting && !role.is_lead() && !who.person.role.is_lead()
    };
    let known = meeting.people.get(&who).filter(|who| who.is_present() || at_door(who));
    let who = known.ok_or(Refusal::NoSuchPerson)?;
    let therapy = meeting.config.kind == RoomKind::TherapistLed;
    if !meeting.config.kind.has_role(role) || (therapy && role.is_lead() && !who.entry_role.is_lead()) {
        return Err(Refusal::RoleDoesNotFit);
    }
    Ok(())
}

fn serves(meeting: &Meeting, who: ParticipantId) -> Result<(), Refusal> {
    match meeting.present(who).ok_or(Refusal::NoSuchPerson)?.person.role {
        Role::Observer => Err(Refusal::NotToThatRole),
        _ => Ok(()),
    }
}

/// People may take back their own topics, leads anyone's.
fn owns_topic(meeting: &Meeting, sender: ParticipantId, topic: TopicId) -> Result<(), Refusal> {
    let topic = meeting.topics.find(topic).ok_or(Refusal::NoSuchTopic)?;
    if topic.by == sender || policy::may(meeting, sender, Capability::ArrangeAgenda).is_ok() {
        Ok(())
    } else {
        Err(Refusal::NotPermitted)
    }
}

fn can_lead(meeting: &Meeting, sender: ParticipantId, to: ParticipantId) -> Result<(), Refusal> {
    if sender == to {
        return Err(Refusal::NotToOneself);
    }
    let to = meeting.people.get(&to).filter(|p| p.is_here()).ok_or(Refusal::NoSuchPerson)?;
    if meeting.may_lead(to) { Ok(()) } else { Err(Refusal::RoleDoesNotFit) }
}

fn can_follow(meeting: &Meeting, who: ParticipantId) -> Result<(), Refusal> {
    let who = meeting.present(who).ok_or(Refusal::NotPresent)?;
    if meeting.may_lead(who) { Ok(()) } else { Err(Refusal::RoleDoesNotFit) }
}
