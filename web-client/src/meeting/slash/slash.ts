/** What a slash command is: its name, what follows the name, and what it does. */
import type { MeetingView, Person, Topic } from '../../protocol/generated';
import type { Step } from '../agenda';
import type { Doing } from '../doing';
import type { ChoiceSet } from './choices';
import type { SlashId } from './names';

/** A part of the agenda. */
export type Part = Pick<Step, 'item' | 'name' | 'state'>;

/** What follows a name. An optional one may be left out. */
export type Taking =
  | { type: 'who'; of: (view: MeetingView) => readonly Person[]; optional?: boolean }
  /** Before whom; the word “before” may stand between. */
  | { type: 'before'; of: (view: MeetingView) => readonly Person[]; optional?: boolean }
  | {
      type: 'choice';
      set: ChoiceSet;
      of: (view: MeetingView) => readonly string[];
      optional?: boolean;
    }
  | { type: 'topic'; of: (view: MeetingView) => readonly Topic[]; optional?: boolean }
  | { type: 'part'; of: (view: MeetingView) => readonly Part[]; optional?: boolean }
  | { type: 'minutes'; optional?: boolean }
  /** The number of one of the pages, from 1. */
  | { type: 'page'; of: (view: MeetingView) => number; optional: true }
  | { type: 'text'; optional?: boolean };

/** What was typed after the name; null is what was left out. */
export interface Given {
  who: Person | null;
  before: Person | null;
  choice: string | null;
  topic: Topic | null;
  part: Part | null;
  minutes: number | null;
  page: number | null;
  text: string | null;
}

export interface Slash {
  id: SlashId;
  takes: readonly Taking[];
  /** Whether one may use it now, with something that fits after it. */
  can: (view: MeetingView) => boolean;
  /** Null when it can't be done. */
  does: (view: MeetingView, given: Given) => Doing | null;
}
