//! What a random step means in a meeting as it stands: mostly something that can be now.

use super::{
    arbitrary::{CROSSTALKS, Deed, MODES, PEOPLE, Step},
    hall::{actor, id},
};
use crate::meeting::{
    command::Command,
    floor::{FeedbackKind, Stage},
    id::ParticipantId,
    input::{Actor, Input, Signal},
    offer::Offered,
    ordinal::{ItemIndex, MessageId, RoundId, TopicId, TurnId},
    reason::{RemovalReason, TakeBackReason},
    role::{Role, RoomKind, Service},
    state::{Meeting, Participant, Place, Reaction},
};

/// The role somebody comes with.
pub(super) fn entry_role(kind: RoomKind, who: u8) -> Role {
    match who {
        1 => kind.main_role(),
        2 => kind.co_role(),
        8 => Role::Observer,
        _ => Role::Member,
    }
}

pub(super) fn person(kind: RoomKind, who: u8) -> Actor {
    Actor { entry_role: entry_role(kind, who), ..actor(who) }
}

const ROLES: [Role; 6] = [
    Role::Member,
    Role::Observer,
    Role::Facilitator,
    Role::CoFacilitator,
    Role::Therapist,
    Role::CoTherapist,
];
const SERVICES: [Service; 4] = [Service::Timekeeper, Service::Presenter, Service::Greeter, Service::Backup];
const KINDS: [FeedbackKind; 5] = [
    FeedbackKind::Nothing,
    FeedbackKind::Listening,
    FeedbackKind::Reactions,
    FeedbackKind::Questions,
    FeedbackKind::Suggestions,
];

fn of<T: Copy>(list: &[T], n: u32) -> T {
    list[n as usize % list.len()]
}

/// One of those who pass; when nobody does, or the step is a stale one, the number itself.
fn one(meeting: &Meeting, step: &Step, n: u8, passes: impl Fn(&Participant) -> bool) -> u8 {
    let mut those = meeting.people.values().filter(|p| passes(p)).map(|p| p.person.id.as_bytes()[0]);
    let count = those.clone().count();
    if step.stale || count == 0 { n } else { those.nth(n as usize % count).unwrap_or(n) }
}

/// Whom a step is about: mostly somebody of whom it can be.
fn whom(meeting: &Meeting, step: &Step) -> u8 {
    one(meeting, step, step.whom, |p| match step.deed {
        Deed::Admit | Deed::Deny => p.person.place == Place::Waiting,
        Deed::Back => !p.person.connected,
        Deed::Unmute => p.person.mute.is_some(),
        Deed::AnswerObserver => p.person.role == Role::Observer,
        Deed::EndAside => p.person.aside.is_some(),
        Deed::Name => meeting.first_nameable() == Some(p.person.id) || step.on,
        Deed::Move => meeting.hand_of(p.person.id).is_some() || meeting.slot_of(p.person.id).is_some(),
        _ => p.is_present(),
    })
}

/// Who does a step: the holder what a holder does, a lead what leads do, otherwise anyone here.
fn sender(meeting: &Meeting, step: &Step) -> u8 {
    let holder = meeting.floor.turn.as_ref().map(|turn| turn.holder);
    let number = |who: ParticipantId| who.as_bytes()[0];
    match step.deed {
        Deed::Join => step.who,
        Deed::AnswerOffer => number(offer(meeting, step).0),
        Deed::TakeBack => meeting.written.find(written(meeting, step)).map_or(step.who, |e| number(e.from)),
        Deed::Accept
        | Deed::Start
        | Deed::Pass
        | Deed::Defer
        | Deed::Done
        | Deed::More
        | Deed::Feedback
        | Deed::Name
        | Deed::StopFeedback
        | Deed::HolderPosts
        | Deed::HolderDone
            if !step.stale && holder.is_some() =>
        {
            holder.map_or(step.who, number)
        }
        Deed::Open
        | Deed::StartRound
        | Deed::CloseRound
        | Deed::CallNext
        | Deed::Give
        | Deed::Take
        | Deed::Nudge
        | Deed::Extend
        | Deed::Move
        | Deed::Advance
        | Deed::Mode
        | Deed::Arrange
        | Deed::MoveTime
        | Deed::TurnPage
        | Deed::TakeUp
        | Deed::Pause
        | Deed::Silence
        | Deed::OpenSealed
        | Deed::Resume
        | Deed::Admit
        | Deed::Deny
        | Deed::Mute
        | Deed::Unmute
        | Deed::UnmuteAll
        | Deed::TakeBackOther
        | Deed::TakeBackAll
        | Deed::Cover
        | Deed::StepAside
        | Deed::WithdrawOffer
        | Deed::Remove
        | Deed::Role
        | Deed::Service
        | Deed::HandOver => one(meeting, step, step.who, |p| p.is_present() && p.person.role.is_lead()),
        _ => one(meeting, step, step.who, Participant::is_present),
    }
}

