/** A part of the page that is fetched after the page itself, or when it is needed. */
export class Later<Part> {
  value = $state.raw<Part>();
  /** Why it could not be fetched the last time. */
  error = $state.raw<unknown>();
  readonly #load: () => Promise<Part>;
  #loading: Promise<void> | null = null;

  constructor(load: () => Promise<Part>) {
    this.#load = load;
  }

  /** Fetches it once; after a failure, again. */
  fetch(): Promise<void> {
    if (this.value !== undefined) return Promise.resolve();
    this.#loading ??= this.#attempt();
    return this.#loading;
  }

  async #attempt(): Promise<void> {
    this.error = undefined;
    try {
      this.value = await this.#load();
    } catch (cause) {
      this.error = cause;
    }
    this.#loading = null;
  }
}
