import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { decide, servedPolicy } from '@onthaal/contract/rules/policy/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { currentTime } from '../database/clock.ts';
import { plainFields } from '../outbox/changed-fields.ts';
import { shown } from '../reads/read-context.ts';
import { linksWith } from '../reads/work-links.ts';
import { type StoredDocument, tableNameOf } from '../storage/index.ts';
import { type CommandContext, type CommandPlan, created, newDocumentFields, subjectOf } from './command-context.ts';

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

/** The row of the same look from a moment ago. */
function sameLook(context: CommandContext, look: Look, outcome: Consultation['outcome']): Consultation | undefined {
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
  const subject = subjectOf(context);
  const decisions = (['open', ...(look.reveal ? (['reveal'] as const) : [])] as const).map((action) =>
    decide(servedPolicy, subject, action, resource),
  );
  if (decisions.some(({ kind }) => kind === 'needsReason')) return failure('REASON_REQUIRED', { field: 'reason' });
  const outcome = decisions.every(({ kind }) => kind === 'allowed') ? 'shown' : 'refused';
  const again = sameLook(context, look, outcome);
  if (again !== undefined) {
    const alreadyWritten = [{ collection: 'consultations', documentId: again.id }] as const;
    return success({ documents: () => success([]), alreadyWritten });
  }
  return success({
    isNoWork: true,
    documents: () => {
      const base = newDocumentFields(context, undefined);
      return success([
        created('consultations', {
          ...base,
          at: base.createdAt,
          memberId: context.member.memberId,
          deviceId: context.member.deviceId,
          personId: person.id,
          dossierId: look.dossierId,
          purpose: look.purpose,
          reason: look.reason,
          fields: outcome === 'shown' ? fieldsShown(context, person, look) : [],
          outcome,
        }),
      ]);
    },
  });
}
