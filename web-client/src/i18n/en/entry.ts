import { LIMITS } from '../../api/limits';
import { CODE_CHARS } from '../../lib/recovery-code';
import type { Remember } from '../../api/generated';
import type { RoomKind } from '../../protocol/generated';
import type { Formatter } from '../formatter';

/** Welcome, sign-in, invitations and codes: everything before a room. */
export const entry = (f: Formatter) => ({
  welcome: {
    title: 'A quiet room for a group',
    text: 'Support groups and group therapy, held in writing. In a round, one person has the floor at a time, and it comes to everyone.',
    roomTitle: 'You were in a room',
    roomText: 'Your seat is kept. This page forgets the way there when you close it.',
    room: 'To the room',
    membersTitle: 'You have an invite',
    membersText: 'Open the link you were given. No account is needed.',
    code: 'I have a code',
    hostsTitle: 'You lead a group',
    signIn: 'Sign in',
    setupTitle: 'This server is new',
    setupText: 'Open the setup link that the server printed when it first started.',
    demo: 'This server is a demonstration. Don’t write anything here that matters to you.',
    demoEnter: 'Take part in a meeting',
    demoLoading: 'Looking for the meeting…',
    demoGoneTitle: 'There is no rehearsal here',
    demoGone: 'This server wasn’t started as a demonstration.',
  },
  signIn: {
    title: 'Sign in',
    text: 'For those who lead groups. Members come in by their invite.',
    name: 'Sign-in name',
    password: 'Password',
    code: 'Code',
    codeHint: 'The six digits that your app shows, or one of your recovery codes.',
    orPasskey: 'Leave this empty to use your passkey.',
    lostApp:
      'No app, no passkey and no recovery code at hand? The administrator of this server can make a new link.',
    forgotten: 'Forgotten the password? The administrator of this server can make a new link.',
  },
  provider: {
    button: (name: string) => `Sign in with ${name}`,
    title: 'Signing in',
    wait: 'One moment…',
    failed: 'That did not work',
    again: 'Back',
  },
  setup: {
    title: 'Set up this server',
    text: 'This makes the first account. It looks after the server and can lead rooms.',
    displayName: 'Name shown to groups',
    displayNameHint: 'A first name is enough.',
    name: 'Sign-in name',
    nameHint: 'Only for signing in. No email address is needed.',
    submit: 'Make the account',
    noSecret: 'The setup link is incomplete. Copy it once more from the server’s output.',
  },
  claim: {
    title: 'Choose a password',
    text: 'Then you are signed in. The link works once.',
    submit: 'Save the password',
    expiredTitle: 'This link has expired',
    expired: 'Ask the administrator of this server for a new one.',
  },
  password: 'Password',
  newPassword: 'New password',
  passwordHint: `At least ${LIMITS.password_chars_min} characters. A few words in a row work well.`,
  showPassword: 'Show',
  hidePassword: 'Hide',
  join: {
    loading: 'Opening the invitation…',
    brokenTitle: 'This invitation doesn’t open',
    noSecret:
      'The link is incomplete. Copy all of it, up to the last letter, or paste the whole message it came in.',
    paste: 'Paste the link or a code',
    expiredTitle: 'This invite has expired',
    expired: 'Ask the host of the group for a new one.',
    pausedTitle: 'This link takes a break',
    paused:
      'Many people joined by it in the last hour. Try again in an hour, or ask the host of the group for a new one.',
    haveCode: 'If you have been here before, your code still works.',
    brokenText:
      'Ask whoever gave it to you for a new one. If you have been here before, your code still works.',
    about: (minutes: number, capacity: number) =>
      `${f.plural(minutes, { one: '# minute', other: '# minutes' })} · up to ${f.plural(capacity, { one: '# person', other: '# people' })}`,
    rehearsal: 'Rehearsal',
    rehearsalText: 'A rehearsal. The others in it are simulated.',
    kindTitle: 'What kind of room this is',
    peerLed:
      'People who share an experience, meeting as equals. No professional leads it, and the lead changes.',
    therapistLed: 'A group led by a therapist, who gives the floor and keeps the agenda.',
    writing:
      'You write instead of speaking. One person has the floor at a time, and it comes round to you. You may always pass.',
    writingOpen: 'You write instead of speaking. Everyone may write. Leave each other room.',
    notCare: 'It does not replace care of your own, and it is not an emergency service.',
    suits: 'Whom it suits',
    notFor: 'Whom it does not suit',
    agendaTitle: 'How a meeting goes',
    askTitle: 'What we ask of each other',
    version: (version: number) => `Version ${f.number(version)} · asked at every meeting`,
    nameLabel: 'A name for this room',
    nameHint: {
      peer_led: 'A first name or any name; not your full name.',
      therapist_led: 'The name you agreed with your therapist.',
    } satisfies Record<RoomKind, string>,
    nameFree: 'Free to use',
    nameChecking: 'Looking…',
    nameUnchecked: 'It couldn’t be checked now. You can go on.',
    acceptAdult: 'I accept these, and I am 18 or older',
    adult: 'I am 18 or older',
    toName: 'I accept these. Choose a name',
    backToReading: 'Back to the invitation',
    nameStepTitle: 'Choose a name',
    submit: 'Go to the waiting room',
    doorHint: 'A lead opens the door. Nobody in the group sees you before that.',
    knownTitle: (name: string) => `Welcome back, ${name}`,
    knownText: 'Your seat and your name are kept.',
    knownSubmit: 'I accept these. Go on',
    notMe: 'This is not me',
    notMeTitle: (name: string) => `Give up the seat of ${name} on this device?`,
    notMeText:
      'The seat itself stays. Whoever has its recovery code can open it again. You can then join under a name of your own.',
    notMeNow: 'Give it up here',
  },
  remember: {
    label: 'How long should this device remember you?',
    hint: 'On a shared computer, choose the first.',
    for: {
      visit: 'Until I close the browser, a day at most',
      month: 'For 30 days after I was last here',
      year: 'For a year after I was last here',
    } satisfies Record<Remember, string>,
  },
  code: {
    title: 'Your code',
    text: 'It opens your seat on another device, or on this one after it has forgotten you. It is shown only now, and nobody can look it up for you.',
    advice: 'Write it down, or keep it where only you can see it.',
    kept: 'I’ve kept it. Go to the waiting room',
  },
  recover: {
    title: 'Come back with your code',
    text: 'The code you were shown when you first joined: five groups of five. A link you were sent can be pasted here too, with the message around it.',
    label: 'Your code, or the link',
    submit: 'Open my seat',
    closeElsewhere: 'Close my seat on all other devices',
    closeElsewhereHint:
      'Leave this on if a device was lost or is not yours. An open meeting is closed there at once. Your code stays the same.',
    incomplete: `The code has ${CODE_CHARS} letters and digits. A link has to be there to its end.`,
    lost: 'Without the code, ask for a new invite. You then join under a new name.',
  },
  lead: {
    loading: 'Opening the invitation…',
    title: 'You are invited to lead',
    text: 'A co-lead can open the room, give the floor and let people in. The link works once.',
    expired: 'Ask the owner of the room for a new one.',
    accept: 'Accept and lead',
    signInFirst: 'Sign in to accept',
    noAccount:
      'Without an account yet, ask the administrator of this server for one. This link stays good.',
    signedInAs: (name: string) => `Signed in as ${name}`,
  },
});

export type Entry = ReturnType<typeof entry>;
