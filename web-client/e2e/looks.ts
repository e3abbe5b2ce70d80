/** The conditions under which a page is looked at: widths, lights, contrast, writing direction. */
import type { Page } from '@playwright/test';
import { expectAccessible, expectLargeTargets, expectNoSidewaysScroll } from './fixtures.ts';
import { picture } from './pictures.ts';

export interface Look {
  name: string;
  width: number;
  height: number;
  media?: NonNullable<Parameters<Page['emulateMedia']>[0]>;
  rightToLeft?: boolean;
  /** What can't be told there: axe knows nothing of forced colours, a finger nothing of zoom. */
  spare?: ('axe' | 'targets' | 'width')[];
}

const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 800 };
const dark = { colorScheme: 'dark' } as const;

export const everywhere: Look[] = [
  { name: 'desk-light', ...desk },
  { name: 'desk-dark', ...desk, media: dark },
  { name: 'phone-dark', ...phone, media: dark },
  { name: 'phone-light', ...phone },
  { name: '320', width: 320, height: 640, spare: ['axe', 'targets'] },
];

/** For the pages that tell most. */
export const besides: Look[] = [
  { name: 'tablet', width: 820, height: 1180 },
  { name: 'contrast-light', ...phone, media: { contrast: 'more' }, spare: ['targets'] },
  { name: 'contrast-dark', ...desk, media: { contrast: 'more', ...dark }, spare: ['targets'] },
  {
    name: 'forced',
    ...desk,
    media: { forcedColors: 'active' },
    spare: ['axe', 'targets', 'width'],
  },
  { name: 'rtl-desk', ...desk, rightToLeft: true, spare: ['axe', 'targets'] },
  { name: 'rtl-phone', ...phone, rightToLeft: true, spare: ['axe', 'targets'] },
];

const plain = { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' } as const;

/** One page, that stays open, under each of them. */
export async function lookAt(
  page: Page,
  name: string,
  looks: readonly Look[],
  { fullPage = false } = {},
): Promise<void> {
  for (const look of looks) {
    await page.setViewportSize({ width: look.width, height: look.height });
    await page.emulateMedia({ ...plain, ...look.media, reducedMotion: 'reduce' });
    if (look.rightToLeft) {
      // The build writes `:dir(rtl)` as a list of languages, so the language counts, too.
      await page.evaluate(() =>
        Object.assign(document.documentElement, { dir: 'rtl', lang: 'ar' }),
      );
    }
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: picture(`${name}-${look.name}`), fullPage });
    const spare = look.spare ?? [];
    if (!spare.includes('axe')) await expectAccessible(page);
    if (!spare.includes('targets')) await expectLargeTargets(page);
    if (!spare.includes('width')) await expectNoSidewaysScroll(page);
  }
}
