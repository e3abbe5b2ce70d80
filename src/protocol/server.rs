//! What the server may send.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{close::CloseCode, debrief::Debrief};
use crate::meeting::{
    event::Numbered,
    id::{MeetingId, ParticipantId, RoomId},
    ordinal::TurnId,
    refusal::Refusal,
    role::{Role, RoomKind},
    state::Message,
    time::MeetingMs,
    view::{MeetingView, WaitingView},
};
use crate::room::{Room, schedule::DateView};
use crate::text::Unfit;
use crate::time::UnixMs;

/// Why a frame was refused before any meeting was asked.
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
pub enum ProtocolRefusal {
    /// The frame is not one of this protocol.
    #[error("the frame is not valid")]
    Malformed,
    /// `hello` came twice.
    #[error("you said hello already")]
    AlreadyWelcome,
    /// The client sends too many frames.
    #[error("too many commands; wait a moment")]
    TooFast,
    /// The server can't store it now, and nothing was changed. It may be sent again.
    #[error("the server can't store this now; nothing was changed")]
    Unavailable,
    /// The id was used for another command.
    #[error("this id was used for another command")]
    IdReused,
    /// The token can't be renewed.
    #[error("the token can't be renewed")]
    NotRenewable,
    /// A person without a name in this room needs one to join.
    #[error("choose a name")]
    NameMissing,
    /// Nothing of the name can be seen, or nothing of it is a letter or a digit.
    #[error("a name needs at least one letter or digit")]
    NameLetterless,
    /// The name is too long.
    #[error("the name is too long")]
    NameTooLong,
    /// The name has a character that is not allowed. Which one is said beside the code.
    #[error("the name has a character that is not allowed: {0}")]
    NameCharacter(#[serde(skip)] Unfit),
    /// The name has too many marks in one place.
    #[error("the name has too many marks in one place")]
    NameMarks,
    /// The name claims a role.
    #[error("the name claims a role")]
    NameClaimsRole,
    /// The name looks like another person's in this room.
    #[error("the name looks like another's in this room")]
    NameTaken,
}

/// Why something was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(untagged)]
pub enum RefusalCode {
    /// The meeting refused it.
    Meeting(Refusal),
    /// The server refused it before any meeting was asked.
    Protocol(ProtocolRefusal),
}

impl RefusalCode {
    /// The character that was refused, such as `U+202E`; `None` if that is not the reason.
    #[must_use]
    pub fn character(self) -> Option<String> {
        match self {
            Self::Meeting(Refusal::TextInvalid(unfit))
            | Self::Protocol(ProtocolRefusal::NameCharacter(unfit)) => Some(unfit.to_string()),
            _ => None,
        }
    }

    /// The reason in words, for a developer; clients have their own words.
    #[must_use]
    pub fn reason(self) -> String {
        match self {
            Self::Meeting(refusal) => refusal.to_string(),
            Self::Protocol(refusal) => refusal.to_string(),
        }
    }
}

impl From<Refusal> for RefusalCode {
    fn from(refusal: Refusal) -> Self {
        Self::Meeting(refusal)
    }
}

impl From<ProtocolRefusal> for RefusalCode {
    fn from(refusal: ProtocolRefusal) -> Self {
        Self::Protocol(refusal)
    }
}

/// What a client knows of the room before it joins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct RoomInfo {
    /// The room's id.
    pub id: RoomId,
    /// The kind of the room.
    pub kind: RoomKind,
    /// The room's title.
    pub title: String,
    /// The id of the format that the agenda came from.
    pub format: String,
    /// What the room is about.
    pub topics: Vec<String>,
    /// What the people in the room ask of each other.
    pub guidelines: Vec<String>,
    /// The version of the guidelines, which a person names when they join.
    pub guidelines_version: u32,
    /// Whether simulated members rehearse here.
    pub rehearsal: bool,
    /// Whether any account may lead the room now. Without one, nobody can open it.
    pub has_lead: bool,
    /// How many people are expected who are new, where the group is told of them; 0 elsewhere.
    #[serde(default)]
    pub newcomers: u32,
    /// Whether somebody is on call, who is written to when nobody who leads reads a call for help in time.
    #[serde(default)]
    pub on_call: bool,
    /// For how many days after this meeting those who were in it can read what was written to everyone; 0 means
    /// not at all.
    #[serde(default)]
    pub keep_days: u32,
    /// How long the floor waits for an answer of the person it is offered to, in milliseconds.
    pub answer_ms: u64,
    /// The date that this meeting is held for; null if the room has no dates.
    pub date: Option<DateView>,
    /// The next date after it that is not cancelled; null if there is none.
    pub next: Option<DateView>,
    /// The room's last meeting, if it was over shortly before this one was made; otherwise null.
    pub last_meeting: Option<LastMeeting>,
}

