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
    code_invalid: 'This code doesn’t open a seat. Check it once more.',
    name_taken: 'This name, or one that looks like it, is taken.',
    name_invalid: 'Use letters and numbers; between 2 and 32 characters.',
    name_claims_role: 'A name can’t claim a role, such as therapist or moderator.',
    password_weak: 'Choose a longer or less common password.',
    password_wrong: 'This is not your current password.',
    password_required: 'Enter a password.',
    name_required: 'Enter a name.',
    title_required: 'Give the room a title.',
    adult_required: 'Rondo is for adults. Please confirm that you are 18 or older.',
    therapist_required: 'Only an account marked as therapist may lead a therapist-led room.',
    last_administrator: 'The server needs at least one administrator.',
    no_seat: 'You have no seat in this room.',
    banned: 'You can’t join this room any more.',
    invalid: 'Please check this.',
  },
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
