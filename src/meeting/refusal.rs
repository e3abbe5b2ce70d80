//! Refusals: why a command changed nothing. Clients switch on the code, never on words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
    /// The table does not allow it.
    #[error("your role does not allow this")]
    NotPermitted,
    /// The sender is not in the meeting.
    #[error("you are not in this meeting")]
    NotPresent,
    /// The sender was removed or banned.
    #[error("you can't come back to this meeting")]
    Removed,
    /// The sender is muted.
    #[error("you are muted")]
    Muted,
    /// The meeting has not been opened.
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
    /// One needs the floor for this.
    #[error("you do not have the floor")]
    NotHolder,
    /// The command names a turn, round or item that is over.
    #[error("the meeting has moved on")]
    Stale,
    /// This is not how the current item works.
    #[error("the current agenda item does not work that way")]
    WrongMode,
    /// The turn is at another stage.
    #[error("the turn is at another stage")]
    WrongStage,
    /// There is nobody to call.
    #[error("nobody is waiting to speak")]
    NobodyWaiting,
    /// A round is running.
    #[error("a round is running")]
    RoundRunning,
    /// No round is running.
    #[error("no round is running")]
    NoRound,
    /// That person is not here, or not in a state for it.
    #[error("that person is not here")]
    NoSuchPerson,
    /// That person was heard already.
    #[error("that person was heard already")]
    AlreadyHeard,
    /// It is so already.
    #[error("it is so already")]
    AlreadySo,
    /// It is not so.
    #[error("it is not so")]
    NotSo,
    /// Once per share, and it was used.
    #[error("the extra minute was given already")]
    AlreadyExtended,
    /// No time is left for it.
    #[error("there is no time for it")]
    NoTime,
    /// The time for it is over.
    #[error("the time for it is over")]
    TooLate,
    /// Enough replies.
    #[error("no more replies were asked for")]
    NoMoreReplies,
    /// There is no such message.
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
    /// Enough topics, of this person or of all.
    #[error("there are enough topics")]
    TooManyTopics,
    /// Someone proposed the same topic.
    #[error("that topic was proposed already")]
    TopicKnown,
    /// The closing round keeps its time (rule 12).
    #[error("the closing round keeps its time")]
    ClosingProtected,
    /// The text is empty.
    #[error("the text is empty")]
    TextEmpty,
    /// The text is too long.
    #[error("the text is too long")]
    TextTooLong,
    /// The text has characters that are not allowed.
    #[error("the text has characters that are not allowed")]
    TextInvalid,
    /// A number is out of its range.
    #[error("a number is out of range")]
    OutOfRange,
    /// Guidelines of another version, or not accepted.
    #[error("the guidelines have changed; please read them again")]
    GuidelinesChanged,
    /// Not declared to be an adult.
    #[error("rooms are for adults")]
    AdultsOnly,
    /// The room is full.
    #[error("the room is full")]
    Full,
    /// One can't do this to oneself.
    #[error("you can't do this to yourself")]
    NotToOneself,
    /// A lead can't do this to that lead.
    #[error("not to that person")]
    NotToThatRole,
    /// Only a therapist's room may have this role, or only a peer-led one.
    #[error("that role does not fit this room")]
    RoleDoesNotFit,
    /// The setting of the room is off.
    #[error("this room does not use that")]
    TurnedOff,
}
