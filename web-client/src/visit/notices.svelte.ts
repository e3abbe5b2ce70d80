/** Notices on this device for one room: off until somebody turns them on, in words that tell nothing. */
import { api } from '../api/client';
import { hasWorkers, startWorker, worker } from '../lib/worker';
import type { RoomId } from '../protocol/generated';
import { isLookedAt } from './looking';
import { signs } from './signs.svelte';

type NoticeState =
  /** It is not known yet. */
  | 'unknown'
  /** This browser has none. */
  | 'unsupported'
  /** Only in a page that was put on the home screen, as on an iPhone. */
  | 'install'
  /** The browser forbids them for this page. */
  | 'denied'
  | 'off'
  | 'on';

/** Phones of Apple show no notices of a page in a tab. */
const inTabOfApple = (): boolean =>
  'standalone' in navigator && (navigator as { standalone?: boolean }).standalone === false;

function possible(): NoticeState {
  if (!hasWorkers()) return inTabOfApple() ? 'install' : 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  return 'off';
}

export class Notices {
  state = $state<NoticeState>('unknown');
  readonly #room: RoomId;

  constructor(room: RoomId) {
    this.#room = room;
  }

  /** Looks how it stands. What is on is said again: the browser's address, or the language, may be new. */
  async look(): Promise<void> {
    if (isLookedAt()) await this.close();
    const can = possible();
    if (can !== 'off') {
      this.state = can;
      return;
    }
    try {
      const on = await api.notices.isOn(this.#room);
      this.state = on && Notification.permission === 'granted' ? 'on' : 'off';
      if (this.state === 'on') await this.#subscribe();
    } catch {
      // Whoever has no seat that a browser knows has no notices either.
      if (this.state === 'unknown') this.state = 'off';
    }
  }

  /** Called from a press only, as browsers require. Fails if the browser's push service can't be reached. */
  async turnOn(): Promise<void> {
    const answer = await Notification.requestPermission();
    if (answer !== 'granted') {
      this.state = possible();
      return;
    }
    await this.#subscribe();
    this.state = 'on';
  }

  async turnOff(): Promise<void> {
    await api.notices.turnOff(this.#room);
    this.state = 'off';
    await this.close();
  }

  /** The choices changed, or the language did. */
  async say(): Promise<void> {
    if (this.state === 'on') await this.#subscribe();
  }

  /** Tells somebody who looks elsewhere what no server sends. */
  async tell(title: string): Promise<void> {
    if (this.state !== 'on' || isLookedAt()) return;
    const started = await worker();
    const silent = !signs.sound && !signs.vibration;
    await started?.showNotification(title, {
      tag: 'page',
      silent,
      data: { page: location.pathname },
    });
  }

  /** Back on the page: what the device still shows of it is old. */
  async close(): Promise<void> {
    const shown = (await (await worker())?.getNotifications()) ?? [];
    for (const notice of shown) {
      if ((notice.data as { page?: string } | null)?.page === location.pathname) notice.close();
    }
  }

  async #subscribe(): Promise<void> {
    const { pushManager } = await startWorker();
    const key = bytes(await api.notices.key());
    const kept = await pushManager.getSubscription();
    // One that was made with an earlier key of the server is of no use.
    const old = kept !== null && !same(kept.options.applicationServerKey, key);
    if (old) await kept.unsubscribe();
    const options = { userVisibleOnly: true, applicationServerKey: key };
    const subscription = kept && !old ? kept : await pushManager.subscribe(options);
    const { endpoint, keys } = subscription.toJSON();
    await api.notices.turnOn(this.#room, {
      endpoint: endpoint ?? '',
      key: keys?.p256dh ?? '',
      auth: keys?.auth ?? '',
      language: document.documentElement.lang === 'de' ? 'de' : 'en',
      sound: signs.sound,
      vibration: signs.vibration,
    });
  }
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function same(kept: ArrayBuffer | null, key: Uint8Array): boolean {
  if (kept === null) return false;
  const other = new Uint8Array(kept);
  return other.length === key.length && other.every((byte, i) => byte === key[i]);
}
