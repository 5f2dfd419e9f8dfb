import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';
import type { Session } from '../session/session.ts';

type Task = DocumentOf<'tasks'>;

/**
 * The first reason to refuse what was handed over: nobody hands over in the name of another, who sent it stays the same, and what
 * happened to it only grows, each new line by who writes it.
 */
export function handoverProblem(
  { memberId }: Pick<Session, 'memberId'>,
  before: Task | undefined,
  after: Task,
): OnthaalError | undefined {
  if (before === undefined) {
    const isOwn = after.senderId === undefined || after.senderId === memberId;
    return isOwn ? undefined : failure('FIELD_INVALID', { field: 'senderId' }).error;
  }
  if (before.senderId !== after.senderId) return failure('FIELD_READ_ONLY', { field: 'senderId' }).error;
  const steps = new Map((after.steps ?? []).map((step) => [step.id, step]));
  const isKept = (before.steps ?? []).every((step) => deepEqual(step, steps.get(step.id)));
  return isKept ? undefined : failure('FIELD_READ_ONLY', { field: 'steps' }).error;
}
