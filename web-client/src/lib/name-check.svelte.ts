/** The live check of a name while it is typed: asks late, asks little, and never blocks. */
import { codeOf, withCharacter } from '../api/error';
import type { NameAnswer as Answer } from '../api/generated';

/** How long the typing rests before the server is asked. */
export const REST_MS = 400;

type NameState = 'empty' | 'checking' | 'free' | 'refused' | 'unchecked';

export class NameCheck {
  name = $state('');
  state = $state<NameState>('empty');
  /** Why the name was refused. */
  code = $state<string | null>(null);
  readonly #ask: (name: string, signal: AbortSignal) => Promise<Answer>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;

  constructor(ask: (name: string, signal: AbortSignal) => Promise<Answer>) {
    this.#ask = ask;
  }

  type(name: string): void {
    this.stop();
    this.name = name;
    this.code = null;
    const wish = name.trim();
    this.state = wish ? 'checking' : 'empty';
    if (wish) this.#timer = setTimeout(() => void this.#check(wish), REST_MS);
  }

  /** The server's last word, when joining was refused for the name. */
  refuse(code: string): void {
    this.stop();
    this.state = 'refused';
    this.code = code;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#asking = undefined;
  }

  async #check(wish: string): Promise<void> {
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const answer = await this.#ask(wish, asking.signal);
      if (asking.signal.aborted) return;
      if (answer.free) this.state = 'free';
      else this.refuse(withCharacter(answer.code ?? 'name_taken', answer.character));
    } catch (error) {
      if (asking.signal.aborted) return;
      const code = codeOf(error);
      // The check is a courtesy: without an answer the join itself decides.
      if (code.startsWith('name_')) this.refuse(code);
      else this.state = 'unchecked';
    }
  }
}
