import type { PartOfDay, Weekday } from '../../api/generated';
import type { RoomKind } from '../../protocol/generated';
import type { Formatter } from '../formatter';

/** The public directory: finding a group, choosing between kinds, and what a host makes public. */
export const groups = (f: Formatter) => ({
  find: {
    title: 'Find a group',
    text: 'Groups that let everybody find them. You need no account, and nobody is told what you look for.',
    compare: 'Support group or group therapy? What is different',
    words: 'What is it about?',
    wordsHint: 'A word or two, such as “grief”.',
    kind: 'Kind of group',
    anyKind: 'Either kind',
    language: 'Language',
    anyLanguage: 'Any language',
    day: 'Day',
    anyDay: 'Any day',
    days: {
      monday: 'Monday',
      tuesday: 'Tuesday',
      wednesday: 'Wednesday',
      thursday: 'Thursday',
      friday: 'Friday',
      saturday: 'Saturday',
      sunday: 'Sunday',
    } satisfies Record<Weekday, string>,
    part: 'Time of day',
    anyPart: 'Any time',
    parts: {
      morning: 'Morning',
      afternoon: 'Afternoon',
      evening: 'Evening',
      night: 'Night',
    } satisfies Record<PartOfDay, string>,
    timesHint: 'By the clock of this device.',
    next: 'Next:',
    noDates: 'No fixed dates',
    topics: 'Topics in the directory',
    results: 'Groups',
    loading: 'Looking…',
    found: (n: number, more: boolean) =>
      more
        ? f.plural(n, { one: 'One group, and more', other: '# groups, and more' })
        : f.plural(n, { one: 'One group', other: '# groups' }),
    more: 'Show more groups',
    emptyTitle: 'No group is listed here yet',
    empty:
      'Groups come in by an invite from someone you know, until their hosts list them. If you lead a group, you can list it from its room’s page.',
    noneTitle: 'No group here fits that',
    none: 'Try one word instead of two, another language, or both kinds. Groups come and go, so it is worth looking again.',
    all: 'Show all groups',
    failed: 'The groups could not be loaded.',
    open: (title: string) => `About ${title}`,
    needHelp: 'You can talk to someone now, without a group:',
    size: (minutes: number, capacity: number) =>
      `${f.plural(minutes, { one: '# minute', other: '# minutes' })} · up to ${f.plural(capacity, { one: '# person', other: '# people' })}`,
  },
  group: {
    loading: 'Opening the page of the group…',
    goneTitle: 'This group is not listed',
    gone: 'The address may be incomplete, or the group is private again. Whoever has a seat there keeps it.',
    back: 'All groups',
    ledBy: 'Who leads',
    asks: 'What it asks of you',
    happens: 'What happens in a meeting',
    suits: 'Whom it suits',
    notFor: 'Whom it does not suit',
    cost: 'What it costs',
    said: 'This is what the people who run the group say of it. This server does not check it.',
    datesTitle: 'When it meets',
    noDates: 'It has no fixed dates now. The leads open it when they meet.',
    joinTitle: 'Joining',
    joinText:
      'You read first what the group asks of everyone, then choose a name. Nobody sees you before you go in.',
    join: 'Read the invitation',
    closed: 'This group takes nobody new from here at the moment. Look again another day.',
    kindAbout: {
      peer_led: 'People who share an experience meet as equals. No professional leads it.',
      therapist_led: 'A therapist leads the group and keeps its frame.',
    } satisfies Record<RoomKind, string>,
    different: 'What that means',
  },
  compare: {
    title: 'Support group or group therapy?',
    text: 'Both meet in a group, and both can help. They are made for different things.',
    support: 'Support group',
    therapy: 'Group therapy',
    rows: {
      leads: {
        title: 'Who leads',
        support: 'People who share the experience. The lead changes. No professional is needed.',
        therapy: 'One or two trained therapists. They are responsible for the group.',
      },
      aim: {
        title: 'What it is for',
        support: 'To be heard by people who know it themselves, and not to be alone with it.',
        therapy: 'To work on your own difficulties and aims, with methods that fit them.',
      },
      size: {
        title: 'How many people',
        support: 'Often 4 to 12, sometimes more. There may be new faces each time.',
        therapy: 'Mostly 6 to 12, who stay the same for a while.',
      },
      structure: {
        title: 'How it goes',
        support:
          'An order that everyone knows: a round, a topic, a closing. You can come once and see.',
        therapy:
          'The therapist plans each session or keeps one open space. Many groups begin and end together.',
      },
      asked: {
        title: 'What it asks of you',
        support: 'To listen, and to keep what you hear to yourself. You may always pass.',
        therapy:
          'To come regularly and on time, to say when you can’t, and to try things between sessions if that is agreed.',
      },
      costs: {
        title: 'What it costs',
        support: 'Mostly nothing, or a small contribution.',
        therapy:
          'Mostly a fee: yours, or that of an insurance or a health service where it pays. Ask before you begin.',
      },
      confidential: {
        title: 'What stays in the group',
        support: 'Members promise each other that it stays there. Usually no law binds them to it.',
        therapy:
          'The rules of their profession bind the therapists, within limits that they explain. Members promise it to each other.',
      },
      when: {
        title: 'When it fits',
        support: 'When you want company on your way, for a while or for years.',
        therapy:
          'When something keeps getting in the way of your life, and you want to change it with professional help.',
      },
    },
    togetherTitle: 'You may use both',
    together:
      'Many people do: therapy for a time, and a support group beside it or after it. If you have a therapist, tell them about the group.',
    insteadTitle: 'What neither of them replaces',
    instead:
      'Neither replaces care of your own, and neither is an emergency service. If you are in danger, call the emergency number of where you are.',
    questionsTitle: 'Three questions that help to choose',
    questionsText: 'Your answers stay on this page. Nothing is sent, and nothing is kept.',
    questions: {
      hope: {
        title: 'What do you hope for most?',
        support: 'To be with people who know it themselves',
        therapy: 'To change something, with professional help',
        open: 'Both, or I don’t know yet',
      },
      leads: {
        title: 'Who should lead?',
        support: 'People with the same experience',
        therapy: 'Somebody trained for it',
        open: 'It makes no difference to me',
      },
      time: {
        title: 'What can you give it?',
        support: 'I come when I can',
        therapy: 'The same time each week, for some months',
        open: 'I don’t know yet',
      },
    },
    results: {
      support: {
        title: 'A support group may be a good start.',
        text: 'You can come to one meeting and see. If you notice that you need more than company, therapy can be added.',
      },
      therapy: {
        title: 'Group therapy may be a good start.',
        text: 'It asks you to come regularly. A first talk with the therapist shows whether the group is right for you, and a support group can stand beside it.',
      },
      open: {
        title: 'Both may fit you.',
        text: 'Begin with the one that is easier to reach. You can use both together, or change later.',
      },
    },
    remark: 'It is a help to choose, and no diagnosis. You know yourself best.',
    look: {
      peer_led: 'Look at support groups',
      therapist_led: 'Look at therapy groups',
    } satisfies Record<RoomKind, string>,
    lookAll: 'Look at all groups',
    again: 'Clear the answers',
  },
  listing: {
    card: 'Public directory',
    private: 'Private. Only people with an invite find this room.',
    draft: 'Private. What you wrote for the directory is kept.',
    since: (at: number) => `Everybody can find it since ${f.date(at)}.`,
    joinable: 'Newcomers can join from its page.',
    notJoinable: 'Newcomers can’t join from its page.',
    ownerOnly: 'Only the owner of the room can change that.',
    write: 'Write the listing',
    change: 'Change the listing',
    show: 'Show its public page',
    takeBack: 'Make it private again',
    takeBackTitle: 'Make this room private again?',
    takeBackText:
      'It leaves the directory at once, and the link for newcomers stops working. Those who have joined keep their seats. What you wrote is kept.',
    tagged: 'in the public directory',
    title: 'The public directory',
    text: 'Anybody can look through the directory, without an account. A room is private until you list it here, and you can take it back at any time.',
    loading: 'Opening the listing…',
    rehearsal: 'A rehearsal can’t be listed.',
    publicTitle: 'What becomes public',
    publicRoom: (title: string) =>
      `The title “${title}”, its kind, its size and the length of a meeting`,
    publicTopics: (topics: string) => `The topics: ${topics}`,
    publicNoTopics: 'The topics, once you choose some',
    publicDates: 'Its next dates, once it has any; not what you write about them',
    publicLines: 'The lines below and the language',
    publicLink: 'A link by which newcomers join, if you allow it',
    publicAlso:
      'The same is given to other directories that ask for it (Meeting Guide, and search engines may copy it). They may show it for a while after you have taken it back.',
    stays: 'What stays in the room',
    staysText:
      'Who leads it and who comes, by name or by number. The agenda, the guidelines, and all that is written.',
    language: 'Language of the meetings',
    chooseLanguage: 'Choose a language',
    ledByHint: 'As you would say it: “two of us take turns”, or a therapist and their training.',
    asksHint: 'Such as time, coming regularly, or a first talk.',
    happensHint: 'What a newcomer will see in their first meeting.',
    costHint: 'Say so too if it costs nothing.',
    joinableLabel: 'Newcomers may join from its page',
    joinableHint:
      'A link of its own is made, and is shown with the room’s invites. You can replace or revoke it there.',
    joinableShut:
      'The way into the room is by personal invitation, so its page leads nobody in until you change that.',
    publish: 'List it for everybody',
    keep: 'Keep it as a draft',
    save: 'Save',
    toRoom: 'Back to the room',
  },
});

export type Groups = ReturnType<typeof groups>;
