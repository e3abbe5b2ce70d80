/** The server that has a room is killed, and the room goes on by another one: as people see it. */
import type { Page } from '@playwright/test';
import { BALANCERS, Cluster, type Balancer } from './cluster.ts';
import { expect, test as base, type Arrives } from './fixtures.ts';
import { beginRound } from './host.ts';
import type { Person } from './person.ts';

const test = base.extend<{ cluster: Cluster; balancer: Balancer }>({
  balancer: ['haproxy', { option: true }],
  cluster: async ({ balancer }, use) => {
    const cluster = await Cluster.start(balancer);
    await use(cluster);
    await cluster.stop();
    for (const { log } of cluster.servers) expect(log).not.toMatch(/panicked/);
  },
  origin: async ({ cluster }, use) => use(cluster.origin),
});

/** What may be said for a moment. */
const HARMLESS =
  /^(You’re offline|Du bist offline|The meeting stood still|Das Treffen stand kurz still)/;

/** Every banner that a page has shown, since it was asked to remember. */
async function remember(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.rondoBanners = [];
    const look = () => {
      for (const banner of document.querySelectorAll('.banners .notice')) {
        const text = banner.textContent?.replace(/\s+/g, ' ').trim() ?? '';
        if (text && !window.rondoBanners.includes(text)) window.rondoBanners.push(text);
      }
    };
    look();
    const all = { childList: true, subtree: true, characterData: true };
    new MutationObserver(look).observe(document.body, all);
  });
}

const banners = ({ page }: Person): Promise<string[]> => page.evaluate(() => window.rondoBanners);

for (const balancer of BALANCERS) {
  test.describe(`behind ${balancer}`, () => {
    test.use({ balancer });
    test('a room goes on by another server, and people go on typing', async ({
      cluster,
      arrives,
    }) => {
      await goesOnElsewhere(cluster, arrives);
    });
  });
}

async function goesOnElsewhere(cluster: Cluster, arrives: Arrives): Promise<void> {
  const { step } = test;
  const hanne = await arrives('Hanne', { phone: true });
  const marlow = await arrives('Marlow', { phone: true, german: true });
  const kit = await arrives('Kit');
  const everyone = [hanne, marlow, kit];

  await step('a round is going on', async () => {
    await beginRound(cluster.servers[0]!.link('setup'), hanne, [marlow, kit]);
    await hanne.share();
    await hanne.say('A good week.');
    await hanne.done();
    await marlow.share();
    await marlow.say('A hard one.');
    for (const { page } of everyone) await remember(page);
  });

  const said = ['A good week.', 'A hard one.'];
  const goesOn = async (line: string, end: (server: number) => Promise<void>) => {
    const before = await cluster.owner();
    expect(before).toBeGreaterThanOrEqual(0);
    // What was begun is finished and sent while there is no server.
    await marlow.write(marlow.field, line.slice(0, 5));
    await kit.write(kit.field, `Mine, after ${said.length} lines`);
    const ended = end(before);
    await marlow.write(marlow.field, line);
    await marlow.send();
    await ended;
    said.push(line);
    for (const person of everyone) await person.hasRead(said);
    await expect(marlow.page.getByText(marlow.words.sending)).toBeHidden();
    await expect(kit.field).toHaveValue(`Mine, after ${said.length - 1} lines`);
    expect(await cluster.owner()).not.toBe(before);
  };

  await step('its server is killed', async () => {
    let killed = -1;
    await goesOn('And then it was over.', async (owner) => {
      killed = owner;
      await cluster.servers[owner]!.kill();
    });
    await hanne.look('phone-lead-after-kill');
    await kit.look('after-kill');
    await cluster.servers[killed]!.startAgain();
  });

  await step('its server is told to stop', async () => {
    await goesOn('That is all of it.', (owner) => cluster.servers[owner]!.end());
    await marlow.look('phone-member-after-stop');
  });

  await step('nobody was told more than that the connection was lost', async () => {
    for (const person of everyone) {
      for (const banner of await banners(person)) expect(banner).toMatch(HARMLESS);
    }
  });

  await step('the round goes on', async () => {
    await marlow.done();
    await kit.share();
    await kit.say('Mine was long.');
    for (const person of everyone) await person.hasRead([...said, 'Mine was long.']);
  });
}

declare global {
  interface Window {
    rondoBanners: string[];
  }
}
