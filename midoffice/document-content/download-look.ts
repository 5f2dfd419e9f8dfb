import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { closedProblem } from '../consultations/glass.ts';
import { type Orm, rowsOf } from '../database/database.ts';
import { readMaster, writeDocument } from '../documents/write-document.ts';
import type { Session } from '../session/session.ts';
import type { ContentAsker } from './content-access.ts';

type Executor = Pick<Orm, 'execute'>;
type Look = DocumentOf<'consultations'>;

/** In the fields of a log row: the content of a document was fetched. */
const fetchedContent = 'documentContent';
/** A content that is fetched again, or in pieces, within this time is one look. */
const sameLook = 15 * 60_000;

async function alreadyLogged(executor: Executor, look: Look): Promise<boolean> {
  const since = new Date(Date.parse(look.at) - sameLook).toISOString();
  const rows = await rowsOf<{ id: string }>(
    executor,
    sql`SELECT id FROM document
        WHERE collection = 'consultations' AND data ->> 'personId' = ${look.personId} AND data ->> 'personId' IS NOT NULL
          AND data ->> 'memberId' = ${look.memberId} AND data ->> 'deviceId' = ${look.deviceId}
          AND data ->> 'dossierId' IS NOT DISTINCT FROM ${look.dossierId ?? null}
          AND (data ->> 'at') COLLATE "C" >= ${since} AND data -> 'fields' ? ${fetchedContent} LIMIT 1`,
  );
  return rows.length > 0;
}

async function nameOf(executor: Executor, { memberId }: Session): Promise<string> {
  const member = await readMaster(executor, 'references', memberId);
  return (member?.data as { readonly name?: string } | undefined)?.name ?? memberId;
}

/**
 * Writes down that somebody fetches the content of a document, and about whom it is, before any of it is sent: no log, no content. The
 * content of a closed dossier is as closed as its card.
 *
 * @returns DOSSIER_OF_OTHER_TEAM while the member did not open that dossier with a reason
 */
export async function logDownload({ orm, session }: ContentAsker, documentId: string): Promise<Result<void>> {
  return orm.transaction(async (transaction) => {
    const document = (await readMaster(transaction, 'documents', documentId))?.data as
      | DocumentOf<'documents'>
      | undefined;
    const { dossierId, personId: about } = document ?? {};
    const raw = dossierId === undefined ? undefined : await readMaster(transaction, 'dossiers', dossierId);
    const dossier = raw?.deleted === false ? (raw.data as DocumentOf<'dossiers'>) : undefined;
    const closed = dossier && (await closedProblem(transaction, session, dossier));
    if (closed !== undefined) return { ok: false, error: closed } as const;
    const personId = about ?? dossier?.applicantId;
    // A file that is about nobody tells nothing of anybody.
    if (personId === undefined) return success(undefined);
    const at = new Date().toISOString();
    const { memberId, deviceId } = session;
    const look: Look = {
      ...{ id: v7(), createdAt: at, updatedAt: at, at, memberId, deviceId, personId },
      updatedBy: { memberId, name: await nameOf(transaction, session) },
      ...(dossierId === undefined ? {} : { dossierId }),
      ...{ purpose: 'dossierHandling', fields: [fetchedContent], outcome: 'shown' },
    };
    if (await alreadyLogged(transaction, look)) return success(undefined);
    const target = { session, collection: 'consultations', operationId: v7(), documentId: look.id } as const;
    await writeDocument(transaction, target, undefined, { data: look, deleted: false }, at);
    return success(undefined);
  });
}
