import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Desk } from './desk.ts';
import { expect } from './expect.ts';

/** Themes in which every screen is judged. */
export const THEMES = ['light', 'highContrast'] as const;
export type Theme = (typeof THEMES)[number];

/** Sets the colours as the preferences do. */
export async function useTheme(page: Page, theme: Theme | 'dark'): Promise<void> {
  await page.evaluate(async (wanted) => {
    const { onthaal } = globalThis as unknown as {
      onthaal: { request(channel: string, args: unknown): Promise<{ ok: boolean; value: object }> };
    };
    const { value } = await onthaal.request('preferences:read', {});
    await onthaal.request('preferences:write', { ...value, theme: wanted });
  }, theme);
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}

/** Waits until nothing moves any more: axe tells by the pixels whether a dialog covers the page. What turns for ever is left alone. */
export async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (;;) {
      // What is just put on the page begins to move with the next frame.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const moving = document
        .getAnimations()
        .filter(({ effect, playState }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
      // Until a dialog may come in, React Aria hides it by these styles.
      const isPreparing = document.querySelector('[style*="mask-image"]') !== null;
      if (moving.length === 0 && !isPreparing) return;
      await Promise.allSettled(moving.map(({ finished }) => finished));
    }
  });
}

/** Enlarges the page, and waits until it is drawn like that: until then it is judged as it was. */
export async function zoomTo(desk: Desk, factor: number): Promise<void> {
  const before = await desk.page.evaluate(() => globalThis.devicePixelRatio);
  const relative = await desk.application.evaluate(({ BrowserWindow }, wanted) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents;
    const current = page?.getZoomFactor() ?? 1;
    page?.setZoomFactor(wanted);
    return wanted / current;
  }, factor);
  await expect.poll(() => desk.page.evaluate(() => globalThis.devicePixelRatio)).toBeCloseTo(before * relative, 2);
}

/** What axe finds on what the page shows now, one line per place. */
export async function violationsOf(page: Page, screen: string): Promise<readonly string[]> {
  // React Aria says "busy" by the name of the button, and keeps that for seven seconds, also when the button is gone.
  await expect(page.locator('[data-live-announcer] [role="img"]')).toHaveCount(0, { timeout: 10_000 });
  await untilStill(page);
  // Legacy mode runs in one page: Electron cannot open the blank page that the other mode needs.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const reason = failureSummary?.split('\n').slice(1).join(' ').trim() ?? '';
      return `${screen}: ${id} at ${target.join(' ')}: ${reason}`;
    }),
  );
}

/** What is reached only by scrolling sideways, one line per part of the page. */
export async function sidewaysScrolls(page: Page, screen: string): Promise<readonly string[]> {
  const wide = await page.evaluate(() => {
    const root = document.documentElement;
    const overflow = (element: Element): number => element.scrollWidth - element.clientWidth;
    const clips = (element: Element): boolean => !/visible/.test(getComputedStyle(element).overflowX);
    const containers = [...document.querySelectorAll('body, #root, main, .frame, .frame-side, .dialog, .screen')];
    return [root, ...containers]
      .filter((element) => overflow(element) > 1 && (element === root || clips(element)))
      .map((element) => `${element.tagName}.${element.className} is ${overflow(element)} pixels too wide`);
  });
  return wide.map((line) => `${screen}: ${line}`);
}
