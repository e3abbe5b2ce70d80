//! Random histories: rooms, commands, signals, times.

use proptest::prelude::*;

use super::hall::{config, item};
use crate::meeting::{
    agenda::{AgendaItem, Crosstalk, Mode, Page},
    role::RoomKind,
    settings::{Admission, LimitKind, MeetingConfig},
};

/// People 1 to 8; the first are leads when they come.
pub(super) const PEOPLE: u8 = 8;

/// A step of a history. Turns, rounds, items and messages are meant relative to what stands, so
/// that most commands make sense and some are stale.
#[derive(Clone)]
pub(super) struct Step {
    pub(super) later_ms: u64,
    pub(super) who: u8,
    pub(super) deed: Deed,
    pub(super) whom: u8,
    pub(super) n: u32,
    pub(super) on: bool,
    pub(super) stale: bool,
}

impl std::fmt::Debug for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { later_ms, who, deed, whom, n, on, stale } = self;
        write!(f, "+{later_ms} {who} {deed:?} {whom} n{n} {on} {stale}")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Join,
    Leave,
    Open,
    End,
    Admit,
    Deny,
    Post,
    Whisper,
    WhisperTo,
    React,
    TakeBack,
    TakeBackOther,
    TakeBackAll,
    Cover,
    Help,
    SeeHelp,
    ClaimHelp,
    WhisperAlone,
    AnswerOffer,
    WithdrawOffer,
    AskToSpeak,
    AnswerObserver,
    StepAside,
    EndAside,
    Accept,
    Start,
    Pass,
    PassAhead,
    Defer,
    DeferAhead,
    Done,
    More,
    Object,
    Feedback,
    StopFeedback,
    Name,
    Raise,
    Lower,
    Listen,
    Multiply,
    StartRound,
    CloseRound,
    CallNext,
    Give,
    Take,
    Nudge,
    Extend,
    Move,
    Advance,
    Mode,
    Arrange,
    MoveTime,
    TurnPage,
    Propose,
    Withdraw,
    Choose,
    TakeUp,
    Pause,
    Silence,
    WriteSealed,
    PassSealed,
    TakeBackSealed,
    OpenSealed,
    Resume,
    Mute,
    Unmute,
    MuteAll,
    UnmuteAll,
    Remove,
    Ban,
    Role,
    Service,
    HandOver,
    Volunteer,
    Lose,
    Back,
    Revoke,
    Restart,
    Wake,
    /// The holder of the floor speaks.
    HolderPosts,
    /// The holder of the floor is done.
    HolderDone,
}

const DEEDS: [(u32, Deed); 81] = [
    (12, Deed::Join),
    (1, Deed::Leave),
    (3, Deed::Open),
    (1, Deed::End),
    (4, Deed::Admit),
    (1, Deed::Deny),
    (8, Deed::Post),
    (3, Deed::Whisper),
    (3, Deed::WhisperTo),
    (3, Deed::React),
    (3, Deed::TakeBack),
    (1, Deed::TakeBackOther),
    (1, Deed::TakeBackAll),
    (2, Deed::Cover),
    (2, Deed::Help),
    (4, Deed::SeeHelp),
    (2, Deed::ClaimHelp),
    (2, Deed::WhisperAlone),
    (4, Deed::AnswerOffer),
    (1, Deed::WithdrawOffer),
    (2, Deed::AskToSpeak),
    (4, Deed::AnswerObserver),
    (2, Deed::StepAside),
    (1, Deed::EndAside),
    (25, Deed::Accept),
    (12, Deed::Start),
    (15, Deed::Pass),
    (2, Deed::PassAhead),
    (8, Deed::Defer),
    (2, Deed::DeferAhead),
    (6, Deed::Done),
    (6, Deed::More),
    (8, Deed::Object),
    (15, Deed::Feedback),
    (2, Deed::StopFeedback),
    (25, Deed::Name),
    (25, Deed::Raise),
    (2, Deed::Lower),
    (3, Deed::Listen),
    (2, Deed::Multiply),
    (20, Deed::StartRound),
    (1, Deed::CloseRound),
    (8, Deed::CallNext),
    (8, Deed::Give),
    (2, Deed::Take),
    (2, Deed::Nudge),
    (3, Deed::Extend),
    (5, Deed::Move),
    (3, Deed::Advance),
    (2, Deed::Mode),
    (2, Deed::Arrange),
    (3, Deed::MoveTime),
    (2, Deed::TurnPage),
    (4, Deed::Propose),
    (1, Deed::Withdraw),
    (4, Deed::Choose),
    (2, Deed::TakeUp),
    (1, Deed::Pause),
    (2, Deed::Silence),
    (4, Deed::WriteSealed),
    (2, Deed::PassSealed),
    (1, Deed::TakeBackSealed),
    (2, Deed::OpenSealed),
    (8, Deed::Resume),
    (2, Deed::Mute),
    (2, Deed::Unmute),
    (1, Deed::MuteAll),
    (1, Deed::UnmuteAll),
    (1, Deed::Remove),
    (1, Deed::Ban),
    (3, Deed::Role),
    (4, Deed::Service),
    (2, Deed::HandOver),
    (5, Deed::Volunteer),
    (6, Deed::Lose),
    (12, Deed::Back),
    (1, Deed::Revoke),
    (1, Deed::Restart),
    (8, Deed::Wake),
    (60, Deed::HolderPosts),
    (70, Deed::HolderDone),
];

