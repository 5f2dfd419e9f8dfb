import type { Desk } from './desk.ts';
import { expect } from './expect.ts';

interface Scripted {
  openedAddresses?: string[];
}

/** Takes the place of the system's browser: addresses that the desk opens are noted instead. */
export async function replaceSystemBrowser(desk: Desk): Promise<void> {
  await desk.application.evaluate(({ shell }) => {
    const place = globalThis as unknown as Scripted;
    place.openedAddresses = [];
    shell.openExternal = async (url: string) => {
      place.openedAddresses?.push(url);
    };
  });
}

/** Every address that the desk opened, in order. */
export function openedAddresses(desk: Desk): Promise<readonly string[]> {
  return desk.application.evaluate(() => (globalThis as unknown as Scripted).openedAddresses ?? []);
}

/** Waits until the desk has opened so many addresses; the newest. */
export async function openedAddress(desk: Desk, count: number): Promise<string> {
  await expect.poll(async () => (await openedAddresses(desk)).length).toBe(count);
  return (await openedAddresses(desk)).at(-1) ?? '';
}
