export const notices = () => ({
  title: 'Tell me when I’m wanted',
  menu: 'Notices…',
  waitingOff: 'Tell me when I’m wanted',
  waitingOn: 'You’ll be told on this device',
  intro:
    'You can look elsewhere, or let the screen go dark. This device then tells you when you are let in, when it begins, when you are next, when it is your turn and when a lead writes to you. Between meetings it tells you when a place is kept for you, and when somebody is missing if you want to be asked. It names no group, no topic and nobody.',
  /** The time that an offer of the floor stands. */
  answer: (span: string) =>
    `When it is your turn, you have ${span} to answer. After that the others go on, and you can still come in at the end.`,
  turnOn: 'Turn on notices',
  turnOff: 'Turn off notices',
  isOn: 'Notices are on for this group, on this device.',
  service:
    'They come through your browser’s push service, encrypted. It learns that this site has something for you, and when.',
  unsupported:
    'This browser shows no notices. Keep this page in sight, or use a current Firefox, Chrome, Edge or Safari.',
  install:
    'On this phone notices come only from the home screen: choose Share, then “Add to Home Screen”, and open Rondo there. It starts without your place; your recovery code opens it.',
  denied:
    'Notices are blocked for this page. To allow them, open the browser’s settings for this site and reload the page.',
  failed:
    'Your browser’s push service can’t be reached now, or the browser has turned it off. You can try again later.',
  signs: 'When it is my turn',
  sound: 'With a sound',
  vibration: 'With a vibration',
  signsHint:
    'Also while this page is open in another tab. The settings of your device have the last word.',
  silence: 'At the end of a silence',
  bell: 'With a soft bell',
  /** Beside somebody's name, for leads. */
  notified: 'notified',
  notifiedNames: (names: string) =>
    `Notified: ${names}. Their push service has taken it; whether they have seen it is not known.`,
});
