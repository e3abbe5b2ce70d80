import { createContext } from 'svelte';
import type { About, AboutMessage, Panel } from '../meeting/doing';
import { needsConsent, type Ending } from '../meeting/consequences';
import { TO_LEADS, type WhisperTo } from '../meeting/whispers';
import type { Command, MeetingView } from '../protocol/generated';

/** What is open over the meeting. Only the viewer opens something: nothing opens over their typing. */
export class Panels {
  current = $state<Panel | null>(null);
  /** To whom the whispers panel writes. */
  whisperTo = $state.raw<WhisperTo>(TO_LEADS);
  /** The dialog about one person, perhaps over another panel. */
  about = $state.raw<About | null>(null);
  /** What waits for a yes, since somebody loses something by it. */
  ending = $state.raw<Ending | null>(null);
  /** The dialog about one message. */
  aboutMessage = $state.raw<AboutMessage | null>(null);
  /** Into the field for what everyone reads. */
  readonly toField: () => void;
  readonly #mayWhisper: () => boolean;

  constructor(mayWhisper: () => boolean, toField: () => void) {
    this.#mayWhisper = mayWhisper;
    this.toField = toField;
  }

  get canWhisper(): boolean {
    return this.#mayWhisper();
  }

  /** Whether anything is open, or to be. */
  get some(): boolean {
    return [this.current, this.about, this.ending, this.aboutMessage].some((one) => one !== null);
  }

  open(panel: Panel): void {
    this.current = panel;
  }

  whisper(to: WhisperTo = TO_LEADS): void {
    this.whisperTo = to;
    this.current = 'whispers';
  }

  ask(about: About): void {
    this.about = about;
  }

  /** Asks first where somebody loses something by the command; says whether it does. */
  asksFirst(view: MeetingView, command: Command): boolean {
    if (!needsConsent(view, command)) return false;
    this.ending = command;
    return true;
  }

  askOf(about: AboutMessage): void {
    this.aboutMessage = about;
  }

  close(): void {
    this.current = null;
  }
}

export const [getPanels, setPanels] = createContext<Panels>();
