import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';
import { visitStateAfter } from '@onthaal/contract/rules/visits/index.ts';

type Visit = DocumentOf<'visits'>;

/**
 * The first reason to refuse a visit: its state must follow from its steps, these only grow, and nobody is called but by the centre
 * (`queue/call-next.ts`). Desks compute the same (`rules/visits`), so only a wrong or hostile desk is refused.
 */
export function visitProblem(before: Visit | undefined, after: Visit): OnthaalError | undefined {
  // A desk of before steps were kept.
  if (after.steps === undefined && before?.steps === undefined) return undefined;
  const steps = after.steps ?? [];
  const known = new Set((before?.steps ?? []).map(({ id }) => id));
  const byId = new Map(steps.map((step) => [step.id, step]));
  const isKept = (before?.steps ?? []).every((step) => deepEqual(step, byId.get(step.id)));
  if (!isKept) return failure('FIELD_READ_ONLY', { field: 'steps' }).error;
  if (visitStateAfter(steps.map(({ event }) => event)) !== after.state) {
    return failure('FIELD_INVALID', { field: 'steps' }).error;
  }
  const isCalledHere = steps.some(({ id, event }) => event === 'called' && !known.has(id));
  return isCalledHere ? failure('VISIT_NOT_CALLED').error : undefined;
}
