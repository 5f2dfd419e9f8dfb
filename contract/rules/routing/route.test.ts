import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RoutingInput, type RoutingRule, route } from './index.ts';

const input: RoutingInput = {
  dossierTypeCode: 'melding',
  postalCode: '2640',
  streetName: 'Sint-Benedictusstraat',
  houseNumber: '12',
  answers: { urgent: true, soort: 'Boom', weg: ['gemeenteweg', 'gewestweg'] },
  text: 'Een gevelde boom op de openbare weg, zónder kapvergunning.',
};
const rule = (id: string, change: Partial<RoutingRule>): RoutingRule => ({
  id,
  name: `Regel ${id}`,
  priority: 10,
  teamId: `team-${id}`,
  ...change,
});

describe('route: one condition', () => {
  it.each<[string, Partial<RoutingRule>, string | null]>([
    ['type', { dossierTypeCodes: ['andere', 'melding'] }, 'dossierType dossierTypeCode melding'],
    ['other type', { dossierTypeCodes: ['andere'] }, null],
    ['postal code', { postalCodes: ['2640'] }, 'address postalCode 2640'],
    ['street, folded', { streetNames: ['SINT BENEDICTUSSTRAAT'] }, 'address streetName Sint-Benedictusstraat'],
    ['other street', { streetNames: ['Benedictusstraat'] }, null],
    ['answer', { answerEquals: { soort: 'boom' } }, 'answer answers.soort Boom'],
    ['answer of a list', { answerEquals: { weg: 'gewestweg' } }, 'answer answers.weg gewestweg'],
    ['answer of another kind', { answerEquals: { urgent: 'true' } }, null],
    ['answer not given', { answerEquals: { toString: 'x' } }, null],
    ['whole word', { words: ['boom'] }, 'word text boom'],
    ['no part of a word', { words: ['boo'] }, null],
    ['stem', { words: ['gevel*'] }, 'word text gevelde'],
    ['end of a compound', { words: ['*vergunning'] }, 'word text kapvergunning'],
    ['middle of a compound', { words: ['*verg*'] }, 'word text kapvergunning'],
    ['diacritics', { words: ['ZONDER'] }, 'word text zónder'],
    ['phrase', { words: ['openbare weg'] }, 'word text openbare weg'],
    ['phrase with a stem', { words: ['openb* weg'] }, 'word text openbare weg'],
    ['phrase in another order', { words: ['weg openbare'] }, null],
    ['star alone', { words: ['*'] }, null],
    ['empty lists', { words: [], dossierTypeCodes: [], answerEquals: {} }, null],
    ['no condition at all', {}, null],
    ['fallback', { fallback: true }, 'fallback rule Regel a'],
  ])('%s', (_name, change, expected) => {
    const result = route(input, [rule('a', change)]);
    expect(result.teamId).toBe(expected === null ? null : 'team-a');
    expect(result.evidence.map((item) => `${item.kind} ${item.field} ${item.text}`)).toEqual(
      expected === null ? [] : [expected],
    );
  });
});

