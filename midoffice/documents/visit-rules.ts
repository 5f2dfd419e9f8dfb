import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';
import { isBackOffice, mayHappenTo, visitStateAfter } from '@onthaal/contract/rules/visits/index.ts';
import type { Session } from '../session/session.ts';

type Visit = DocumentOf<'visits'>;

/**
 * The first reason to refuse a visit: its state must follow from its steps, these only grow, and nobody is called but by the centre
 * (`queue/call-next.ts`), or without a line who was reserved. Desks compute the same (`rules/visits`), so only a wrong or hostile desk is refused.
 */
export function visitProblem(
  { deviceId }: Pick<Session, 'deviceId'>,
  before: Visit | undefined,
  after: Visit,
): OnthaalError | undefined {
  // A desk of before steps were kept.
  if (after.steps === undefined && before?.steps === undefined) return undefined;
  const steps = after.steps ?? [];
  if (!deepEqual(before === undefined ? after.backOffice : before.backOffice, after.backOffice)) {
    return failure('FIELD_READ_ONLY', { field: 'backOffice' }).error;
  }
  const isOfItsKind = steps.every(({ event }) => mayHappenTo(after, event));
  // Nobody came in for it, so it never waits to be called.
  if (!isOfItsKind || (isBackOffice(after) && after.state === 'waiting')) {
    return failure('FIELD_INVALID', { field: 'steps' }).error;
  }
  const known = new Set((before?.steps ?? []).map(({ id }) => id));
  const byId = new Map(steps.map((step) => [step.id, step]));
  const isKept = (before?.steps ?? []).every((step) => deepEqual(step, byId.get(step.id)));
  if (!isKept) return failure('FIELD_READ_ONLY', { field: 'steps' }).error;
  if (visitStateAfter(steps.map(({ event }) => event)) !== after.state) {
    return failure('FIELD_INVALID', { field: 'steps' }).error;
  }
  const called = steps.filter(({ id, event }) => event === 'called' && !known.has(id));
  // Without a line a computer calls only who was reserved for it: nobody else could have called them meanwhile.
  const isReserved = before?.state === 'waiting' && before.reservation?.deviceId === deviceId;
  // Nobody else can have called who came in there without a line: the centre hears of the arrival and the call at once.
  const isCalledElsewhere = called.some((step) => step.deviceId !== deviceId);
  const mayBeCalled = before === undefined ? !isCalledElsewhere : isReserved && called.length === 1;
  if (called.length > 0 && !mayBeCalled) return failure('VISIT_NOT_CALLED').error;
  return reservationProblem(deviceId, before, after);
}

/** Reserving is the centre's: a computer may only give back, and keep for itself who came in while it had no line. */
function reservationProblem(deviceId: string, before: Visit | undefined, after: Visit): OnthaalError | undefined {
  if (after.reservation === undefined || deepEqual(before?.reservation, after.reservation)) return undefined;
  const isOwnArrival = before === undefined && after.reservation.deviceId === deviceId;
  return isOwnArrival ? undefined : failure('FIELD_READ_ONLY', { field: 'reservation' }).error;
}
