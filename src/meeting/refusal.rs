//! Refusals: why a command changed nothing. Clients switch on the code, never on the words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::text::Unfit;

/// Why a command was refused.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    TS,
    JsonSchema,
    thiserror::Error,
)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The sender's role and services do not allow it.
    #[error("your role does not allow this")]
    NotPermitted,
    /// The sender is not in the meeting.
    #[error("you are not in this meeting")]
    NotPresent,
    /// The sender was removed from this meeting, or banned.
    #[error("you can't come back to this meeting")]
    Removed,
    /// The sender is muted.
    #[error("you are muted")]
    Muted,
    /// The sender stepped aside with a lead.
    #[error("you are aside with a lead")]
    Aside,
    /// The meeting is not open yet.
    #[error("the meeting is not open yet")]
    NotOpen,
    /// The meeting is open already.
    #[error("the meeting is open already")]
    AlreadyOpen,
    /// The meeting is over.
    #[error("the meeting is over")]
    Ended,
    /// The floor is paused.
    #[error("the floor is paused")]
    Paused,
    /// The floor is not paused.
    #[error("the floor is not paused")]
    NotPaused,
    /// Someone else has the floor.
    #[error("someone else has the floor")]
    FloorTaken,
    /// The sender does not have the floor.
    #[error("you do not have the floor")]
    NotHolder,
    /// The command names a turn, round or item that is over.
    #[error("the meeting has moved on")]
    Stale,
    /// The current item does not work that way.
    #[error("the current agenda item does not work that way")]
    WrongMode,
    /// The turn is at another stage.
    #[error("the turn is at another stage")]
    WrongStage,
    /// Nobody is waiting to speak.
    #[error("nobody is waiting to speak")]
    NobodyWaiting,
    /// A round is running.
    #[error("a round is running")]
    RoundRunning,
    /// No round is running.
    #[error("no round is running")]
    NoRound,
    /// The person is not here, or it can't be done to them now.
    #[error("that person is not here")]
    NoSuchPerson,
    /// The person has shared already.
    #[error("that person was heard already")]
    AlreadyHeard,
    /// What the command asks for is so already.
    #[error("it is so already")]
    AlreadySo,
    /// There is nothing that the command could end or take back.
    #[error("it is not so")]
    NotSo,
    /// The share had its extra minute already.
    #[error("the extra minute was given already")]
    AlreadyExtended,
    /// There is no time left for it.
    #[error("there is no time for it")]
    NoTime,
    /// The time for it is over.
    #[error("the time for it is over")]
    TooLate,
    /// The sender has replied to this share.
    #[error("you have replied to this share")]
    AlreadyReplied,
    /// The sharer gets no more replies.
    #[error("no more replies were asked for")]
    NoMoreReplies,
    /// There is no such message, or the sender can't see it.
    #[error("there is no such message")]
    NoSuchMessage,
    /// There is no such item.
    #[error("there is no such agenda item")]
    NoSuchItem,
    /// There is no such page.
    #[error("there is no such page")]
    NoSuchPage,
    /// There is no such topic.
    #[error("there is no such topic")]
    NoSuchTopic,
    /// There are enough topics, of this person or in all.
    #[error("there are enough topics")]
    TooManyTopics,
    /// The same topic was proposed already.
    #[error("that topic was proposed already")]
    TopicKnown,
    /// The closing round keeps its time.
    #[error("the closing round keeps its time")]
    ClosingProtected,
    /// The text is empty.
    #[error("the text is empty")]
    TextEmpty,
    /// The text is too long.
    #[error("the text is too long")]
    TextTooLong,
    /// The text has a character that is not allowed. Which one is said beside the code.
    #[error("the text has a character that is not allowed: {0}")]
    TextInvalid(#[serde(skip)] Unfit),
    /// A number is out of its range.
    #[error("a number is out of range")]
    OutOfRange,
    /// The guidelines have another version by now.
    #[error("the guidelines have changed; please read them again")]
    GuidelinesChanged,
    /// The person did not say that they are an adult.
    #[error("rooms are for adults")]
    AdultsOnly,
    /// A lead closed the door, and the sender was not in this meeting before.
    #[error("the door is closed for today")]
    DoorClosed,
    /// The person has yet to agree to somebody who observes.
    #[error("that person has yet to agree to the observer")]
    NotAgreed,
    /// The meeting is full.
    #[error("the room is full")]
    Full,
    /// Nobody can do this to themselves.
    #[error("you can't do this to yourself")]
    NotToOneself,
    /// The person's role protects them from this.
    #[error("not to that person")]
    NotToThatRole,
    /// The role does not exist in this kind of room, or does not fit the person.
    #[error("that role does not fit this room")]
    RoleDoesNotFit,
    /// The room's settings turn this off.
    #[error("this room does not use that")]
    TurnedOff,
}
