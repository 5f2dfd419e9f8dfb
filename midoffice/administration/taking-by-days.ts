import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { dayOf, occupyingStates, type Stretch } from '@onthaal/contract/rules/planner/index.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import { longestAppointment } from '../planner/planner-rows.ts';

type Appointment = DocumentOf<'appointments'>;
type Place = Pick<Appointment, 'startsAt' | 'id'>;

/** So many are read at once; a day that has more is still given whole. */
const mostAtOnce = 2000;

function readAfter(executor: Pick<Orm, 'execute'>, after: Place, until: number) {
  return rowsOf<{ data: Appointment }>(
    executor,
    sql`SELECT data FROM document WHERE collection = 'appointments' AND NOT deleted
        AND (data ->> 'startsAt') COLLATE "C" >= ${after.startsAt}
        AND ((data ->> 'startsAt') COLLATE "C", id) > (${after.startsAt}, ${after.id})
        AND (data ->> 'startsAt') COLLATE "C" < ${new Date(until).toISOString()}
        AND data ->> 'state' IN (SELECT jsonb_array_elements_text(${JSON.stringify(occupyingStates)}::jsonb))
        ORDER BY (data ->> 'startsAt') COLLATE "C", id LIMIT ${mostAtOnce}`,
  );
}

/**
 * What takes time in a stretch, the earliest first, in parts that each hold whole days: what is in the way of an appointment is a matter of
 * its own day.
 */
export async function* takingByDays(
  executor: Pick<Orm, 'execute'>,
  { from, until }: Stretch,
): AsyncGenerator<readonly Appointment[]> {
  const dayAt = ({ startsAt }: Place) => dayOf(Date.parse(startsAt)).toString();
  let after: Place = { startsAt: new Date(from - longestAppointment).toISOString(), id: '' };
  let waiting: readonly Appointment[] = [];
  for (;;) {
    const rows = await readAfter(executor, after, until);
    const read = [...waiting, ...rows.map(({ data }) => data)];
    const last = read.at(-1);
    if (last === undefined) return;
    if (rows.length < mostAtOnce) {
      yield read;
      return;
    }
    after = last;
    const lastDay = dayAt(last);
    waiting = read.filter((one) => dayAt(one) === lastDay);
    const whole = read.slice(0, read.length - waiting.length);
    if (whole.length > 0) yield whole;
  }
}
