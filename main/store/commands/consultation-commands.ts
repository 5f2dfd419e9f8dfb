import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import {
  decide,
  glassOpenMilliseconds,
  openedDossier,
  servedPolicy,
  subjectOf,
} from '@onthaal/contract/rules/policy/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { currentTime } from '../database/clock.ts';
import { plainFields } from '../outbox/changed-fields.ts';
import { fieldsOfCard, isCardLook, readCard } from '../reads/card-look.ts';
import { isContentLook, openedContent } from '../reads/document-look.ts';
import { dossierOpening } from '../reads/dossier-glass.ts';
import { shown } from '../reads/read-context.ts';
import { linksWith, linksWithDossier } from '../reads/work-links.ts';
import { type StoredDocument, tableNameOf } from '../storage/index.ts';
import { type CommandContext, type CommandPlan, created, newDocumentFields } from './command-context.ts';

type Consultation = DocumentOf<'consultations'>;
type Look = CommandArguments['consultPerson'];

/** The same look again within this time is the same consultation, in milliseconds. */
const SAME_LOOK = 15 * 60_000;
/** How many log rows of a person are compared with; more within a quarter of an hour are other looks. */
const MOST_COMPARED = 50;

/** Fields that say nothing about the person. */
const ownFields: readonly string[] = ['id', 'createdAt', 'updatedAt', 'updatedBy', 'kind', 'nationalNumber'];

/** Names of the fields that the card will show. */
function fieldsShown(context: CommandContext, person: DocumentOf<'persons'>, { reveal, reason }: Look): string[] {
  const seen = shown(context, 'persons', person, { reason });
  const filled = Object.entries(seen).filter(([, value]) => !(Array.isArray(value) && value.length === 0));
  const names = filled.map(([name]) => name).filter((name) => !ownFields.includes(name));
  return reveal && seen.nationalNumber !== undefined ? [...names, 'nationalNumber'] : names;
}

/** Whether a row is of a look at a person's card, or at the one thing that is named: a dossier, a document. */
function isOf({ fields }: Consultation, only: string | undefined): boolean {
  if (only !== undefined) return fields.includes(only);
  return !fields.includes(openedDossier) && !isContentLook({ fields }) && !isCardLook({ fields });
}

/** The row of the same look from a moment ago. */
function sameLook(
  context: CommandContext,
  look: Look,
  outcome: Consultation['outcome'],
  only?: string,
): Consultation | undefined {
  const since = new Date(currentTime() - SAME_LOOK).toISOString();
  const rows = context.writer.file
    .prepare<string>(
      `SELECT data FROM ${tableNameOf('consultations', 0)}
       WHERE field_personId = ? AND field_at > ? AND deleted = 0 ORDER BY field_at DESC LIMIT ${MOST_COMPARED}`,
    )
    .pluck()
    .all(look.personId, since)
    .map((data) => plainFields(JSON.parse(data) as StoredDocument) as unknown as Consultation);
  return rows.find(
    (row) =>
      row.memberId === context.member.memberId &&
      row.deviceId === context.member.deviceId &&
      row.outcome === outcome &&
      isOf(row, only) &&
      row.purpose === look.purpose &&
      row.dossierId === look.dossierId &&
      row.reason === look.reason &&
      (outcome === 'refused' || row.fields.includes('nationalNumber') === look.reveal),
  );
}

/**
 * Writes down that this clerk looks at a person: who, when, at which desk, why, which fields, and whether they were shown. Written
 * before anything is shown, and sent like all other work.
 *
 * @returns DOCUMENT_UNKNOWN, REASON_REQUIRED, or what the disk says: then nothing is shown
 */
export function consultPerson(context: CommandContext, args: Look): Result<CommandPlan> {
  const person = context.writer.current('persons', args.personId)?.fields;
  if (person === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'personId' });
  const reason = args.reason?.trim() === '' ? undefined : args.reason?.trim();
  const look = { ...args, reason };
  const links = linksWith(context.writer.file, context.member, person.id);
  const resource = { collection: 'persons', document: person, links, reason } as const;
  const subject = subjectOf(context.member);
  const decisions = (['open', ...(look.reveal ? (['reveal'] as const) : [])] as const).map((action) =>
    decide(servedPolicy, subject, action, resource),
  );
  if (decisions.some(({ kind }) => kind === 'needsReason')) return failure('REASON_REQUIRED', { field: 'reason' });
  const outcome = decisions.every(({ kind }) => kind === 'allowed') ? 'shown' : 'refused';
  const again = sameLook(context, look, outcome);
  if (again !== undefined) return alreadyLogged(again);
  return logged(context, look, outcome, outcome === 'shown' ? fieldsShown(context, person, look) : []);
}

/**
 * Writes down that this clerk opens a dossier of another team, and why. One row per breaking; the dossier's applicant is the person
 * of the row.
 *
 * @returns DOCUMENT_UNKNOWN, REASON_REQUIRED, NOT_ALLOWED, or what the disk says: then nothing is shown
 */
