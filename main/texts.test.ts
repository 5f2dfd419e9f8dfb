import { locales } from '@onthaal/contract/ipc/channels.ts';
import { expect, test } from 'vitest';
import { sayIn } from './texts.ts';

test('main speaks the language that is chosen, also after another one is chosen', () => {
  let chosen: (typeof locales)[number] = 'nl-BE';
  const say = sayIn(() => chosen);
  expect(say('desktop.menu.quit')).toBe('Onthaal afsluiten');
  chosen = 'fr';
  expect(say('desktop.menu.quit')).toBe('Quitter Onthaal');
  expect(new Set(locales.map((locale) => sayIn(() => locale)('desktop.unresponsive.detail'))).size).toBe(
    locales.length,
  );
});