/// A meeting that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LastMeeting {
    /// When it ended, in unix milliseconds.
    pub ended_at: UnixMs,
    /// Whether a lead had opened it.
    pub opened: bool,
}

/// What may change of a room while a meeting is held.
#[derive(Debug, Clone)]
pub struct RoomNow {
    /// Whether any account may lead it.
    pub has_lead: bool,
    /// How many people are expected who are new, where the group is told of them; 0 elsewhere.
    pub newcomers: u32,
    /// Whether somebody is on call who can be written to.
    pub on_call: bool,
    /// The date that the meeting is held for; `None` if it has none, or has it no more.
    pub date: Option<DateView>,
    /// The next date after it that is not cancelled.
    pub next: Option<DateView>,
}

impl RoomInfo {
    /// What a client is told of a room.
    #[must_use]
    pub fn new(room: &Room, now: RoomNow, last_meeting: Option<LastMeeting>) -> Self {
        Self {
            id: room.id,
            kind: room.kind,
            title: room.title.clone(),
            format: room.format.as_str().to_owned(),
            topics: room.topics.clone(),
            guidelines: room.guidelines.clone(),
            guidelines_version: room.guidelines_version,
            rehearsal: room.rehearsal.is_some(),
            keep_days: room.settings.keep_days,
            answer_ms: room.settings.timing.offer_away_ms,
            has_lead: now.has_lead,
            newcomers: now.newcomers,
            on_call: now.on_call,
            date: now.date,
            next: now.next,
            last_meeting,
        }
    }
}

