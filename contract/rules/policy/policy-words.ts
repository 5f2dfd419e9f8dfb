import type { CollectionName } from '../../entities/index.ts';
import type { Role } from '../../entities/reference-kinds.ts';
import type { PolicyAction, Relation } from './policy.ts';

/** The policy's own words in Dutch, for its sentences and its table. */
export const roleWords: Readonly<Record<Role, string>> = {
  clerk: 'onthaalmedewerker',
  caseHandler: 'dossierbehandelaar',
  adviser: 'adviseur',
  teamLead: 'teamleider',
  administrator: 'beheerder',
  recordManager: 'archiefbeheerder',
  kiosk: 'kiosk',
  guest: 'gast',
};

export const collectionWords: Readonly<Record<CollectionName, string>> = {
  references: 'referentiegegevens',
  persons: 'personen',
  dossiers: 'dossiers',
  interactions: 'contactmomenten',
  tasks: 'taken',
  appointments: 'afspraken',
  visits: 'bezoeken',
  documents: 'documenten',
  messages: 'berichten',
  consultations: 'raadplegingen',
  payments: 'betalingen',
};

export const actionWords: Readonly<Record<PolicyAction, string>> = {
  view: 'zien',
  open: 'openen',
  reveal: 'rijksregisternummer tonen',
  create: 'maken',
  update: 'wijzigen',
  delete: 'verwijderen',
  changeStatus: 'status zetten',
  seeTaken: 'tijdstip zien',
  takeTicket: 'nummer geven',
  checkIn: 'aanmelden',
  seeCalls: 'oproepen tonen',
  readTrail: 'wijzigingen nagaan',
  export: 'uitvoeren',
  administer: 'beheren',
  freeTime: 'voorbehouden moment vrijgeven',
};

export const relationWords: Readonly<Record<Relation, string>> = {
  own: 'eigen',
  team: 'team',
  linked: 'via werk',
  unassigned: 'zonder team',
  other: 'ander team',
  watched: 'met een reden in eigen werk gekeken',
  place: 'van de eigen ruimte',
  hall: 'van de eigen locatie',
  public: 'openbaar',
};
