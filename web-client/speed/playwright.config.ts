import { defineConfig } from '@playwright/test';

/** Measures instead of testing: nothing runs beside it, and nothing is tried again. */
export default defineConfig({
  testDir: '.',
  testMatch: 'measure.ts',
  outputDir: '../test-results',
  workers: 1,
  reporter: 'line',
  timeout: 900_000,
  expect: { timeout: 120_000 },
  use: {
    locale: 'en-GB',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    },
  },
});
