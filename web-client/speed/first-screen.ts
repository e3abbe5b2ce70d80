/** How long until a page says something, and until it can be used; and what it took to get there. */
import type { Page } from '@playwright/test';

/** Slow 3G: so long from a request to the first of its answer, and so much each second. */
const ROUND_TRIP_MS = 400;
const BYTES_PER_SECOND = 400_000 / 8;
/** A cheap phone beside this machine. */
export const SLOWER_TIMES = 4;

interface FirstScreen {
  /** The first contentful paint: the first words. */
  words_ms: number;
  usable_ms: number;
  /** Until it can be used, sockets included. */
  requests: number;
  bytes: number;
}

/** Opens a page from an empty cache; it can be used when what `usable` names is seen. */
export async function firstScreen(page: Page, url: string, usable: string): Promise<FirstScreen> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: ROUND_TRIP_MS,
    downloadThroughput: BYTES_PER_SECOND,
    uploadThroughput: BYTES_PER_SECOND,
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_TIMES });
  let requests = 0;
  let bytes = 0;
  cdp.on('Network.requestWillBeSent', () => (requests += 1));
  cdp.on('Network.webSocketCreated', () => (requests += 1));
  cdp.on('Network.dataReceived', ({ encodedDataLength }) => (bytes += encodedDataLength));
  cdp.on(
    'Network.webSocketFrameReceived',
    ({ response }) => (bytes += response.payloadData.length),
  );
  await page.addInitScript((usable) => {
    const look = () => {
      const found = document.querySelector<HTMLElement>(usable);
      if (found?.checkVisibility())
        requestAnimationFrame(() => (window.usableMs = performance.now()));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, usable);
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.usableMs !== undefined, null, { timeout: 120_000 });
  const took = { requests, bytes };
  const times = await page.evaluate(() => ({
    words_ms: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    usable_ms: window.usableMs ?? NaN,
  }));
  return { words_ms: Math.round(times.words_ms), usable_ms: Math.round(times.usable_ms), ...took };
}

declare global {
  interface Window {
    usableMs?: number;
  }
}
