import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { MergePolicy } from '@onthaal/contract/rules/merge/index.ts';

/** Fields of every document: who changed it last says nothing about what a person must decide. */
const common: MergePolicy = { updatedAt: 'maximum', updatedBy: 'mine', createdAt: 'theirs' };

/**
 * What happens per field when two desks changed a document differently. A field without a policy clashes and a person
 * decides; lists of things with an id keep what either side added; notes append; an address is decided as a whole, because
 * half of one and half of another is nobody's address.
 */
export const mergePolicies: Readonly<Record<CollectionName, MergePolicy>> = {
  references: common,
  persons: {
    ...common,
    address: 'clash',
    phoneNumbers: 'union',
    emailAddresses: 'union',
    optIns: 'union',
    flags: 'union',
    notes: 'append',
    history: 'union',
    lastContactAt: 'maximum',
    rightsAnswers: 'union',
  },
  dossiers: {
    ...common,
    address: 'clash',
    parties: 'union',
    // It follows the status, which clashes by itself; `dueOn` follows the term events.
    statusSince: 'maximum',
    dueOn: 'theirs',
    closedOn: 'maximum',
    routing: 'theirs',
    termEvents: 'union',
    notes: 'append',
    history: 'union',
    decisions: 'union',
    payments: 'union',
    surveys: 'union',
    archive: 'theirs',
  },
  interactions: {
    ...common,
    dossierIds: 'union',
    labels: 'union',
    links: 'union',
    notes: 'append',
    durationSeconds: 'maximum',
  },
  tasks: { ...common, notes: 'append', doneAt: 'maximum', seenAt: 'maximum', steps: 'union' },
  appointments: {
    ...common,
    guests: 'union',
    memberIds: 'union',
    bring: 'union',
    notices: 'union',
    notes: 'append',
    reservation: 'theirs',
  },
  visits: {
    ...common,
    services: 'union',
    draft: 'append',
    notes: 'append',
    finishedAt: 'maximum',
    steps: 'union',
    reservation: 'theirs',
    touched: 'union',
    exceptions: 'union',
    rightsAnswers: 'union',
    pageHashes: 'union',
  },
  documents: { ...common, versions: 'union' },
  messages: { ...common, documentIds: 'union', stateSince: 'maximum' },
  consultations: common,
  payments: { ...common, steps: 'union', stateSince: 'maximum', terminal: 'clash' },
};
