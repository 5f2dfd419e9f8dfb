import type { Page } from '@playwright/test';
import type { Desk } from './desk.ts';

/** Shows a page that is not of the desk, to judge it. */
export async function openHtml(desk: Desk, html: string): Promise<Page> {
  const opened = desk.application.waitForEvent('window');
  await desk.application.evaluate(
    ({ BrowserWindow }, url) => void new BrowserWindow({ width: 420, height: 800 }).loadURL(url),
    `data:text/html;charset=utf-8,${encodeURIComponent(html)}`,
  );
  return opened;
}
