import type { AnyDocument, CollectionName, DocumentOf } from '@onthaal/contract/entities/index.ts';
import { parseOgm } from '@onthaal/contract/rules/identifiers/index.ts';

function formattedOgm(digits: string): string {
  const ogm = parseOgm(digits);
  return ogm.ok ? ogm.value.formatted : digits;
}

type Titles = {
  readonly [Name in CollectionName]: (document: DocumentOf<Name>) => readonly [title: string, subject: string];
};

/** What a clerk recognises a record by, and what it is about. Shown on the screen only. */
const titles: Titles = {
  references: (reference) => [reference.name, reference.code],
  persons: (person) => [person.displayName, person.displayName],
  dossiers: (dossier) => [dossier.number, dossier.subject],
  interactions: (interaction) => [interaction.subject, interaction.subject],
  tasks: (task) => [task.title, task.title],
  appointments: (appointment) => [appointment.code, appointment.subject],
  visits: (visit) => [visit.ticket, visit.ticket],
  documents: (document) => [document.title, document.fileName],
  messages: (message) => [message.subject, message.subject],
  consultations: (consultation) => [consultation.purpose, consultation.purpose],
  payments: ({ reference, lines }) => [formattedOgm(reference ?? ''), lines.map(({ name }) => name).join(', ')],
};

/** Title and subject of a document of any collection. */
export function titleOf(collection: CollectionName, document: unknown): { title: string; subject: string } {
  const read = titles[collection] as (document: AnyDocument) => readonly [string, string];
  const [title, subject] = read(document as AnyDocument);
  return { title, subject };
}

/** Ids of the person and dossiers that a document is about, its own id included. */
export function recordsAbout(document: unknown): readonly string[] {
  const fields = document as Readonly<Record<string, unknown>>;
  const single = ['id', 'personId', 'dossierId', 'applicantId'].map((name) => fields[name]);
  const lists = Array.isArray(fields.dossierIds) ? fields.dossierIds : [];
  return [...new Set([...single, ...lists].filter((value) => typeof value === 'string'))];
}
