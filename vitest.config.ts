import { defineConfig } from 'vitest/config';

// Two cores: more workers only wait for each other. Tests with real servers, files and killed processes need room to breathe.
export default defineConfig({
  test: {
    include: ['{contract,main,preload,renderer,midoffice,simulators,build,bench}/**/*.test.{ts,tsx,mjs}'],
    exclude: ['**/node_modules/**', 'out/**'],
    globalSetup: ['midoffice/testing/prepare-database.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A busy machine may take long over what is fast by itself; the default of one second fails tests that are right.
    expect: { poll: { timeout: 20_000 } },
    passWithNoTests: false,
  },
});
