import { createContext } from 'svelte';
import type { MeetingView } from '../protocol/generated';
import type { Session } from './session.svelte';

/** What every part of a running meeting works with. `view` is there for as long as the part is. */
export interface InMeeting {
  session: Session;
  readonly view: MeetingView;
}

export const [getMeeting, setMeeting] = createContext<InMeeting>();
