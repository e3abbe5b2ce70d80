import { createContext } from 'svelte';
import type { MeetingView } from '../protocol/generated';
import type { Visit } from './visit.svelte';

/** What every part of a running meeting works with. `view` is there for as long as the part is. */
export interface InMeeting {
  visit: Visit;
  readonly view: MeetingView;
}

export const [getMeeting, setMeeting] = createContext<InMeeting>();
