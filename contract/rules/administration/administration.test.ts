import { describe, expect, it } from 'vitest';
import type { ReferenceData } from '../../entities/reference.ts';
import { type EditableKind, knownCodes, referenceProblems, treeOutline } from './index.ts';

const codes = { products: ['card'], dossierTypes: ['move'], prices: ['price'] };

function problemsOf<Kind extends EditableKind>(kind: Kind, data: ReferenceData[Kind], name = 'Name') {
  return referenceProblems({ kind, name, data }, codes).map(({ where, problem }) => `${where} ${problem}`);
}

const tree = (questions: ReferenceData['decisionTree']['questions']) => ({ order: 1, questions });

describe('referenceProblems', () => {
  it('reads the tags of a standard text, and asks for a name, a theme and words', () => {
    expect(problemsOf('standardText', { theme: 'x', language: 'nl', body: 'Beste {{person.displayName}}' })).toEqual(
      [],
    );
    expect(problemsOf('standardText', { theme: ' ', language: 'xx', body: '{{naam}}' }, '')).toEqual([
      ...['name empty', 'theme empty', 'language unknownLanguage', 'body unknownField'],
    ]);
  });

  it('knows products, dossier types and prices of an article, and the order of its days', () => {
    const article = { productCodes: ['card', 'move'], language: 'nl', body: 'x', priceCodes: ['price'] };
    expect(problemsOf('knowledgeArticle', article)).toEqual([]);
    const wrong = {
      ...article,
      productCodes: ['gone'],
      priceCodes: ['gone'],
      validFrom: '2026-02-01',
      validUntil: '2026-01-31',
    };
    expect(problemsOf('knowledgeArticle', wrong)).toEqual([
      ...['productCodes unknownProduct', 'priceCodes unknownPrice', 'validUntil endsBeforeItBegins'],
    ]);
  });

  it('refuses a tree with a dead end, a circle, an unknown product, a question nobody reaches, or an empty or double answer', () => {
    const good = tree([{ id: 'a', text: 'Wat?', answers: [{ text: 'Kaart', productCode: 'card' }] }]);
    expect(problemsOf('decisionTree', good)).toEqual([]);
    const wrong = tree([
      { id: 'a', text: 'Wat?', answers: [{ text: 'x' }, { text: 'x', questionId: 'b' }] },
      {
        id: 'b',
        text: '',
        answers: [
          { text: 'y', questionId: 'a' },
          { text: 'z', productCode: 'gone' },
        ],
      },
      { id: 'c', text: 'Nooit', answers: [{ text: 'y', productCode: 'card' }] },
    ]);
    expect(problemsOf('decisionTree', wrong)).toEqual([
      ...['a sameAnswer', 'b empty', 'a leadsNowhere', 'b unknownProduct', 'a comesBack', 'c neverAsked'],
    ]);
  });

  it('wants every paper of a product to be said, and once', () => {
    const product = { theme: 'x', minutes: 5, minutesPerExtraPerson: 0, teamId: 't', modes: [] };
    expect(problemsOf('product', { ...product, bring: ['Uw kaart', ' ', 'Uw kaart ', 'Een foto'] })).toEqual([
      ...['bring.1 empty', 'bring.2 samePaper'],
    ]);
    const many = Array.from({ length: 21 }, (_, index) => `Stuk ${index}`);
    expect(problemsOf('product', { ...product, bring: many })).toEqual(['bring tooManyPapers']);
    expect(problemsOf('product', { ...product, bring: many.slice(1) })).toEqual([]);
  });

  it('wants at least one condition of a right that says why somebody may have it', () => {
    const right = { explanation: 'x', productCode: 'card', questionCodes: ['move'] };
    expect(problemsOf('rightsHint', right)).toEqual([]);
    expect(
      problemsOf('rightsHint', { explanation: 'x', productCode: 'move', withoutDossierTypeCodes: ['gone'] }),
    ).toEqual([
      ...['conditions noCondition', 'productCode unknownProduct', 'withoutDossierTypeCodes unknownDossierType'],
    ]);
    // What only the citizen knows says nobody why.
    expect(problemsOf('rightsHint', { explanation: 'x', productCode: 'card', childrenFrom: 3 })).toEqual([
      'conditions noCondition',
    ]);
    expect(problemsOf('rightsHint', { ...right, ageFrom: 65, ageUntil: 18 })).toEqual(['ageUntil endsBeforeItBegins']);
  });

  it('knows the codes of active rows only', () => {
    const row = (kind: 'product' | 'price', code: string, active: boolean) => ({ kind, code, active });
    expect(knownCodes([row('product', 'a', true), row('product', 'b', false), row('price', 'c', true)])).toEqual({
      ...{ products: ['a'], dossierTypes: [], prices: ['c'] },
    });
  });
});

describe('treeOutline', () => {
  it('draws every question once, and stops where a circle closes', () => {
    const back = { text: 'back', questionId: 'a' };
    const round = tree([
      {
        id: 'a',
        text: 'A?',
        answers: [
          { text: 'on', questionId: 'b' },
          { text: 'also', questionId: 'b' },
        ],
      },
      { id: 'b', text: 'B?', answers: [back, { text: 'lost', questionId: 'gone' }] },
    ]);
    expect(treeOutline(round)).toEqual({
      text: 'A?',
      lines: [
        {
          answer: { text: 'on', questionId: 'b' },
          question: {
            text: 'B?',
            lines: [
              { answer: back, goesTo: 'before', question: { text: 'A?', lines: [] } },
              { answer: { text: 'lost', questionId: 'gone' } },
            ],
          },
        },
        { answer: { text: 'also', questionId: 'b' }, goesTo: 'drawn', question: { text: 'B?', lines: [] } },
      ],
    });
    expect(treeOutline(tree([]))).toBeUndefined();
  });
});
