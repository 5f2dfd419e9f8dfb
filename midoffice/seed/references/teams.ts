import type { Reference } from '@onthaal/contract/entities/reference.ts';
import { referenceRow } from './row.ts';

const teams: readonly (readonly [code: string, name: string, description: string])[] = [
  ['onthaal', 'Onthaal', 'Loket, telefoon en algemene mailbox van de gemeente.'],
  ['burgerzaken', 'Burgerzaken', 'Identiteitskaarten, reispassen, adressen, huwelijken en akten.'],
  ['omgeving', 'Omgeving', 'Vergunningen, ruimtelijke ordening, wonen en verbouwen.'],
  ['sociaal', 'Sociale dienst', 'Premies, mantelzorg, thuiszorg en maatschappelijk werk.'],
  ['vrijetijd', 'Vrije tijd', 'Evenementen, verenigingen, sport, jeugd en cultuur.'],
  ['financien', 'Financiën', 'Facturen, belastingen en retributies.'],
  ['secretariaat', 'Secretariaat', 'College, gemeenteraad, openbaarheid en klachten.'],
  ['mobiliteit', 'Mobiliteit', 'Parkeren, verkeer en gebruik van het openbaar domein.'],
  ['technisch', 'Technische dienst', 'Wegen, groen, gebouwen en riolering.'],
  ['brandweer', 'Brandweer', 'Advies van de hulpverleningszone over brandveiligheid.'],
];

export const teamRows: readonly Reference[] = teams.map(([code, name, description], index) =>
  referenceRow('team', `team-${code}`, code, name, {
    description,
    phoneNumber: `09 000 01 ${String(index).padStart(2, '0')}`,
    emailAddress: `${code}@lindervelde.example.be`,
  }),
);
