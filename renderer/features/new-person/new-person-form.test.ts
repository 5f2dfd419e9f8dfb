import { commandArguments } from '@onthaal/contract/store/commands.ts';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { createPersonArguments, emptyPerson, newPersonFaults, prefillFrom } from './new-person-form.ts';

describe('what was typed in a search box', () => {
  it.each([
    ['jan de smet', { givenName: 'Jan', familyName: 'De Smet' }],
    ['peeters', { familyName: 'Peeters' }],
    ['0470 12 34 56', { phoneNumber: '0470 12 34 56' }],
    ['els@example.be', { emailAddress: 'els@example.be' }],
    ['0203.201.340', { kind: 'enterprise', enterpriseNumber: '0203.201.340' }],
    ['  ', {}],
  ])('%s', (text, form) => {
    expect(prefillFrom(text)).toEqual(form);
  });
});

describe('a new person', () => {
  const person = { ...emptyPerson, givenName: 'Els', familyName: 'Maes', emailAddress: 'els@example.be' };

  it('needs a name, and a whole address once one is begun', () => {
    expect(Object.keys(newPersonFaults(emptyPerson))).toEqual(['familyName']);
    expect(newPersonFaults({ ...person, address: { ...person.address, streetName: 'Dorpsstraat' } })).toEqual({
      'address.houseNumber': 'required',
      'address.postalCode': 'required',
      'address.municipality': 'required',
    });
  });

  it('has a real e-mail address and telephone number, or none', () => {
    expect(newPersonFaults({ ...person, emailAddress: 'els@', phoneNumber: 'abc' })).toEqual({
      emailAddress: 'email',
      phoneNumber: 'phone',
    });
  });

  it('becomes a command that the store takes, without empty fields and without those of another kind', () => {
    const args = createPersonArguments({ ...person, organisationName: 'Left over' }, 'id-1');
    expect(Value.Check(commandArguments.createPerson, args)).toBe(true);
    expect(args).toEqual({
      id: 'id-1',
      kind: 'citizen',
      language: 'nl',
      givenName: 'Els',
      familyName: 'Maes',
      emailAddress: 'els@example.be',
    });
  });
});
