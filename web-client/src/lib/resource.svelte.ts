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
