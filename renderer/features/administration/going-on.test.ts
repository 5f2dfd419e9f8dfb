import type { Reference } from '@onthaal/contract/entities/reference.ts';
import { expect, it } from 'vitest';
import { changesTheme, goingOn } from './going-on.ts';

const data = { theme: 'Papieren', minutes: 5, minutesPerExtraPerson: 0, teamId: 'team', modes: [], bring: [] };
const row = (more: object, kind: Reference['kind'] = 'product') =>
  ({ kind, data: { ...data, ...more } }) as unknown as Reference;
const drafted = { ...data, names: { fr: 'Carte' }, bring: ['Uw kaart'] };

it('goes on with the words of a product, and leaves what others wrote of its theme and its length', () => {
  const theirs = row({ minutes: 10, names: { de: 'Karte' }, themeNames: { fr: 'Papiers' } });
  expect(goingOn(theirs, drafted, false)).toEqual({
    ...{ ...drafted, minutes: 10, themeNames: { fr: 'Papiers' } },
  });
});

it.each([
  ['what was typed of the theme since the form was opened', true, { fr: 'Actes', de: 'Akten' }],
  ['what the row does not say when it is not known who typed it', false, { fr: 'Papiers', de: 'Akten' }],
])('goes on with %s', (_name, isThemeTyped, themeNames) => {
  const mine = { ...drafted, themeNames: { fr: 'Actes', de: 'Akten' } };
  expect(goingOn(row({ themeNames: { fr: 'Papiers' } }), mine, isThemeTyped)).toMatchObject({ themeNames });
});

it('goes on with all of a draft of what shares nothing', () => {
  expect(goingOn(row({ themeNames: {} }, 'decisionTree'), drafted, false)).toBe(drafted);
});

it('takes only other words for a change of the theme', () => {
  expect(changesTheme(data, { ...data, themeNames: {}, names: { fr: 'Carte' } })).toBe(false);
  expect(changesTheme(data, { ...data, themeNames: { fr: 'Papiers' } })).toBe(true);
});
