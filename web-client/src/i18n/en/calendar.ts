import type { Formatter } from '../formatter';

/** Dates in one's own calendar: one as a file, or all of them by an address to subscribe to. */
export const calendar = (f: Formatter) => ({
  add: 'Add to my calendar',
  addOf: (date: string) => `Add to my calendar: ${date}`,
  all: 'All dates in my calendar',
  title: 'In my calendar',
  loading: 'Looking for your calendar…',
  seat: 'Your calendar can subscribe to the dates of this group. It then looks by itself, about every hour, and shows when a date moves, is cancelled or is added.',
  host: 'Your calendar can subscribe to the dates of all rooms that you lead. It then looks by itself, about every hour, and shows when a date moves, is cancelled or is added.',
  shows:
    'It shows when you meet and the address of the room’s page. Each date is called “Meeting”: neither the group nor what it is about is named, unless the host chose so for mail and calendars.',
  who: 'The address is a secret of yours. Whoever has it sees the same dates: the service that keeps your calendar, and everyone with whom you share it.',
  make: 'Make an address',
  label: 'Address of your calendar',
  once: 'It is shown only now. Open it in your calendar, or copy it to where your calendar says “subscribe” or “by address”.',
  open: 'Open in my calendar',
  on: (since: number) => `Your calendar has an address since ${f.day(since)}.`,
  lost: 'The address itself was shown once. If you need it again, make another one.',
  renew: 'Make another address',
  renewTitle: 'Make another address?',
  renewText: 'The one before stops working at once. Calendars that have it get no more dates.',
  turnOff: 'Turn it off',
  offTitle: 'Turn the calendar off?',
  offText:
    'The address stops working at once. What your calendar has already may stay there until you remove it.',
  off: 'It is off. The address does not work any more.',
  group: {
    title: 'The dates in your calendar',
    text: 'Your calendar can subscribe to these dates and follows what changes. You need no account, and nobody in the group learns of it. Each date is called “Meeting” unless the host chose otherwise.',
    label: 'Address of this group’s calendar',
  },
});
