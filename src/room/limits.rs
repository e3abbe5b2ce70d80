//! The limits of a room and of its agenda, with their units in their names.

use std::ops::RangeInclusive;

/// Most characters of a room's title.
pub(crate) const TITLE_CHARS_MAX: usize = 80;
/// Most topics of a room.
pub(crate) const TOPICS_MAX: usize = 8;
/// Most characters of a room's topic.
pub(crate) const TOPIC_CHARS_MAX: usize = 40;
/// Most characters of the text about whom a room suits, and of the one about whom it does not.
pub(crate) const SUITS_CHARS_MAX: usize = 500;
/// Most characters of a line that a room says of itself in the public directory.
pub(crate) const LISTING_LINE_CHARS_MAX: usize = 500;
/// How far ahead a search looks for a date at a wanted time: every monthly group has one by then.
pub(crate) const SEARCH_AHEAD_MS: u64 = 35 * 24 * 60 * 60_000;
/// Fewest and most people in a room, leads included.
pub(crate) const CAPACITY: RangeInclusive<u32> = 2..=60;
/// Most lines of guidelines.
pub(crate) const GUIDELINES_MAX: usize = 20;
/// Most characters of a line of the guidelines.
pub(crate) const GUIDELINE_CHARS_MAX: usize = 200;
/// Most characters of the text that members of a therapist-led room consent to.
pub(crate) const CONSENT_CHARS_MAX: usize = 8_000;
/// The longest text that somebody leaves for an emergency: whom to call, or where they are.
pub(crate) const EMERGENCY_CHARS_MAX: usize = 200;
/// For so long after a meeting therapists can open what was left for an emergency, in milliseconds
/// (docs/rules.md, "Joining and safety"). Where somebody is who confirmed it longer ago is erased, for a meeting
/// that never took place.
pub(crate) const EMERGENCY_OPEN_MS: u64 = 24 * 60 * 60_000;
/// Most characters of a template's name.
pub(crate) const TEMPLATE_NAME_CHARS_MAX: usize = 80;
/// Longest name of a shared desk.
pub(crate) const DESK_NAME_CHARS_MAX: usize = 80;
/// The most accounts that are on a shared desk or invited to it.
pub(crate) const DESK_ACCOUNTS_MAX: i64 = 20;

/// Days for which a room may keep what was written in a meeting.
pub(crate) const KEEP_DAYS_MAX: u32 = 30;

/// Most characters of what a program's key is called.
pub(crate) const KEY_NAME_CHARS_MAX: usize = 60;
/// Most characters of what the owner calls an invite link.
pub(crate) const INVITE_LABEL_CHARS_MAX: usize = crate::meeting::limits::LABEL_CHARS_MAX;
/// How long an invite link works "for a day".
pub(crate) const INVITE_DAY_MS: u64 = 24 * 60 * 60_000;
/// How long an invite link works "for 7 days".
pub(crate) const INVITE_WEEK_MS: u64 = 7 * 24 * 60 * 60_000;
/// How long an invite link works "for 30 days".
pub(crate) const INVITE_MONTH_MS: u64 = 30 * 24 * 60 * 60_000;

/// Most questions that a host puts to those who ask to join.
pub(crate) const ENTRY_QUESTIONS_MAX: usize = 5;
/// Most characters of such a question.
pub(crate) const ENTRY_QUESTION_CHARS_MAX: usize = 200;
/// Most characters of an answer.
pub(crate) const ENTRY_ANSWER_CHARS_MAX: usize = 1_000;
/// Most characters of what a lead writes to somebody who asked to join.
pub(crate) const DECISION_NOTE_CHARS_MAX: usize = 500;
/// How long somebody waits for an answer who asks to join: then the request ends by itself.
pub(crate) const REQUEST_PENDING_MS: u64 = 14 * 24 * 60 * 60_000;
/// How long the answer to a request is kept for whoever asked, and how long it is said that none came.
pub(crate) const REQUEST_DECIDED_MS: u64 = 30 * 24 * 60 * 60_000;
/// Most places that are open at a time.
pub(crate) const OPEN_PLACES_MAX: u32 = 60;
/// Most dates on which modules begin.
pub(crate) const MODULE_STARTS_MAX: usize = 100;
/// How long somebody with a new seat counts as a newcomer who is expected.
pub(crate) const NEWCOMER_EXPECTED_MS: u64 = 60 * 24 * 60 * 60_000;

/// How long a device remembers a seat "until the browser is closed", at most: browsers that open their
/// tabs again keep such a cookie for ever.
pub(crate) const REMEMBER_VISIT_MS: u64 = 24 * 60 * 60_000;
/// How long a device remembers a seat "for 30 days" after its last use.
pub(crate) const REMEMBER_MONTH_MS: u64 = 30 * 24 * 60 * 60_000;
/// How long a device remembers a seat "for a year" after its last use.
pub(crate) const REMEMBER_YEAR_MS: u64 = 365 * 24 * 60 * 60_000;

