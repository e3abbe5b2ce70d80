/** The way home: the seats of this browser. */
export const home = () => ({
  title: 'My groups',
  text: 'Only this browser knows the list. It shows the names you give, and no others.',
  group: (number: number) => `Group ${number}`,
  looking: 'Looking for the next date…',
  next: (day: string, time: string) => `Next: ${day}, ${time}`,
  running: (time: string) => `By the plan, it began at ${time}`,
  noDates: 'No date is planned now.',
  whenOpened: 'It begins when a lead opens it.',
  unknown: 'The next date can’t be loaded now. You can go in all the same.',
  gone: {
    banned: 'This room is closed to you.',
    other:
      'Your place is not open here any more: this browser has forgotten it, or the group has ended.',
  },
  enter: 'To the room',
  enterNamed: (name: string) => `To the room: ${name}`,
  menuOf: (name: string) => `More for ${name}`,
  rename: 'Rename',
  nameLabel: 'What you call this group here',
  nameHint: 'Others who use this browser can read it. Leave it empty for a number.',
  useTitle: 'Use the room’s own name',
  remove: 'Take off this list',
  removeNamed: (name: string) => `Take ${name} off this list`,
  removeTitle: (name: string) => `Take ${name} off this list?`,
  removeText:
    'Your place in the group stays as it is. You come back by your invite link or your recovery code.',
  removeNow: 'Take it off',
});

export type Home = ReturnType<typeof home>;
