import { LIMITS } from '../../api/limits';
import type { Formatter } from '../formatter';

/** By the server's code. A code that is missing here falls back to `unexpected`. */
export const errors = (f: Formatter) => ({
  codes: {
    network: 'The server can’t be reached. Check your connection and try again.',
    unexpected: 'Something went wrong on our side. Try again in a moment.',
    not_found: 'This is gone, or it was never here.',
    forbidden: 'Your account may not do this.',
    sign_in_required: 'Please sign in again.',
    sign_in_failed: 'This name and password don’t go together.',
    too_many_attempts: 'Too many attempts. Please wait a little.',
    link_invalid: 'This link no longer works. Ask for a new one.',
    link_expired: 'This link has expired. Ask whoever sent it for a new one.',
    link_paused:
      'Many people joined by this link in the last hour. Try again in an hour, or ask the host for a new one.',
    code_invalid: 'This code doesn’t open a seat. Check it once more.',
    address_invalid: 'This is no mail address. It looks like robin@example.org.',
    zone_unknown: 'There is no such time zone.',
    name_taken: 'This name, or one that looks like it, is taken.',
    name_missing: 'Enter a name.',
    name_letterless: 'Use at least one letter or digit. A sign alone is no name.',
    name_too_short: 'This name is too short. Use at least two characters.',
    name_too_long: `Use at most ${LIMITS.display_name_chars_max} characters.`,
    name_character: 'This name has a character that can’t be shown safely.',
    name_marks: 'This name has too many accents on one letter.',
    name_claims_role: 'A name can’t claim a role, such as therapist or moderator.',
    password_weak: 'Choose a longer or less common password.',
    password_wrong: 'This is not your current password.',
    password_required: 'Enter a password.',
    template_name_required: 'Give the template a name.',
    title_required: 'Give the room a title.',
    adult_required: 'Rondo is for adults. Please confirm that you are 18 or older.',
    therapist_required: 'Only an account marked as therapist may lead a therapist-led room.',
    last_administrator: 'The server needs at least one administrator.',
    no_seat: 'You have no seat in this room.',
    banned: 'This room is closed to you.',
    invalid: 'Please check this.',
    insecure_connection: 'Signing in needs https. Open this server by its https address.',
    origin_forbidden: 'This page may not use the server. Open it by its own address.',
    series_lost:
      'The seats in this room were lost when the server was restored. Whoever leads it can start it over; then your link opens a new seat.',
    series_whole: 'This series has its key. It doesn’t have to start over.',
    meeting_running: 'A meeting is running in this room. End it first.',
    room_full: 'This room takes no more newcomers.',
    seat_taken:
      'This browser holds another person’s seat in this room. Open the link once more and choose “This is not me”.',
    too_many_rooms: 'You have as many rooms as the server allows. Archive one first.',
    too_many_invites: 'This room has as many invites as the server allows.',
    too_long: 'This is too long.',
    too_many: 'There are too many of these.',
    text_invalid: 'It has a character that can’t be shown safely.',
    out_of_range: 'This number is too small or too large.',
    agenda_invalid: 'This agenda can’t be held. What to change stands beside it.',
    doors_closed: 'The doors are closed now. They open a while before the next date.',
    schedule_invalid: 'These dates can’t be kept. What to change stands beside it.',
    schedule_changed:
      'Somebody else changed the dates meanwhile. You see them as they are now: look, and try once more.',
    settings_invalid: 'Some clocks can’t be used. What to change stands beside them.',
    format_unknown: 'This server has no such format. Choose another one.',
    too_many_keys: 'There are as many keys as the server allows. Revoke one first.',
    listing_invalid: 'A public room needs every line. What to change stands beside it.',
    rehearsal_unlisted: 'A rehearsal can’t be in the directory.',
    format_kind: 'This format is for the other kind of room. Choose another one.',
    too_many_concerns: 'The host has to read the earlier ones first. Try again later.',
    too_many_templates: 'You have as many templates as the server allows. Delete one first.',
    push_endpoint: 'This browser’s push service is at an address that this server can’t use.',
    push_key: 'This browser’s keys for notices can’t be used.',
    timeout: 'It took too long. Try again.',
    unavailable: 'The server can’t save anything now. Nothing was changed.',
    busy: 'The server is busy. Try again in a moment.',
  },
  tooLong: (most: string, over: string) => `At most ${most} characters. This is ${over} too long.`,
  /** Follows what was wrong. */
  character: (code: string) => `It is ${code}. Type the text again instead of pasting it.`,
  waitFor: (seconds: number) =>
    seconds < 90
      ? f.plural(seconds, {
          one: 'Please wait # second and try again.',
          other: 'Please wait # seconds and try again.',
        })
      : f.plural(Math.ceil(seconds / 60), {
          one: 'Please wait # minute and try again.',
          other: 'Please wait # minutes and try again.',
        }),
});

export type Errors = ReturnType<typeof errors>;
