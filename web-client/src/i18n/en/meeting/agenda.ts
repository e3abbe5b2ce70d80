import type { Mode } from '../../../protocol/generated';
import type { Formatter } from '../../formatter';

export const agenda = (f: Formatter) => {
  const minutes = (count: number) => f.plural(count, { one: 'a minute', other: '# minutes' });
  return {
    skipped: 'skipped',
    coming: 'to come',
    took: (count: number) => `took ${count} min`,
    soFar: (count: number) => `${count} min so far`,
    left: (count: number) => `about ${count} min left`,
    timeOver: 'its time is over',

    onPlan: 'On plan.',
    ahead: (count: number) => `About ${minutes(count)} ahead of the plan.`,
    behind: (count: number) => `About ${minutes(count)} behind the plan.`,
    ends: (count: number, extra: number) =>
      `Planned to end in about ${minutes(count)}, ${minutes(extra)} later at the latest.`,
    endsOnTime: (count: number) => `The group ends on time, in about ${minutes(count)}.`,
    endsNow: 'The group ends now.',
    endPast: (count: number) =>
      `The planned end has come. The meeting ends in about ${minutes(count)} at the latest.`,

    actions: (item: string) => `What to do with “${item}”`,
    goHere: 'Go here now',
    goBack: 'Go back here now',
    earlier: 'Earlier',
    later: 'Later',
    skip: 'Skip it',
    bringBack: 'Bring it back',
    borrow: 'Borrow minutes…',
    give: 'Give minutes…',
    undo: 'Undo',

    movedBefore: (item: string, next: string) => `“${item}” comes before “${next}” now.`,
    movedLast: (item: string) => `“${item}” comes last now.`,
    didSkip: (item: string) => `“${item}” is skipped.`,
    cameBack: (item: string) => `“${item}” is back on the agenda.`,
    undone: 'The order is as before.',
    somebodyShares: 'Somebody is sharing, and nobody is cut off. Thank them first, then go on.',
    timeMoved: (who: string | null, count: number, from: string, to: string) =>
      `${who ?? 'You'} moved ${minutes(count)} from ${from} to ${to}`,

    borrowTitle: (item: string) => `Borrow minutes for “${item}”`,
    giveTitle: (item: string) => `Give minutes of “${item}”`,
    moveText: 'The meeting as a whole gets no longer, and the closing round keeps its time.',
    fromWhere: 'From which part?',
    toWhere: 'To which part?',
    canGive: (count: number) => `can give up to ${minutes(count)}`,
    canTake: (count: number) => `can get up to ${minutes(count)}`,
    howMany: 'How many minutes?',
    move: (count: number) => `Move ${minutes(count)}`,
    moveSome: 'Move minutes',
    range: (most: number) =>
      most === 1 ? 'One minute is all there is.' : `A whole number from 1 to ${most}.`,

    modeAbout: {
      round: 'Everyone is asked in a fixed order. Anyone may pass, or come back at the end.',
      talking_piece: 'Strict order; silence may be held, and nobody is skipped.',
      queue: 'Whoever raises a hand is called. Whoever has not been heard yet comes first.',
      tag: 'Whoever has shared names who comes next.',
      open: 'Anyone writes at any time.',
      presenter: 'One person presents; questions by raised hand.',
      directed: 'The lead calls each person; hands may be raised.',
      silent: 'A quiet time. Only leads write.',
      sealed: 'Everyone writes at once. Nobody reads anything before all of it is opened.',
    } satisfies Record<Mode, string>,
    handsStay: 'Hands that are up stay up.',
    sealedOpens: 'What was handed in is shown now.',
    roundWaits: 'The round waits; it goes on when this part is held in rounds again.',
    roundWaitsMember: 'The round waits. Nobody lost their place, and it goes on later.',
  };
};

export type AgendaWords = ReturnType<typeof agenda>;
