import type { Dossier } from '@onthaal/contract/entities/dossier.ts';
import { describe, expect, it } from 'vitest';
import { questionsOf } from '../../new-dossier/questions/questions.ts';
import { dossierChanges, editDossierFormOf } from './edit-dossier-form.ts';

const dossier = {
  subject: 'Dakkapel',
  address: { streetName: 'Dorpsstraat', houseNumber: '1', postalCode: '9990', municipality: 'Lindervelde' },
  answers: { works: 'new', former: 'kept' },
} as unknown as Dossier;
const questions = questionsOf({ properties: { works: { type: 'string' }, roof: { type: 'boolean' } } });
const form = editDossierFormOf(dossier);

describe('changes of a dossier', () => {
  it('are none when nothing is different', () => {
    expect(dossierChanges(form, dossier, questions)).toEqual({});
  });

  it('have only the field that is different', () => {
    expect(dossierChanges({ ...form, subject: 'Carport' }, dossier, questions)).toEqual({ subject: 'Carport' });
    expect(dossierChanges({ ...form, address: { ...form.address, boxNumber: '2' } }, dossier, questions)).toEqual({
      address: { ...dossier.address, boxNumber: '2' },
    });
  });

  it('keep an answer to a question that is no longer asked', () => {
    const answers = { works: 'new', roof: true };
    expect(dossierChanges({ ...form, answers }, dossier, questions)).toEqual({
      answers: { works: 'new', roof: true, former: 'kept' },
    });
  });
});
