//! The limits that a client needs before it sends something, for the generated `web-client/src/api/limits.ts`.

use serde_json::{Value, json};

use super::limits::{NAME_CHARS, SEARCH_CHARS_MAX, WEBHOOK_URL_CHARS_MAX};
use crate::{
    auth::limits::{NAME_GRAPHEMES_MAX, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN},
    room::KEY_DAYS,
    room::limits::{
        CAPACITY, CONSENT_CHARS_MAX, DATE_NOTE_CHARS_MAX, DATES_MAX, DECISION_NOTE_CHARS_MAX,
        DESK_NAME_CHARS_MAX, DOOR_MINUTES_MAX, EMERGENCY_CHARS_MAX, ENTRY_ANSWER_CHARS_MAX,
        ENTRY_QUESTION_CHARS_MAX, ENTRY_QUESTIONS_MAX, GUIDELINE_CHARS_MAX, GUIDELINES_MAX,
        INVITE_LABEL_CHARS_MAX, KEY_NAME_CHARS_MAX, LATE_MINUTES_MAX, LISTING_LINE_CHARS_MAX,
        MISSED_IN_A_ROW, MISSED_MINUTES, NOTICE_HOURS, REPEAT_EVERY_MAX, SUITS_CHARS_MAX,
        TEMPLATE_NAME_CHARS_MAX, TITLE_CHARS_MAX, TOPIC_CHARS_MAX, TOPICS_MAX,
    },
};

/// Each limit by its name, in its own unit.
#[must_use]
pub fn client_limits() -> Value {
    json!({
        "sign_in_name_chars_max": NAME_CHARS.1,
        "display_name_chars_max": NAME_GRAPHEMES_MAX,
        "password_chars_min": PASSWORD_CHARS_MIN,
        "password_chars_max": PASSWORD_CHARS_MAX,
        "title_chars_max": TITLE_CHARS_MAX,
        "topics_max": TOPICS_MAX,
        "topic_chars_max": TOPIC_CHARS_MAX,
        "suits_chars_max": SUITS_CHARS_MAX,
        "key_name_chars_max": KEY_NAME_CHARS_MAX,
        "webhook_url_chars_max": WEBHOOK_URL_CHARS_MAX,
        "key_days_max": KEY_DAYS.end(),
        "listing_line_chars_max": LISTING_LINE_CHARS_MAX,
        "search_chars_max": SEARCH_CHARS_MAX,
        "capacity_min": CAPACITY.start(),
        "capacity_max": CAPACITY.end(),
        "guidelines_max": GUIDELINES_MAX,
        "guideline_chars_max": GUIDELINE_CHARS_MAX,
        "consent_chars_max": CONSENT_CHARS_MAX,
        "emergency_chars_max": EMERGENCY_CHARS_MAX,
        "invite_label_chars_max": INVITE_LABEL_CHARS_MAX,
        "entry_questions_max": ENTRY_QUESTIONS_MAX,
        "entry_question_chars_max": ENTRY_QUESTION_CHARS_MAX,
        "entry_answer_chars_max": ENTRY_ANSWER_CHARS_MAX,
        "decision_note_chars_max": DECISION_NOTE_CHARS_MAX,
        "desk_name_chars_max": DESK_NAME_CHARS_MAX,
        "date_note_chars_max": DATE_NOTE_CHARS_MAX,
        "dates_max": DATES_MAX,
        "repeat_every_max": REPEAT_EVERY_MAX,
        "door_minutes_max": DOOR_MINUTES_MAX,
        "late_minutes_max": LATE_MINUTES_MAX,
        "missed_in_a_row_max": MISSED_IN_A_ROW.end(),
        "notice_hours_max": NOTICE_HOURS.end(),
        "missed_minutes_min": MISSED_MINUTES.start(),
        "missed_minutes_max": MISSED_MINUTES.end(),
        "template_name_chars_max": TEMPLATE_NAME_CHARS_MAX,
    })
}
