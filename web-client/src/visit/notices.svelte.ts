/** Tells somebody who looks elsewhere that they are wanted here; without a word of where. */
class Notices {
  state = $state<'unavailable' | 'off' | 'on' | 'blocked'>(
    'Notification' in globalThis ? 'off' : 'unavailable',
  );

  /** Asks for permission. Called from a click only, as browsers require. */
  async ask(): Promise<void> {
    const answer = await Notification.requestPermission();
    this.state = answer === 'granted' ? 'on' : 'blocked';
  }

  tell(title: string): void {
    if (this.state !== 'on' || document.visibilityState === 'visible') return;
    try {
      new Notification(title, { tag: 'rondo' });
    } catch {
      // Some phones allow notices from a service worker only; the page itself shows it, too.
    }
  }
}

export const notices = new Notices();
