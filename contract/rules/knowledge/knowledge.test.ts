import { describe, expect, it } from 'vitest';
import type { ReferenceData, ReferenceKind, ReferenceOf } from '../../entities/reference.ts';
import { articleAbout, findArticles, type KnowledgeArticle, productFacts } from './index.ts';

function row<Kind extends ReferenceKind>(kind: Kind, code: string, data: ReferenceData[Kind]): ReferenceOf<Kind> {
  const fields = { createdAt: '', updatedAt: '', updatedBy: { memberId: '', name: '' } };
  return { ...fields, id: code, kind, code, name: `Name of ${code}`, active: true, data };
}

const article = (code: string, language: string, more: Partial<KnowledgeArticle['data']> = {}): KnowledgeArticle =>
  row('knowledgeArticle', code, { productCodes: ['card'], language, body: `Body ${code}`, ...more });

const TODAY = '2026-11-27';

describe('articleAbout', () => {
  const dutch = article('a', 'nl');
  const french = article('b', 'fr');

  it('takes the citizen\u2019s language, else Dutch, else what there is', () => {
    expect(articleAbout([dutch, french], 'card', 'fr', TODAY)).toBe(french);
    expect(articleAbout([french, dutch], 'card', 'de', TODAY)).toBe(dutch);
    expect(articleAbout([french], 'card', 'nl', TODAY)).toBe(french);
    expect(articleAbout([dutch], 'other', 'nl', TODAY)).toBeUndefined();
  });

  it('takes what holds on the day, the newest of two, its last day included', () => {
    const old = article('old', 'nl', { validUntil: TODAY });
    const next = article('next', 'nl', { validFrom: '2026-11-28' });
    expect(articleAbout([next, old], 'card', 'nl', TODAY)).toBe(old);
    expect(articleAbout([old, next], 'card', 'nl', '2026-11-28')).toBe(next);
    const since = article('since', 'nl', { validFrom: TODAY });
    expect(articleAbout([old, dutch, since], 'card', 'nl', TODAY)).toBe(since);
  });
});

describe('findArticles', () => {
  it('finds by the words of the article and of what it is about, the citizen\u2019s language first', () => {
    const articles = [
      { article: article('a', 'nl'), about: ['Identiteitskaart', 'Burgerzaken'] },
      { article: article('b', 'fr'), about: ['Identiteitskaart', 'Burgerzaken'] },
      { article: article('gone', 'nl', { validUntil: '2020-01-01' }), about: ['Identiteitskaart'] },
    ];
    const codes = (typed: string) => findArticles(articles, typed, 'fr', TODAY).map(({ code }) => code);
    expect(codes('IDENTITEITS burger')).toEqual(['b', 'a']);
    expect(codes('body a')).toEqual(['b', 'a']);
    expect(codes('niets')).toEqual([]);
  });
});

describe('productFacts', () => {
  const product = row('product', 'card', {
    ...{ theme: 'Burgerzaken', minutes: 10, minutesPerExtraPerson: 0, teamId: 't', modes: ['physical'] },
    ...{ bring: ['Uw kaart'], dossierTypeCode: 'type' },
  });
  const type = row('dossierType', 'type', {
    ...{ theme: 'Bouwen', description: '', questionSchema: {}, initialStatus: 'received', statuses: [] },
    ...{ defaultTeamId: 't', addressRequired: false, letterTemplateIds: [], priceCents: 500 },
    retention: { series: '', years: 1, destination: 'destroy' },
  });
  const price = row('price', 'urgent', { theme: 'Burgerzaken', cents: 1300 });
  const sources = { products: [product], dossierTypes: [type], prices: [price] };

  it('takes each fact from its one source, and leaves out a price that is not there any more', () => {
    const facts = productFacts(
      sources,
      'card',
      article('a', 'nl', { priceCodes: ['urgent', 'gone'], usualTerm: '2 weken' }),
    );
    expect(facts).toEqual({
      ...{ name: 'Name of card', theme: 'Burgerzaken', bring: ['Uw kaart'], form: undefined },
      prices: [{ cents: 500 }, { name: 'Name of urgent', cents: 1300 }],
      term: { usual: '2 weken' },
    });
  });

  it('knows a dossier type that no product leads to, and nothing of another code', () => {
    expect(productFacts({ ...sources, products: [] }, 'type')).toMatchObject({ name: 'Name of type', bring: [] });
    expect(productFacts(sources, 'nothing')).toBeUndefined();
  });

  it('says the legal term of the dossier type, whatever an article says', () => {
    const termRule = {
      ...{ code: 'r', length: 30, unit: 'calendarDay' as const, startEvent: 'received', startDayCounts: false },
      ...{ shiftRule: 'none' as const, workingWeek: 'mondayToFriday' as const, calendars: [], suspendable: false },
    };
    const withTerm = { ...type, data: { ...type.data, termRule } };
    const facts = productFacts(
      { ...sources, dossierTypes: [withTerm] },
      'card',
      article('a', 'nl', { usualTerm: 'x' }),
    );
    expect(facts?.term).toMatchObject({ length: 30, unit: 'calendarDay' });
  });
});