/// A frame from the server.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ServerMessage {
    /// The token is good. When `joined` is false the client sends the `join` command; otherwise
    /// `waiting`, `snapshot` or `events` follow by themselves.
    Welcome {
        /// The person's id in the room.
        participant: ParticipantId,
        /// The person's role in the meeting, or in their token if they have not joined.
        role: Role,
        /// The person's name in this room; null if they have none yet.
        name: Option<String>,
        /// The room.
        room: RoomInfo,
        /// The current meeting.
        meeting: MeetingId,
        /// Whether the person has joined this meeting.
        joined: bool,
        /// Unix milliseconds when the token ends. The socket is closed then, unless the token is renewed.
        token_expires_at: UnixMs,
        /// Milliseconds until then, as the server counts them. A client measures them by a clock that
        /// nobody sets, since its own clock may differ from the server's.
        token_expires_in_ms: u64,
        /// The client sends `ping` if it has heard nothing for this long, in milliseconds.
        heartbeat_ms: u64,
    },
    /// What is told of the room has changed. It replaces what the welcome said of it.
    Room {
        /// The room.
        room: RoomInfo,
    },
    /// The person waits to be let in. It is sent again whenever anything in it changes.
    Waiting {
        /// Meeting time now.
        at_ms: MeetingMs,
        /// What a person who waits may see.
        view: Box<WaitingView>,
    },
    /// The whole meeting as the person may see it. It replaces what the client had.
    Snapshot {
        /// The number of the last event in it.
        seq: u64,
        /// Meeting time now.
        at_ms: MeetingMs,
        /// The meeting as the person may see it.
        view: Box<MeetingView>,
    },
    /// What happened. A client with `seq < after` has lost something and must reconnect; events
    /// with a seq it already has are skipped. Seqs that are missing were not for it.
    Events {
        /// The number of the event that the frame continues from. Left out if it is the one before the
        /// first of the events.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(type = "number", optional = false)]
        after: Option<u64>,
        /// The number of the last event of the meeting. Left out if it is the last of the events.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(type = "number", optional = false)]
        upto: Option<u64>,
        /// Meeting time now. Left out if it is that of the last of the events.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(as = "MeetingMs", optional = false)]
        at_ms: Option<MeetingMs>,
        /// The events, in order.
        events: Vec<Arc<Numbered>>,
    },
    /// The command happened, and is stored.
    Accepted {
        /// The `ref` of the command.
        #[serde(rename = "ref")]
        reference: u32,
        /// The number of the last event after it.
        seq: u64,
    },
    /// The command, or frame, changed nothing.
    Refused {
        /// The `ref` of the frame; null if it could not be read.
        #[serde(rename = "ref")]
        reference: Option<u32>,
        /// Why. Clients switch on this.
        code: RefusalCode,
        /// Why, in words for a developer.
        reason: String,
        /// The character that was refused, such as `U+202E`. Left out if that is not the reason.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        character: Option<String>,
    },
    /// The holder is typing.
    Typing {
        /// The holder.
        who: ParticipantId,
        /// The holder's turn.
        turn: TurnId,
        /// Whether the holder says that more is coming.
        more: bool,
    },
    /// The server can't store anything now: the meeting stands still, and commands are refused as
    /// `unavailable`. When it goes on, `on` is false. A welcome begins without one.
    Outage {
        /// Whether the meeting stands still.
        on: bool,
        /// Meeting time at which it stands, or goes on.
        at_ms: MeetingMs,
    },
    /// To leads: the people for whom a push service has taken a notice that they are wanted, and who have
    /// not looked at the page since. It replaces what was said before, and a welcome begins with nobody.
    /// Whether a device has shown the notice is not known.
    Notified {
        /// The people.
        people: Vec<ParticipantId>,
    },
    /// The token was renewed.
    Token {
        /// The `ref` of the request.
        #[serde(rename = "ref")]
        reference: u32,
        /// The fresh token, if the server made one; null if the client sent one.
        token: Option<String>,
        /// Unix milliseconds when the token ends.
        expires_at: UnixMs,
        /// Milliseconds until then, as the server counts them. A client measures them by a clock that
        /// nobody sets, since its own clock may differ from the server's.
        expires_in_ms: u64,
    },
    /// A page of older messages.
    Page {
        /// The `ref` of the request.
        #[serde(rename = "ref")]
        reference: u32,
        /// The messages, oldest first.
        messages: Vec<Message>,
        /// Whether there are older ones.
        more: bool,
    },
    /// What a rehearsal held, and what its leads did: to leads, right before the meeting ends for them.
    Debrief(Debrief),
    /// The server is there.
    Pong {
        /// The `ref` of the request.
        #[serde(rename = "ref")]
        reference: u32,
        /// Meeting time now.
        at_ms: MeetingMs,
    },
    /// The last frame before the socket is closed with the same code.
    Goodbye {
        /// Why.
        code: CloseCode,
        /// How long to wait before coming back, in milliseconds; null if the client should not come back
        /// by itself.
        retry_after_ms: Option<u64>,
    },
}

impl ServerMessage {
    /// The answer that something was refused.
    #[must_use]
    pub fn refused(reference: Option<u32>, code: RefusalCode) -> Self {
        Self::Refused { reference, code, reason: code.reason(), character: code.character() }
    }

