import { describe, expect, it } from 'vitest';
import type { Reference } from '../entities/reference.ts';
import { checkAnswers, checkDocument, checkReferenceData, isIdentifier } from './index.ts';

const basis = {
  id: 'team-onthaal',
  createdAt: '2026-11-20T09:00:00Z',
  updatedAt: '2026-11-20T09:00:00.123Z',
  updatedBy: { memberId: 'member-els', name: 'Els Peeters' },
};
const team: Reference = {
  ...basis,
  kind: 'team',
  code: 'onthaal',
  name: 'Onthaal',
  active: true,
  data: { description: 'Aan de balie' },
};

describe('checkDocument', () => {
  it('returns the very document when its shape is right', () => {
    const checked = checkDocument('references', team);
    expect(checked.ok && checked.value).toBe(team);
  });

  it.each([
    ['a missing field', { ...team, code: undefined }, 'FIELD_REQUIRED', 'code'],
    ['a missing field inside', { ...team, updatedBy: { memberId: 'x' } }, 'FIELD_REQUIRED', 'updatedBy.name'],
    ['an unknown field', { ...team, colour: 'red' }, 'FIELD_INVALID', 'colour'],
    [
      'an unknown field inside',
      { ...team, updatedBy: { memberId: 'x', name: 'X', age: 3 } },
      'FIELD_INVALID',
      'updatedBy.age',
    ],
    ['an unknown word', { ...team, kind: 'planet' }, 'FIELD_INVALID', 'kind'],
    ['a date that is none', { ...team, createdAt: 'yesterday' }, 'FIELD_INVALID', 'createdAt'],
    ['a text that is too long', { ...team, name: 'x'.repeat(201) }, 'FIELD_INVALID', 'name'],
    ['data of another kind', { ...team, data: { seats: 3 } }, 'FIELD_REQUIRED', 'data.description'],
    ['a text that PostgreSQL refuses', { ...team, name: 'a\u0000' }, 'FIELD_INVALID', 'name'],
    [
      'half a surrogate pair in free keys',
      { ...team, data: { description: '\ud83c' } },
      'FIELD_INVALID',
      'data.description',
    ],
  ])('refuses %s', (_what, value, code, field) => {
    expect(checkDocument('references', JSON.parse(JSON.stringify(value)))).toMatchObject({
      ok: false,
      error: { code, field },
    });
  });

  it.each([undefined, null, 'text', 7, []])('refuses %j, which is no document', (value) => {
    expect(checkDocument('dossiers', value)).toMatchObject({ ok: false, error: { code: 'FIELD_INVALID' } });
  });

  it('never repeats a value in its error', () => {
    const checked = checkDocument('persons', { ...basis, nationalNumber: '85733003328', secret: '85733003328' });
    expect(JSON.stringify(checked)).not.toContain('85733003328');
  });
});

describe('checkReferenceData', () => {
  it('checks data by kind', () => {
    expect(checkReferenceData('room', { building: 'Gemeentehuis', seats: 8, hybrid: true }).ok).toBe(true);
    expect(checkReferenceData('room', { building: 'Gemeentehuis', seats: -1, hybrid: true })).toMatchObject({
      error: { code: 'FIELD_INVALID', field: 'data.seats' },
    });
  });
});

describe('checkAnswers', () => {
  const questions = {
    type: 'object',
    properties: {
      start: { type: 'string', format: 'date', title: 'Begin' },
      kind: { type: 'string', enum: ['veranda', 'garage'], 'x-widget': 'radio' },
      surface: { type: 'number', exclusiveMinimum: 0 },
    },
    required: ['kind'],
  };

  it('follows the question set', () => {
    expect(checkAnswers(questions, { kind: 'veranda', start: '2026-11-20', surface: 12.5 }).ok).toBe(true);
    expect(checkAnswers(questions, {})).toMatchObject({ error: { code: 'FIELD_REQUIRED', field: 'answers.kind' } });
    for (const [field, answers] of [
      ['answers.kind', { kind: 'boot' }],
      ['answers.start', { kind: 'garage', start: '2026-02-30' }],
      ['answers.surface', { kind: 'garage', surface: 0 }],
    ] as const) {
      expect(checkAnswers(questions, answers)).toMatchObject({ error: { code: 'FIELD_INVALID', field } });
    }
  });
});

describe('isIdentifier', () => {
  it('takes keys and nothing else', () => {
    expect(['team-omgeving', '019aa4b7-0000-7000-8000-000000000000'].every(isIdentifier)).toBe(true);
    expect([undefined, 7, '', 'a b', 'é', 'x'.repeat(65)].some(isIdentifier)).toBe(false);
  });
});
