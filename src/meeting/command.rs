//! Commands: what a person wishes to happen. A command that moves the floor or the agenda names
//! what it moves from, so that a stale click moves it once (rule 17).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    agenda::{Crosstalk, Mode},
    floor::FeedbackKind,
    id::ParticipantId,
    offer::Offered,
    ordinal::{ItemIndex, MessageId, RoundId, TopicId, TurnId},
    reason::{RemovalReason, TakeBackReason},
    role::{Role, Service},
    settings::Door,
    state::Reaction,
};

/// Everything a participant may ask of a meeting.
///
/// A command that moves the floor or the agenda names the turn, the round or the item it moves from.
/// If the meeting has moved on since, it is refused as `stale`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Comes to the meeting: into the waiting room, or straight in if the settings allow it. It is
    /// sent once per meeting, since the guidelines are accepted again at every meeting.
    Join {
        /// The version of the guidelines that the person accepts.
        guidelines_version: u32,
        /// Whether the person says that they are an adult.
        adult: bool,
        /// A pseudonym, for a person who has none in this room yet because they came with an
        /// operator's token.
        #[serde(default)]
        name: Option<String>,
    },
    /// Leaves the meeting.
    Leave {
        /// True for the quick exit, which only the leads are told of.
        quiet: bool,
    },
    /// Opens the meeting; the agenda's first item starts.
    OpenMeeting {},
    /// Ends the meeting for everyone.
    EndMeeting {},
    /// Lets someone in from the waiting room.
    Admit {
        /// The person to let in.
        who: ParticipantId,
    },
    /// Sends someone from the meeting back to the waiting room. Their place is kept until a lead lets
    /// them in again.
    SendToDoor {
        /// The person to send back.
        who: ParticipantId,
    },
    /// Asks someone in the waiting room to wait a little longer. Only a lead lets them in from then on.
    PutOff {
        /// The person who waits.
        who: ParticipantId,
        /// What the lead writes to them; null for nothing.
        #[serde(default)]
        word: Option<String>,
    },
    /// Changes how people come in from now on.
    SetDoor {
        /// How they come in.
        door: Door,
    },
    /// Sends someone in the waiting room away for this meeting.
    Deny {
        /// The person to send away.
        who: ParticipantId,
    },

    /// Writes to everyone: a share in one's own turn, a message in an open item, a lead's word, or a
    /// reply while feedback runs.
    Post {
        /// The text.
        text: String,
        /// A content note: the message stays covered until a reader opens it. Null for none.
        #[serde(default)]
        note: Option<String>,
    },
    /// Writes to the leads, or to one person. Leads may write to anyone, greeters to people who wait
    /// or came late, the backup to a person whose call for help they read, and that person to the
    /// backup. All leads can read it.
    Whisper {
        /// The person to write to; null for the leads.
        #[serde(default)]
        to: Option<ParticipantId>,
        /// The text.
        text: String,
    },
    /// Writes to one lead alone, or as a lead to a person who did so: nobody else can read it.
    WhisperAlone {
        /// The person to write to.
        to: ParticipantId,
        /// The text.
        text: String,
    },
    /// Reacts to a message. The same reaction again takes it back.
    React {
        /// The message.
        message: MessageId,
        /// The reaction.
        reaction: Reaction,
    },
    /// Takes back a message or a whisper of the sender's own.
    TakeBack {
        /// The message.
        message: MessageId,
    },
    /// Takes back a message of another person that others than the leads could read.
    TakeBackOther {
        /// The message.
        message: MessageId,
        /// The reason, for the audit trail.
        reason: TakeBackReason,
    },
    /// Takes back all that another person wrote to others than the leads, and the topics they proposed.
    TakeBackAll {
        /// The person.
        who: ParticipantId,
        /// The reason, for the audit trail.
        reason: TakeBackReason,
    },
    /// Puts a message of another person to everyone under a content note.
    Cover {
        /// The message.
        message: MessageId,
        /// The note, one line.
        note: String,
    },
    /// Asks the leads for help, in private.
    AskForHelp {},
    /// Says that somebody's call for help is on the sender's screen. The caller is told.
    SeeHelp {
        /// The person who asked for help.
        who: ParticipantId,
    },
    /// Says that the sender is with somebody who asked for help, or no more. The caller is not told.
    ClaimHelp {
        /// The person who asked for help.
        who: ParticipantId,
        /// True to be with them.
        on: bool,
    },

    /// Takes what a lead asks the sender to take, or declines.
    AnswerOffer {
        /// What is offered.
        what: Offered,
        /// True to take it.
        yes: bool,
    },
    /// Takes an offer back that nobody has answered.
    WithdrawOffer {
        /// The person who was asked.
        who: ParticipantId,
        /// What was offered.
        what: Offered,
    },
    /// Asks the leads to speak, where the sender can't write to everyone; or asks no more.
    AskToSpeak {
        /// True to ask.
        on: bool,
    },
    /// As a lead, steps aside with somebody: the two write to each other alone while the meeting goes on.
    StepAside {
        /// The person to step aside with.
        who: ParticipantId,
    },
    /// Ends it: each of the two may, and every other lead.
    EndAside {
        /// The person with whom a lead stepped aside.
        who: ParticipantId,
    },

    /// Says whether somebody may observe, as everybody does who takes part: when a lead asks, at the door
    /// while they observe, or later to end it.
    AnswerObserver {
        /// The person who would observe, or does.
        who: ParticipantId,
        /// True to agree.
        yes: bool,
    },

    /// Takes the offered turn.
    Accept {
        /// The turn that is offered.
        turn: TurnId,
    },
    /// Starts the timer of an offered or accepted turn, as the holder's first keystroke does.
    StartTimer {
        /// The sender's turn.
        turn: TurnId,
    },
    /// Passes: ends the sender's turn, or gives up their place in the round or the queue.
    Pass {
        /// The sender's turn; null if they do not have the floor.
        #[serde(default)]
        turn: Option<TurnId>,
    },
    /// Asks to be called again at the end of the round or the queue.
    Defer {
        /// The sender's turn; null if they do not have the floor.
        #[serde(default)]
        turn: Option<TurnId>,
    },
    /// Ends the sender's share, or what follows it.
    Done {
        /// The sender's turn.
        turn: TurnId,
    },
    /// Asks for one more minute.
    AskForMore {
        /// The sender's turn.
        turn: TurnId,
    },
    /// Objects to the minute that was asked for, and to the person who volunteers to lead. Nobody is
    /// told who objected.
    Object {},
    /// Says what the sharer wants back after their share.
    AskFeedback {
        /// The sender's turn.
        turn: TurnId,
        /// What they want.
        kind: FeedbackKind,
    },
    /// Ends the feedback to the sender's share.
    StopFeedback {
        /// The sender's turn.
        turn: TurnId,
    },
    /// Names who speaks next, in an item held as tag.
    NameNext {
        /// The turn whose holder names the next.
        turn: TurnId,
        /// The person who is next.
        who: ParticipantId,
    },
    /// Raises the sender's hand.
    RaiseHand {},
    /// Lowers the sender's hand.
    LowerHand {},
    /// Takes part without being offered turns, or takes turns again.
    ListenOnly {
        /// True to only listen.
        on: bool,
    },
    /// Sets the length of the sender's shares. Nobody else is told.
    SetMultiplier {
        /// The length in percent of the usual one: 100, 150 or 200.
        percent: u32,
    },

    /// Starts a round in the current item.
    StartRound {
        /// The current item.
        item: ItemIndex,
    },
    /// Closes the running round.
    CloseRound {
        /// The running round.
        round: RoundId,
    },
    /// Writes in a sealed round, which nobody reads before it is opened. It replaces what the sender wrote
    /// in it before.
    WriteSealed {
        /// The sealed round.
        round: RoundId,
        /// The text.
        text: String,
        /// A content note, as for a message to everyone. Null for none.
        #[serde(default)]
        note: Option<String>,
    },
    /// Passes in a sealed round.
    PassSealed {
        /// The sealed round.
        round: RoundId,
    },
    /// Takes back what the sender has in a sealed round and is not shown yet.
    TakeBackSealed {
        /// The sealed round.
        round: RoundId,
    },
    /// Opens a sealed round before all are in or its time is up, or shows the next share of those that
    /// are shown one after the other.
    OpenSealed {
        /// The sealed round.
        round: RoundId,
        /// How many shares of it were shown already.
        shown: u32,
    },
    /// Thanks the holder, if there is one, and calls the next person by the item's rule.
    CallNext {
        /// The current turn; null if the floor is free.
        from: Option<TurnId>,
    },
    /// Gives the floor to someone.
    GiveFloor {
        /// The current turn; null if the floor is free.
        from: Option<TurnId>,
        /// The person who gets the floor.
        to: ParticipantId,
    },
    /// Takes the floor back from its holder.
    TakeFloor {
        /// The current turn.
        turn: TurnId,
    },
    /// Reminds the holder gently.
    Nudge {
        /// The current turn.
        turn: TurnId,
    },
    /// Gives the holder one more minute, once per share.
    Extend {
        /// The current turn.
        turn: TurnId,
    },
    /// Moves someone in the order of the round, or in the queue.
    MoveInOrder {
        /// The person to move.
        who: ParticipantId,
        /// The person they go before; null moves them to the end.
        before: Option<ParticipantId>,
    },
    /// Goes to another agenda item.
    Advance {
        /// The current item.
        from: ItemIndex,
        /// The item to go to; null for the next one to come.
        #[serde(default)]
        to: Option<ItemIndex>,
    },
    /// Puts the items to come in another order; those that are left out are skipped.
    ArrangeAgenda {
        /// The current item.
        current: ItemIndex,
        /// All items to come, the next one first, without the current one.
        coming: Vec<ItemIndex>,
    },
    /// Moves planned minutes from one item to another. One of them is the current item, and the
    /// other has not begun yet.
    MoveTime {
        /// The current item.
        current: ItemIndex,
        /// The item that gives minutes.
        from: ItemIndex,
        /// The item that gets them.
        to: ItemIndex,
        /// How many minutes.
        minutes: u32,
    },
    /// Shows another page of the current item's material to everyone.
    TurnPage {
        /// The current item.
        item: ItemIndex,
        /// The page to show, from 0.
        page: u32,
    },
    /// Proposes a topic, in an item that chooses topics.
    ProposeTopic {
        /// The topic, one line.
        text: String,
    },
    /// Takes back a topic of one's own, or as a lead anyone's.
    WithdrawTopic {
        /// The topic.
        topic: TopicId,
    },
    /// Chooses a topic, or takes the choice back. A person may choose several.
    ChooseTopic {
        /// The topic.
        topic: TopicId,
        /// True to choose it.
        on: bool,
    },
    /// Says which topic the meeting is at.
    TakeUpTopic {
        /// The topic; null for none.
        topic: Option<TopicId>,
    },
    /// Changes how the current item is held. A round that is interrupted waits, and goes on when
    /// the item is held in rounds again.
    ChangeMode {
        /// The current item.
        item: ItemIndex,
        /// The mode from now on.
        mode: Mode,
        /// The cross-talk from now on.
        crosstalk: Crosstalk,
    },
    /// Says whether people may react to what is said in the current item.
    SwitchReactions {
        /// The current item.
        item: ItemIndex,
        /// True if they may from now on.
        on: bool,
    },
    /// Pauses the floor and all of its clocks in a crisis.
    PauseFloor {},
    /// Holds a silence: the floor and all of its clocks stand still until it is over, or a lead ends it.
    HoldSilence {
        /// How long it is, in seconds: from 10 to 600.
        seconds: u32,
    },
    /// Lets the floor go on.
    ResumeFloor {},

    /// Mutes one person.
    Mute {
        /// The person to mute.
        who: ParticipantId,
        /// For how long, in milliseconds; null until the mute is lifted.
        for_ms: Option<u64>,
    },
    /// Lifts a mute.
    Unmute {
        /// The person who is muted.
        who: ParticipantId,
    },
    /// Mutes everyone but the leads, those who come later too, until it is lifted. Meanwhile the floor
    /// stands still.
    MuteAll {},
    /// Lifts the mute of everyone. Those who were muted one by one stay so.
    UnmuteAll {},
    /// Removes someone from this meeting.
    Remove {
        /// The person to remove.
        who: ParticipantId,
        /// The reason, for the audit trail.
        reason: RemovalReason,
    },
    /// Bans someone from the series.
    Ban {
        /// The person to ban.
        who: ParticipantId,
        /// The reason, for the audit trail.
        reason: RemovalReason,
    },
    /// Gives someone a role. They are asked first whether they take a lead's; everybody else is asked
    /// first whether they may be an observer.
    GiveRole {
        /// The person.
        who: ParticipantId,
        /// Their role from now on.
        role: Role,
    },
    /// Asks someone to take a service, or takes it back.
    SetService {
        /// The person.
        who: ParticipantId,
        /// The service.
        service: Service,
        /// True to give it, false to take it back.
        on: bool,
    },
    /// Asks another person to lead from now on; in therapy only a co-therapist.
    HandOverLead {
        /// The person who would lead.
        to: ParticipantId,
    },
    /// Offers to lead after the lead was lost. If nobody objects, the sender leads.
    Volunteer {},
}
