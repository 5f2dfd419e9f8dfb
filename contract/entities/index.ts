import type { Static, TSchema } from 'typebox';
import { Appointment } from './appointment.ts';
import { Interaction, Task } from './contact.ts';
import { Consultation, DossierDocument, Message } from './correspondence.ts';
import { Dossier } from './dossier.ts';
import { Payment } from './payment.ts';
import { Person } from './person.ts';
import { Reference } from './reference.ts';
import { Visit } from './visit.ts';

export interface CollectionDefinition<Schema extends TSchema = TSchema> {
  readonly schema: Schema;
  /** Name of one document in GraphQL and in code. */
  readonly typeName: string;
  /** Secondary indexes, each a list of top-level fields. */
  readonly indexes: readonly (readonly string[])[];
  /** A desk only receives these; it never pushes them. */
  readonly readOnlyOnDesk: boolean;
}

/**
 * The replicated collections. Eleven, because RxDB opens at most 13; reference data share one by `kind`, Decision and Survey live
 * inside their dossier (ADR 0004), and money taken at a desk has one of its own (ADR 0044).
 */
export const collections = {
  references: {
    schema: Reference,
    typeName: 'Reference',
    indexes: [['kind', 'code']],
    readOnlyOnDesk: true,
  },
  persons: {
    schema: Person,
    typeName: 'Person',
    indexes: [['displayName'], ['nationalNumber'], ['enterpriseNumber']],
    readOnlyOnDesk: false,
  },
  dossiers: {
    schema: Dossier,
    typeName: 'Dossier',
    indexes: [
      ['number'],
      ['applicantId'],
      ['teamId', 'status'],
      ['handlerId', 'status'],
      ['status', 'dueOn'],
      ['updatedAt'],
    ],
    readOnlyOnDesk: false,
  },
  interactions: {
    schema: Interaction,
    typeName: 'Interaction',
    indexes: [['personId', 'at'], ['at']],
    readOnlyOnDesk: false,
  },
  tasks: {
    schema: Task,
    typeName: 'Task',
    indexes: [['dossierId'], ['personId'], ['teamId', 'state'], ['memberId', 'state'], ['senderId', 'state']],
    readOnlyOnDesk: false,
  },
  appointments: {
    schema: Appointment,
    typeName: 'Appointment',
    indexes: [['personId'], ['dossierId'], ['startsAt']],
    readOnlyOnDesk: false,
  },
  visits: { schema: Visit, typeName: 'Visit', indexes: [['state', 'arrivedAt'], ['personId']], readOnlyOnDesk: false },
  documents: {
    schema: DossierDocument,
    typeName: 'DossierDocument',
    indexes: [['dossierId'], ['personId']],
    readOnlyOnDesk: false,
  },
  messages: {
    schema: Message,
    typeName: 'Message',
    indexes: [['personId'], ['dossierId']],
    readOnlyOnDesk: false,
  },
  consultations: {
    schema: Consultation,
    typeName: 'Consultation',
    indexes: [['personId', 'at']],
    readOnlyOnDesk: false,
  },
  payments: {
    schema: Payment,
    typeName: 'Payment',
    indexes: [['dossierId'], ['personId'], ['day', 'deviceId'], ['state']],
    readOnlyOnDesk: false,
  },
} as const satisfies Record<string, CollectionDefinition>;

export type CollectionName = keyof typeof collections;
export const collectionNames = Object.keys(collections) as CollectionName[];
export type DocumentOf<Name extends CollectionName> = Static<(typeof collections)[Name]['schema']>;
export type AnyDocument = DocumentOf<CollectionName>;
