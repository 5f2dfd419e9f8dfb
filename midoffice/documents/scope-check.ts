import type { CollectionName, DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { Orm } from '../database/database.ts';
import { personsOfPapers } from '../scope/work-links.ts';
import type { Session } from '../session/session.ts';
import { receivable } from './scope.ts';

/** For whom a mid-office hands out rows, and how. */
export interface ScopeContext {
  readonly session: Session;
  readonly scope: Configuration['scope'];
  readonly workOnly?: boolean | undefined;
}

/** Whether a document, as it is now, is one that the session may have. */
export async function isInScope(
  { session, scope, workOnly }: ScopeContext,
  executor: Pick<Orm, 'execute'>,
  collection: CollectionName,
  document: DocumentOf<CollectionName>,
): Promise<boolean> {
  const personIds = workOnly === true ? await personsOfPapers(executor, session, collection, [document]) : undefined;
  return (await receivable(executor, session, scope, collection, [document], personIds)).size > 0;
}
