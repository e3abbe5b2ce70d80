import { createContext } from 'svelte';
import type { ParticipantId } from '../protocol/generated';

export type Panel = 'people' | 'agenda' | 'whispers' | 'help' | 'mode' | 'leave' | 'end';

/** What is open over the meeting. Only what one opened oneself: nothing opens over typing. */
export class Panels {
  current = $state<Panel | null>(null);
  /** To whom the whispers panel writes; null is the leads. */
  whisperTo = $state<ParticipantId | null>(null);
  readonly #mayWhisper: () => boolean;

  constructor(mayWhisper: () => boolean) {
    this.#mayWhisper = mayWhisper;
  }

  get canWhisper(): boolean {
    return this.#mayWhisper();
  }

  open(panel: Panel): void {
    this.current = panel;
  }

  whisper(to: ParticipantId | null): void {
    this.whisperTo = to;
    this.current = 'whispers';
  }

  close(): void {
    this.current = null;
  }
}

export const [getPanels, setPanels] = createContext<Panels>();
