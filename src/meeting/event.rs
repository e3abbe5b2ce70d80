//! Events: what happened, in the past tense. Each carries the new value of what it changed, so
//! that applying one is an assignment, on the server and in a client alike.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    agenda::{Crosstalk, Mode},
    command::{FeedbackKind, ItemIndex, MessageId, Reaction, RemovalReason, RoundId, TopicId, TurnId},
    floor::{FloorClock, Hand, MoreTime, Round, RoundPhase, Seat, Turn, TurnCause, TurnEnd},
    id::ParticipantId,
    reason::{Departure, LeadChange, MeetingEnd},
    role::{Role, Service},
    settings::MeetingConfig,
    state::{LeadLost, Message, Mute, PauseReason, Person, Place},
    topics::Topic,
};

/// A fact of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// The meeting was made; people may gather.
    Created {
        /// Its settings and agenda.
        config: MeetingConfig,
    },
    /// Someone came to the waiting room.
    Knocked {
        /// Who.
        person: Person,
        /// Which guidelines they accepted.
        guidelines_version: u32,
    },
    /// Someone came in.
    Admitted {
        /// Who.
        person: Person,
        /// By whom; none is by the settings.
        by: Option<ParticipantId>,
    },
    /// Someone is gone.
    Departed {
        /// Who.
        who: ParticipantId,
        /// Where they were.
        was: Place,
        /// How.
        how: Departure,
        /// By whom, when by someone.
        by: Option<ParticipantId>,
        /// Why, when removed.
        reason: Option<RemovalReason>,
    },
    /// A connection was lost.
    ConnectionLost {
        /// Whose.
        who: ParticipantId,
    },
    /// A connection is back.
    ConnectionBack {
        /// Whose.
        who: ParticipantId,
    },
    /// The server was restarted; every turn clock is paused (rule 15).
    Restarted {},
    /// The minute after a restart is over.
    RestartOver {},

    /// The meeting is open.
    Opened {
        /// By whom.
        by: ParticipantId,
    },
    /// The meeting is over.
    Ended {
        /// Why.
        reason: MeetingEnd,
        /// By whom, when by someone.
        by: Option<ParticipantId>,
    },
    /// An agenda item started, and the one before it ended.
    ItemStarted {
        /// Which.
        item: ItemIndex,
        /// By whom; none is by the server.
        by: Option<ParticipantId>,
        /// Floor time of it.
        floor_ms: u64,
        /// The items still to come, the next one first.
        coming: Vec<ItemIndex>,
    },
    /// The items to come are others, or in another order.
    AgendaArranged {
        /// The items still to come, the next one first.
        coming: Vec<ItemIndex>,
        /// By whom.
        by: ParticipantId,
    },
    /// Planned minutes went from one item to another.
    TimeMoved {
        /// Who gave.
        from: ItemIndex,
        /// The minutes it now has.
        from_minutes: u32,
        /// Who got.
        to: ItemIndex,
        /// The minutes it now has.
        to_minutes: u32,
        /// By whom.
        by: ParticipantId,
    },
    /// Another page of the current item's material is shown.
    PageTurned {
        /// Which item.
        item: ItemIndex,
        /// Which page, from 0.
        page: u32,
        /// By whom.
        by: ParticipantId,
    },
    /// A topic was proposed.
    TopicProposed {
        /// The topic.
        topic: Topic,
    },
    /// A topic was taken back.
    TopicWithdrawn {
        /// Which.
        topic: TopicId,
        /// By whom.
        by: ParticipantId,
    },
    /// Someone chose a topic, or no longer does.
    TopicChosen {
        /// Which.
        topic: TopicId,
        /// Who.
        who: ParticipantId,
        /// On or off.
        on: bool,
    },
    /// The meeting is at another topic.
    TopicTakenUp {
        /// Which; none is no topic.
        topic: Option<TopicId>,
        /// By whom; none is the most chosen one, when the choosing is over.
        by: Option<ParticipantId>,
    },
    /// The time of the current item comes to its end; for the leads (rule 12).
    ItemTimeTold {
        /// Which.
        item: ItemIndex,
        /// Minutes left: 5, 1 or 0.
        minutes_left: u32,
    },
    /// The current item is held in another way.
    ModeChanged {
        /// Which item.
        item: ItemIndex,
        /// The new mode.
        mode: Mode,
        /// The new cross-talk.
        crosstalk: Crosstalk,
        /// By whom.
        by: ParticipantId,
    },
    /// The floor is paused and its clock stopped.
    FloorPaused {
        /// Why.
        reason: PauseReason,
        /// By whom, when by someone.
        by: Option<ParticipantId>,
        /// The clock.
        clock: FloorClock,
    },
    /// The floor goes on and its clock runs.
    FloorResumed {
        /// By whom, when by someone.
        by: Option<ParticipantId>,
        /// The clock.
        clock: FloorClock,
    },

    /// A round started.
    RoundStarted {
        /// The round.
        round: Round,
    },
    /// A member's place in the round changed.
    SeatChanged {
        /// The round.
        round: RoundId,
        /// The place, new or changed.
        seat: Seat,
    },
    /// The order of the round changed.
    OrderChanged {
        /// The round.
        round: RoundId,
        /// All places in the new order.
        seats: Vec<Seat>,
        /// By whom, when by a lead.
        by: Option<ParticipantId>,
    },
    /// The round does something else.
    RoundPhaseChanged {
        /// The round.
        round: RoundId,
        /// What.
        phase: RoundPhase,
    },
    /// The round waits while the item is held without rounds.
    RoundSetAside {
        /// The round.
        round: RoundId,
    },
    /// The round goes on.
    RoundResumed {
        /// The round.
        round: Round,
    },
    /// The round is over.
    RoundClosed {
        /// The round.
        round: RoundId,
    },
    /// The turn is new or stands elsewhere.
    TurnChanged {
        /// The turn.
        turn: Turn,
        /// Why.
        cause: TurnCause,
    },
    /// The holder's private warning (rule 3).
    TurnWarned {
        /// The turn.
        turn: TurnId,
        /// Time left.
        left_ms: u64,
    },
    /// The turn is over and the floor free.
    TurnEnded {
        /// The turn.
        turn: TurnId,
        /// Whose it was.
        holder: ParticipantId,
        /// Why.
        reason: TurnEnd,
        /// Whether it counts as a share.
        shared: bool,
    },
    /// What the sharer asked for after the share.
    FeedbackAsked {
        /// The turn.
        turn: TurnId,
        /// Who.
        who: ParticipantId,
        /// What.
        kind: FeedbackKind,
    },
    /// One more minute was asked for, granted or refused.
    MoreTimeChanged {
        /// The request that now stands.
        more_time: Option<MoreTime>,
    },
    /// The queue of hands changed.
    QueueChanged {
        /// The whole queue.
        queue: Vec<Hand>,
        /// Who reordered it, when a lead did.
        by: Option<ParticipantId>,
    },

    /// A message to everyone.
    Posted {
        /// The message.
        message: Message,
    },
    /// A whisper to the leads, or of a lead to one person.
    Whispered {
        /// The message; its `to` is none for the leads.
        message: Message,
    },
    /// A reaction was set or taken back.
    Reacted {
        /// To which message.
        message: MessageId,
        /// Whose.
        who: ParticipantId,
        /// Which.
        reaction: Reaction,
        /// Set or taken back.
        on: bool,
    },
    /// A private signal to the leads.
    HelpAsked {
        /// Whose.
        who: ParticipantId,
    },

    /// Someone was muted or unmuted.
    MuteChanged {
        /// Who.
        who: ParticipantId,
        /// The mute that now stands.
        mute: Option<Mute>,
        /// By whom; none when its time was over.
        by: Option<ParticipantId>,
    },
    /// Someone's role changed.
    RoleChanged {
        /// Who.
        who: ParticipantId,
        /// The new role.
        role: Role,
        /// By whom; none is by succession.
        by: Option<ParticipantId>,
    },
    /// Someone's service changed.
    ServiceChanged {
        /// Who.
        who: ParticipantId,
        /// Which.
        service: Service,
        /// Given or taken back.
        on: bool,
        /// By whom.
        by: ParticipantId,
    },
    /// Someone else leads.
    LeadChanged {
        /// Who leads now.
        lead: ParticipantId,
        /// Why.
        reason: LeadChange,
    },
    /// The lead was lost, is back, or someone volunteers.
    LeadLostChanged {
        /// What now stands.
        lost: Option<LeadLost>,
    },
    /// Someone only listens, or no longer does.
    ListeningChanged {
        /// Who.
        who: ParticipantId,
        /// On or off.
        on: bool,
    },
    /// Someone's private share length changed; for them alone.
    MultiplierChanged {
        /// Who.
        who: ParticipantId,
        /// In percent.
        percent: u32,
    },
}

/// An event with its place and time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Numbered {
    /// 1, 2, 3 … in this meeting, without gaps.
    pub seq: u64,
    /// Meeting time.
    pub at_ms: u64,
    /// What happened.
    pub event: Event,
}
