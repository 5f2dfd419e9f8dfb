import type { KioskHall } from '@onthaal/contract/session/kiosk-hall.ts';
import { describe, expect, test } from 'vitest';
import { afterAnswer, birthDay, codeIn, firstOfWalkIn, silenceAfter, themesOf } from './hall-steps.ts';

const tree = {
  ...{ id: 'tree', name: 'Ik verhuis' },
  questions: [
    { id: 'eerst', text: 'Waarheen?', answers: [{ text: 'Binnen de gemeente', questionId: 'dan' }] },
    { id: 'dan', text: 'Met wie?', answers: [{ text: 'Alleen', productCode: 'adres' }] },
  ],
};
const hall: KioskHall = {
  trees: [tree],
  products: [
    { code: 'adres', name: 'Adreswijziging', theme: 'Wonen' },
    { code: 'rijbewijs', name: 'Rijbewijs', theme: 'Mobiliteit' },
    { code: 'attest', name: 'Attest', theme: 'Wonen', themeNames: { fr: 'Logement' } },
  ],
};

describe('what is chosen in the hall', () => {
  test('leads to the next question, to a product, or to the desk when nobody here helps with it', () => {
    expect(afterAnswer(hall, tree, { text: '', questionId: 'dan' })).toEqual({
      step: { at: 'question', tree, questionId: 'dan' },
    });
    expect(afterAnswer(hall, tree, { text: '', productCode: 'adres' })).toEqual({ product: hall.products[0] });
    for (const answer of [{ text: '', productCode: 'elders' }, { text: '', questionId: 'weg' }, { text: '' }]) {
      expect(afterAnswer(hall, tree, answer)).toEqual({ step: { at: 'notHere' } });
    }
  });

  test('begins with what citizens say, else with the themes, each of them once', () => {
    expect(firstOfWalkIn(hall)).toEqual({ at: 'trees' });
    expect(firstOfWalkIn({ ...hall, trees: [] })).toEqual({ at: 'themes' });
    expect(themesOf(hall)).toEqual([{ name: 'Wonen', names: { fr: 'Logement' } }, { name: 'Mobiliteit' }]);
  });
});

describe('what somebody shows or types', () => {
  test.each([
    ['a234-5678', 'A2345678'],
    ['\u0002A2345678\r', 'A2345678'],
    ['https://afspraak.example/mijn?code=A2345678', 'A2345678'],
    ['https://afspraak.example/', undefined],
    ['???', undefined],
  ])('%s is the code %s', (read, code) => expect(codeIn(read)).toBe(code));

  test.each([
    ['03021980', '1980-02-03'],
    ['29022024', '2024-02-29'],
    ['29022023', undefined],
    ['31131980', undefined],
    ['0302198', undefined],
  ])('%s is the day %s', (digits, day) => expect(birthDay(digits)).toBe(day));
});

describe('a silence before the screen', () => {
  test('is counted down for twenty seconds before it begins anew', () => {
    expect(silenceAfter(39, 40)).toEqual({ isOver: false });
    expect(silenceAfter(40, 40)).toEqual({ isOver: false, seconds: 20 });
    expect(silenceAfter(59.5, 40)).toEqual({ isOver: false, seconds: 1 });
    expect(silenceAfter(60, 40)).toEqual({ isOver: true });
  });
});
