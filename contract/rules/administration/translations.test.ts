import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReferenceData } from '../../entities/reference.ts';
import {
  knownTranslations,
  missingIn,
  translationsFromElsewhere,
  withoutLeftPapers,
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
  /** The papers and translations of a form in which the words of a paper are typed letter by letter, and that is saved then. */
  function afterTyping(before: typeof product, place: number, text: string) {
    let form = before;
    for (let length = 0; length <= text.length; length += 1) {
      form = { ...form, bring: form.bring.with(place, text.slice(0, length)) };
    }
    return withoutLeftPapers(form);
  }

  it('takes no translation from another paper while it is typed', () => {
    const asked = { ...product, bring: ['Kaart', ''], bringNames: { Kaart: { fr: 'Carte' } } };
    const after = afterTyping(asked, 1, 'Kaart van het kind');
    expect(after.bringNames).toEqual({ Kaart: { fr: 'Carte' } });
    expect(missingIn(wordsOfProduct('', after), 'fr')).toBe(missingIn(wordsOfProduct('', asked), 'fr') + 1);
  });

  it('has no translation for other words than those that were translated, and has it for those again', () => {
    const asked = { ...product, bring: ['Uw kaart'], bringNames: { 'Uw kaart': { fr: 'Votre carte' } } };
    expect(afterTyping(asked, 0, 'Uw oude kaart').bringNames).toEqual({});
    expect(afterTyping(asked, 0, 'Uw kaart')).toEqual(asked);
    // Also when something else was translated meanwhile.
    const other = { ...asked, bring: ['Uw oude kaart'] };
    const translated = { ...other, ...withProductTranslations(other, { name: { fr: 'Passeport' } }) };
    expect(afterTyping(translated, 0, 'Uw kaart').bringNames).toEqual(asked.bringNames);
  });

  it('is said in no other words than somebody translated, however it is written', () => {
    const paper = fc.constantFrom('a', 'ab', 'abc', 'b', 'bc', '__proto__', 'constructor');
    fc.assert(
      fc.property(
        fc.uniqueArray(paper, { minLength: 1, maxLength: 5 }),
        fc.array(fc.tuple(fc.nat(4), paper)),
        (bring, changes) => {
          const bringNames = Object.fromEntries(bring.map((one) => [one, { fr: `fr ${one}` }]));
          const after = changes.reduce((form, [at, text]) => afterTyping(form, at % bring.length, text), {
            ...product,
            bring,
            bringNames,
          });
          for (const [one, names] of Object.entries(after.bringNames ?? {})) {
            expect(after.bring).toContain(one);
            expect(names).toEqual({ fr: `fr ${one}` });
          }
          const kept = after.bring.filter(
            (one, place) => bring[place] === one && !changes.some(([at]) => at % bring.length === place),
          );
          for (const one of kept) expect(Object.hasOwn(after.bringNames ?? {}, one)).toBe(true);
        },
      ),
    );
  });
});
