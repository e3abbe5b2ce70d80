/** A meeting of hundreds of messages, in one page. */
import { expect, test } from './fixtures.ts';
import { FakeHub } from './fake/hub.ts';
import { checkIn, floor } from './fake/meeting.ts';
import { message } from './fake/people.ts';

// What is recorded of the page would cost more the longer it is.
test.use({ trace: 'off' });

test('one more message costs about the same in a long meeting as in a short one', async ({
  page,
}) => {
  const view = { ...checkIn('Marlow'), messages: [], item: 0, floor: floor() };
  const hub = await FakeHub.open(page, { view });
  await page.goto('/meet/room');
  await expect(page.getByRole('textbox')).toBeVisible();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const spent = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
    return of('ScriptDuration') + of('RecalcStyleDuration') + of('LayoutDuration');
  };
  let said = 0;
  const say = async (count: number) => {
    const names = ['Kit', 'Bo'];
    const words = () =>
      message(names[said % 2]!, `Words ${(said += 1)}`, { turn: null, kind: 'open', item: 0 });
    hub.tell(
      ...Array.from({ length: count }, () => ({ type: 'posted' as const, message: words() })),
    );
    // Looking for the words would cost more the more there are.
    await page.waitForTimeout(100);
  };
  const cost = async () => {
    const before = await spent();
    for (let i = 0; i < 15; i += 1) await say(1);
    return (await spent()) - before;
  };
  await say(20);
  const short = await cost();
  await say(800);
  await expect(page.getByRole('log').getByText(`Words ${said}`, { exact: true })).toBeVisible();
  const long = await cost();
  expect(long / short).toBeLessThan(3);
});

test('hundreds of messages at once are all there, in order, with the last one in sight', async ({
  page,
}) => {
  const view = { ...checkIn('Marlow'), messages: [], item: 0, floor: floor() };
  const hub = await FakeHub.open(page, { view });
  await page.goto('/meet/room');
  await expect(page.getByRole('textbox')).toBeVisible();
  const words = Array.from({ length: 300 }, (_, i) => `Words ${i}`);
  const posted = (text: string, i: number) => ({
    type: 'posted' as const,
    message: message(i % 2 ? 'Kit' : 'Bo', text, { turn: null, kind: 'open', item: 0 }),
  });
  hub.tell(...words.map(posted));
  // Right behind it, and yet after it.
  hub.tell(posted('The last', 0));
  const log = page.getByRole('log');
  await expect(log.getByText('The last')).toBeInViewport();
  await expect(log.getByText(/^(Words \d+|The last)$/)).toHaveText([...words, 'The last']);
  // Who reads further up stays there.
  const first = log.getByText('Words 3', { exact: true });
  await first.scrollIntoViewIfNeeded();
  await page.waitForTimeout(100);
  const before = await first.boundingBox();
  hub.tell(posted('One more', 1));
  await page.getByRole('button', { name: 'To the newest' }).waitFor();
  expect((await first.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
  await page.getByRole('button', { name: 'To the newest' }).click();
  await expect(log.getByText('One more')).toBeInViewport();
});