/// Shortest share that a host may set, in milliseconds; 0 is untimed.
pub(crate) const SHARE_MS_MIN: u64 = 15_000;
/// Longest share that a host may set for a whole room, in milliseconds.
pub(crate) const SHARE_MS_MAX: u64 = 15 * 60_000;

/// Most items of an agenda.
pub(crate) const AGENDA_ITEMS_MAX: usize = 20;
/// Longest meeting that an agenda may plan, in minutes.
pub(crate) const MEETING_MINUTES_MAX: u32 = 480;
/// Most characters of the name of an item and of the title of a page.
pub(crate) const ITEM_NAME_CHARS_MAX: usize = 80;
/// Most characters of the text of an item, and of its script.
pub(crate) const ITEM_TEXT_CHARS_MAX: usize = 2_000;
/// Most pages of an item.
pub(crate) const ITEM_PAGES_MAX: usize = 20;
/// Most characters of the text of a page.
pub(crate) const PAGE_TEXT_CHARS_MAX: usize = 4_000;
/// Most characters of all texts of an agenda together, which is part of every snapshot.
pub(crate) const AGENDA_TEXT_CHARS_MAX: usize = 24_000;

/// Most replies to a share that a room may allow (docs/rules.md, rule 6).
pub(crate) const FEEDBACK_REPLIES_MAX: u32 = 10;
/// Shortest clock of the floor that a host may set, in milliseconds.
pub(crate) const TIMING_MS_MIN: u64 = 1_000;
/// Longest clock of the floor that a host may set, in milliseconds.
pub(crate) const TIMING_MS_MAX: u64 = 60 * 60_000;
/// The longest breath between two shares, in milliseconds; there may be none.
pub(crate) const BREATH_MS_MAX: u64 = 60_000;
/// The breath in a new room about grief, in milliseconds (docs/rules.md, rule 7).
pub(crate) const GRIEF_BREATH_MS: u64 = 15_000;

/// First year of a date.
pub(crate) const SCHEDULE_YEAR_MIN: i32 = 1970;
/// Last year of a date. Rules of daylight saving time are guesses long before it.
pub(crate) const SCHEDULE_YEAR_MAX: i32 = 2200;
/// Most weeks or months from one date of a series to the next.
pub(crate) const REPEAT_EVERY_MAX: u32 = 52;
/// Most dates of a series that ends, in one rule.
pub(crate) const DATES_MAX: u32 = 400;
/// Most dates of a series that are changed by themselves.
pub(crate) const DATES_CHANGED_MAX: usize = 200;
/// Rules that a schedule remembers, the one in force included.
pub(crate) const RULES_KEPT: usize = 12;
/// Most characters of the note of a date.
pub(crate) const DATE_NOTE_CHARS_MAX: usize = 300;
/// Longest time before a start at which a door opens, in minutes.
pub(crate) const DOOR_MINUTES_MAX: u32 = 120;
/// Longest wait for a lead after a start, in minutes.
pub(crate) const MISSED_MINUTES: RangeInclusive<u32> = 5..=60;
/// Latest time after a start at which a late limit may close the door, in minutes.
pub(crate) const LATE_MINUTES_MAX: u32 = 120;
/// Most dates that are listed at a time.
pub(crate) const DATES_LISTED_MAX: usize = 100;

/// Seats of a room that are kept for leads when people sign up for its dates.
pub(crate) const LEADS_SEATS: u32 = 2;
/// Longest time for which a place is kept for the next in the line, in milliseconds.
pub(crate) const OFFER_MS_MAX: u64 = 12 * 60 * 60_000;
/// Shortest time for which a place is kept, in milliseconds, unless the door opens before.
pub(crate) const OFFER_MS_MIN: u64 = 15 * 60_000;
/// So shortly before the door opens no place is offered any more, in milliseconds.
pub(crate) const OFFER_LAST_MS: u64 = 5 * 60_000;
/// So long after the start the place is kept of who is not here and did not say that they are late, in
/// milliseconds.
pub(crate) const NO_SHOW_MS: u64 = 10 * 60_000;
/// How many hours before a start people may be asked to say that they can't come.
pub(crate) const NOTICE_HOURS: RangeInclusive<u32> = 0..=168;
/// After how many missed dates in a row the leads may be told.
pub(crate) const MISSED_IN_A_ROW: RangeInclusive<u32> = 1..=12;
/// Most dates that are shown to the person of a seat.
pub(crate) const SEAT_DATES_MAX: usize = 12;
/// The most people who serve in turn.
pub(crate) const IN_TURN_MAX: usize = 50;
/// For how many dates each serves at most.
pub(crate) const DATES_EACH_MAX: u32 = 12;
/// How many of the next dates are shown with their duties.
pub(crate) const DUTY_DATES_MAX: usize = 12;
