//! As what a person may post.

use crate::meeting::{
    agenda::Mode,
    floor::Stage,
    policy::{self, Capability},
    refusal::Refusal,
    state::{Meeting, Participant},
};

/// As what a message may be posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::meeting) enum Voice {
    /// As anyone, in an open item or before the meeting is open.
    Open,
    /// As the holder or as a presenter.
    Share,
    /// As a lead.
    Lead,
    /// As a reply to a share.
    Reply,
}

/// As what a person in the meeting may post now (rules 2 to 6).
pub(in crate::meeting) fn voice_of(meeting: &Meeting, person: &Participant) -> Result<Voice, Refusal> {
    let who = person.person.id;
    let may = |capability| policy::may(meeting, who, capability);
    may(Capability::PostOpen)?;
    if !meeting.is_running() {
        // People at the door read nothing, so words to an empty room would reach nobody.
        let somebody = meeting.people.values().any(|other| other.is_present() && other.person.id != who);
        return if somebody { Ok(Voice::Open) } else { Err(Refusal::NotOpen) };
    }
    let lead = person.person.role.is_lead()
        && policy::may_without_floor(meeting, who, Capability::PostDuringTurn).is_ok();
    if meeting.stands_still() {
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
    if policy::may_without_floor(meeting, who, Capability::PostDuringTurn).is_ok() {
        return Ok(Voice::Share);
    }
    match turn.map(|turn| &turn.stage) {
        None => Err(Refusal::NotHolder),
        Some(_) if holds => Err(Refusal::WrongStage),
        Some(Stage::Feedback { kind, replies_left, replied, .. }) if kind.wants_words() => match replies_left
        {
            _ if replied.contains(&who) => Err(Refusal::AlreadyReplied),
            0 => Err(Refusal::NoMoreReplies),
            _ => may(Capability::Reply).map(|()| Voice::Reply),
        },
        Some(_) => Err(Refusal::FloorTaken),
    }
}
