import type { Page } from '@playwright/test';

const MOST_STOPS = 40;

/** Roles that somebody uses: a screen reader that meets one without a name can only say what kind of thing it is. */
const usable =
  'button|checkbox|combobox|dialog|alertdialog|grid|link|listbox|menuitem|menuitemradio|meter|option|progressbar|radio|radiogroup|region|searchbox|slider|spinbutton|switch|tab|table|textbox';
const unnamed = new RegExp(`^\\s*- (?:${usable})(?: \\[[^\\]]*\\])*:?$`);

/** What can be used on a page and has no name for a screen reader, one line per place, with what stands before it. */
export async function unnamedOf(page: Page, screen: string): Promise<readonly string[]> {
  const lines = (await page.locator('body').ariaSnapshot()).split('\n');
  return lines.flatMap((line, at) => {
    if (!unnamed.test(line)) return [];
    const before = lines.slice(Math.max(0, at - 2), at).map((other) => other.trim());
    return [`${screen}: no name: ${line.trim()} after ${before.join(' / ')}`];
  });
}

/** What a screen reader says of what has the focus: its role, its name and its state. */
export async function spokenFocus(page: Page): Promise<string> {
  const [first = ''] = (await page.locator(':focus').ariaSnapshot()).split('\n');
  return first.replace(/^- /, '').replace(/:.*$/, '');
}

/** What a screen reader says at each Tab, from what has the focus now until it comes round; the focus stays on the last of them. */
export async function spokenStops(page: Page): Promise<readonly string[]> {
  // A box that was gone through may have opened its list, and says so the second time.
  const named = (spoken: string) => spoken.replace(/ \[expanded\]$/, '');
  const stops = [await spokenFocus(page)];
  while (stops.length < MOST_STOPS) {
    await page.keyboard.press('Tab');
    const next = await spokenFocus(page);
    if (stops.some((stop) => named(stop) === named(next))) break;
    stops.push(next);
  }
  await page.keyboard.press('Shift+Tab');
  return stops;
}
