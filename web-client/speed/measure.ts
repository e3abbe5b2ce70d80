/**
 * The first screen on a slow line and a slow phone, and a long meeting: measured in Chromium with the
 * real server, and printed. Nothing passes or fails by a figure.
 */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { Person, PHONE } from '../e2e/real/person.ts';
import { Server } from '../e2e/real/server.ts';
import { report, type Figures } from './figures.ts';
import { firstScreen, SLOWER_TIMES } from './first-screen.ts';
import { gather, type Group } from './group.ts';
import { MainThread } from './main-thread.ts';

/** The middle one counts. */
const RUNS = 3;
const LENGTHS = [10, 100, 1_000];
const ARRIVING = 300;

test('measure', async ({ browser }) => {
  const server = await Server.start();
  const figures: Figures = {};
  try {
    const group = await gather(browser, server);
    say('gathered');
    await group.write(10);
    const marlow = await takeSeat(browser, server, group);
    await screens(browser, server, group, marlow.page, figures);
    await long(marlow, group, figures);
  } finally {
    await server.stop();
  }
  report(figures);
});

const say = (what: string) => console.log(new Date().toISOString().slice(11, 19), what);

async function takeSeat(browser: Browser, server: Server, group: Group): Promise<Person> {
  const context = await browser.newContext({
    baseURL: server.origin,
    viewport: PHONE,
    hasTouch: true,
  });
  const person = new Person('Marlow', await context.newPage(), { phone: true }, () => null);
  await person.takeSeat(group.invite);
  await expect(person.log).toBeVisible();
  return person;
}

async function screens(
  browser: Browser,
  server: Server,
  group: Group,
  seated: Page,
  figures: Figures,
): Promise<void> {
  const meeting = new URL(seated.url()).pathname;
  const storageState = await seated.context().storageState();
  await seated.goto('about:blank');
  const of = async (name: string, url: string, usable: string, state: object) => {
    say(name);
    const runs = [];
    for (let i = 0; i < RUNS; i += 1) {
      const context = await browser.newContext({
        baseURL: server.origin,
        viewport: PHONE,
        ...state,
      });
      runs.push(await firstScreen(await context.newPage(), url, usable));
      await context.close();
    }
    for (const key of ['words_ms', 'usable_ms', 'requests', 'bytes'] as const) {
      const values = runs.map((run) => run[key]).toSorted((a, b) => a - b);
      figures[`${name}: ${key}`] = values[Math.floor(RUNS / 2)] ?? NaN;
    }
  };
  await of('meeting', meeting, 'main textarea', { storageState });
  await of('invitation', group.invite, 'main h1', {});
  await seated.goto(meeting);
}

/** One page that stays while the meeting gets longer. */
async function long(person: Person, group: Group, figures: Figures): Promise<void> {
  const { page } = person;
  const thread = await MainThread.of(page);
  // Counted by the page: looking from outside would be among its longest tasks.
  const messages = () => page.evaluate(() => document.querySelectorAll('[role=log] .text').length);
  await expect(person.log).toBeVisible();
  for (const length of LENGTHS) {
    const before = await messages();
    const more = Math.max(0, length - before);
    await group.write(more);
    await expect.poll(messages).toBe(before + more);
    for (const rate of [1, SLOWER_TIMES]) {
      say(`one more of ${length}, ${rate}x`);
      await thread.slower(rate);
      const cost = await thread.costOf(() => group.write(1));
      for (const [part, ms] of Object.entries(cost)) {
        figures[`one more of ${length}, ${rate}x: ${part}`] = ms;
      }
    }
    await thread.slower(1);
  }
  for (const rate of [1, SLOWER_TIMES]) {
    await thread.slower(rate);
    const before = await messages();
    say(`${ARRIVING} arriving, ${rate}x`);
    const all = async () => {
      await group.write(ARRIVING);
      await expect.poll(messages).toBe(before + ARRIVING);
    };
    figures[`${ARRIVING} arriving, ${rate}x: longest task_ms`] = await thread.longestTask(all);
    await person.page.waitForTimeout(8_000);
  }
  await thread.slower(1);
}
