// Made from the server's limits; `RONDO_BLESS=1 cargo test --test generated` makes it again.

/** What the server holds what people write to, in its own units. */
export const LIMITS = {
  "capacity_max": 60,
  "capacity_min": 2,
  "date_note_chars_max": 300,
  "dates_max": 400,
  "decision_note_chars_max": 500,
  "display_name_chars_max": 32,
  "door_minutes_max": 120,
  "entry_answer_chars_max": 1000,
  "entry_question_chars_max": 200,
  "entry_questions_max": 5,
  "guideline_chars_max": 200,
  "guidelines_max": 20,
  "invite_label_chars_max": 60,
  "key_days_max": 366,
  "key_name_chars_max": 60,
  "late_minutes_max": 120,
  "listing_line_chars_max": 500,
  "missed_minutes_max": 60,
  "missed_minutes_min": 5,
  "password_chars_max": 128,
  "password_chars_min": 8,
  "repeat_every_max": 52,
  "search_chars_max": 200,
  "sign_in_name_chars_max": 32,
  "suits_chars_max": 500,
  "template_name_chars_max": 80,
  "title_chars_max": 80,
  "topic_chars_max": 40,
  "topics_max": 8
} as const;