export function consultDossier(context: CommandContext, args: CommandArguments['consultDossier']): Result<CommandPlan> {
  const dossier = context.writer.current('dossiers', args.dossierId)?.fields;
  if (dossier === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'dossierId' });
  const reason = args.reason.trim();
  const links = linksWithDossier(context.writer.file, context.member, dossier.id);
  const resource = { collection: 'dossiers', document: dossier, links, reason } as const;
  const decision = decide(servedPolicy, subjectOf(context.member), 'open', resource);
  if (decision.kind === 'denied') return failure(decision.code);
  if (reason === '' || decision.kind === 'needsReason') return failure('REASON_REQUIRED', { field: 'reason' });
  const look: Look = {
    personId: dossier.applicantId,
    purpose: 'dossierHandling',
    dossierId: dossier.id,
    reason,
    reveal: false,
  };
  const again = sameLook(context, look, 'shown', openedDossier);
  return again === undefined ? logged(context, look, 'shown', [openedDossier]) : alreadyLogged(again);
}

/** Whether this is a protected person for whom this clerk must give a reason first, and gave none a moment ago. */
function isClosedTo(context: CommandContext, personId: string): boolean {
  const person = context.writer.current('persons', personId)?.fields;
  if (person === undefined) return false;
  const links = linksWith(context.writer.file, context.member, person.id);
  const resource = { collection: 'persons', document: person, links } as const;
  if (decide(servedPolicy, subjectOf(context.member), 'open', resource).kind !== 'needsReason') return false;
  const since = new Date(currentTime() - glassOpenMilliseconds).toISOString();
  const given = context.writer.file.rows(
    `SELECT 1 FROM ${tableNameOf('consultations', 0)} WHERE field_personId = ? AND field_at > ? AND deleted = 0
       AND json_extract(data, '$.memberId') = ? AND json_extract(data, '$.outcome') = 'shown'
       AND json_extract(data, '$.reason') IS NOT NULL`,
    personId,
    since,
    context.member.memberId,
  );
  return given.length === 0;
}

/**
 * Writes down that this clerk looks at the content of a document; the person of the row is the document's, or its dossier's applicant.
 *
 * @returns DOCUMENT_UNKNOWN, REASON_REQUIRED, NOT_ALLOWED, or what the disk says: then nothing is shown
 */
export function consultDocument(
  context: CommandContext,
  { documentId }: CommandArguments['consultDocument'],
): Result<CommandPlan> {
  const document = context.writer.current('documents', documentId)?.fields;
  if (document === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'documentId' });
  const dossier =
    document.dossierId === undefined ? undefined : context.writer.current('dossiers', document.dossierId)?.fields;
  if (dossier !== undefined) {
    const { references, member, writer } = context;
    const opening = dossierOpening({ file: writer.file, references, member, trail: new Set() }, dossier);
    if (!opening.ok) return opening;
  }
  const personId = document.personId ?? dossier?.applicantId;
  // A document of nobody and of no dossier says nothing of a person; there is no such row to write, and so nothing to see.
  if (personId === undefined) return failure('REFERENCE_UNKNOWN', { field: 'personId' });
  if (isClosedTo(context, personId)) return failure('REASON_REQUIRED', { field: 'reason' });
  const look: Look = { personId, purpose: 'dossierHandling', dossierId: dossier?.id, reveal: false };
  const field = openedContent(documentId);
  const again = sameLook(context, look, 'shown', field);
  return again === undefined ? logged(context, look, 'shown', [field]) : alreadyLogged(again);
}

/**
 * Writes down that this clerk reads the eID that a citizen put into the reader. What a card says is no secret of the register: it needs no
 * reason, and it opens nothing of what is known here.
 */
export function consultCard(
  context: CommandContext,
  { personId }: CommandArguments['consultCard'],
): Result<CommandPlan> {
  const look: Look = { personId, purpose: 'identityCheck', reveal: true };
  const again = sameLook(context, look, 'shown', readCard);
  return again === undefined ? logged(context, look, 'shown', [readCard, ...fieldsOfCard]) : alreadyLogged(again);
}

function alreadyLogged({ id }: Consultation): Result<CommandPlan> {
  return success({
    documents: () => success([]),
    alreadyWritten: [{ collection: 'consultations', documentId: id }],
  });
}

function logged(
  context: CommandContext,
  { personId, dossierId, purpose, reason }: Look,
  outcome: Consultation['outcome'],
  fields: string[],
): Result<CommandPlan> {
  return success({
    isNoWork: true,
    documents: () => {
      const base = newDocumentFields(context, undefined);
      const { memberId, deviceId } = context.member;
      const of = { personId, dossierId, purpose, reason, fields, outcome };
      return success([created('consultations', { ...base, at: base.createdAt, memberId, deviceId, ...of })]);
    },
  });
}
