import { LIMITS } from '../../../api/limits';
import type { CloseCode, RefusalCode } from '../../../protocol/generated';

interface Gone {
  title: string;
  text: string;
}

/** What a refusal means to the person who tried; by its code, and complete. */
export const codes = () => ({
  refusals: {
    not_permitted: 'Your role in this meeting does not allow this.',
    not_present: 'You are not in this meeting.',
    removed: 'You can’t come back to this meeting.',
    muted:
      'A lead has paused your writing for now. You can still whisper to the leads and ask for help.',
    not_agreed:
      'They are asked first whether they agree to being observed. Wait until they have answered.',
    aside: 'You are aside with a lead. Go back to the group to write to everyone.',
    not_open: 'The meeting has not opened yet.',
    already_open: 'The meeting is already open.',
    ended: 'The meeting is over.',
    paused: 'The floor is paused. What you wrote is kept.',
    not_paused: 'The floor is not paused.',
    floor_taken: 'Someone else has the floor, so this wasn’t sent. It’s kept for your turn.',
    not_holder: 'You don’t have the floor now. What you wrote is kept.',
    stale: 'The meeting has moved on in the meantime. Nothing was changed.',
    wrong_mode: 'This part of the meeting does not work that way.',
    wrong_stage: 'The turn has moved on in the meantime.',
    nobody_waiting: 'Nobody is waiting to speak.',
    round_running: 'A round is going on.',
    no_round: 'No round is going on.',
    no_such_person: 'This person is not here now.',
    already_heard: 'This person has already been heard.',
    already_so: 'That is already so.',
    not_so: 'That is no longer so.',
    already_extended: 'The extra minute has already been given.',
    no_time: 'There is no time left for it.',
    too_late: 'The time for it is over.',
    already_replied: 'You have replied to this share. What you wrote is kept.',
    no_more_replies: 'Enough replies have come. What you wrote is kept.',
    no_such_message: 'This message is gone.',
    no_such_item: 'This part of the agenda is gone.',
    no_such_page: 'There is no such page.',
    no_such_topic: 'This topic was taken back.',
    too_many_topics: 'That is enough topics. Choose among those that are there.',
    topic_known: 'Somebody has already proposed this topic. You can choose it.',
    closing_protected: 'The closing round keeps its time. Borrow from another part.',
    text_empty: 'There is nothing to send yet.',
    text_too_long: 'This is too long for one message. Send it in parts.',
    text_invalid: 'It has a character that can’t be shown safely.',
    out_of_range: 'This number is out of range.',
    guidelines_changed: 'The guidelines have changed. Please read them again.',
    adults_only: 'Rooms are for adults. Please confirm that you are 18 or older.',
    door_closed: 'The lead has closed the door for today.',
    full: 'The room is full.',
    not_to_oneself: 'You can’t do this to yourself.',
    not_to_that_role: 'You can’t do this to another lead.',
    role_does_not_fit: 'This role does not fit this kind of room.',
    turned_off: 'This room does not use that.',
    malformed: 'The server did not understand this. Reload the page and try again.',
    already_welcome: 'You are already here.',
    too_fast: 'That was a lot at once. Wait a moment and try again.',
    unavailable:
      'The server can’t store this right now. Nothing was changed; try again in a moment.',
    id_reused: 'This has already been sent.',
    not_renewable: 'Your access can’t be renewed. Open your link again.',
    name_missing: 'Choose a name first.',
    name_letterless: 'Use at least one letter or digit. A sign alone is no name.',
    name_too_long: `Use at most ${LIMITS.display_name_chars_max} characters.`,
    name_character: 'This name has a character that can’t be shown safely.',
    name_marks: 'This name has too many accents on one letter.',
    name_claims_role: 'A name can’t claim a role, such as therapist or moderator.',
    name_taken: 'This name, or one that looks like it, is taken in this room.',
  } satisfies Record<RefusalCode, string>,

  /** Why the connection is over for good: what happened, and what to do. */
  closed: {
    finished: {
      title: 'You left the meeting',
      text: 'Your seat is kept. You can come back while it goes on.',
    },
    restarting: {
      title: 'The server is restarting',
      text: 'Try again in a moment. Nothing was lost.',
    },
    moved: {
      title: 'The meeting has moved to another server',
      text: 'Try again in a moment. Nothing was lost.',
    },
    server_error: {
      title: 'Something went wrong on our side',
      text: 'Try again in a moment. Nothing was lost.',
    },
    protocol_error: {
      title: 'This page and the server don’t understand each other',
      text: 'Reload the page; it may be an old copy.',
    },
    not_text: {
      title: 'This page and the server don’t understand each other',
      text: 'Reload the page; it may be an old copy.',
    },
    not_utf8: {
      title: 'This page and the server don’t understand each other',
      text: 'Reload the page; it may be an old copy.',
    },
    too_large: {
      title: 'Something was too long to send',
      text: 'Come back in, and send it in parts. Your draft is kept.',
    },
    hello_timeout: {
      title: 'The connection took too long',
      text: 'Try again. Your draft is kept.',
    },
    token_invalid: {
      title: 'Your access could not be checked',
      text: 'Open your link again, or sign in again.',
    },
    token_expired: { title: 'Your access ended', text: 'Open your link again, or sign in again.' },
    revoked: {
      title: 'Your access was taken back',
      text: 'The people who run this room ended your access. If you think this is a mistake, ask whoever invited you.',
    },
    removed: {
      title: 'You can’t take part in this meeting',
      text: 'A lead decided this, for today. That can feel hard. If you need someone to talk to, help lines answer now.',
    },
    denied: {
      title: 'You weren’t let in today',
      text: 'It says nothing about you, and the next meeting is open to you. If you would like to talk to someone now, help lines answer.',
    },
    not_agreed: {
      title: 'You can’t observe this meeting',
      text: 'Not everyone agreed to it. It says nothing about you, and nobody is told whose decision it was.',
    },
    no_such_room: {
      title: 'There is no such room',
      text: 'It may have been closed, or the address is incomplete.',
    },
    slow_reader: { title: 'The connection was too slow', text: 'Try again. Your draft is kept.' },
    too_fast: {
      title: 'That was a lot at once',
      text: 'Wait a moment, then come back in. Your draft is kept.',
    },
    silent: { title: 'The connection went quiet', text: 'Try again. Your draft is kept.' },
    too_many_sockets: {
      title: 'This seat is open somewhere else',
      text: 'It is open in several windows or devices. Close one of them, or go on here.',
    },
    series_lost: {
      title: 'The seats in this room were lost',
      text: 'The server was restored from a backup, and names are in none. Whoever leads this room can start it over. Then your invite link opens a new seat.',
    },
    doors_closed: {
      title: 'The doors are closed now',
      text: 'This room meets on dates, and opens a while before each of them.',
    },
    signed_out: {
      title: 'You are signed out here',
      text: 'This browser or device no longer opens your seat: it was signed out, told to forget you, or the seat was closed here from another device or given up. Sign in again, or enter your code if you still have a seat.',
    },
  } satisfies Record<CloseCode, Gone>,
  noSeat: {
    title: 'You have no seat in this room',
    text: 'Open your invite link, or enter your code. If you lead this room, sign in.',
  },
  doorClosed: {
    title: 'The door is closed for today',
    text: 'The lead has closed the door of this meeting to newcomers. It says nothing about you, and the next meeting is open to you. They may open it again: you can try later. If you need someone to talk to, help lines answer now.',
  },
  banned: {
    title: 'This room is closed to you',
    text: 'The people who run it decided this. If you think it is a mistake, ask whoever invited you. If you need someone to talk to, help lines answer now.',
  },
  notFound: {
    title: 'There is no such room',
    text: 'It may have been closed, or the address is incomplete.',
  },
  entryFailed: {
    title: 'You can’t come in right now',
    text: 'Try again. If it keeps happening, ask whoever invited you.',
  },
  again: 'Try again',
  useHere: 'Go on here',
  enterCode: 'I have a code',
  signIn: 'Sign in',
  helpLines: 'Help lines',
});

export type Codes = ReturnType<typeof codes>;
