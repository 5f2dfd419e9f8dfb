import { defineConfig } from '@playwright/test';

// One worker: each test may run two desks and a mid-office, and the machine has two cores.
export default defineConfig({
  testDir: 'tests',
  testMatch: ['end-to-end/**/*.spec.ts', 'smoke/**/*.spec.ts'],
  globalSetup: './midoffice/testing/prepare-database.ts',
  outputDir: 'out/test/end-to-end',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list']],
});