/// A deed that can't be now is mostly another one that can.
fn possible(meeting: &Meeting, step: &Step) -> Deed {
    let stage = meeting.floor.turn.as_ref().map(|turn| &turn.stage);
    let (choosing, naming) = match stage {
        Some(Stage::ChoosingFeedback { .. }) => (true, false),
        Some(Stage::Naming { .. }) => (false, true),
        _ => (false, false),
    };
    let offered = matches!(stage, Some(Stage::Offered { .. } | Stage::Accepted { .. }));
    match step.deed {
        deed if step.stale => deed,
        Deed::Accept
        | Deed::Start
        | Deed::Pass
        | Deed::Defer
        | Deed::Done
        | Deed::More
        | Deed::Feedback
        | Deed::Name
        | Deed::StopFeedback
        | Deed::HolderPosts
        | Deed::HolderDone
        | Deed::Object
            if stage.is_none() =>
        {
            match step.n % 8 {
                0..4 => Deed::Raise,
                4 => Deed::StartRound,
                5 => Deed::Give,
                _ => Deed::Post,
            }
        }
        _ if choosing && step.n < 6 => Deed::Feedback,
        _ if naming && step.n < 6 => Deed::Name,
        Deed::Accept | Deed::Start | Deed::Defer if !offered => Deed::More,
        Deed::Feedback | Deed::Name if !choosing && !naming => Deed::HolderDone,
        Deed::HolderDone if offered => Deed::HolderPosts,
        Deed::Object if meeting.floor.more_time.is_none() => Deed::More,
        Deed::Volunteer if meeting.lead_lost.is_none() => Deed::Lose,
        Deed::Pause | Deed::Silence if meeting.pause.is_some() => Deed::Resume,
        deed => deed,
    }
}

/// What a step means in a meeting as it stands.
pub(super) fn input(meeting: &Meeting, step: &Step) -> Input {
    let step = &Step { deed: possible(meeting, step), ..step.clone() };
    let whom = id(whom(meeting, step));
    match step.deed {
        Deed::Lose => Input::Signal(Signal::Disconnected { who: whom }),
        Deed::Back => Input::Signal(Signal::Connected { who: whom }),
        Deed::Revoke => Input::Signal(Signal::Revoked { who: whom }),
        Deed::Restart => Input::Signal(Signal::Restarted {}),
        Deed::Wake => Input::Signal(Signal::Wake {}),
        _ => {
            let actor = person(meeting.config.kind, sender(meeting, step));
            Input::Command { actor, command: command(meeting, step, whom) }
        }
    }
}

/// The items to come with the first one last, or left out.
fn arranged(meeting: &Meeting, step: &Step) -> Vec<ItemIndex> {
    let mut coming = meeting.coming.clone();
    if !coming.is_empty() {
        let first = coming.remove(0);
        coming.extend(step.on.then_some(first));
    }
    coming
}

fn topic(meeting: &Meeting, step: &Step) -> TopicId {
    meeting
        .topics
        .proposed
        .iter()
        .map(|topic| topic.id)
        .cycle()
        .nth(step.n as usize)
        .unwrap_or(TopicId(step.n))
}

