import Type from 'typebox';
import type { PrintKind } from '../devices/printing.ts';
import { appointmentTemplates } from './appointment-paper.ts';
import { invitationTemplates } from './invitation.ts';
import { kindOfTemplate, letterTemplates } from './letters.ts';

/** Everything that is printed at a desk: what is made of a template, and the number of who comes in. */
export const printedDocuments = [
  ...letterTemplates,
  ...invitationTemplates,
  ...appointmentTemplates,
  'dayReport',
  'visitTicket',
] as const;
export const PrintedDocument = Type.Enum(printedDocuments);
export type PrintedDocument = (typeof printedDocuments)[number];

/** Which kind of printer a document comes out of. */
export function kindOfDocument(document: PrintedDocument): PrintKind {
  return document === 'visitTicket' ? 'ticket' : kindOfTemplate(document);
}

/** What comes out of a kind of printer. */
export function documentsOf(kind: PrintKind): readonly PrintedDocument[] {
  return printedDocuments.filter((document) => kindOfDocument(document) === kind);
}
