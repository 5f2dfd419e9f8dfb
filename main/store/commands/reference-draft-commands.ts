import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { draftPrefix } from '../reads/reference-drafts.ts';
import type { SqliteDatabase } from '../storage/index.ts';
import type { CommandContext, CommandPlan } from './command-context.ts';

/** No document: a draft is of this desk alone until it is saved at the mid-office. */
function ownTable(inTransaction: (database: SqliteDatabase) => void): Result<CommandPlan> {
  return success({ documents: () => success([]), alreadyWritten: [], inTransaction });
}

/** Keeps what an administrator typed of a row and did not save yet. NOT_ALLOWED for who writes no reference data. */
export function keepReferenceDraft(
  { member }: CommandContext,
  draft: CommandArguments['keepReferenceDraft'],
): Result<CommandPlan> {
  if (member.role !== 'administrator') return failure('NOT_ALLOWED');
  return ownTable((database) => {
    database
      .prepare('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)')
      .run(`${draftPrefix}${draft.id}`, JSON.stringify(draft));
  });
}

/** Forgets it. */
export function dropReferenceDraft(
  _context: CommandContext,
  { id }: CommandArguments['dropReferenceDraft'],
): Result<CommandPlan> {
  return ownTable((database) => {
    database.prepare('DELETE FROM setting WHERE name = ?').run(`${draftPrefix}${id}`);
  });
}
