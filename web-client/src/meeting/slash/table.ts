/** Every slash command once. Help, completion and carrying out all come from here. */
import type { MeetingView } from '../../protocol/generated';
import { leading } from './leading';
import { self } from './self';
import type { Slash } from './slash';
import { turn } from './turn';

export const GROUPS = { turn, leading, self } as const;
export type SlashGroup = keyof typeof GROUPS;

export const SLASHES: readonly Slash[] = Object.values(GROUPS).flat();

/** What one may do now. */
export const usable = (view: MeetingView, slashes: readonly Slash[] = SLASHES): Slash[] =>
  slashes.filter(({ can }) => can(view));
