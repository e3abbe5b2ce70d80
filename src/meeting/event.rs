//! Events: what happened, in the past tense. Each carries the new value of what it changed, so
//! that applying one is an assignment, on the server and in a client alike.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

use super::{
    agenda::{Crosstalk, Mode},
    duty::Assignment,
    floor::{FeedbackKind, Hand, MoreTime, Turn},
    help::HelpCall,
    id::ParticipantId,
    message::InEvent,
    offer::{Offer, Offered},
    ordinal::{ItemIndex, MessageId, RoundId, TopicId, TurnId},
    reason::{
        Departure, LeadChange, MeetingEnd, PauseReason, RemovalReason, TakeBackReason, TurnCause, TurnEnd,
    },
    role::{Role, Service},
    round::{LastStart, Round, RoundPhase, Slot},
    sealed::{SealedRound, SealedShare},
    settings::{Door, MeetingConfig},
    shared::Shared,
    state::{LeadLost, Message, Mute, Person, Place, Reaction, TakenBackBy},
    time::{FloorClock, FloorMs, MeetingMs},
    topics::Topic,
};

/// Something that happened in a meeting. It carries the new value of what it changed.
///
/// `by` names the person who caused it; it is null when the server did, by a rule or a setting. What
/// each person is told of an event may be less than what happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// The meeting was made, and people may gather. No client sees this event.
    Created {
        /// The room's settings and agenda, as the meeting uses them.
        #[ts(as = "MeetingConfig")]
        #[schemars(with = "MeetingConfig")]
        config: Shared<MeetingConfig>,
    },
    /// Someone came to the waiting room.
    Knocked {
        /// The person as they are now.
        person: Person,
        /// The version of the guidelines that they accepted.
        guidelines_version: u32,
        /// Whether only a lead lets them in, however the door stands.
        #[serde(default)]
        held: bool,
    },
    /// Only a lead lets somebody in who waits, however the door stands.
    Held {
        /// The person who waits.
        who: ParticipantId,
    },
    /// Someone came in.
    Admitted {
        /// The person as they are now.
        person: Person,
        /// The lead who let them in; null if the settings did, and to those who don't see the door.
        by: Option<ParticipantId>,
        /// Whether others took the person to be in the meeting all along, since they had left quietly or
        /// were sent back to the waiting room. Leads and greeters alone see this event then; to others a
        /// connection is back.
        #[serde(default)]
        seemed_in: bool,
    },
    /// A lead sent someone from the meeting back to the waiting room. Their place in the order and
    /// their raised hand are kept. Leads and greeters alone see this event; to others it looks like a
    /// lost connection.
    SentToDoor {
        /// The person as they are now.
        person: Person,
        /// The lead who did it.
        by: ParticipantId,
    },
    /// A lead asked someone who waits to wait a little longer. Leads and greeters alone see this event.
    PutOff {
        /// The person who waits.
        who: ParticipantId,
        /// The lead who asked them.
        by: ParticipantId,
    },
    /// People come in another way from now on.
    DoorChanged {
        /// How they come in.
        door: Door,
        /// The lead who changed it; null if it closed for those who come late.
        by: Option<ParticipantId>,
    },
    /// Someone left the meeting or the waiting room, or was sent away. Only leads are told that
    /// somebody was sent away; to others everyone who goes has left.
    Departed {
        /// The person who is gone.
        who: ParticipantId,
        /// The place they were in before.
        was: Place,
        /// Whether others took the person to be in the meeting until now, since they had left quietly or
        /// were sent back to the waiting room. Leads alone are told.
        #[serde(default)]
        seemed_in: bool,
        /// How they went.
        how: Departure,
        /// The lead who sent them away; null if nobody did, and to those who may not know.
        by: Option<ParticipantId>,
        /// The reason that the lead gave; null if they were not removed, and to those who may not know.
        reason: Option<RemovalReason>,
    },
    /// A person's last socket was closed.
    ConnectionLost {
        /// The person who is offline.
        who: ParticipantId,
    },
    /// A person has a socket again.
    ConnectionBack {
        /// The person who is online.
        who: ParticipantId,
    },
    /// A person can be told on a device of theirs that they are wanted, or can no more. No client sees
    /// this event.
    ReachableChanged {
        /// The person.
        who: ParticipantId,
        /// True if they can.
        on: bool,
    },
    /// Who is to do what, as it was agreed before the meeting, and who got what goes with it. Leads alone
    /// see this event.
    DutiesNoted {
        /// Each duty that somebody has.
        duties: Vec<Assignment>,
    },
    /// When a person last started a round in an earlier meeting. No client sees this event.
    LastStartNoted {
        /// The person.
        who: ParticipantId,
        /// When they did.
        last: LastStart,
    },
    /// The server was restarted, or stood still since it could not store anything: nobody is connected, and
    /// the floor is paused.
    Restarted {},
    /// The time in which nobody counts as absent after a restart is over.
    RestartOver {},

    /// The meeting was opened.
    Opened {
        /// The lead who opened it.
        by: ParticipantId,
        /// When it is planned to end; null if that is when the minutes of its agenda are over.
        #[serde(default)]
        planned_end_ms: Option<FloorMs>,
    },
    /// The meeting is over.
    Ended {
        /// Why it ended.
        reason: MeetingEnd,
        /// The lead who ended it; null if nobody did.
        by: Option<ParticipantId>,
    },
    /// An agenda item started, and the one before it ended.
    ItemStarted {
        /// The item that started.
        item: ItemIndex,
        /// The person who advanced the agenda; null if the server did.
        by: Option<ParticipantId>,
        /// Floor time at which it started.
        floor_ms: FloorMs,
        /// The items still to come, the next one first.
        coming: Vec<ItemIndex>,
    },
    /// The items to come changed, or their order did.
    AgendaArranged {
        /// The items still to come, the next one first.
        coming: Vec<ItemIndex>,
        /// The lead who arranged them.
        by: ParticipantId,
    },
    /// Planned minutes went from one item to another.
    TimeMoved {
        /// The item that gave minutes.
        from: ItemIndex,
        /// The minutes that it has now.
        from_minutes: u32,
        /// The item that got them.
        to: ItemIndex,
        /// The minutes that it has now.
        to_minutes: u32,
        /// The lead who moved them.
        by: ParticipantId,
    },
    /// Another page of the current item's material is shown.
    PageTurned {
        /// The current item.
        item: ItemIndex,
        /// The page that is shown, from 0.
        page: u32,
        /// The person who turned it.
        by: ParticipantId,
    },
    /// A topic was proposed.
    TopicProposed {
        /// The new topic.
        topic: Topic,
    },
    /// A topic was taken back.
    TopicWithdrawn {
        /// The topic that is gone.
        topic: TopicId,
        /// Its proposer, or the lead who took it back.
        by: ParticipantId,
    },
    /// Someone chose a topic, or took their choice back.
    TopicChosen {
        /// The topic.
        topic: TopicId,
        /// The person who chose.
        who: ParticipantId,
        /// True if the person chooses the topic now.
        on: bool,
    },
    /// The meeting is at another topic.
    TopicTakenUp {
        /// The current topic; null if there is none.
        topic: Option<TopicId>,
        /// The lead who took it up; null if it is the most chosen one at the end of the choosing.
        by: Option<ParticipantId>,
    },
    /// The time of the current item is coming to its end. Only leads see this event.
    ItemTimeTold {
        /// The current item.
        item: ItemIndex,
        /// The minutes that are left: 5, 1 or 0.
        minutes_left: u32,
    },
    /// Half of the planned time is over. Only leads see this event.
    HalfTimeTold {
        /// The members who have written nothing to everyone so far, in the order of the circle.
        unheard: Vec<ParticipantId>,
    },
    /// The current item is held in another mode, or with other cross-talk.
    ModeChanged {
        /// The current item.
        item: ItemIndex,
        /// The mode from now on.
        mode: Mode,
        /// The cross-talk from now on.
        crosstalk: Crosstalk,
        /// The lead who changed it.
        by: ParticipantId,
    },
    /// People may react to what is said in the current item from now on, or may no more. Reactions that
    /// are there stay.
    ReactionsSwitched {
        /// The current item.
        item: ItemIndex,
        /// True if they may.
        on: bool,
        /// The lead who changed it.
        by: ParticipantId,
    },
    /// The floor was paused, and its clock stopped.
    FloorPaused {
        /// Why it was paused.
        reason: PauseReason,
        /// The lead who paused it; null if the server did.
        by: Option<ParticipantId>,
        /// When it goes on by itself, in meeting time: the end of a silence. Null if it does not.
        #[serde(default)]
        until_ms: Option<MeetingMs>,
        /// The stopped clock.
        clock: FloorClock,
    },
    /// The floor goes on, and its clock runs again.
    FloorResumed {
        /// The lead who resumed it; null if the server did.
        by: Option<ParticipantId>,
        /// The running clock.
        clock: FloorClock,
    },

    /// A round started.
    RoundStarted {
        /// The new round.
        round: Round,
    },
    /// A person's slot in a round was added or changed.
    SlotChanged {
        /// The round.
        round: RoundId,
        /// The slot as it is now. It replaces the slot of the same person, or is the last one.
        slot: Slot,
    },
    /// The order of a round changed.
    OrderChanged {
        /// The round.
        round: RoundId,
        /// All slots in the new order.
        slots: Vec<Slot>,
        /// The lead who reordered them; null if the server did.
        by: Option<ParticipantId>,
    },
    /// A round went from turns to a question or a silence, or back.
    RoundPhaseChanged {
        /// The round.
        round: RoundId,
        /// What the round does now.
        phase: RoundPhase,
    },
    /// The running round waits while its item is held without rounds.
    RoundSetAside {
        /// The round that waits.
        round: RoundId,
    },
    /// The round that was set aside goes on.
    RoundResumed {
        /// The round that runs again.
        round: Round,
    },
    /// The round is over.
    RoundClosed {
        /// The round that is over.
        round: RoundId,
        /// Those in the meeting who take turns and neither shared nor passed.
        #[serde(default)]
        unheard: Vec<ParticipantId>,
    },
    /// A sealed round began, somebody is in or no more, or something was shown.
    SealedChanged {
        /// The round as it is now.
        sealed: SealedRound,
        /// The person who opened it or showed what comes next; null if nobody did.
        by: Option<ParticipantId>,
    },
    /// What a person has in a sealed round changed. Only that person sees this event.
    SealedShareChanged {
        /// The person.
        who: ParticipantId,
        /// What they have in it; null if they took it back, and when it is shown.
        share: Option<SealedShare>,
    },
    /// A turn began, or changed its stage or its length.
    TurnChanged {
        /// The turn as it is now.
        turn: Turn,
        /// Why it changed.
        cause: TurnCause,
    },
    /// The holder's time is running out. Only the holder sees this event.
    TurnWarned {
        /// The turn.
        turn: TurnId,
        /// The time that is left, in milliseconds.
        left_ms: u64,
    },
    /// The turn is over, and the floor is free.
    TurnEnded {
        /// The turn that is over.
        turn: TurnId,
        /// The person who held it.
        holder: ParticipantId,
        /// Why it ended. Only leads and the holder are told of a mute; to others a lead moved on.
        reason: TurnEnd,
        /// Whether it counts as a share of the holder.
        shared: bool,
    },
    /// A sharer said what they want back.
    FeedbackAsked {
        /// The turn.
        turn: TurnId,
        /// The sharer.
        who: ParticipantId,
        /// What they want.
        kind: FeedbackKind,
    },
    /// One more minute was asked for, granted or refused.
    MoreTimeChanged {
        /// The request that stands now; null if there is none.
        more_time: Option<MoreTime>,
    },
    /// The queue of raised hands changed.
    QueueChanged {
        /// All raised hands, in the order in which they will be called.
        queue: Vec<Hand>,
        /// The lead who reordered it; null if it changed in another way.
        by: Option<ParticipantId>,
    },

    /// A message was posted to everyone.
    Posted {
        /// The message.
        #[serde(serialize_with = "InEvent::serialize")]
        message: Message,
    },
    /// A whisper was sent to the leads, or to one person.
    Whispered {
        /// The message; its `to` is null if it is to the leads.
        #[serde(serialize_with = "InEvent::serialize")]
        message: Message,
    },
    /// A reaction was added to a message or taken back.
    Reacted {
        /// The message.
        message: MessageId,
        /// The person who reacted.
        who: ParticipantId,
        /// The reaction.
        reaction: Reaction,
        /// True if it was added, false if it was taken back.
        on: bool,
    },
    /// Messages were taken back: their texts, notes and reactions are gone.
    TakenBack {
        /// The messages, all of one person.
        messages: Vec<MessageId>,
        /// The person who wrote them.
        from: ParticipantId,
        /// Whether the writer or a lead took them back.
        by: TakenBackBy,
        /// The lead who did it; null if the writer did, and for others than leads.
        lead: Option<ParticipantId>,
        /// The reason that the lead gave; null if the writer did it, and for others than leads.
        reason: Option<TakeBackReason>,
    },
    /// A lead put somebody's message under a content note.
    Covered {
        /// The message.
        message: MessageId,
        /// The person who wrote it.
        from: ParticipantId,
        /// The note, which replaces the writer's own.
        note: String,
        /// The lead who did it; null for others than leads.
        by: Option<ParticipantId>,
    },
    /// Someone asked for help, or something became of their call. Only the caller and those who read
    /// the call see this event.
    // Logs of older versions have `help_asked`, without a call.
    #[serde(alias = "help_asked")]
    HelpChanged {
        /// The person who needs help.
        who: ParticipantId,
        /// The call as it is now.
        #[serde(default)]
        call: HelpCall,
    },

    /// Nobody had read a call for help in time. No client sees this event: the call itself has changed too.
    HelpUnread {
        /// The person who needs help.
        who: ParticipantId,
        /// Meeting time at which they asked.
        asked_ms: MeetingMs,
    },

    /// Everybody who takes part is asked whether somebody may observe. Observers do not see this event.
    ObserverAsked {
        /// The person who would observe.
        who: ParticipantId,
        /// Their name.
        name: String,
        /// The lead who asks; null if the room does, since somebody takes part who was not asked.
        by: Option<ParticipantId>,
        /// Meeting time until which people answer.
        until_ms: MeetingMs,
    },
    /// Someone said whether a person may observe. Nobody else sees this event.
    ObserverAnswered {
        /// The person who would observe, or does.
        who: ParticipantId,
        /// The person who answered.
        by: ParticipantId,
        /// True if they agree.
        yes: bool,
    },
    /// Everybody has answered, or not in time; or somebody agrees no longer. Observers do not see this
    /// event.
    ObserverQuestionOver {
        /// The person who would observe, or did.
        who: ParticipantId,
        /// Whether everybody agrees.
        agreed: bool,
    },
    /// A lead asks a person to take a role, a service or the lead. Only leads and that person see this event.
    OfferMade {
        /// What is asked.
        offer: Offer,
    },
    /// An offer was taken, declined or taken back. Only leads and that person see this event.
    OfferOver {
        /// The person who was asked.
        who: ParticipantId,
        /// What was offered.
        what: Offered,
        /// Whether they took it.
        taken: bool,
        /// The person themselves, or the lead who took it back; null if it can no longer be taken.
        by: Option<ParticipantId>,
    },
    /// Somebody who can't write to everyone asks to speak, or asks no more. Only leads and that person see
    /// this event.
    SpeakAsked {
        /// The person.
        who: ParticipantId,
        /// True if they ask.
        on: bool,
    },
    /// A lead stepped aside with somebody, or they are back. Only leads and that person are told.
    AsideChanged {
        /// The lead.
        lead: ParticipantId,
        /// The person with whom the lead stepped aside.
        who: ParticipantId,
        /// True if they are aside now.
        on: bool,
        /// The person who began or ended it; null if it ended since one of the two left, or leads no more.
        by: Option<ParticipantId>,
    },
    /// Someone was muted or unmuted. Only leads and that person are told.
    MuteChanged {
        /// The person.
        who: ParticipantId,
        /// The mute that stands now; null if there is none.
        mute: Option<Mute>,
        /// The lead who changed it; null if its time was over, and to the person themselves.
        by: Option<ParticipantId>,
    },
    /// Everyone but the leads was muted, or that was lifted. Meanwhile the floor stands still. Those
    /// who were muted one by one stay so.
    EveryoneMuted {
        /// True if everyone is muted now.
        on: bool,
        /// The lead who changed it. Only leads see who it was.
        by: Option<ParticipantId>,
        /// The floor's clock from now on.
        clock: FloorClock,
    },
    /// Someone has another role.
    RoleChanged {
        /// The person.
        who: ParticipantId,
        /// Their role from now on.
        role: Role,
        /// The lead who gave it; null if it came with the lead of the meeting, with the room that was handed
        /// on, or with a duty that was agreed before.
        by: Option<ParticipantId>,
    },
    /// Someone was given a service, or it was taken back.
    ServiceChanged {
        /// The person.
        who: ParticipantId,
        /// The service.
        service: Service,
        /// True if it was given, false if it was taken back.
        on: bool,
        /// The lead who did it; null if it came with a duty that was agreed before.
        by: Option<ParticipantId>,
    },
    /// Someone else leads the meeting.
    LeadChanged {
        /// The person who leads now.
        lead: ParticipantId,
        /// Why the lead changed.
        reason: LeadChange,
    },
    /// The lead of the meeting was lost or found, or somebody volunteers to lead.
    LeadLostChanged {
        /// How things stand now; null if somebody leads.
        lost: Option<LeadLost>,
    },
    /// Someone takes no turns from now on, or takes turns again.
    ListeningChanged {
        /// The person.
        who: ParticipantId,
        /// True if they only listen.
        on: bool,
    },
    /// Someone's private share length changed. Only that person sees this event.
    MultiplierChanged {
        /// The person.
        who: ParticipantId,
        /// The length of their shares, in percent of the usual one.
        percent: u32,
    },
}

/// An event with its number and its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct Numbered {
    /// The event's number in its meeting: 1, 2, 3 … without gaps.
    pub seq: u64,
    /// Meeting time at which it happened.
    pub at_ms: MeetingMs,
    /// The event itself.
    pub event: Event,
}

impl<'de> Deserialize<'de> for Numbered {
    /// A message that was posted has the number and the time of its event.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Read {
            seq: u64,
            at_ms: MeetingMs,
            event: Event,
        }
        let Read { seq, at_ms, mut event } = Read::deserialize(deserializer)?;
        if let Event::Posted { message } | Event::Whispered { message } = &mut event {
            (message.id, message.at_ms) = (MessageId(seq), at_ms);
        }
        Ok(Self { seq, at_ms, event })
    }
}
