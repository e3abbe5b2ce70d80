//! What a room's host may set about its meetings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    agenda::AgendaItem,
    date::MeetingDate,
    id::{MeetingId, RoomId},
    ordinal::ItemIndex,
    role::RoomKind,
    shared::Shared,
};

/// What a meeting knows of its room, as it was when the meeting was made. One that an earlier version made
/// may have more fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MeetingConfig {
    /// The room that the meeting is of.
    pub room: RoomId,
    /// The meeting's own id.
    pub meeting: MeetingId,
    /// The kind of the room.
    pub kind: RoomKind,
    /// The id of the format that the agenda came from.
    pub format: String,
    /// How many people may be in the meeting at a time, leads included.
    pub capacity: u32,
    /// The version of the guidelines that everyone accepts when they join.
    pub guidelines_version: u32,
    /// The date that the meeting is held for; null if the room has no dates.
    #[serde(default)]
    pub date: Option<MeetingDate>,
    /// The items of the meeting, in the order in which they are planned.
    #[ts(as = "Vec<AgendaItem>")]
    #[schemars(with = "Vec<AgendaItem>")]
    pub agenda: Shared<Vec<AgendaItem>>,
    /// What the host chose.
    pub settings: Settings,
}

impl MeetingConfig {
    /// Whether the meeting is one open space that nobody measures (docs/rules.md, rule 12).
    #[must_use]
    pub(super) fn is_process_group(&self) -> bool {
        self.format == "process"
    }

    /// Whether people may react to what is said in an item, or before the opening.
    #[must_use]
    pub fn has_reactions(&self, item: Option<ItemIndex>) -> bool {
        let item = item.and_then(|item| self.agenda.get(item.index()));
        item.and_then(|item| item.reactions).unwrap_or(self.settings.reactions)
    }
}

/// How people come in from the waiting room once the meeting is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Admission {
    /// Everyone who may enter the room comes in by themselves.
    Everyone,
    /// A lead lets each person in.
    OneByOne,
}

impl Admission {
    /// The door of a meeting that begins.
    #[must_use]
    pub const fn door(self) -> Door {
        match self {
            Self::Everyone => Door::Everyone,
            Self::OneByOne => Door::OneByOne,
        }
    }
}

/// How people come in today. A meeting begins with the room's choice, and leads may change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// Everyone who may enter the room comes in by themselves.
    Everyone,
    /// A lead lets each person in.
    OneByOne,
    /// Nobody new is taken into the waiting room. Whoever was in the meeting before may wait for a lead
    /// to let them in again.
    Closed,
}

/// What happens when a share's time and grace are over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LimitKind {
    /// The turn goes on until a lead or the timekeeper moves on.
    Soft,
    /// The turn ends, after a moment to send what is written.
    Hard,
}

/// What a host may choose about the meetings of a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// How people come in from the waiting room.
    pub admission: Admission,
    /// What happens when a share's time and grace are over.
    pub limit: LimitKind,
    /// Whether a latecomer sees what was said before they came.
    pub show_earlier: bool,
    /// Whether people may react to messages, in items that don't say it themselves.
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
    /// For how many days after a meeting those who were in it can read what was written to everyone, up to 30;
    /// 0 means not at all.
    #[serde(default)]
    pub keep_days: u32,
    /// How long everything takes.
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
            keep_days: 0,
            timing: Timing::for_kind(kind),
        }
    }
}

const fn feedback_replies() -> u32 {
    3
}

macro_rules! timing {
    ($($(#[$doc:meta])* $name:ident = $default:expr;)*) => {
        /// The times of the floor, each in milliseconds.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        pub struct Timing { $($(#[$doc])* pub $name: u64,)* }

        impl Default for Timing {
            fn default() -> Self { Self { $($name: $default,)* } }
        }
    };
}

timing! {
    /// Time kept free for each person between shares, when an item's time is divided.
    handover_ms = 10_000;
    /// The floor rests for this long between two shares, where it goes on by itself; 0 for not at all.
    breath_ms = 5_000;
    /// No share is planned shorter than this, unless the item's own length is shorter.
    share_ms_min = 45_000;
    /// An offer that is not answered for this long is repeated.
    offer_nudge_ms = 45_000;
    /// A person who has not answered the offer for this long counts as away.
    offer_away_ms = 90_000;
    /// The timer starts by itself this long after the offer was accepted.
    first_key_ms = 20_000;
    /// The holder is warned when a quarter of the share is left, and at the latest this long before
    /// its end.
    warning_ms_min = 15_000;
    /// The holder is warned at the earliest this long before the end of the share.
    warning_ms_max = 60_000;
    /// Time to finish a thought after the share's time is over.
    grace_ms = 30_000;
    /// With a hard limit, time to send or drop what is written after the grace.
    hard_draft_ms = 10_000;
    /// The length of the extra minute.
    extension_ms = 60_000;
    /// Time to object to the minute that a sharer asks for.
    objection_ms = 10_000;
    /// Time for the sharer to say what they want back.
    feedback_choice_ms = 20_000;
    /// Time for replies to a share.
    feedback_ms = 60_000;
    /// Time for anyone who was not heard to speak before a round closes.
    unheard_ms = 30_000;
    /// Time for the sharer to name the next.
    naming_ms = 20_000;
    /// A raised hand stays for this long while its owner is offline.
    hand_offline_ms = 120_000;
    /// The floor waits for this long for a holder who lost the connection.
    held_ms = 60_000;
    /// Time added to what was left of the share when the holder is back.
    held_bonus_ms = 15_000;
    /// A sharer who does not come back in time has at least this long when they are called again.
    held_share_ms_min = 60_000;
    /// The silence that is held after everyone passed.
    silence_ms = 120_000;
    /// The meeting ends at the latest this long after its planned end.
    overrun_ms = 300_000;
    /// Somebody else leads after the lead was offline for this long.
    lead_lost_ms = 30_000;
    /// Time to object to a person who volunteers to lead.
    volunteer_ms = 10_000;
    /// The meeting ends after nobody led it for this long.
    leaderless_ms = 600_000;
    /// After a restart of the server nobody counts as absent for this long.
    restart_ms = 60_000;
    /// A meeting that was not opened ends after nobody was there for this long.
    empty_ms = 600_000;
}

impl Timing {
    /// The defaults of a kind of room: therapy waits longer for its lead.
    #[must_use]
    pub fn for_kind(kind: RoomKind) -> Self {
        let lead_lost_ms = match kind {
            RoomKind::PeerLed => 30_000,
            RoomKind::TherapistLed => 120_000,
        };
        Self { lead_lost_ms, ..Self::default() }
    }
}
