import type { Formatter } from '../formatter';

/** Whom to call in an emergency, and where somebody is, in therapist-led rooms. */
export const emergency = (f: Formatter) => ({
  /** Before one comes in. */
  door: {
    title: 'If there is an emergency',
    text: 'If you are in danger during the meeting, the therapists can call for help. You are asked at each meeting. You can leave either line empty.',
    loading: 'Looking for what you left last time…',
    contact: 'Whom to call for you',
    contactHint: 'Who it is, and a number.',
    contactAgain: 'As you left it last time. Change it if it is no longer so.',
    place: 'Where you are now',
    placeHint: 'An address that help would find. It is erased when the meeting ends.',
    who: 'Only the therapists can open this, during the meeting and for a day after it. Each opening is recorded.',
    go: 'Go on',
  },
  seat: {
    title: 'For an emergency',
    text: 'The therapists can open this during a meeting and for a day after it. You confirm it when you come to the next one.',
    erase: 'Erase it',
    eraseTitle: 'Erase what you left for an emergency?',
    eraseText: 'You are asked again when you next open the room.',
    erased: 'It is erased.',
  },
  /** For therapists. */
  open: {
    act: 'Emergency contact',
    title: (name: string) => `Emergency contact of ${name}`,
    text: 'It is for an emergency. That you open it, and when, is recorded in the trail of the room.',
    show: 'Open it',
    contact: 'Whom to call',
    nobody: 'They left nobody.',
    place: 'Where they are',
    nowhere: 'Nothing is known of this meeting.',
    confirmed: (at: number) => `Confirmed on ${f.date(at)}, ${f.time(at)}`,
    unconfirmed: 'Not confirmed for a meeting that takes place now.',
  },
});
