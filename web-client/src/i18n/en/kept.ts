import type { Formatter } from '../formatter';
import type { KeptReader, KeptThing, KeptUntil } from '../../protocol/generated';

/** A thing as it stands in a sentence, and what there is to add. */
interface ThingWords {
  name: string;
  text?: string;
}

/** What a room keeps about people; the list itself comes from the server. */
export const kept = (f: Formatter) => ({
  title: 'What is kept',
  hostText: 'What people read of it before they join, and about accounts.',
  /** A group that keeps nothing of what is written. */
  forgets: {
    words: 'What is written can’t be read by anyone once the meeting ends. Its key is destroyed.',
    rest: 'Some things stay: above all your name here and what lets you come back. None of them says what was written in a meeting. Each is in the list below. The operator’s backups may hold these things for longer.',
    operator:
      'Without end-to-end encryption, the operator of this server could read a running meeting.',
    recording: 'We don’t record. We can’t prevent screenshots.',
  },
  /** One that keeps what is written to everyone. */
  keeps: {
    words: (days: number) =>
      `This group keeps what is written to everyone: for ${f.plural(days, { one: 'one day', other: '# days' })} after a meeting, those who were in it can read again what they could read there. Then its key is destroyed, and no backup has it. Whispers go when the meeting ends, and what was taken back is not kept.`,
    rest: 'Other things stay longer: above all your name here and what lets you come back. None of them says what was written in a meeting. Each is in the list below. The operator’s backups may hold these things for longer.',
    operator:
      'Without end-to-end encryption, the operator of this server could read a running meeting, and what is kept of it.',
    recording: 'We record nothing else. We can’t prevent screenshots.',
  },
  all: 'All that is kept, how long, and who can read it',
  accounts: 'Of those who sign in with an account',
  until: {
    meeting_ends: 'Until the meeting ends',
    days_over: 'Until the days are over for which the host keeps it',
    room_archived: 'Until the room is archived',
    date_over: 'Until the date is over',
    taken_back: 'Until it is taken back',
    expired: 'Until it runs out by itself',
    always: 'As long as this server is run',
  } satisfies Record<KeptUntil, string>,
  readBy: {
    nobody: 'Nobody can read it.',
    operator: 'Only the operator can read it.',
    oneself: 'You and the operator can read it.',
    host: 'The host and the operator can read it.',
    leads: 'The leads and the operator can read it.',
    administrators: 'The administrators and the operator can read it.',
    group: 'The group and the operator can read it.',
  } satisfies Record<KeptReader, string>,
  things: {
    words: {
      name: 'what is written',
      text: 'To everyone and in whispers. Encrypted with a key of this meeting alone.',
    },
    presence: {
      name: 'who is here',
      text: 'Names, when people come and go, which guidelines they accepted, turns, topics, mutes and calls for help. Encrypted in the same way.',
    },
    requests: {
      name: 'what you write if you ask to join',
      text: 'The name you want and your answers. Encrypted. Until a lead decides or the request ends; after that, what you are told, for 30 days.',
    },
    name: {
      name: 'your name here',
      text: 'Encrypted. A mark of it keeps others from taking one that looks like it.',
    },
    seat: {
      name: 'a number that stands for you',
      text: 'In this room and nowhere else, with the day you first came, and the date you begin on if newcomers begin on certain dates.',
    },
    seat_secrets: {
      name: 'hashes of your code and of the secret in your browser',
      text: 'They open your seat, and can’t be turned back. With how long each browser remembers you.',
    },
    notices: {
      name: 'where you want to be told (if you turn notices on)',
      text: 'The address of your browser at its push service, its keys, your language and choices. Encrypted. Until you turn it off, or leave the seat.',
    },
    adult: { name: 'that you said you are 18', text: 'And when.' },
    guidelines: { name: 'which version of the guidelines you accepted last' },
    consents: {
      name: 'what you consented to (in therapy groups)',
      text: 'Which version of the text, when, and when you took it back.',
    },
    emergency: {
      name: 'whom to call for you in an emergency, and where you are (in therapy groups)',
      text: 'Encrypted. The therapists open it during a meeting and for a day after it, and each opening is recorded. Where you are is erased when the meeting ends.',
    },
    invite: { name: 'the invite you came by' },
    invite_labels: {
      name: 'what the leads call an invite link',
      text: 'Such as whom it was sent to. Encrypted. Until the link is revoked or replaced.',
    },
    entered: { name: 'whether you were ever let in' },
    duties: {
      name: 'who serves on coming dates, who asked whom to exchange, and who does not want to be asked',
    },
    start_order: { name: 'whose turn it is to start a round, without when anyone did' },
    seat_account: { name: 'your account (if you came signed in)' },
    operator_user: {
      name: 'a mark of your user id (if another site sent you)',
      text: 'It can’t be turned back.',
    },
    ban: { name: 'a ban (if there is one)', text: 'And since when.' },
    acts: {
      name: 'a log of who let in, muted, removed or banned whom',
      text: 'Also who opened, led or ended a meeting, gave a role or moved the floor. With the time and a reason from a list, by number and without names. Nothing of what was written.',
    },
    missed_calls: {
      name: 'calls for help that nobody read',
      text: 'How many, and in which meeting; not whose. Until the host has read of it.',
    },
    concerns: {
      name: 'concerns left for the host',
      text: 'Encrypted. With your name only if you want it. Until the host erases them.',
    },
    mail_address: {
      name: 'where you are written to (if you want mail)',
      text: 'Your address, language and time zone. Encrypted. Until you take it back.',
    },
    on_call: {
      name: 'where the person on call is written to (if the host names one)',
      text: 'Their address and language. Encrypted. Only the host sees it, until they take it back.',
    },
    mails: {
      name: 'which mails are to be sent and were sent',
      text: 'Of which kind, to whom and when; not what they say. An address that the host invites is encrypted until the mail is sent. For 30 days.',
    },
    calendars: {
      name: 'that you have a calendar to subscribe to (if you made one)',
      text: 'A hash of its address, its language, since when, and when it last changed. Until you turn it off.',
    },
    places: {
      name: 'what you say of a coming date',
      text: 'Whether you come, can’t come, come late or wait for a place. Erased when the meeting ends.',
    },
    attendance: {
      name: 'in group therapy, whether you came to a date',
      text: 'Attended, missed or excused. A peer-led group keeps nothing of it.',
    },
    meetings: { name: 'when meetings were held', text: 'And why they ended.' },
    account: {
      name: 'the account',
      text: 'Sign-in name, shown name, a hash of the password, what it may do, since when.',
    },
    sessions: {
      name: 'sign-ins',
      text: 'When they were made and last used, and a hash of the secret in the browser.',
    },
    known_browsers: {
      name: 'hashes of a secret in browsers that signed in before',
      text: 'Wrong passwords of others don’t lock these out.',
    },
    account_links: {
      name: 'hashes of links for a password',
      text: 'And whether they were used. Until 30 days after they end.',
    },
    second_factor: {
      name: 'that you sign in with a passkey or an app too (if you added one)',
      text: 'Of an app: since when, and which code was used last. Of each passkey: what you call it, its public key, when you added and last used it. And hashes of the recovery codes that are left.',
    },
    challenges: {
      name: 'what your browser is asked while you sign in with a passkey or by your organisation',
      text: 'Until you have answered, at most ten minutes.',
    },
    identity: {
      name: 'that you sign in by your organisation (if you connected it)',
      text: 'A hash of who you are there, and since when.',
    },
    transcripts: {
      name: 'what was written to everyone in a meeting (if the group keeps it)',
      text: 'And who was in it. Under a key of its own. Whispers and what was taken back are not in it.',
    },
    program_keys: {
      name: 'keys by which programs act for an account',
      text: 'What each is called, a hash of it, what it may do, since and until when, and when it was last used.',
    },
    answers: {
      name: 'what was answered when something was made',
      text: 'Encrypted with a key that only the asker has, for a day.',
    },
    leading: {
      name: 'which accounts lead the room',
      text: 'And since when; to whom it is handed on; which desk an account shares or is invited to.',
    },
    templates: { name: 'agendas kept as templates' },
  } as Record<KeptThing, ThingWords>,
});

export type KeptWords = ReturnType<typeof kept>;
