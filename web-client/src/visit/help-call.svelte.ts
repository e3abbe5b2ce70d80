/** The viewer's own call for help, and who has been told of it. */
export class HelpCall {
  /** The names of the leads who were here when it was made, or came since; null before a call. */
  told = $state.raw<readonly string[] | null>(null);

  made(): void {
    this.told ??= [];
  }

  /** `leads` are those who are here now: they see every call that stands. */
  seenBy(leads: readonly string[]): void {
    if (this.told === null || leads.every((name) => this.told?.includes(name))) return;
    this.told = [...new Set([...this.told, ...leads])];
  }

  forget(): void {
    this.told = null;
  }
}
