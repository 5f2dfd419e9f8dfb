import { type Result, success } from '@onthaal/contract/result.ts';
import { isCashLeft } from '@onthaal/contract/rules/day/index.ts';
import type { DayEnd } from '@onthaal/contract/store/day.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import { todayInBrussels } from '../database/clock.ts';
import { readHandovers } from './handovers.ts';
import { readPaymentDay } from './payments.ts';
import { readAppointmentRequests } from './planner.ts';
import { readBackOfficeWork, readOpenVisits, readQueueBoard } from './queue.ts';
import type { ReadContext } from './read-context.ts';
import { readWaitingPapers } from './waiting-papers.ts';

/** What the outbox and the conflicts still ask for. */
function syncLeft({ file }: ReadContext): Pick<DayEnd, 'unsent' | 'refused' | 'conflicts'> {
  const count = (sql: string) => file.rows<{ readonly count: number }>(sql)[0]?.count ?? 0;
  const inOutbox = 'SELECT count(*) AS count FROM outbox WHERE follows IS NULL AND state';
  return {
    unsent: count(`${inOutbox} IN ('local', 'sending')`),
    refused: count(`${inOutbox} = 'rejected'`),
    conflicts: count('SELECT count(*) AS count FROM conflict WHERE resolved_at IS NULL'),
  };
}

/** What the till of this desk still asks for; nothing for who takes no payments. */
function moneyLeft(context: ReadContext): Pick<DayEnd, 'cash' | 'payments'> {
  const read = readPaymentDay(context, { day: todayInBrussels() });
  if (!read.ok) return {};
  const { payments, uncertain, failedRefunds, counts } = read.value;
  const cash = payments.filter(({ method, state }) => method === 'cash' && state === 'paid');
  const left = isCashLeft({
    isUsed: cash.length > 0,
    lastUsedAt: cash
      .map(({ stateSince }) => stateSince)
      .sort()
      .at(-1),
    lastCount: counts[0],
  });
  return { cash: left ? 1 : 0, payments: uncertain.length + failedRefunds.length };
}

/** Handed over to this member and not read yet, or back with this member. */
function handoversLeft(context: ReadContext): number {
  const read = readHandovers(context);
  if (!read.ok) return 0;
  const { received, sent } = read.value;
  const unread = received.filter(({ memberId, state }) => memberId === context.member.memberId && state === 'open');
  const back = sent.filter(({ state }) => state === 'returned' || state === 'done');
  return unread.length + back.length;
}

/** What is left at this desk at the end of the day, as far as the store knows. */
export function readDayEnd(context: ReadContext, { deskId }: ReadArguments['dayEnd']): Result<DayEnd> {
  const open = readOpenVisits(context);
  const board = readQueueBoard(context, deskId === undefined ? {} : { deskId });
  const work = readBackOfficeWork(context);
  const requests = readAppointmentRequests(context);
  const papers = readWaitingPapers(context);
  return success({
    atDesk: open.ok ? open.value.length : 0,
    backOffice: work.ok && work.value !== null ? 1 : 0,
    waiting: board.ok ? board.value.waiting.length : 0,
    handovers: handoversLeft(context),
    requests: requests.ok ? requests.value.length : 0,
    waitingPapers: papers.ok ? papers.value.length : 0,
    ...syncLeft(context),
    ...moneyLeft(context),
  });
}
