import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { type Decision, decide, servedPolicy, subjectOf } from '@onthaal/contract/rules/policy/index.ts';
import type { CommandContext } from './command-context.ts';
import type { DocumentChange } from './store-writer.ts';

function decisionOn(context: CommandContext, { collection, fields }: DocumentChange): Decision {
  const now = context.writer.current(collection, String(fields.id));
  const resource = now === undefined ? { collection, document: fields } : { collection };
  return decide(servedPolicy, subjectOf(context.member), now === undefined ? 'create' : 'update', resource);
}

/**
 * What the clerk may write of a plan: the first document, which the command is about, or nothing at all; what only follows from it
 * is left out when it is not for this role (an adviser registers a contact, but does not change the person).
 *
 * @returns the failure of the plan, or the policy's refusal
 */
export function permitted(
  context: CommandContext,
  planned: Result<readonly DocumentChange[]>,
): Result<readonly DocumentChange[]> {
  if (!planned.ok) return planned;
  const [first] = planned.value;
  if (first === undefined) return planned;
  const decision = decisionOn(context, first);
  if (decision.kind !== 'allowed') return failure(decision.kind === 'denied' ? decision.code : 'NOT_ALLOWED');
  return success(planned.value.filter((change) => change === first || decisionOn(context, change).kind === 'allowed'));
}