    /// What happened after an event of the meeting and up to another, told at a meeting time. What follows
    /// from the events themselves is left out.
    #[must_use]
    pub fn events(after: u64, upto: u64, at_ms: MeetingMs, events: Vec<Arc<Numbered>>) -> Self {
        let (first, last) = (events.first(), events.last());
        Self::Events {
            after: Some(after).filter(|after| first.is_none_or(|first| first.seq != after + 1)),
            upto: Some(upto).filter(|upto| last.is_none_or(|last| last.seq != *upto)),
            at_ms: Some(at_ms).filter(|at_ms| last.is_none_or(|last| last.at_ms != *at_ms)),
            events,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::json;

    use super::*;
    use crate::meeting::{event::Event, ordinal::MessageId, state::MessageKind};

    fn posted(seq: u64, at_ms: MeetingMs, name: &str) -> Numbered {
        let message = Message {
            id: MessageId(seq),
            at_ms,
            from: ParticipantId::from_bytes([0; 16]),
            name: name.to_owned(),
            kind: MessageKind::Open,
            turn: None,
            item: None,
            to: None,
            alone: false,
            text: "Hello".to_owned(),
            note: None,
            noted_by_lead: false,
            reactions: BTreeSet::new(),
            taken_back_by: None,
        };
        Numbered { seq, at_ms, event: Event::Posted { message } }
    }

    /// The guide has the rules, under "Left out".
    #[test]
    fn what_follows_is_left_out_and_read_back() {
        let at_ms = MeetingMs::ZERO.plus_ms(5);
        let frame = |after, upto, now_ms: MeetingMs| {
            let named =
                |name| ServerMessage::events(after, upto, now_ms, vec![posted(8, at_ms, name).into()]);
            let written = serde_json::to_value(named("Ada")).unwrap();
            assert_eq!(serde_json::from_value::<ServerMessage>(written.clone()).unwrap(), named(""));
            written
        };
        let from = ParticipantId::from_bytes([0; 16]);
        let event = json!({"type": "posted", "message": {"from": from, "text": "Hello"}});
        let events = json!([{"seq": 8, "at_ms": 5, "event": event}]);
        assert_eq!(frame(7, 8, at_ms), json!({"type": "events", "events": events}));
        let more = json!({"type": "events", "after": 6, "upto": 9, "at_ms": 6, "events": events});
        assert_eq!(frame(6, 9, at_ms.plus_ms(1)), more);
        let none = ServerMessage::events(6, 9, at_ms, Vec::new());
        let whole = json!({"type": "events", "after": 6, "upto": 9, "at_ms": 5, "events": []});
        assert_eq!(serde_json::to_value(none).unwrap(), whole);
    }

    /// Logs of an earlier version are read too.
    #[test]
    fn a_message_that_leaves_nothing_out_is_the_same() {
        let from = ParticipantId::from_bytes([0; 16]);
        let message = json!({
            "id": 8, "at_ms": 5, "from": from, "name": "Ada", "kind": "open", "turn": null, "item": null, "to": null,
            "alone": false, "text": "Hello", "note": null, "noted_by_lead": false, "reactions": [],
            "taken_back_by": null,
        });
        let event = json!({"seq": 8, "at_ms": 5, "event": {"type": "posted", "message": message}});
        let at_ms = MeetingMs::ZERO.plus_ms(5);
        assert_eq!(serde_json::from_value::<Numbered>(event).unwrap(), posted(8, at_ms, "Ada"));
    }

    #[test]
    fn a_refusal_names_the_character() {
        let refused =
            |code: RefusalCode| serde_json::to_value(ServerMessage::refused(Some(7), code)).unwrap();
        let unfit = refused(Refusal::TextInvalid(Unfit('\u{202E}')).into());
        assert_eq!((&unfit["code"], &unfit["character"]), (&"text_invalid".into(), &"U+202E".into()));
        let unfit = refused(ProtocolRefusal::NameCharacter(Unfit('\u{200B}')).into());
        assert_eq!((&unfit["code"], &unfit["character"]), (&"name_character".into(), &"U+200B".into()));
        assert!(refused(Refusal::TextEmpty.into()).get("character").is_none());
    }
}
