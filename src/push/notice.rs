//! What people are told on their devices, in words that name neither group nor topic nor anyone.

use serde::Serialize;

use super::{address::Address, limits::LEFT_MS_MIN};
use crate::{
    meeting::id::RoomId,
    room::{duties::Holder, language::Language},
};

/// Why somebody is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NoticeKind {
    /// A lead let them in.
    Admitted,
    /// The meeting was opened.
    Opened,
    /// They are next.
    Next,
    /// It is their turn.
    YourTurn,
    /// A lead wrote to them.
    Reply,
    /// A place of a date is kept for them.
    PlaceOffered,
    /// Nobody leads a date that is near, and this one may.
    LeadOpen(Holder),
    /// Nobody has another duty of a date that is near, and this one may take it.
    DutyOpen(Holder),
}

/// What a newer notice replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    /// Coming in.
    Door,
    /// The floor.
    Turn,
    /// Whispers.
    Reply,
    /// Places of coming dates.
    Place,
    /// Duties of coming dates.
    Duty,
}

/// A notice, and how long it is of use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) kind: NoticeKind,
    pub(crate) life_ms: u64,
}

impl NoticeKind {
    pub(crate) const fn subject(self) -> Subject {
        match self {
            Self::Admitted | Self::Opened => Subject::Door,
            Self::Next | Self::YourTurn => Subject::Turn,
            Self::Reply => Subject::Reply,
            Self::PlaceOffered => Subject::Place,
            Self::LeadOpen(_) | Self::DutyOpen(_) => Subject::Duty,
        }
    }

    /// How much of a sleeping phone it is worth (RFC 8030, section 5.3).
    pub(super) const fn urgency(self) -> &'static str {
        match self {
            Self::YourTurn | Self::Admitted => "high",
            Self::Opened
            | Self::Next
            | Self::Reply
            | Self::PlaceOffered
            | Self::LeadOpen(_)
            | Self::DutyOpen(_) => "normal",
        }
    }

    fn page(self, room: RoomId) -> String {
        match self {
            Self::LeadOpen(Holder::Account { .. }) | Self::DutyOpen(Holder::Account { .. }) => {
                format!("/rooms/{room}")
            }
            Self::PlaceOffered | Self::LeadOpen(_) | Self::DutyOpen(_) => format!("/seat/{room}"),
            _ => format!("/meet/{room}"),
        }
    }

    const fn words(self, language: Language) -> (&'static str, &'static str) {
        match (self, language) {
            (Self::Admitted, Language::En) => ("You can come in", "Open to go in."),
            (Self::Opened, Language::En) => ("It has begun", "Open to join in."),
            (Self::Next, Language::En) => ("You are next", "Your turn comes soon."),
            (Self::YourTurn, Language::En) => ("It’s your turn", "Open to answer. You can also pass."),
            (Self::Reply, Language::En) => ("You have a reply", "Open to read it."),
            (Self::PlaceOffered, Language::En) => ("A place is free", "Open to take it or leave it."),
            (Self::LeadOpen(_), Language::En) => {
                ("A date has no lead yet", "Open to see it. You may take it.")
            }
            (Self::DutyOpen(_), Language::En) => {
                ("Something is open on a date", "Open to see what. You may take it.")
            }
            (Self::LeadOpen(_), Language::De) => (
                "Ein Termin hat noch keine Leitung",
                "Öffne die Seite, um ihn zu sehen. Du kannst die Leitung übernehmen.",
            ),
            (Self::DutyOpen(_), Language::De) => (
                "An einem Termin ist etwas offen",
                "Öffne die Seite, um zu sehen, was. Du kannst es übernehmen.",
            ),
            (Self::PlaceOffered, Language::De) => {
                ("Ein Platz ist frei", "Öffne die Seite, um ihn zu nehmen oder zu lassen.")
            }
            (Self::Admitted, Language::De) => {
                ("Du kannst hereinkommen", "Öffne die Seite, um hineinzugehen.")
            }
            (Self::Opened, Language::De) => ("Es hat begonnen", "Öffne die Seite, um dabei zu sein."),
            (Self::Next, Language::De) => ("Du kommst als Nächstes dran", "Gleich bist du an der Reihe."),
            (Self::YourTurn, Language::De) => {
                ("Du bist an der Reihe", "Öffne die Seite, um zu antworten. Du kannst auch passen.")
            }
            (Self::Reply, Language::De) => ("Du hast eine Antwort", "Öffne die Seite, um sie zu lesen."),
        }
    }
}

impl Subject {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Door => "door",
            Self::Turn => "turn",
            Self::Reply => "reply",
            Self::Place => "place",
            Self::Duty => "duty",
        }
    }
}

impl Notice {
    /// The seconds that a push service may keep it, with so much of its life left. `None` if it comes
    /// too late.
    pub(super) const fn ttl_s(left_ms: u64) -> Option<u64> {
        if left_ms < LEFT_MS_MIN { None } else { Some(left_ms / 1_000) }
    }

    /// What the service worker of the web client reads.
    pub(super) fn text(self, room: RoomId, to: &Address) -> String {
        let (title, body) = self.kind.words(to.language);
        let text = Text {
            title,
            body,
            language: to.language,
            tag: format!("{room}.{}", self.kind.subject().code()),
            page: self.kind.page(room),
            sound: to.sound,
            vibration: to.vibration,
        };
        serde_json::to_string(&text).unwrap_or_default()
    }
}

#[derive(Serialize)]
struct Text {
    title: &'static str,
    body: &'static str,
    language: Language,
    /// A newer notice takes the place of an older one with the same.
    tag: String,
    page: String,
    sound: bool,
    vibration: bool,
}