/// Something of late that somebody wrote, to everyone or as a whisper.
fn written(meeting: &Meeting, step: &Step) -> MessageId {
    let back = step.n as usize;
    let found = if step.whom.is_multiple_of(4) {
        meeting.whispers.iter().rev().nth(back).map(|message| message.id)
    } else {
        meeting.messages.iter().rev().nth(back).map(|message| message.id)
    };
    found.unwrap_or(MessageId(u64::from(step.n)))
}

/// Something that somebody is asked to take.
fn offer(meeting: &Meeting, step: &Step) -> (ParticipantId, Offered) {
    let nothing = (id(step.who), Offered::Service { service: of(&SERVICES, step.n) });
    meeting.offers.iter().cycle().nth(step.n as usize).map_or(nothing, |offer| (offer.who, offer.what))
}

/// Somebody who asked for help, or else anyone.
fn caller(meeting: &Meeting, anyone: ParticipantId) -> ParticipantId {
    meeting.people.values().find(|p| p.person.help.is_some()).map_or(anyone, |p| p.person.id)
}

fn command(meeting: &Meeting, step: &Step, whom: ParticipantId) -> Command {
    let standing = meeting.floor.turn.as_ref().map(|turn| turn.id);
    let from = if step.stale { Some(TurnId(step.n)) } else { standing };
    let turn = if step.stale { TurnId(step.n) } else { standing.unwrap_or(meeting.turns) };
    let item = if step.stale { ItemIndex(step.n) } else { meeting.item.unwrap_or(ItemIndex(0)) };
    let round = if step.stale { RoundId(step.n) } else { meeting.rounds };
    let message =
        meeting.messages.iter().rev().nth(step.n as usize).map_or(MessageId(u64::from(step.n)), |m| m.id);
    let note = step.on.then(|| "note".to_owned());
    match step.deed {
        Deed::Join => {
            Command::Join { guidelines_version: 1 + u32::from(step.stale), adult: true, name: None }
        }
        Deed::Leave => Command::Leave { quiet: step.on },
        Deed::Open => Command::OpenMeeting {},
        Deed::End => Command::EndMeeting {},
        Deed::Admit => Command::Admit { who: whom },
        Deed::Deny => Command::Deny { who: whom },
        Deed::Post | Deed::HolderPosts => Command::Post { text: format!("words {}", step.n), note },
        Deed::Whisper => Command::Whisper { to: None, text: "whisper".into() },
        Deed::WhisperTo => Command::Whisper { to: Some(whom), text: "whisper".into() },
        Deed::React => Command::React { message, reaction: Reaction::Heard },
        Deed::TakeBack => Command::TakeBack { message: written(meeting, step) },
        Deed::TakeBackOther => {
            Command::TakeBackOther { message: written(meeting, step), reason: TakeBackReason::Other }
        }
        Deed::TakeBackAll => Command::TakeBackAll { who: whom, reason: TakeBackReason::Removed },
        Deed::Cover => Command::Cover { message: written(meeting, step), note: "a cover".into() },
        Deed::Help => Command::AskForHelp {},
        Deed::SeeHelp => Command::SeeHelp { who: caller(meeting, whom) },
        Deed::ClaimHelp => Command::ClaimHelp { who: caller(meeting, whom), on: step.on },
        Deed::WhisperAlone => Command::WhisperAlone { to: whom, text: "alone".into() },
        Deed::AnswerOffer => {
            let (_, what) = offer(meeting, step);
            Command::AnswerOffer { what, yes: !step.n.is_multiple_of(4) }
        }
        Deed::WithdrawOffer => {
            let (who, what) = offer(meeting, step);
            Command::WithdrawOffer { who, what }
        }
        Deed::AskToSpeak => Command::AskToSpeak { on: step.on },
        Deed::AnswerObserver => Command::AnswerObserver { who: whom, yes: !step.n.is_multiple_of(6) },
        Deed::StepAside => Command::StepAside { who: whom },
        Deed::EndAside => Command::EndAside { who: whom },
        Deed::Accept => Command::Accept { turn },
        Deed::Start => Command::StartTimer { turn },
        Deed::Pass => Command::Pass { turn: Some(turn) },
        Deed::PassAhead => Command::Pass { turn: None },
        Deed::Defer => Command::Defer { turn: Some(turn) },
        Deed::DeferAhead => Command::Defer { turn: None },
        Deed::Done | Deed::HolderDone => Command::Done { turn },
        Deed::More => Command::AskForMore { turn },
        Deed::Object => Command::Object {},
        Deed::Feedback => Command::AskFeedback { turn, kind: of(&KINDS, step.n) },
        Deed::StopFeedback => Command::StopFeedback { turn },
        Deed::Name => Command::NameNext { turn, who: whom },
        Deed::Raise => Command::RaiseHand {},
        Deed::Lower => Command::LowerHand {},
        Deed::Listen => Command::ListenOnly { on: step.on },
        Deed::Multiply => Command::SetMultiplier { percent: of(&[100, 150, 200, 70], step.n) },
        Deed::StartRound => Command::StartRound { item },
        Deed::CloseRound => Command::CloseRound { round },
        Deed::CallNext => Command::CallNext { from },
        Deed::Give => Command::GiveFloor { from, to: whom },
        Deed::Take => Command::TakeFloor { turn },
        Deed::Nudge => Command::Nudge { turn },
        Deed::Extend => Command::Extend { turn },
        Deed::Move => {
            Command::MoveInOrder { who: whom, before: step.on.then(|| id(1 + step.n as u8 % PEOPLE)) }
        }
        Deed::Advance => Command::Advance { from: item, to: step.stale.then_some(ItemIndex(step.n)) },
        Deed::Mode if step.n.is_multiple_of(4) => Command::SwitchReactions { item, on: step.on },
        Deed::Mode => {
            let (mode, wished) = (of(&MODES, step.n), of(&CROSSTALKS, step.n / 2));
            Command::ChangeMode {
                item,
                mode,
                crosstalk: if step.stale { wished } else { wished.in_mode(mode) },
            }
        }
        Deed::Arrange => Command::ArrangeAgenda { current: item, coming: arranged(meeting, step) },
        Deed::MoveTime => {
            let other = meeting.coming.first().copied().unwrap_or(ItemIndex(step.n));
            let (from, to) = if step.on { (other, item) } else { (item, other) };
            Command::MoveTime { current: item, from, to, minutes: step.n }
        }
        Deed::TurnPage => Command::TurnPage { item, page: step.n % 3 },
        Deed::Propose => Command::ProposeTopic { text: format!("topic {}", step.n) },
        Deed::Withdraw => Command::WithdrawTopic { topic: topic(meeting, step) },
        Deed::Choose => Command::ChooseTopic { topic: topic(meeting, step), on: step.on },
        Deed::TakeUp => Command::TakeUpTopic { topic: step.on.then(|| topic(meeting, step)) },
        Deed::Pause => Command::PauseFloor {},
        Deed::WriteSealed => Command::WriteSealed { round, text: format!("sealed {}", step.n), note },
        Deed::PassSealed => Command::PassSealed { round },
        Deed::TakeBackSealed => Command::TakeBackSealed { round },
        Deed::OpenSealed => {
            let shown = meeting.floor.sealed.as_ref().map_or(0, |sealed| sealed.shown);
            Command::OpenSealed { round, shown }
        }
        Deed::Silence => Command::HoldSilence { seconds: step.n * 10 },
        Deed::Resume => Command::ResumeFloor {},
        Deed::Mute => Command::Mute { who: whom, for_ms: step.on.then_some(u64::from(step.n) * 5_000) },
        Deed::Unmute => Command::Unmute { who: whom },
        Deed::MuteAll => Command::MuteAll {},
        Deed::UnmuteAll => Command::UnmuteAll {},
        Deed::Remove => Command::Remove { who: whom, reason: RemovalReason::Guidelines },
        Deed::Ban => Command::Ban { who: whom, reason: RemovalReason::Safety },
        Deed::Role => Command::GiveRole { who: whom, role: of(&ROLES, step.n) },
        Deed::Service => Command::SetService { who: whom, service: of(&SERVICES, step.n), on: step.on },
        Deed::HandOver => Command::HandOverLead { to: whom },
        Deed::Volunteer => Command::Volunteer {},
        Deed::Lose | Deed::Back | Deed::Revoke | Deed::Restart | Deed::Wake => Command::AskForHelp {},
    }
}
