import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rightsAnswers } from '../../entities/building-blocks.ts';
import { ageOn, type KnownForRights, monthsBefore, possibleRights, type RightsHint } from './index.ts';

const TODAY = '2026-11-27';

function hint(data: Partial<RightsHint['data']>, more: Partial<RightsHint> = {}): RightsHint {
  return {
    ...{ id: 'hint', kind: 'rightsHint', code: 'hint', name: 'A right', active: true, createdAt: '', updatedAt: '' },
    ...{ updatedBy: { memberId: '', name: '' } },
    ...more,
    data: { explanation: '', productCode: 'right', ...data },
  };
}

const nothing: KnownForRights = { today: TODAY, questionCodes: [], answers: [] };
const codes = (hints: readonly RightsHint[], known: Partial<KnownForRights>) =>
  possibleRights(hints, { ...nothing, ...known }).map(({ hint: { code } }) => code);

describe('ageOn', () => {
  it.each([
    ['2008-11-27', 18],
    ['2008-11-28', 17],
    ['2008-02-29', 18],
    ['2026-11-27', 0],
    ['2026-11-28', undefined],
    ['1950-00-00', undefined],
    ['1950', undefined],
  ])('of who was born on %s is %s', (birthDate, age) => {
    expect(ageOn(birthDate, TODAY)).toBe(age);
  });
});

describe('monthsBefore', () => {
  it.each([
    ['2026-11-27', 12, '2025-11-27'],
    ['2026-03-31', 1, '2026-02-28'],
    ['2024-02-29', 12, '2023-02-28'],
    ['2026-01-15', 1, '2025-12-15'],
  ])('%s, %i: %s', (today, months, before) => {
    expect(monthsBefore(today, months)).toBe(before);
  });
});

describe('possibleRights', () => {
  it('says why: each condition that is met', () => {
    const right = hint({ ageFrom: 65, questionCodes: ['move'], dossierTypeCodes: ['care'], withinMonths: 6 });
    const known = {
      ...nothing,
      ...{ birthDate: '1950-01-01', questionCodes: ['card', 'move'] },
      dossiers: [{ typeCode: 'care', openedOn: '2026-06-01' }],
    };
    expect(possibleRights([right], known)).toEqual([
      {
        hint: right,
        because: [
          { kind: 'question', code: 'move' },
          { kind: 'age', age: 76 },
          { kind: 'dossier', typeCode: 'care', openedOn: '2026-06-01' },
        ],
        toAsk: [],
      },
    ]);
  });

  it('says nothing of who is not known: no age, no dossiers, and without any condition never', () => {
    expect(codes([hint({ ageFrom: 65 }), hint({ ageUntil: 3 }), hint({})], {})).toEqual([]);
    expect(codes([hint({ questionCodes: ['a'], withoutDossierTypeCodes: ['x'] })], { questionCodes: ['a'] })).toEqual(
      [],
    );
    expect(codes([hint({ questionCodes: ['a'] })], { questionCodes: ['a'] })).toEqual(['hint']);
  });

  it('asks what no desk knows: of the household, and never points anything out by that alone', () => {
    const family = { household: 'singleParent', childrenFrom: 3, childAgeUntil: 12 } as const;
    const right = hint({ ...family, questionCodes: ['a'] });
    expect(possibleRights([right], { ...nothing, questionCodes: ['a'] })).toEqual([
      {
        ...{ hint: right, because: [{ kind: 'question', code: 'a' }] },
        toAsk: [
          { kind: 'household', household: 'singleParent' },
          { kind: 'children', from: 3 },
          { kind: 'childAge', until: 12 },
        ],
      },
    ]);
    expect(codes([right], { questionCodes: ['b'] })).toEqual([]);
    expect(codes([hint(family)], { birthDate: '1980-01-01', questionCodes: ['a'], dossiers: [] })).toEqual([]);
    // The no of who has no children.
    const answers = [{ hintCode: 'hint', answer: 'notApplicable' as const, at: `${TODAY}T10:00:00Z` }];
    expect(codes([right], { questionCodes: ['a'], answers })).toEqual([]);
  });

  it('is silent when it was asked for: in this visit, or in a dossier of the last months', () => {
    const right = hint({ ageFrom: 65, withoutDossierTypeCodes: ['asked'], withinMonths: 12 });
    const old = { birthDate: '1950-01-01' };
    expect(codes([right], { ...old, dossiers: [{ typeCode: 'asked', openedOn: '2025-11-26' }] })).toEqual(['hint']);
    expect(codes([right], { ...old, dossiers: [{ typeCode: 'asked', openedOn: '2025-11-27' }] })).toEqual([]);
    expect(codes([right], { ...old, dossiers: [], questionCodes: ['right'] })).toEqual([]);
  });

  it('leaves who does not want it alone for a year, and asks again tomorrow whether it applies', () => {
    const right = hint({ questionCodes: ['a'] });
    const after = (answer: (typeof rightsAnswers)[number], at: string) =>
      codes([right], { questionCodes: ['a'], answers: [{ hintCode: 'hint', answer, at }] });
    expect(after('notWanted', '2025-11-27T09:00:00Z')).toEqual([]);
    expect(after('notWanted', '2025-11-26T09:00:00Z')).toEqual(['hint']);
    // Half past midnight in Brussels.
    expect(after('notApplicable', '2026-11-26T23:30:00Z')).toEqual([]);
    expect(after('notApplicable', '2026-11-26T09:00:00Z')).toEqual(['hint']);
    expect(
      codes([right], {
        questionCodes: ['a'],
        answers: [{ hintCode: 'other', answer: 'notWanted', at: '2026-11-27T09:00:00Z' }],
      }),
    ).toEqual(['hint']);
  });

  it('holds for all: less known never gives more, an answer of today ends it, each has a reason', () => {
    const code = fc.constantFrom('a', 'b', 'c');
    const list = fc.array(code, { maxLength: 2 });
    const age = fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined });
    const hints = fc.array(
      fc.record({ ageFrom: age, ageUntil: age, questionCodes: list, dossierTypeCodes: list }).map((data) => {
        const given = Object.entries(data).filter(([, value]) => value !== undefined);
        return hint({ ...Object.fromEntries(given), productCode: 'right' });
      }),
      { maxLength: 4 },
    );
    const known = fc.record({
      birthDate: fc.constantFrom('1950-05-05', '2020-02-29', '2010-11-27'),
      questionCodes: list,
      dossiers: fc.array(fc.record({ typeCode: code, openedOn: fc.constantFrom('2026-01-01', '2020-01-01') })),
    });
    fc.assert(
      fc.property(hints, known, (rows, person) => {
        const full = possibleRights(rows, { ...nothing, ...person });
        for (const { because } of full) expect(because.length).toBeGreaterThan(0);
        const unknown = possibleRights(rows, { ...nothing, questionCodes: person.questionCodes });
        for (const { hint: shown } of unknown) expect(full.map((one) => one.hint)).toContain(shown);
        for (const answer of rightsAnswers) {
          const answers = [{ hintCode: 'hint', answer, at: `${TODAY}T10:00:00Z` }];
          expect(possibleRights(rows, { ...nothing, ...person, answers })).toEqual([]);
        }
      }),
    );
  });
});
