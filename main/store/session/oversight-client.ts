import { consultationPurposes } from '@onthaal/contract/entities/correspondence.ts';
import { auditTrailDocument, consultationLogDocument } from '@onthaal/contract/generated/client-documents.ts';
import { maskInsz } from '@onthaal/contract/rules/identifiers/index.ts';
import { isAllowed, subjectOf, teamPolicy } from '@onthaal/contract/rules/policy/index.ts';
import type { SessionMember } from '@onthaal/contract/session/session.ts';
import type { Oversight, QuestionArguments } from '@onthaal/contract/store/questions.ts';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import type { MidofficeClient } from '../synchronisation/midoffice-client.ts';
import { RequestError } from '../synchronisation/request-error.ts';

const Change = Type.Object({
  sequence: Type.String(),
  at: Type.String(),
  memberId: Type.String(),
  kind: Type.Enum(['created', 'changed', 'deleted'] as const),
  fields: Type.Array(Type.Object({ field: Type.String(), before: Type.Unknown(), after: Type.Unknown() })),
});
const trailAnswer = Compile(Type.Object({ auditTrail: Type.Array(Change) }));
const pageAnswer = Compile(
  Type.Object({
    exportConsultations: Type.Object({ text: Type.String(), next: Type.Union([Type.Integer(), Type.Null()]) }),
  }),
);
const Look = Type.Object({
  sequence: Type.Integer(),
  at: Type.String(),
  memberId: Type.String(),
  purpose: Type.Enum(consultationPurposes),
  reason: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  outcome: Type.Enum(['shown', 'refused'] as const),
});
const logAnswer = Compile(Type.Array(Look));

/** Older looks than these are read in the export. */
const MOST_LOOKS = 500;

function withMask(change: Oversight['changes'][number]): Oversight['changes'][number] {
  // The whole number leaves the store only by a look that names it.
  const masked = (value: unknown) => (typeof value === 'string' ? maskInsz(value) : value);
  const fields = change.fields.map((field) =>
    field.field === 'nationalNumber' ? { ...field, before: masked(field.before), after: masked(field.after) } : field,
  );
  return { ...change, fields };
}

async function changesOf(client: MidofficeClient, args: QuestionArguments['oversight']): Promise<Oversight['changes']> {
  const answer = await client.request<unknown>(auditTrailDocument, args);
  if (!trailAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
  return answer.auditTrail.map(withMask);
}

async function looksAt(client: MidofficeClient, personId: string): Promise<NonNullable<Oversight['looks']>> {
  let looks: NonNullable<Oversight['looks']> = [];
  for (let after: number | null = 0; after !== null; ) {
    const answer: unknown = await client.request<unknown>(consultationLogDocument, { personId, after });
    if (!pageAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    const rows: unknown = JSON.parse(answer.exportConsultations.text);
    if (!logAnswer.Check(rows)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    looks = [...looks, ...rows].slice(-MOST_LOOKS);
    after = answer.exportConsultations.next;
  }
  return [...looks].reverse();
}

/**
 * Asks the mid-office who changed a record, and who looked at a person, where the role may read that.
 *
 * @throws RequestError NOT_ALLOWED before anything is asked; MIDOFFICE_UNREACHABLE and the like when it does not answer well
 */
export async function askOversight(
  client: MidofficeClient,
  member: SessionMember,
  args: QuestionArguments['oversight'],
): Promise<Oversight> {
  const subject = subjectOf(member);
  if (!isAllowed(teamPolicy, subject, 'readTrail', { collection: args.collection })) {
    throw new RequestError('NOT_ALLOWED');
  }
  const readsLog =
    args.collection === 'persons' && isAllowed(teamPolicy, subject, 'export', { collection: 'consultations' });
  const changes = await changesOf(client, args);
  return readsLog ? { changes, looks: await looksAt(client, args.documentId) } : { changes };
}