pub(super) fn step() -> impl Strategy<Value = Step> {
    let deed = proptest::sample::select(
        DEEDS.iter().flat_map(|(weight, deed)| (0..*weight).map(|_| *deed)).collect::<Vec<_>>(),
    );
    let later = prop_oneof![
        30 => Just(0u64),
        30 => 1u64..2_000,
        15 => 1_000u64..15_000,
        4 => 15_000u64..130_000,
        1 => 100_000u64..700_000,
    ];
    (later, 1..=PEOPLE, deed, 1..=PEOPLE, 0u32..12, any::<bool>(), proptest::bool::weighted(0.05)).prop_map(
        |(later_ms, who, deed, whom, n, on, stale)| Step { later_ms, who, deed, whom, n, on, stale },
    )
}

pub(super) fn mode() -> impl Strategy<Value = Mode> {
    proptest::sample::select(MODES.to_vec())
}

pub(super) const MODES: [Mode; 9] = [
    Mode::Round,
    Mode::TalkingPiece,
    Mode::Queue,
    Mode::Tag,
    Mode::Open,
    Mode::Presenter,
    Mode::Directed,
    Mode::Silent,
    Mode::Sealed,
];

pub(super) const CROSSTALKS: [Crosstalk; 3] = [Crosstalk::None, Crosstalk::OnRequest, Crosstalk::Free];

fn agenda_item() -> impl Strategy<Value = AgendaItem> {
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    (mode(), proptest::sample::select(CROSSTALKS.to_vec()), 1u32..30, 0u64..4, flags, 0usize..3).prop_map(
        |(mode, crosstalk, minutes, share, (presenter_advances, closing, chooses_topics), pages)| {
            AgendaItem {
                crosstalk,
                minutes,
                share_ms: share * 30_000,
                presenter_advances,
                closing,
                chooses_topics,
                one_by_one: closing,
                pages: vec![Page { title: "page".into(), text: String::new() }; pages],
                ..item(mode)
            }
        },
    )
}

pub(super) fn room() -> impl Strategy<Value = MeetingConfig> {
    let flags = proptest::collection::vec(any::<bool>(), 8);
    (any::<bool>(), proptest::collection::vec(agenda_item(), 1..5), flags).prop_map(
        |(peers, agenda, flags)| {
            let kind = if peers { RoomKind::PeerLed } else { RoomKind::TherapistLed };
            let mut config = config(kind, agenda);
            config.capacity = if flags[7] { 5 } else { 12 };
            let settings = &mut config.settings;
            settings.admission = if flags[0] { Admission::OneByOne } else { Admission::Everyone };
            settings.limit = if flags[1] { LimitKind::Hard } else { LimitKind::Soft };
            settings.show_earlier = flags[2];
            settings.reactions = flags[3];
            settings.timekeeper_calls = flags[4];
            settings.co_facilitator_ends = flags[5];
            settings.observer_whispers = flags[6];
            config
        },
    )
}
