import type { RoomKind } from '../../api/generated';

/**
 * The built-in formats in the reader's language. A format that is not among
 * them (an operator's own) is shown in its own words.
 */
export interface FormatWords {
  name: string;
  about: string;
  /** In the order of the agenda. */
  items: string[];
}

export const formats = () => ({
  kinds: {
    peer_led: 'Peer-led support group',
    therapist_led: 'Therapist-led group',
  } satisfies Record<RoomKind, string>,
  modes: {
    round: 'everyone in turn',
    talking_piece: 'talking piece',
    queue: 'raised hands',
    tag: 'each names the next',
    open: 'open to everyone',
    presenter: 'one person presents',
    directed: 'the lead speaks',
    silent: 'silence',
  },
  byId: {
    peer_checkin: {
      name: 'Peer support meeting',
      about:
        'Everyone checks in, the group chooses what to talk about, and closes with a round. A good first choice.',
      items: [
        'Gathering',
        'Welcome, guidelines, agreement',
        'Check-in round',
        'Choose topics',
        'Discussion',
        'Closing round',
        'Announcements and goodbye',
      ],
    },
    open_share: {
      name: 'Open-share meeting',
      about: 'Readings, then whoever raises a hand shares. Nobody answers a share.',
      items: [
        'Opening silence',
        'Opening and readings',
        'Lead share or topic',
        'Sharing',
        'Newcomers / anyone who needs to share',
        'Closing',
      ],
    },
    talking_piece: {
      name: 'Talking-piece circle',
      about: 'A talking piece goes round in strict order. Slow, with silences that may be held.',
      items: [
        'Arriving in silence',
        'Opening and intentions',
        'One-word round',
        'First round on the question',
        'Pause',
        'Second round',
        'Witness / closing round',
        'Closing',
      ],
    },
    tools_discussion: {
      name: 'Self-management tools meeting',
      about: 'A check-in, then open working time on what helps in daily life.',
      items: ['Welcome', 'Check-in', 'Set the agenda', 'Working time', 'Check-out and closing'],
    },
    meditation_inquiry: {
      name: 'Meditation and inquiry meeting',
      about: 'Sitting together, a short reading in turns, then sharing.',
      items: [
        'Bell and opening',
        'Check-in',
        'Meditation',
        'Reading in turns',
        'Sharing',
        'Closing',
      ],
    },
    psychoed: {
      name: 'Educational workshop',
      about: 'A presenter teaches a topic, answers questions and sets a practice.',
      items: [
        'Welcome and aims',
        'One-line check-in',
        'Presentation',
        'Questions',
        'Break',
        'Practice',
        'Debrief',
        'Handouts, next step, evaluation',
      ],
    },
    family_problem_solving: {
      name: 'Family and caregiver problem-solving',
      about: 'Families choose one problem and work through it together, step by step.',
      items: [
        'Socialising',
        'Go-round: what went well, what was hard',
        'Choose one problem',
        'Problem solving: define, all ideas, weigh, pick, plan',
        'Closing talk',
      ],
    },
    cbt: {
      name: 'CBT group',
      about: 'Mood, practice, new material, in a fixed order each time.',
      items: [
        'Mood measure',
        'Check-in and mood rating',
        'Bridge and agenda',
        'Practice: how it went',
        'New material',
        'Practice together',
        'Practice until next time',
        'Summary, feedback, mood out',
      ],
    },
    dbt_skills: {
      name: 'Skills training group',
      about: 'How the practice went in the first half, a new skill in the second.',
      items: [
        'Mindfulness practice',
        'Observations',
        'Practice: how it went',
        'Break',
        'New skill',
        'Practice until next time',
        'Wind-down round',
      ],
    },
    process: {
      name: 'Process group',
      about: 'One open space without rounds or share timers. It starts and ends on time.',
      items: ['Group'],
    },
    chat_support_pro: {
      name: 'Professionally led text-chat group',
      about: 'A check-in, a weekly reading and free discussion, led by a professional.',
      items: [
        'Arrival and welcome',
        'Check-in',
        'Weekly reading discussion',
        'Free discussion',
        'Closing round',
      ],
    },
    mini: {
      name: 'Short check-in',
      about: 'Half an hour: everyone checks in, a few responses, a closing round.',
      items: ['Opening', 'Check-in', 'Responses', 'Closing round'],
    },
  },
});

export type Formats = ReturnType<typeof formats>;
