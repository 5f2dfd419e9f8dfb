import type { Person } from '@onthaal/contract/entities/person.ts';
import { expect, it } from 'vitest';
import { personChanges, personEditFormOf } from './person-edit-form.ts';

const at = '2026-01-01T08:00:00.000Z';
const person: Person = {
  ...{ id: 'p', createdAt: at, updatedAt: at, updatedBy: { memberId: 'm', name: 'Els' }, kind: 'citizen' },
  ...{
    displayName: 'An Janssens',
    phoneNumbers: [],
    emailAddresses: [],
    language: 'nl',
    flags: [],
    notes: [],
    history: [],
  },
  optIns: [{ id: 'o', channel: 'email', allowed: true, since: '2026-01-01' }],
};

it('shows what somebody said of each channel, and sends only what they say otherwise', () => {
  const form = personEditFormOf(person);
  expect([form.mayEmail, form.maySms]).toEqual(['yes', '']);
  expect(personChanges(form, person)).toEqual({});
  expect(personChanges({ ...form, maySms: 'yes' }, person)).toEqual({ optIns: { sms: true } });
  expect(personChanges({ ...form, mayEmail: 'no', maySms: 'no' }, person)).toEqual({
    optIns: { email: false, sms: false },
  });
});
