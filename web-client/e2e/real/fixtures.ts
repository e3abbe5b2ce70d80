/** A real server for each test, and people with browsers of their own. */
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test as base, type Browser, type Page } from '@playwright/test';
import { DESK, Person, PHONE, type Setting } from './person.ts';
import { Server } from './server.ts';

/** Somebody comes with a browser of their own. */
export type Arrives = (name: string, setting?: Setting) => Promise<Person>;

interface Real {
  /** What is given to the program besides its settings. */
  command: string[];
  server: Server;
  /** Where people go. */
  origin: string;
  arrives: Arrives;
}

export const test = base.extend<Real>({
  command: [[], { option: true }],
  server: async ({ command }, use) => {
    const server = await Server.start(...command);
    await use(server);
    await server.stop();
    expect(server.log).not.toMatch(/panicked|ERROR/);
  },
  origin: async ({ server }, use) => use(server.origin),
  arrives: async ({ browser, origin }, use, info) => {
    const folder = process.env.RONDO_SHOTS;
    if (folder) mkdirSync(folder, { recursive: true });
    const spec = basename(info.file, '.spec.ts');
    const pictures = (name: string) => (folder ? join(folder, `${spec}-${name}.png`) : null);
    const errors: string[] = [];
    const pages: Page[] = [];
    await use(async (name, setting = {}) => {
      const page = await open(browser, origin, setting);
      pages.push(page);
      watch(page, name, errors);
      return new Person(name, page, setting, pictures);
    });
    await Promise.all(pages.map((page) => page.context().close()));
    expect(errors).toEqual([]);
  },
});
export { expect } from '@playwright/test';

async function open(browser: Browser, origin: string, setting: Setting): Promise<Page> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: setting.phone ? PHONE : DESK,
    hasTouch: setting.phone ?? false,
    locale: setting.german ? 'de-DE' : 'en-GB',
  });
  await context.addInitScript(() => {
    window.rondoSockets = [];
    window.WebSocket = class extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        window.rondoSockets.push(this);
      }
    };
  });
  return context.newPage();
}

/** Errors in a page, also of the content security policy; a lost connection is none. */
function watch(page: Page, name: string, errors: string[]): void {
  const expected = /Failed to load resource|WebSocket connection to|net::ERR_/;
  page.on('pageerror', (error) => errors.push(`${name}: ${error}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' || expected.test(message.text())) return;
    errors.push(`${name}: ${message.text()}`);
  });
}
