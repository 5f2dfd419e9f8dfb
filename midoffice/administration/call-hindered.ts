import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { type Agreed, findHindrances, standsDespite } from '@onthaal/contract/rules/planner/index.ts';
import {
  type administrationQuestions,
  type CalledHindered,
  mostCalledAtOnce,
} from '@onthaal/contract/store/administration.ts';
import type { Static } from 'typebox';
import { v7 } from 'uuid';
import type { Orm } from '../database/database.ts';
import { mayAdminister } from '../documents/authorisation.ts';
import { changeTime } from '../documents/change-time.ts';
import { lockAppointments, nameOf, write } from '../planner/plan.ts';
import { readAppointment, readPlannerData } from '../planner/planner-rows.ts';
import type { Hit } from './hit-appointments.ts';
import type { AdministrationContext } from './save-reference.ts';
import { called, isSettledMeanwhile } from './settle-hits.ts';
import { takingByDays } from './taking-by-days.ts';

type Asked = Static<(typeof administrationQuestions)['callHindered']>;

const hundredYears = 100 * 366 * 86_400_000;

/** The next appointments of a product that are not possible, and about which nobody decided that they go on all the same. */
async function nextHindered(
  { orm, now }: Pick<AdministrationContext, 'orm' | 'now'>,
  { productCode, afterStartsAt, afterId = '' }: Asked,
): Promise<readonly Hit[]> {
  const data = await readPlannerData(orm);
  const from = Math.max(now.getTime(), Date.parse(afterStartsAt ?? '') || 0);
  const found: Hit[] = [];
  for await (const appointments of takingByDays(orm, { from, until: now.getTime() + hundredYears })) {
    const hindrances = findHindrances(data, appointments as readonly Agreed[], now.getTime());
    for (const appointment of appointments) {
      const why = hindrances.get(appointment.id);
      const { startsAt, id } = appointment;
      const isPassed = startsAt < (afterStartsAt ?? '') || (startsAt === afterStartsAt && id <= afterId);
      const isAsked = appointment.productCode === productCode && !isPassed;
      if (!isAsked || why === undefined || standsDespite(appointment, why)) continue;
      found.push({ appointment, why: [...why] });
      if (found.length === mostCalledAtOnce) return found;
    }
  }
  return found;
}

/** Puts them on the call sheet; who is on it for this already stays there. Gives how many are new on it. */
async function call(executor: Orm, context: AdministrationContext, hits: readonly Hit[]): Promise<number> {
  const { session, now } = context;
  const by = { memberId: session.memberId, name: await nameOf(executor, session.memberId) };
  await lockAppointments(
    executor,
    hits.map(({ appointment }) => appointment.id),
  );
  let count = 0;
  for (const { appointment: was } of hits) {
    const read = await readAppointment(executor, was.id);
    if (read === undefined || read.raw.deleted || isSettledMeanwhile(read.appointment, was)) continue;
    const at = changeTime(now, read.appointment);
    const next = called(read.appointment, at);
    if (next === read.appointment) continue;
    await write(executor, context, v7(), read.raw, { ...next, updatedAt: at, updatedBy: by });
    count += 1;
  }
  return count;
}

/** Puts the next appointments of a kind that are not possible any more on the call sheet, for an administrator. NOT_ALLOWED. */
export async function callHindered(context: AdministrationContext, asked: Asked): Promise<Result<CalledHindered>> {
  if (!mayAdminister(context.session)) return failure('NOT_ALLOWED');
  const hits = await nextHindered(context, asked);
  const count = await context.orm.transaction((transaction) => call(transaction as unknown as Orm, context, hits));
  const last = hits.length < mostCalledAtOnce ? undefined : hits.at(-1)?.appointment;
  return success({ called: count, ...(last && { nextStartsAt: last.startsAt, nextId: last.id }) });
}
