import type { Reference, ReferenceData } from '@onthaal/contract/entities/reference.ts';
import { referenceRow } from './row.ts';

const hint = (code: string, name: string, data: ReferenceData['rightsHint']) =>
  referenceRow('rightsHint', `right-${code}`, code, name, data);

/** Rights that people often do not ask for; invented rules of an invented municipality. */
export const rightsHintRows: readonly Reference[] = [
  hint('bewonerskaart-na-verhuis', 'Bewonerskaart', {
    explanation:
      'Wie hier komt wonen met een wagen, kan een bewonerskaart krijgen: parkeren in de eigen zone zonder te betalen.',
    productCode: 'bewonerskaart',
    questionCodes: ['adreswijziging'],
    withoutDossierTypeCodes: ['bewonerskaart'],
    withinMonths: 12,
  }),
  hint('thuiszorg-65', 'Poetshulp of maaltijden aan huis', {
    explanation:
      'Vanaf 65 jaar is er hulp in het huishouden en een warme maaltijd aan huis, met een prijs volgens het inkomen.',
    productCode: 'thuiszorg',
    ageFrom: 65,
  }),
  hint('mantelzorg-bij-thuiszorg', 'Mantelzorgpremie', {
    explanation: 'Wie zorgt voor iemand die thuis hulp krijgt, kan recht hebben op de mantelzorgpremie.',
    productCode: 'mantelzorg',
    questionCodes: ['thuiszorg', 'sociale-hulp'],
    withoutDossierTypeCodes: ['mantelzorgpremie'],
    withinMonths: 12,
  }),
  hint('gesprek-groot-gezin', 'Steun voor grote gezinnen', {
    explanation:
      'Gezinnen met minstens drie kinderen, van wie een nog naar de lagere school gaat, kunnen steun krijgen voor school en vrije tijd.',
    productCode: 'sociale-hulp',
    questionCodes: ['geboorteaangifte', 'kids-id'],
    childrenFrom: 3,
    childAgeUntil: 12,
  }),
  hint('premie-na-verbouwing', 'Renovatiepremie', {
    explanation:
      'Wie verbouwt, kan een premie krijgen voor isolatie, ramen of verwarming. Aanvragen kan tot twee jaar na de factuur.',
    productCode: 'premie-renovatie',
    dossierTypeCodes: ['informatie-verbouwen', 'omgevingsvergunning-vereenvoudigd'],
    withinMonths: 24,
  }),
];
