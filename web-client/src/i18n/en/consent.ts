import type { Formatter } from '../formatter';

/** Consent in therapist-led rooms. */
export const consent = (f: Formatter) => ({
  /** Before one comes in. */
  door: {
    title: 'Before you come in',
    changed: 'The text has changed',
    text: 'This group asks for your consent, apart from its guidelines. Take your time to read it. You are asked once, and again if the text changes.',
    loading: 'Getting the text…',
    agree: 'I have read this, and I consent',
    go: 'Consent and go on',
    agreeFirst: 'Tick the box if you consent. If you don’t, you can leave; that is noted nowhere.',
    later: 'Not now',
    recorded:
      'It is recorded that you consented, and when. You can read it again, and take it back, on the page of your seat.',
    read: 'This text is not the newest one any more. Please read it again.',
  },
  seat: {
    title: 'What you consented to',
    since: (at: number) => `You consented on ${f.date(at)}`,
    taken: (at: number) => `Taken back on ${f.date(at)}`,
    version: (n: number) => `Version ${f.number(n)}`,
    withdraw: 'Take back my consent',
    withdrawTitle: 'Take back your consent?',
    withdrawText:
      'You are asked again when you next open the room. A meeting you are in goes on; you can leave it at any time.',
    withdrawn: 'Your consent is taken back.',
    missing: 'You are asked for it when you next open the room.',
  },
  /** On the room's page. */
  room: {
    title: 'Consent',
    none: 'Members are asked for no consent.',
    text: 'Members consent to this once before they come in, and again when you change it.',
    version: (n: number, at: number) => `Version ${f.number(n)}, since ${f.date(at)}`,
    show: 'Read the text',
    change: 'Change the text',
    field: 'What you ask consent to',
    fieldHint:
      'The limits of confidentiality, what the operator can read, what happens in an emergency, cancelling. Leave it empty to ask for nothing.',
    save: 'Ask for this from now on',
    saved: 'Each member is asked when they next open the room. Whoever is in a meeting stays in.',
    ownerOnly: 'Only the owner changes it.',
    loading: 'Getting the text…',
  },
  member: (at: number) => `Consented on ${f.date(at)}`,
});
