/** What the main thread of a page does while something happens. */
import type { CDPSession, Page } from '@playwright/test';

/** From one message to the next, so that each is drawn by itself. */
const APART_MS = 400;
const TIMES = 10;

export interface Cost {
  task_ms: number;
  script_ms: number;
  style_ms: number;
  layout_ms: number;
}

const NAMES = {
  task_ms: 'TaskDuration',
  script_ms: 'ScriptDuration',
  style_ms: 'RecalcStyleDuration',
  layout_ms: 'LayoutDuration',
} as const;

async function spent(cdp: CDPSession): Promise<Cost> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (name: string) => (metrics.find((one) => one.name === name)?.value ?? 0) * 1_000;
  return mapped((key) => of(NAMES[key]));
}

const mapped = (value: (key: keyof Cost) => number): Cost => ({
  task_ms: value('task_ms'),
  script_ms: value('script_ms'),
  style_ms: value('style_ms'),
  layout_ms: value('layout_ms'),
});

export class MainThread {
  readonly #page: Page;
  readonly #cdp: CDPSession;

  private constructor(page: Page, cdp: CDPSession) {
    this.#page = page;
    this.#cdp = cdp;
  }

  static async of(page: Page): Promise<MainThread> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    return new MainThread(page, cdp);
  }

  async slower(times: number): Promise<void> {
    await this.#cdp.send('Emulation.setCPUThrottlingRate', { rate: times });
  }

  /** What one act costs beside what the page does anyway in the same time. */
  async costOf(act: () => Promise<void>): Promise<Cost> {
    const series = async (act: () => Promise<void>) => {
      const before = await spent(this.#cdp);
      for (let i = 0; i < TIMES; i += 1) {
        await act();
        await this.#page.waitForTimeout(APART_MS);
      }
      const after = await spent(this.#cdp);
      return mapped((key) => (after[key] - before[key]) / TIMES);
    };
    const idle = await series(async () => {});
    const busy = await series(act);
    return mapped((key) => Math.round(Math.max(0, busy[key] - idle[key]) * 10) / 10);
  }

  /** The longest task while something happens and a second after it; browsers name none below 50 ms. */
  async longestTask(act: () => Promise<void>): Promise<number> {
    await this.#page.evaluate(() => {
      window.longTasks = [];
      window.longTaskObserver ??= new PerformanceObserver((list) =>
        window.longTasks.push(...list.getEntries().map(({ duration }) => duration)),
      );
      window.longTaskObserver.observe({ entryTypes: ['longtask'] });
    });
    await act();
    await this.#page.waitForTimeout(1_000);
    return Math.round(await this.#page.evaluate(() => Math.max(0, ...window.longTasks)));
  }
}

declare global {
  interface Window {
    longTasks: number[];
    longTaskObserver?: PerformanceObserver;
  }
}
