import { MINUTE_MS } from '../../../lib/units';
import { MEETING_LIMITS } from '../../../protocol/generated';
import type { Formatter } from '../../formatter';

const MINUTES_MAX = MEETING_LIMITS.mute_ms_max / MINUTE_MS;

export const slash = (f: Formatter) => ({
  list: 'What you can do now',
  found: (count: number) =>
    f.plural(count, {
      one: '# choice. Arrow keys to go through.',
      other: '# choices. Arrow keys to go through.',
    }),

  what: {
    share: 'Take the turn you are offered',
    pass: 'Pass',
    later: 'Come back to me at the end',
    done: 'End my turn',
    more: 'Ask for one more minute',
    want: 'Say what I want back',
    enough: 'That’s enough back, thank you',
    name: 'Name who is next',
    hand: 'Raise my hand',
    lower: 'Lower my hand',
    object: 'I’d rather not',
    volunteer: 'Offer to lead',
    take_back: 'Take back what you wrote last',
    react: 'Answer the newest words with a word',
    topic: 'Propose a topic',
    choose: 'Choose a topic, or no longer',
    withdraw: 'Take a topic back',
    take_up: 'Take up a topic',
    page: 'Turn to the next page, or to one',
    note: 'Put a content note on what I write',
    listen: 'Just listen today, or take part again',
    time: 'Time for my shares',
    lead: 'Whisper to the leads',
    whisper: 'Whisper to one person',
    hide: 'Hide a person for me, or show them again',
    people: 'Everyone here',
    agenda: 'Today’s agenda',
    part: 'How I take part',
    help: 'All commands and keys',
    need_help: 'Tell the leads that I need help',
    leave: 'Leave the meeting',
    exit: 'Leave this page at once',
    open: 'Open the meeting',
    round: 'Start the round',
    next: 'Thank, and call the next',
    give: 'Give the floor to a person',
    take: 'Take the floor back',
    nudge: 'Nudge whoever has the floor',
    minute: 'Give one more minute',
    move: 'Change the order; to the end, or before a person',
    unseal: 'Open the sealed round, or show its next share',
    close: 'Close the round',
    advance: 'Go on to the next part',
    go_to: 'Go to a part of the agenda',
    skip: 'Skip a part that is to come',
    bring_back: 'Bring a skipped part back',
    up_next: 'Make a part the next one',
    borrow: 'Borrow minutes for this part from another',
    lend: 'Give minutes of this part to another',
    mode: 'Hold this part in another way',
    pause: 'Pause the floor and everyone’s time',
    silence: 'Hold a silence, for so many minutes',
    resume: 'Go on after the pause',
    admit: 'Let a person in',
    deny: 'Not let a person in today; asks first',
    put_off: 'Ask a person at the door to wait a little longer; asks first',
    mute: 'Mute a person, until lifted or for some minutes',
    aside: 'Step aside with a person, to write to each other alone',
    ask_to_speak: 'Ask the leads to speak, or ask no more',
    back_from_aside: 'Go back to the group',
    unmute: 'Lift a mute',
    mute_all: 'Mute everyone, who comes later too',
    unmute_all: 'Lift the mute of everyone',
    role: 'Give a person a role',
    task: 'Give a person a task, or take it back',
    handover: 'Hand over the lead',
    remove: 'Remove from this meeting; asks first',
    ban: 'Ban from this room; asks first',
    end: 'End the meeting; asks first',
  },

  takes: {
    who: 'name',
    before: 'before name',
    topic: 'topic',
    part: 'part',
    choice: '…',
    minutes: 'minutes',
    page: 'page',
    text: 'text',
  },

  hints: {
    unknown: (name: string, help: string) =>
      `There is no command “/${name}”. “/${help}” lists what you can do. To send it as words, begin with two slashes.`,
    not_now: (name: string, help: string) =>
      `“/${name}” is not possible for you just now. “/${help}” lists what is.`,
    missing: {
      who: (usage: string) => `Who? Use the name as the list of people shows it: ${usage}`,
      before: (usage: string) =>
        `Before whom? Use the name as the list of people shows it: ${usage}`,
      topic: (usage: string) => `Choose one of the topics that are offered after a space: ${usage}`,
      part: (usage: string) => `Which part? Use its name on the agenda: ${usage}`,
      page: (usage: string) => `Which page? Use a number of the pages there are: ${usage}`,
      choice: (usage: string) => `Choose one of the words that are offered after a space: ${usage}`,
      minutes: (usage: string) =>
        `For how many minutes? Use a whole number from 1 to ${MINUTES_MAX}: ${usage}`,
      text: (usage: string) => `Some words are missing: ${usage}`,
    },
    too_much: (typed: string, usage: string) =>
      `“${typed}” is too much here. Write it like this: ${usage}`,
    hand_is_up: 'Your hand is up, and it is seen. You will be called.',
    no_hands: 'No hand can be raised just now. If your turn is to come, it comes by itself.',
    just_moved: 'The floor has just moved, so nothing was sent. Press Enter once more.',
    one_message: (over: number) =>
      `Only one message can be sent here. Make it ${over === 1 ? 'one character' : `${over} characters`} shorter.`,
    more_told: 'The others see that more is coming.',
    carried_out: 'That is done.',
  },

  panel: {
    title: 'Commands and keys',
    intro:
      'Begin with a slash, and choose. These are what you can do at this moment; buttons and menus do the same.',
    languages: 'English and German names both work.',
    groups: {
      turn: 'Turns and topics',
      leading: 'For the meeting',
      self: 'For yourself',
    },
    habits: 'Short words, as a whole message',
    habit: {
      hand: 'Raises your hand.',
      more: 'In your turn: the others see that more is coming.',
      done: 'In your turn: ends it. For a moment you can undo it.',
      pass: 'When you are asked to share, or in your turn. For a moment you can undo it.',
      words: 'Begins words with a slash.',
    },
    keys: 'Keys',
    key: {
      send: { keys: 'Enter', does: 'Sends, where you chose so in the menu.' },
      line: { keys: 'Shift + Enter', does: 'Begins a new line.' },
      always: { keys: 'Ctrl + Enter', does: 'Always sends.' },
      field: { keys: 'F6', does: 'Goes to the place to write.' },
      escape: { keys: 'Esc', does: 'Closes a list, or undoes the end of a turn.' },
      exit: { keys: 'Shift, Shift, Shift', does: 'Leaves this page at once.' },
    },
  },
});

export type SlashWords = ReturnType<typeof slash>;
