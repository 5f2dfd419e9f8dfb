import type { EidHolder } from '@onthaal/contract/devices/eid-reading.ts';
import type { EidCheckResult } from '@onthaal/contract/devices/eid-verification.ts';
import type { Person } from '@onthaal/contract/entities/person.ts';
import { describe, expect, it } from 'vitest';
import { createPersonArguments, emptyPerson, newPersonFaults } from '../new-person/new-person-form.ts';
import { addressLine, birthDay, differences, nameOf, newPersonOf, summaryOf } from './card-words.ts';

const holder: EidHolder = {
  nationalNumber: '85673004231',
  familyName: 'Testaert',
  givenNames: 'Lotte Zoë',
  nationality: 'Belg',
  birthDate: { year: 1985, month: 7, day: 30 },
  birthPlace: 'Lindervelde',
  sex: 'female',
  address: {
    line: 'Kerkstraat 12 bus 3',
    streetName: 'Kerkstraat',
    houseNumber: '12',
    boxNumber: '3',
    postalCode: '9999',
    municipality: 'Lindervelde',
  },
};
const person = {
  givenName: 'Lotte',
  familyName: 'TESTAERT',
  birthDate: '1985-07-30',
  address: {
    streetName: 'kerkstraat',
    houseNumber: '12',
    boxNumber: '0003',
    postalCode: '9999',
    municipality: 'Lindervelde',
  },
} as Person;
const fields = (one: Person, card = holder) => differences(one, card).map(({ field }) => field);

describe('the card beside the register', () => {
  it('is the same with other capitals, accents, zeros before a box number, or one given name of two', () => {
    expect(fields(person)).toEqual([]);
    expect(fields({ ...person, givenName: 'Lotte-Zoe' })).toEqual([]);
  });
  it('differs field by field', () => {
    const changed = { ...person, givenName: 'Lot', familyName: 'Anders', birthDate: '1985-07-03', address: undefined };
    expect(fields(changed)).toEqual(['familyName', 'givenName', 'birthDate', 'address']);
    expect(differences(changed, holder)[3]?.changes).toEqual({
      address: {
        streetName: 'Kerkstraat',
        houseNumber: '12',
        boxNumber: '3',
        postalCode: '9999',
        municipality: 'Lindervelde',
      },
    });
  });
  it('says nothing of what the card leaves out or does not say clearly', () => {
    const address = { ...holder.address, houseNumber: null };
    expect(fields({ ...person, address: undefined }, { ...holder, address })).toEqual([]);
    expect(fields({ ...person, birthDate: undefined }, { ...holder, birthDate: { year: 1985 } })).toEqual([]);
    expect(birthDay({ ...holder, birthDate: { year: 1985, month: 7 } })).toBeUndefined();
  });
});

it('a new person takes the card over whole', () => {
  const form = { ...emptyPerson, ...newPersonOf(holder) };
  expect(newPersonFaults(form)).toEqual({});
  expect(createPersonArguments(form, 'id')).toMatchObject({
    givenName: 'Lotte Zoë',
    familyName: 'Testaert',
    birthDate: '1985-07-30',
    nationalNumber: '85673004231',
    address: { streetName: 'Kerkstraat', boxNumber: '3' },
  });
  expect([nameOf(holder), addressLine(holder)]).toEqual([
    'Lotte Zoë Testaert',
    'Kerkstraat 12 bus 3, 9999 Lindervelde',
  ]);
});

describe('all checks in one line', () => {
  const good: EidCheckResult = { check: 'identity', verdict: 'confirmed', finding: 'identitySigned' };
  const expired: EidCheckResult = { check: 'cardPeriod', verdict: 'refuted', finding: 'cardExpired' };
  const away: EidCheckResult = { check: 'signatureStatus', verdict: 'unknown', finding: 'statusUnreachable' };
  const unasked: EidCheckResult = { check: 'signatureStatus', verdict: 'notApplicable', finding: 'statusNotAsked' };
  it('what is wrong goes before what is not known', () => {
    expect(summaryOf([good, away, expired])).toEqual({ kind: 'refuted', results: [expired] });
    expect(summaryOf([good, away])).toEqual({ kind: 'unknown', results: [away] });
    expect(summaryOf([good])).toEqual({ kind: 'confirmed' });
  });
  it('what was not asked is not fine', () => {
    expect(summaryOf([good, unasked])).toEqual({ kind: 'unknown', results: [unasked] });
  });
});
