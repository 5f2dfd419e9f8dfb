import type { Page } from '@playwright/test';

/** Everything that a window holds of a page: its document, what stands in its fields, its title and its address. */
export async function everythingIn(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')];
    const values = fields.map(({ value }) => value);
    return [document.documentElement.outerHTML, ...values, document.title, location.href].join('\n');
  });
}
