//! Every limit of a meeting, with its unit in its name.

/// Longest message, in characters.
pub const TEXT_CHARS_MAX: usize = 4_000;
/// Longest message, in bytes of UTF-8.
pub const TEXT_BYTES_MAX: usize = 16_000;
/// Longest content note, in characters.
pub const NOTE_CHARS_MAX: usize = 80;
/// Longest name of a person, in characters. Names are made elsewhere; a longer one is cut.
pub const NAME_CHARS_MAX: usize = 40;

/// Messages to everyone that a snapshot carries.
pub const MESSAGES_IN_SNAPSHOT: usize = 100;
/// Whispers that a snapshot carries; so many are kept for each person, and for the leads.
pub const WHISPERS_KEPT: usize = 50;

/// People in a meeting at a time, leads included, whatever the room's capacity.
pub const PEOPLE_MAX: usize = 60;
/// People a meeting remembers: present, waiting, gone.
pub const PEOPLE_KNOWN_MAX: usize = 240;

/// Items of an agenda.
pub const AGENDA_ITEMS_MAX: usize = 20;
/// Longest item, in minutes.
pub const ITEM_MINUTES_MAX: u32 = 180;
/// Longest meeting, in minutes.
pub const MEETING_MINUTES_MAX: u32 = 480;
/// Longest name of an item, in characters.
pub const ITEM_NAME_CHARS_MAX: usize = 80;
/// Longest text of an item, in characters.
pub const ITEM_TEXT_CHARS_MAX: usize = 2_000;
/// Pages of an item.
pub const ITEM_PAGES_MAX: usize = 20;
/// Longest text of a page, in characters.
pub const PAGE_TEXT_CHARS_MAX: usize = 4_000;
/// Texts of an agenda in all, in characters: it is part of every snapshot.
pub const AGENDA_TEXT_CHARS_MAX: usize = 24_000;

/// Longest topic, in characters.
pub const TOPIC_CHARS_MAX: usize = 120;
/// Topics of a meeting at a time.
pub const TOPICS_MAX: usize = 30;
/// Topics of one person at a time.
pub const TOPICS_OF_ONE_MAX: usize = 3;

/// Shortest timed mute, in milliseconds.
pub const MUTE_MS_MIN: u64 = 1_000;
/// Longest timed mute, in milliseconds: the longest meeting.
pub const MUTE_MS_MAX: u64 = 480 * 60_000;

/// Most replies to a share that a room may allow (domain.md, the floor, rule 6).
pub const FEEDBACK_REPLIES_MAX: u32 = 10;
/// Private share lengths, in percent (rule 3).
pub const MULTIPLIERS_PERCENT: [u32; 3] = [100, 150, 200];
/// Minutes before an item's end at which the leads are told (rule 12), latest last.
pub const ITEM_MARKS_MINUTES: [u32; 3] = [5, 1, 0];
/// Deadlines settled in one go; a bound against a fault of ours, never reached.
pub const DEADLINES_AT_ONCE_MAX: usize = 10_000;

/// Shortest share that a host may set, in milliseconds; 0 is untimed.
pub const SHARE_MS_MIN: u64 = 15_000;
/// Longest share that a host may set for a whole room, in milliseconds.
pub const SHARE_MS_MAX: u64 = 15 * 60_000;
/// Shortest clock of the floor that a host may set, in milliseconds.
pub const TIMING_MS_MIN: u64 = 1_000;
/// Longest clock of the floor that a host may set, in milliseconds.
pub const TIMING_MS_MAX: u64 = 60 * 60_000;
