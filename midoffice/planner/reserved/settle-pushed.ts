import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { deskActOn } from '@onthaal/contract/rules/planner/index.ts';
import { v7 } from 'uuid';
import type { Orm } from '../../database/database.ts';
import { changeTime } from '../../documents/change-time.ts';
import { type WriteTarget, writeDocument } from '../../documents/write-document.ts';
import { decideRequest } from '../decide-request.ts';

type Appointment = DocumentOf<'appointments'>;

/**
 * What becomes of an appointment that a desk wrote by itself. What was asked for is decided; what was reserved for the desk and comes back
 * goes; a booking in a moment that was freed meanwhile is decided as if it were asked for, so that nobody is booked twice; who came or
 * did not in the meantime, and what is cancelled, stays so. Where another system gives out time it decides, also of what was kept for a
 * desk before that.
 *
 * @returns what it is now; undefined when it is no more
 */
export async function settlePushed(
  executor: Pick<Orm, 'execute'>,
  target: WriteTarget,
  before: Appointment | undefined,
  pushed: Appointment,
  acceptedAt: string,
  isDecidedElsewhere: boolean,
): Promise<Appointment | undefined> {
  const act = deskActOn(target.session.deviceId, before, pushed);
  const become = async (data: Appointment, deleted: boolean) => {
    const at = changeTime(new Date(acceptedAt), pushed);
    const next = { data: { ...data, updatedAt: at }, deleted };
    await writeDocument(executor, { ...target, operationId: v7() }, { data: pushed, deleted: false }, next, at);
    return deleted ? undefined : next.data;
  };
  if (act === 'givenBack') return become(pushed, true);
  if (isDecidedElsewhere) return act === 'booked' ? become({ ...pushed, state: 'requested' }, false) : pushed;
  const isLate = act === 'booked' && before?.reservation?.freedAt !== undefined;
  return decideRequest(executor, target, isLate ? { ...pushed, state: 'requested' } : pushed, acceptedAt);
}
