import { mostPageHashes } from '@onthaal/contract/entities/visit.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { openVisits } from '@onthaal/contract/rules/visits/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { alreadyThere, type CommandContext, type CommandPlan, changed } from './command-context.ts';

/** Notes the hash of the token on a ticket that is about to be printed; the newest are kept. With the same hash it is noted once. */
export function linkVisit(
  context: CommandContext,
  { visitId, tokenHash }: CommandArguments['linkVisit'],
): Result<CommandPlan> {
  const known = context.writer.current('visits', visitId)?.fields;
  if (known === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'visitId' });
  if (known.pageHashes?.includes(tokenHash) === true) return alreadyThere('visits', visitId);
  return success({
    documents: () => {
      const visit = context.writer.current('visits', visitId)?.fields;
      if (visit === undefined || !openVisits.includes(visit.state)) return failure('VISIT_STEP_NOT_NOW');
      const pageHashes = [...(visit.pageHashes ?? []), tokenHash].slice(-mostPageHashes);
      return success([changed(context, 'visits', visit, { pageHashes })]);
    },
  });
}
