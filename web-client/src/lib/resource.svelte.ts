import type { Page } from '../api/client';

/** Something loaded for a page, in one of three states. */
export class Resource<T> {
  value = $state.raw<T>();
  error = $state.raw<unknown>();
  readonly #load: () => Promise<T>;
  #attempt = 0;

  constructor(load: () => Promise<T>) {
    this.#load = load;
    void this.reload();
  }

  get state(): 'loading' | 'ready' | 'failed' {
    if (this.error !== undefined) return 'failed';
    return this.value === undefined ? 'loading' : 'ready';
  }

  /** Looks again, and keeps what there is if that fails. */
  async refresh(): Promise<void> {
    const attempt = this.#attempt;
    const value = await this.#load().catch(() => undefined);
    if (value !== undefined && attempt === this.#attempt && this.error === undefined)
      this.value = value;
  }

  async reload(): Promise<void> {
    const attempt = ++this.#attempt;
    this.error = undefined;
    try {
      const value = await this.#load();
      if (attempt === this.#attempt) this.value = value;
    } catch (error) {
      if (attempt === this.#attempt) this.error = error;
    }
  }
}

class Rest {
  next = $state<string | null>(null);
  busy = $state(false);
}

/** A list that comes page by page, and of which as much is shown as was asked for. */
export class Pages<T> extends Resource<readonly T[]> {
  readonly #ask: (after?: string) => Promise<Page<T>>;
  readonly #rest: Rest;

  constructor(ask: (after?: string) => Promise<Page<T>>) {
    const rest = new Rest();
    let shown = 0;
    super(async () => {
      const items: T[] = [];
      let next: string | null = null;
      do {
        const page: Page<T> = await ask(next ?? undefined);
        items.push(...page.items);
        next = page.next;
      } while (next && items.length < shown);
      rest.next = next;
      shown = items.length;
      return items;
    });
    this.#ask = async (after) => {
      const page = await ask(after);
      shown += page.items.length;
      return page;
    };
    this.#rest = rest;
  }

  /** Whether there are more than are shown. */
  get hasMore(): boolean {
    return this.#rest.next !== null;
  }

  get busy(): boolean {
    return this.#rest.busy;
  }

  /** Shows the next page after what is shown. */
  async more(): Promise<void> {
    const after = this.#rest.next;
    if (after === null || this.busy) return;
    this.#rest.busy = true;
    try {
      const page = await this.#ask(after);
      this.#rest.next = page.next;
      this.value = [...(this.value ?? []), ...page.items];
    } finally {
      this.#rest.busy = false;
    }
  }
}
