import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReferenceData } from '../../entities/reference.ts';
import {
  knownTranslations,
  missingIn,
  translationsFromElsewhere,
  withPapers,
  withProductTranslations,
  withTreeTranslations,
  wordsOfProduct,
  wordsOfTree,
} from './index.ts';

const product: ReferenceData['product'] = {
  ...{ theme: 'Burgerzaken', minutes: 5, minutesPerExtraPerson: 0, teamId: 't', modes: [] },
  ...{
    names: { fr: 'Passeport' },
    bring: ['Uw kaart', 'Een pasfoto'],
    bringNames: { 'Uw kaart': { fr: 'Votre carte' } },
  },
};
const tree: ReferenceData['decisionTree'] = {
  order: 1,
  questions: [
    { id: 'a', text: 'Wat?', names: { fr: 'Quoi ?' }, answers: [{ text: 'Ja', productCode: 'x' }, { text: '' }] },
  ],
};

describe('the words of a row', () => {
  it('are all that citizens read of it, with what is missing in a language; words that are not written yet miss nothing', () => {
    const words = wordsOfProduct('Reispas', product);
    expect(words.map(({ key, dutch, names }) => [key, dutch, names.fr])).toEqual([
      ['name', 'Reispas', 'Passeport'],
      ['theme', 'Burgerzaken', undefined],
      ['paper 0', 'Uw kaart', 'Votre carte'],
      ['paper 1', 'Een pasfoto', undefined],
    ]);
    expect([missingIn(words, 'fr'), missingIn(words, 'de')]).toEqual([2, 4]);
    const ofTree = wordsOfTree('Ik reis', tree);
    expect(ofTree.map(({ part, number }) => [part, number])).toEqual([
      ['name', undefined],
      ['question', 1],
      ['answer', 1],
      ['answer', 2],
    ]);
    expect([missingIn(ofTree, 'fr'), missingIn(ofTree, 'en')]).toEqual([2, 3]);
  });

  it('are written each by its key, and taken away when nothing is left of them', () => {
    expect(withProductTranslations(product, { 'paper 1': { fr: 'Une photo' } })).toEqual({
      bringNames: { 'Uw kaart': { fr: 'Votre carte' }, 'Een pasfoto': { fr: 'Une photo' } },
    });
    expect(
      withProductTranslations(product, { name: { fr: ' ' }, theme: { de: 'Bürger' }, 'paper 0': { fr: '' } }),
    ).toEqual({ names: {}, themeNames: { de: 'Bürger' }, bringNames: {} });
    const changes = { name: { en: 'I travel' }, 'question a': { fr: '' }, 'answer a 0': { fr: 'Oui' } };
    expect(withTreeTranslations(tree, changes)).toEqual({
      names: { en: 'I travel' },
      questions: [
        { id: 'a', text: 'Wat?', answers: [{ text: 'Ja', productCode: 'x', names: { fr: 'Oui' } }, { text: '' }] },
      ],
    });
  });

  it('take over what the same words are called elsewhere, and never over what is here', () => {
    const elsewhere = {
      ...product,
      bring: ['Een pasfoto', 'Uw kaart'],
      bringNames: {
        'Een pasfoto': { fr: 'Une photo', de: 'Ein Foto' },
        'Uw kaart': { fr: 'La carte', en: 'Your card' },
      },
    };
    const known = knownTranslations([{ kind: 'product', name: 'Ander', data: elsewhere }]);
    const { changes, count } = translationsFromElsewhere(wordsOfProduct('Reispas', product), known);
    expect(count).toBe(3);
    expect(withProductTranslations(product, changes).bringNames).toEqual({
      'Uw kaart': { fr: 'Votre carte', en: 'Your card' },
      'Een pasfoto': { fr: 'Une photo', de: 'Ein Foto' },
    });
    const after = { ...product, ...withProductTranslations(product, changes) };
    expect(translationsFromElsewhere(wordsOfProduct('Reispas', after), known).count).toBe(0);
  });
});

describe('what to bring', () => {
  it('keeps its translations while it is written otherwise, and takes them along when it goes', () => {
    expect(withPapers(product, ['Uw oude kaart', 'Een pasfoto'])).toEqual({
      bring: ['Uw oude kaart', 'Een pasfoto'],
      bringNames: { 'Uw oude kaart': { fr: 'Votre carte' } },
    });
    expect(withPapers(product, ['Een pasfoto'])).toEqual({ bring: ['Een pasfoto'], bringNames: {} });
    expect(withPapers({ ...product, bringNames: {} }, ['Uw kaart', 'Een pasfoto', ''])).toEqual({
      bring: ['Uw kaart', 'Een pasfoto', ''],
    });
  });

  it('never gives a paper the translation of another that stays', () => {
    const paper = fc.constantFrom('a', 'b', 'c', 'd', 'e', '__proto__', 'constructor');
    fc.assert(
      fc.property(fc.uniqueArray(paper, { minLength: 1, maxLength: 5 }), fc.nat(4), paper, (bring, at, rewritten) => {
        const bringNames = Object.fromEntries(bring.map((one) => [one, { fr: `fr ${one}` }]));
        const place = at % bring.length;
        const others = bring.filter((_one, index) => index !== place);
        const removed = withPapers({ ...product, bring, bringNames }, others);
        expect(Object.entries(removed.bringNames ?? {}).map(([one, names]) => [one, names.fr])).toEqual(
          others.map((one) => [one, `fr ${one}`]),
        );
        const other = withPapers({ ...product, bring, bringNames }, bring.with(place, rewritten));
        for (const one of others) expect(other.bringNames?.[one]).toEqual({ fr: `fr ${one}` });
      }),
    );
  });
});
