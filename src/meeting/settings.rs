//! What a room's host may set about its meetings. All times are milliseconds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    agenda::AgendaItem,
    id::{MeetingId, RoomId},
    role::RoomKind,
};

/// Everything a meeting needs to know of its room, fixed when the meeting is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingConfig {
    /// The room.
    pub room: RoomId,
    /// This meeting.
    pub meeting: MeetingId,
    /// Peer-led or therapist-led.
    pub kind: RoomKind,
    /// The format's id in formats.json.
    pub format: String,
    /// How many people the room holds, leads included.
    pub capacity: u32,
    /// The version of the guidelines that is accepted on joining.
    pub guidelines_version: u32,
    /// How many meetings the room has had before; the starter of a round rotates with it.
    pub number: u32,
    /// The agenda.
    pub agenda: Vec<AgendaItem>,
    /// The rest.
    pub settings: Settings,
}

/// How people come in from the waiting room once the meeting is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Admission {
    /// Everyone with a valid invite comes in.
    Everyone,
    /// A lead lets each person in.
    OneByOne,
}

/// What happens when a share's time and grace are over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LimitKind {
    /// A lead or the timekeeper gives a minute or moves on.
    Soft,
    /// New messages are refused.
    Hard,
}

/// What a host may choose; the defaults come from [`Settings::for_kind`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// How people come in.
    pub admission: Admission,
    /// Soft or hard share limits.
    pub limit: LimitKind,
    /// Whether a latecomer sees what was said before.
    pub show_earlier: bool,
    /// Whether people may react to messages.
    pub reactions: bool,
    /// Whether the timekeeper may call the next.
    pub timekeeper_calls: bool,
    /// Whether a co-facilitator may end the meeting.
    pub co_facilitator_ends: bool,
    /// Whether an observer may whisper to the leads.
    pub observer_whispers: bool,
    /// How many replies a sharer who wants some gets, 1 to 10.
    #[serde(default = "feedback_replies")]
    pub feedback_replies: u32,
    /// The clocks of the floor.
    #[serde(default)]
    pub timing: Timing,
}

impl Settings {
    /// The defaults of a kind of room: a therapist lets each person in.
    #[must_use]
    pub fn for_kind(kind: RoomKind) -> Self {
        Self {
            admission: match kind {
                RoomKind::PeerLed => Admission::Everyone,
                RoomKind::TherapistLed => Admission::OneByOne,
            },
            limit: LimitKind::Soft,
            show_earlier: false,
            reactions: false,
            timekeeper_calls: false,
            co_facilitator_ends: false,
            observer_whispers: false,
            feedback_replies: feedback_replies(),
            timing: Timing::for_kind(kind),
        }
    }
}

const fn feedback_replies() -> u32 {
    3
}

macro_rules! timing {
    ($($(#[$doc:meta])* $name:ident = $default:expr;)*) => {
        /// The constants of "The floor: turn-taking, precisely" in domain.md, in milliseconds.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        pub struct Timing { $($(#[$doc])* pub $name: u64,)* }

        impl Default for Timing {
            fn default() -> Self { Self { $($name: $default,)* } }
        }
    };
}

timing! {
    /// Rule 1: time kept free per person between shares when an item's time is divided.
    handover_ms = 10_000;
    /// Rule 1: a share is never planned shorter than this (or the item's default, if that is less).
    share_ms_min = 45_000;
    /// Rule 2: no answer to the offer, so a nudge.
    offer_nudge_ms = 45_000;
    /// Rule 2: still no answer, so they are away.
    offer_away_ms = 90_000;
    /// Rule 3: the timer starts by itself this long after accepting.
    first_key_ms = 20_000;
    /// Rule 3: the private warning comes with a quarter left, but not later than this.
    warning_ms_min = 15_000;
    /// Rule 3: and not earlier than this.
    warning_ms_max = 60_000;
    /// Rule 4: to finish one's thought.
    grace_ms = 30_000;
    /// Rule 4: with a hard limit, to send or drop the draft.
    hard_draft_ms = 10_000;
    /// Rule 5: one more minute.
    extension_ms = 60_000;
    /// Rule 5: to object to a sharer's own request.
    objection_ms = 10_000;
    /// Rule 6: to say what one wants back.
    feedback_choice_ms = 20_000;
    /// Rule 6: for replies.
    feedback_ms = 60_000;
    /// Rule 7: "anyone not heard?"
    unheard_ms = 30_000;
    /// Rule 7: to name the next in tag.
    naming_ms = 20_000;
    /// Rule 8: a hand survives this long offline.
    hand_offline_ms = 120_000;
    /// Rule 9: the floor waits for a lost connection.
    held_ms = 60_000;
    /// Rule 9: added when the sharer is back.
    held_bonus_ms = 15_000;
    /// Rule 9: at least this much when they are deferred.
    held_share_ms_min = 60_000;
    /// Rule 11: silence after everyone passed.
    silence_ms = 120_000;
    /// Rule 12: the meeting's hard end after its planned end.
    overrun_ms = 300_000;
    /// Rule 13: before someone else leads. Two minutes in therapy.
    lead_lost_ms = 30_000;
    /// Rule 13: for objections to a volunteer.
    volunteer_ms = 10_000;
    /// Rule 13: with nobody to lead the room closes after this.
    leaderless_ms = 600_000;
    /// Rule 15: after a restart nobody counts as absent for this long.
    restart_ms = 60_000;
    /// A meeting that was not opened ends when nobody was there for this long.
    empty_ms = 600_000;
}

impl Timing {
    /// The defaults of a kind of room (rule 13 differs).
    #[must_use]
    pub fn for_kind(kind: RoomKind) -> Self {
        let lead_lost_ms = match kind {
            RoomKind::PeerLed => 30_000,
            RoomKind::TherapistLed => 120_000,
        };
        Self { lead_lost_ms, ..Self::default() }
    }
}
