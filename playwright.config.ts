import { defineConfig } from '@playwright/test';

// Two workers, of a file each: a desk and a mid-office are in use half of the time, and wait for each other the other half.
export default defineConfig({
  testDir: 'tests',
  testMatch: ['end-to-end/**/*.spec.ts', 'smoke/**/*.spec.ts'],
  globalSetup: ['./midoffice/testing/prepare-database.ts', './tests/support/stage-once.ts'],
  outputDir: 'out/test/end-to-end',
  workers: 2,
  fullyParallel: false,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list']],
});
