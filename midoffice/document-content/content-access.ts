import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { Orm } from '../database/database.ts';
import { mayWrite } from '../documents/authorisation.ts';
import { receivable } from '../documents/scope.ts';
import { readMaster } from '../documents/write-document.ts';
import type { Session } from '../session/session.ts';
import { type Content, contentOf } from './content-rows.ts';

/** Who asks, and by which rules. */
export interface ContentAsker {
  readonly orm: Orm;
  readonly session: Session;
  readonly scope: Configuration['scope'];
}

async function documentFor({ orm, session, scope }: ContentAsker, documentId: string) {
  const raw = await readMaster(orm, 'documents', documentId);
  if (raw === undefined || raw.deleted) return { known: raw !== undefined, document: undefined };
  const checked = checkDocument('documents', raw.data);
  if (!checked.ok) return { known: true, document: undefined };
  const seen = await receivable(orm, session, scope, 'documents', [checked.value]);
  return { known: true, document: seen.size > 0 ? checked.value : undefined };
}

/**
 * Whether the session may bring content for a document. The document itself may still be on its way: a desk that was offline sends both, in
 * any order.
 */
export async function mayBring(asker: ContentAsker, documentId: string): Promise<Result<void>> {
  const decisions = (['create', 'update'] as const).map((action) => mayWrite(asker.session, 'documents', action));
  if (decisions.every(({ kind }) => kind !== 'allowed')) return failure('NOT_ALLOWED');
  const { known, document } = await documentFor(asker, documentId);
  return known && document === undefined ? failure('ACCESS_LOST') : success(undefined);
}

/**
 * The content that the session may receive through this document, whatever its state. CONTENT_UNKNOWN is the one answer to all that is not
 * for it, so that nobody learns what exists.
 */
export async function visibleContent(
  asker: ContentAsker,
  documentId: string,
  digest: string,
): Promise<Result<Content>> {
  const { document } = await documentFor(asker, documentId);
  const isNamed = document?.versions.some(({ contentHash }) => contentHash === digest) === true;
  const content = isNamed ? await contentOf(asker.orm, documentId, digest) : undefined;
  return content === undefined ? failure('CONTENT_UNKNOWN') : success(content);
}
