/** Notices on the device, where there is no push service. */
import type { Page } from '@playwright/test';

const KEY =
  'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4';

/** No push service can be reached in a test, so what the browser would ask of one is answered here. */
export async function subscribes(page: Page): Promise<void> {
  await page.addInitScript(() => {
    PushManager.prototype.getSubscription = () => Promise.resolve(null);
    PushManager.prototype.subscribe = (options) => {
      const key = new Uint8Array(options?.applicationServerKey as ArrayBuffer);
      const made = {
        endpoint: `https://push.example/${key.length}`,
        keys: { p256dh: 'p256dh', auth: 'auth' },
      };
      return Promise.resolve({ toJSON: () => made } as unknown as PushSubscription);
    };
  });
}

/** What the server says of notices of a room. */
export const pushAnswers = (room: string, on: boolean) => ({
  'GET /api/push': { body: { key: KEY } },
  [`GET /api/seat/${room}/push`]: { body: { on } },
  [`PUT /api/seat/${room}/push`]: { status: 204 },
  [`DELETE /api/seat/${room}/push`]: { status: 204 },
});
