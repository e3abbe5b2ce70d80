//! The limits of a meeting, each with its unit in its name.

/// Longest message, in characters.
pub const TEXT_CHARS_MAX: usize = 4_000;
/// Longest message, in bytes of UTF-8.
pub const TEXT_BYTES_MAX: usize = 16_000;
/// Longest content note, in characters.
pub const NOTE_CHARS_MAX: usize = 80;
/// Longest name of a person, in characters. Names are checked elsewhere; a longer one is cut.
pub const NAME_CHARS_MAX: usize = 128;
/// Longest label of an invitation, in characters. Labels are checked elsewhere; a longer one is cut.
pub const LABEL_CHARS_MAX: usize = 60;

/// Messages to everyone that a snapshot carries.
pub const MESSAGES_IN_SNAPSHOT: usize = 100;
/// Whispers that a snapshot carries. As many are kept for each person and for the leads.
pub const WHISPERS_KEPT: usize = 50;

/// Earlier stays of one person that are remembered. What was said in an older one is not shown again.
pub const STAYS_KEPT: usize = 32;

/// People in a meeting at a time, leads included, whatever the room's capacity is.
pub const PEOPLE_MAX: usize = 60;
/// People that a meeting remembers, wherever they are.
pub const PEOPLE_KNOWN_MAX: usize = 240;

/// A call for help that nobody read for this long is repeated, in milliseconds.
pub const HELP_UNREAD_MS: u64 = 60_000;

/// How long people have to answer whether somebody may observe, in milliseconds.
pub const OBSERVER_ANSWER_MS: u64 = 120_000;

/// Longest item, in minutes.
pub const ITEM_MINUTES_MAX: u32 = 180;

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

/// Shortest silence that a lead holds, in seconds.
pub const SILENCE_SECONDS_MIN: u32 = 10;
/// Longest silence that a lead holds, in seconds.
pub const SILENCE_SECONDS_MAX: u32 = 600;

/// Private share lengths, in percent (rule 3).
pub const MULTIPLIERS_PERCENT: [u32; 3] = [100, 150, 200];
/// Minutes before an item's end at which the leads are told of its time (rule 12).
pub const ITEM_MARKS_MINUTES: [u32; 3] = [5, 1, 0];
/// Deadlines settled at once. It is a bound against a bug and is never reached.
pub const DEADLINES_AT_ONCE_MAX: usize = 10_000;
