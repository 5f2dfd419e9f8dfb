import { exportLogDocument } from '@onthaal/contract/generated/client-documents.ts';
import { joinExportPages } from '@onthaal/contract/graphql/export-pages.ts';
import { isAllowed, subjectOf, teamPolicy } from '@onthaal/contract/rules/policy/index.ts';
import type { SessionMember } from '@onthaal/contract/session/session.ts';
import type { LogExport, LogExportText } from '@onthaal/contract/store/control.ts';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import type { MidofficeClient } from '../synchronisation/midoffice-client.ts';
import { RequestError } from '../synchronisation/request-error.ts';

const pageAnswer = Compile(
  Type.Object({
    exportConsultations: Type.Object({
      text: Type.String(),
      rows: Type.Integer({ minimum: 0 }),
      next: Type.Union([Type.Integer(), Type.Null()]),
    }),
  }),
);

/**
 * Takes the log of consultations about a person or by a member out of the mid-office, which writes down who did so and judges whether they
 * may.
 *
 * @throws RequestError NOT_ALLOWED before anything is asked; MIDOFFICE_UNREACHABLE and the like
 */
export async function exportLog(
  client: MidofficeClient,
  member: SessionMember,
  { about, id, format }: LogExport,
): Promise<LogExportText> {
  if (!isAllowed(teamPolicy, subjectOf(member), 'export', { collection: 'consultations' })) {
    throw new RequestError('NOT_ALLOWED');
  }
  const of = about === 'person' ? { personId: id } : { memberId: id };
  const pages: string[] = [];
  let rows = 0;
  for (let after: number | null = 0; after !== null; ) {
    const answer: unknown = await client.request<unknown>(exportLogDocument, { ...of, format, after });
    if (!pageAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    pages.push(answer.exportConsultations.text);
    rows += answer.exportConsultations.rows;
    after = answer.exportConsultations.next;
  }
  return { text: joinExportPages(format, pages), rows };
}
