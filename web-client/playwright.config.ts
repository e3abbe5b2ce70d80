import { defineConfig } from '@playwright/test';

const port = Number(process.env.RONDO_E2E_PORT ?? 4173);

export default defineConfig({
  testDir: './e2e',
  outputDir: './test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env.CI,
  // A loaded machine may trip a test once. What passes only the second time is listed as flaky at the end,
  // and is a fault to look for.
  retries: 1,
  reporter: 'line',
  use: {
    locale: 'en-GB',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    },
    trace: 'retain-on-failure',
  },
  projects: [
    // The client alone, with stand-ins for the server.
    {
      name: 'client',
      testIgnore: 'e2e/real/**',
      // A page is looked at under a dozen conditions in one test.
      timeout: 120_000,
      use: { baseURL: `http://127.0.0.1:${port}` },
    },
    // Whole meetings: the real server, and a browser for each person.
    {
      name: 'server',
      testMatch: 'e2e/real/*.spec.ts',
      timeout: 180_000,
      expect: { timeout: 20_000 },
      use: {
        actionTimeout: 20_000,
        contextOptions: { reducedMotion: 'reduce' },
        trace: { mode: 'retain-on-failure', screenshots: false },
      },
    },
  ],
  webServer: {
    command: `npm run build && npx vite preview --host 127.0.0.1 --port ${port} --strictPort`,
    port,
    reuseExistingServer: !process.env.CI,
    timeout: 120_000,
  },
});
