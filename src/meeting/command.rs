//! Commands: what a person wishes to happen. A command that moves the floor or the agenda names
//! what it moves from, so that a stale click moves it once (domain.md, the floor, rule 17).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    agenda::{Crosstalk, Mode},
    floor::FeedbackKind,
    id::ParticipantId,
    ordinal::{ItemIndex, MessageId, RoundId, TopicId, TurnId},
    reason::RemovalReason,
    role::{Role, Service},
    state::Reaction,
};

/// Everything a participant may ask of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Come to the meeting: into the waiting room, or straight in when the settings say so.
    /// Sent once per meeting; the guidelines are accepted anew at every meeting.
    Join {
        /// The version of the guidelines that was accepted.
        guidelines_version: u32,
        /// Declared to be an adult.
        adult: bool,
        /// A pseudonym, for a person who has none in this room yet: one who comes with an
        /// operator's token. The hub settles it before the meeting is asked.
        #[serde(default)]
        name: Option<String>,
    },
    /// Leave; `quiet` is the quick exit, which tells only the leads.
    Leave {
        /// Quick exit.
        quiet: bool,
    },
    /// Open the meeting; the agenda's first item starts.
    OpenMeeting {},
    /// End the meeting for everyone.
    EndMeeting {},
    /// Let someone in from the waiting room.
    Admit {
        /// Whom.
        who: ParticipantId,
    },
    /// Not today.
    Deny {
        /// Whom.
        who: ParticipantId,
    },

    /// Write to everyone: a share in one's turn, a message in an open item, a lead's word,
    /// a reply while feedback runs.
    Post {
        /// The text.
        text: String,
        /// A content note: the message stays covered until opened.
        #[serde(default)]
        note: Option<String>,
    },
    /// Write to the leads, or as a lead (or greeter, to the waiting and latecomers) to one person.
    Whisper {
        /// To whom; none is the leads.
        #[serde(default)]
        to: Option<ParticipantId>,
        /// The text.
        text: String,
    },
    /// React to a message; again takes it back.
    React {
        /// Which message.
        message: MessageId,
        /// How.
        reaction: Reaction,
    },
    /// A private signal to the leads.
    AskForHelp {},

    /// Take the offered turn.
    Accept {
        /// Which turn.
        turn: TurnId,
    },
    /// The first keystroke of the holder: starts the timer.
    StartTimer {
        /// Which turn.
        turn: TurnId,
    },
    /// Pass: the offered or running turn if it is one's own, or one's place in the round ahead of it.
    Pass {
        /// One's own turn, when one has it.
        #[serde(default)]
        turn: Option<TurnId>,
    },
    /// Come back to me at the end.
    Defer {
        /// One's own turn, when one has it.
        #[serde(default)]
        turn: Option<TurnId>,
    },
    /// The share is finished.
    Done {
        /// Which turn.
        turn: TurnId,
    },
    /// Ask for one more minute.
    AskForMore {
        /// Which turn.
        turn: TurnId,
    },
    /// Object to a minute asked for, or to a volunteer; nobody is told who.
    Object {},
    /// What the sharer wants back.
    AskFeedback {
        /// Which turn.
        turn: TurnId,
        /// What.
        kind: FeedbackKind,
    },
    /// The sharer has had enough feedback.
    StopFeedback {
        /// Which turn.
        turn: TurnId,
    },
    /// In tag: name the next.
    NameNext {
        /// The turn that was just done.
        turn: TurnId,
        /// Whom.
        who: ParticipantId,
    },
    /// Raise a hand.
    RaiseHand {},
    /// Lower one's own hand.
    LowerHand {},
    /// Take part without being offered turns.
    ListenOnly {
        /// On or off.
        on: bool,
    },
    /// A private accommodation: more time per share.
    SetMultiplier {
        /// 100, 150 or 200.
        percent: u32,
    },

    /// Start a round in the current item.
    StartRound {
        /// The current item.
        item: ItemIndex,
    },
    /// Close the running round.
    CloseRound {
        /// Which round.
        round: RoundId,
    },
    /// Thank the holder, if any, and call the next by the item's rule.
    CallNext {
        /// The turn it moves from; none when the floor is free.
        from: Option<TurnId>,
    },
    /// Give the floor to someone.
    GiveFloor {
        /// The turn it moves from; none when the floor is free.
        from: Option<TurnId>,
        /// To whom.
        to: ParticipantId,
    },
    /// Take the floor back.
    TakeFloor {
        /// The turn.
        turn: TurnId,
    },
    /// A gentle reminder to the holder.
    Nudge {
        /// Which turn.
        turn: TurnId,
    },
    /// One more minute, once per share.
    Extend {
        /// Which turn.
        turn: TurnId,
    },
    /// Move someone in the round's order or in the queue.
    MoveInOrder {
        /// Whom.
        who: ParticipantId,
        /// Before whom; none is to the end.
        before: Option<ParticipantId>,
    },
    /// Go to another agenda item.
    Advance {
        /// The current item.
        from: ItemIndex,
        /// The item to go to; none is the next one.
        #[serde(default)]
        to: Option<ItemIndex>,
    },
    /// Put the items to come in another order; those left out are skipped.
    ArrangeAgenda {
        /// The current item.
        current: ItemIndex,
        /// All items to come, the next one first; not the current one.
        coming: Vec<ItemIndex>,
    },
    /// Move planned minutes from one item to another; one of them is the current one, the other was
    /// not begun yet.
    MoveTime {
        /// The current item.
        current: ItemIndex,
        /// Who gives.
        from: ItemIndex,
        /// Who gets.
        to: ItemIndex,
        /// How many minutes.
        minutes: u32,
    },
    /// Show another page of the current item's material to all.
    TurnPage {
        /// The current item.
        item: ItemIndex,
        /// The page, from 0.
        page: u32,
    },
    /// Propose a topic, in an item that chooses topics.
    ProposeTopic {
        /// The topic, one line.
        text: String,
    },
    /// Take back a topic: one's own, or as a lead anyone's.
    WithdrawTopic {
        /// Which.
        topic: TopicId,
    },
    /// Choose a topic, or no longer; one may choose several.
    ChooseTopic {
        /// Which.
        topic: TopicId,
        /// On or off.
        on: bool,
    },
    /// Say which topic the meeting is at.
    TakeUpTopic {
        /// Which; none is no topic.
        topic: Option<TopicId>,
    },
    /// Change how the current item is held. A round that it interrupts waits, and goes on when the
    /// item is held in rounds again.
    ChangeMode {
        /// The current item.
        item: ItemIndex,
        /// The new mode.
        mode: Mode,
        /// The new cross-talk.
        crosstalk: Crosstalk,
    },
    /// Crisis pause: freezes the floor and every clock.
    PauseFloor {},
    /// Go on.
    ResumeFloor {},

    /// Mute one person.
    Mute {
        /// Whom.
        who: ParticipantId,
        /// For how long, in milliseconds; none is until lifted.
        for_ms: Option<u64>,
    },
    /// Lift a mute.
    Unmute {
        /// Whose.
        who: ParticipantId,
    },
    /// Mute every member.
    MuteAll {},
    /// Lift every mute.
    UnmuteAll {},
    /// Remove for this meeting.
    Remove {
        /// Whom.
        who: ParticipantId,
        /// Why.
        reason: RemovalReason,
    },
    /// Ban from the series.
    Ban {
        /// Whom.
        who: ParticipantId,
        /// Why.
        reason: RemovalReason,
    },
    /// Give a role.
    GiveRole {
        /// Whom.
        who: ParticipantId,
        /// Which.
        role: Role,
    },
    /// Give or take back a service.
    SetService {
        /// Whom.
        who: ParticipantId,
        /// Which.
        service: Service,
        /// Give or take.
        on: bool,
    },
    /// Hand the lead to another person; in therapy only to a co-therapist.
    HandOverLead {
        /// To whom.
        to: ParticipantId,
    },
    /// Offer to lead after the lead was lost; nobody objecting, it is so.
    Volunteer {},
}