describe('route: choosing', () => {
  it('asks for all kinds of condition', () => {
    const both: Partial<RoutingRule> = { dossierTypeCodes: ['melding'], words: ['vijver'] };
    expect(route(input, [rule('a', both)]).teamId).toBeNull();
  });
  it('takes the more specific rule, and tells the others', () => {
    const rules = [
      rule('z', { fallback: true, priority: 0 }),
      rule('a', { dossierTypeCodes: ['melding'] }),
      rule('b', { dossierTypeCodes: ['melding'], words: ['boom'] }),
      rule('c', { streetNames: ['Sint-Benedictusstraat'] }),
    ];
    const result = route(input, rules);
    expect(result.ruleId).toBe('c');
    expect(result.alternatives.map((match) => match.ruleId)).toEqual(['b', 'a', 'z']);
    expect(result.alternatives[0]?.evidence).toHaveLength(2);
  });
  it('lets the priority decide before that, and the id last', () => {
    expect(
      route(input, [rule('a', { streetNames: [input.streetName ?? ''] }), rule('b', { priority: 9, words: ['boom'] })])
        .ruleId,
    ).toBe('b');
    expect(route(input, [rule('b', { words: ['boom'] }), rule('a', { words: ['weg'] })]).ruleId).toBe('a');
  });
  it('tells every word with its place', () => {
    const { evidence } = route(input, [rule('a', { words: ['weg', 'boom', 'openbare weg', 'boom*'] })]);
    expect(evidence.map((item) => item.text)).toEqual(['boom', 'openbare weg', 'weg']);
    for (const item of evidence) expect(input.text.slice(item.start, item.end)).toBe(item.text);
  });
  it('a fallback with conditions only catches those', () => {
    expect(route(input, [rule('a', { fallback: true, dossierTypeCodes: ['andere'] })]).teamId).toBeNull();
  });
});

describe('route: laws', () => {
  const words = fc.constantFrom('boom', 'weg', 'kap*', '*stof', 'asbest', 'water', 'é');
  const list = <T>(item: fc.Arbitrary<T>) => fc.option(fc.uniqueArray(item, { maxLength: 3 }), { nil: undefined });
  const rules: fc.Arbitrary<readonly RoutingRule[]> = fc.uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-f]$/),
      name: fc.constant('Regel'),
      priority: fc.integer({ min: 0, max: 2 }),
      teamId: fc.constantFrom('one', 'two'),
      dossierTypeCodes: list(fc.constantFrom('melding', 'andere')),
      postalCodes: list(fc.constantFrom('2640', '2650')),
      words: list(words),
      fallback: fc.boolean(),
    }),
    { selector: (item) => item.id, maxLength: 6 },
  );
  const inputs = fc.record({
    dossierTypeCode: fc.constantFrom('melding', 'andere', 'derde'),
    postalCode: fc.constantFrom(undefined, '2640', '2650'),
    answers: fc.constant({}),
    text: fc
      .array(fc.constantFrom('boom', 'kappen', 'asbest', 'houtstof', '—', 'É'), { maxLength: 6 })
      .map((parts) => parts.join(' ')),
  });

  it('the order of the rules makes no difference', () => {
    fc.assert(
      fc.property(inputs, rules, fc.nat(), (given, list_, turn) => {
        const at = list_.length === 0 ? 0 : turn % list_.length;
        const turned = [...list_.slice(at), ...list_.slice(0, at)].reverse();
        expect(route(given, turned)).toEqual(route(given, list_));
      }),
      { numRuns: 300 },
    );
  });

  it('every rule that holds is in the answer once, with evidence for each kind of condition', () => {
    fc.assert(
      fc.property(inputs, rules, (given, list_) => {
        const result = route(given, list_);
        const ids = [result.ruleId, ...result.alternatives.map((match) => match.ruleId)].filter((id) => id !== null);
        expect(new Set(ids).size).toBe(ids.length);
        for (const item of list_) expect(ids.includes(item.id)).toBe(route(given, [item]).ruleId !== null);
        for (const match of result.alternatives) expect(match.evidence.length).toBeGreaterThan(0);
        const chosen = list_.find((item) => item.id === result.ruleId);
        if (chosen?.fallback === false) expect(result.evidence.some((item) => item.kind === 'fallback')).toBe(false);
        for (const item of result.evidence.filter((one) => one.kind === 'word')) {
          expect(given.text.slice(item.start, item.end)).toBe(item.text);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a fallback never wins from a rule that holds', () => {
    fc.assert(
      fc.property(inputs, rules, (given, list_) => {
        const result = route(given, list_);
        const winner = list_.find((item) => item.id === result.ruleId);
        if (winner?.fallback !== true) return;
        for (const item of list_) if (!item.fallback) expect(route(given, [item]).ruleId).toBeNull();
      }),
    );
  });
});
