import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { commandArguments } from '@onthaal/contract/store/commands.ts';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { emptyAddress } from '../person/address-form.ts';
import {
  createDossierArguments,
  emptyDossier,
  expectedDueDay,
  missingInDossier,
  shownAddress,
  typesByTheme,
} from './new-dossier-form.ts';
import { questionsOf } from './questions/questions.ts';

const address = { streetName: 'Dorpsstraat', houseNumber: '1', postalCode: '9990', municipality: 'Lindervelde' };

function type(name: string, theme: string, data: object = {}): ReferenceOf<'dossierType'> {
  const statuses = [{ status: 'submitted', label: '', citizenMeaning: '', termEffect: 'run', next: [], roles: [] }];
  return {
    code: name,
    name,
    data: { theme, description: '', addressRequired: true, initialStatus: 'submitted', statuses, ...data },
  } as unknown as ReferenceOf<'dossierType'>;
}

const rule = {
  code: 'thirty',
  length: 30,
  unit: 'calendarDay',
  startEvent: 'submitted',
  startDayCounts: false,
  shiftRule: 'nextWorkingDay',
  workingWeek: 'mondayToFriday',
  calendars: ['belgianLegalHolidays'],
  suspendable: true,
};

describe('a new dossier', () => {
  const form = { ...emptyDossier('id-1', 'person-1'), typeCode: 'melding', subject: 'Put' };

  it('takes the address of the applicant until one is typed', () => {
    expect(shownAddress(form, undefined, address)).toMatchObject(address);
    expect(shownAddress({ ...form, address: emptyAddress }, undefined, address)).toEqual(emptyAddress);
  });

  it('needs a type, an applicant, a subject, and the address that its type asks', () => {
    expect(missingInDossier(emptyDossier('id', undefined), emptyAddress, undefined)).toEqual([
      'typeCode',
      'applicantId',
      'subject',
    ]);
    expect(missingInDossier(form, emptyAddress, type('melding', ''))).toContain('address.streetName');
  });

  it('becomes a command that the store takes, with only the answers of its own questions', () => {
    const questions = questionsOf({ properties: { where: { type: 'string' } } });
    const filled = { ...form, answers: { where: ' hier ', ofAnotherType: 'x' } };
    const args = createDossierArguments(filled, { ...address, boxNumber: '' }, questions);
    expect(Value.Check(commandArguments.createDossier, args)).toBe(true);
    expect(args).toMatchObject({ address, answers: { where: 'hier' } });
    expect(args).not.toHaveProperty('teamId');
  });
});

describe('the expected last day', () => {
  it('follows the term rule, with its shift', () => {
    expect(expectedDueDay(type('a', '', { termRule: rule }), [], '2026-10-29')).toBe('2026-11-30');
  });

  it('is unknown without a term, or when the term starts with a later status', () => {
    expect(expectedDueDay(type('a', ''), [], '2026-10-29')).toBeUndefined();
    const later = type('a', '', { termRule: { ...rule, startEvent: 'complete' } });
    expect(expectedDueDay(later, [], '2026-10-29')).toBeUndefined();
  });
});

describe('the choice of a type', () => {
  it('is by theme and narrowed by every word that is typed', () => {
    const types = [type('Melding', 'Straat'), type('Adreswijziging', 'Burgerzaken'), type('Huwelijk', 'Burgerzaken')];
    const fold = (text: string) => text.toLowerCase();
    expect(typesByTheme(types, '', fold).map(({ theme, types: list }) => [theme, list.length])).toEqual([
      ['Burgerzaken', 2],
      ['Straat', 1],
    ]);
    expect(typesByTheme(types, 'BURGER huw', fold).flatMap((group) => group.types.map(({ name }) => name))).toEqual([
      'Huwelijk',
    ]);
  });
});
