import { expect as playwrightExpect } from '@playwright/test';

/** As long as playwright.config.ts allows; the tour runs without that file. */
export const EXPECT_MILLISECONDS = 15_000;

/** `expect` that waits equally long in the test runner and outside it (the tour). */
export const expect = playwrightExpect.configure({ timeout: EXPECT_MILLISECONDS });
