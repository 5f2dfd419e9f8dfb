import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';
import {
  addedHistory,
  decide,
  glassOpenMilliseconds,
  isOnlyTrace,
  openedDossier,
  type PolicyAction,
  servedPolicy,
  subjectOf,
} from '@onthaal/contract/rules/policy/index.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import type { Session } from '../session/session.ts';

type Executor = Pick<Orm, 'execute'>;
type Dossier = DocumentOf<'dossiers'>;

/** A desk's clock follows the centre's; between a look and what was written after it, it may have been put right by so much. */
const clockTolerance = 5 * 60_000;

interface Ties {
  /** When the member opened the dossier with a reason. */
  readonly looks: readonly number[];
  readonly hasTask: boolean;
}

/** What ties a member to a dossier that is not theirs nor their teams'. */
async function tiesWith(executor: Executor, session: Session, dossierId: string, writtenAt: string): Promise<Ties> {
  const rows = await rowsOf<{ collection: string; at: string | null }>(
    executor,
    sql`SELECT collection, data ->> 'at' AS at FROM document
        WHERE data ->> 'dossierId' = ${dossierId} AND data ->> 'dossierId' IS NOT NULL AND NOT deleted AND (
          collection = 'consultations' AND data ->> 'memberId' = ${session.memberId}
            AND data ->> 'outcome' = 'shown' AND data -> 'fields' ? ${openedDossier}
            AND btrim(coalesce(data ->> 'reason', '')) <> ''
          OR collection = 'tasks'
            AND (data ->> 'memberId' = ${session.memberId}
              OR data ->> 'teamId' IN (SELECT jsonb_array_elements_text(${JSON.stringify(session.teamIds)}::jsonb)))
            AND data ->> 'state' <> 'cancelled'
            AND (data ->> 'state' <> 'done' OR (data ->> 'doneAt') COLLATE "C" >= ${writtenAt}))`,
  );
  const looks = rows.filter(({ collection }) => collection === 'consultations').map(({ at }) => Date.parse(at ?? ''));
  return { looks, hasTask: rows.some(({ collection }) => collection === 'tasks') };
}

/** When the member wrote what a state adds: each line of theirs in the history tells, whatever merged it since. */
function writingTimes({ memberId }: Session, before: Dossier, after: Dossier): readonly number[] {
  const own = addedHistory({ ...before }, { ...after }).filter(
    ({ kind, by }) =>
      kind !== 'interactionLinked' && (by as { readonly memberId?: unknown } | undefined)?.memberId === memberId,
  );
  return own.map(({ at }) => Date.parse(String(at)));
}

async function problemOf(
  executor: Executor,
  session: Session,
  action: PolicyAction,
  dossier: Dossier,
  { last, each = [] }: { readonly last: string; readonly each?: readonly number[] },
): Promise<OnthaalError | undefined> {
  const resource = { collection: 'dossiers', document: { ...dossier } } as const;
  if (decide(servedPolicy, subjectOf(session), action, resource).kind !== 'needsReason') return undefined;
  const { looks, hasTask } = await tiesWith(executor, session, dossier.id, last);
  const wasOpen = (at: number) =>
    looks.some((look) => look >= at - glassOpenMilliseconds - clockTolerance && look <= at + clockTolerance);
  if (hasTask || wasOpen(Date.parse(last)) || (each.length > 0 && each.every(wasOpen))) return undefined;
  return failure('DOSSIER_OF_OTHER_TEAM').error;
}

/**
 * DOSSIER_OF_OTHER_TEAM for a change of another team's dossier that its member had not opened with a reason. The look must be with the
 * centre already, so desks send their log first; how long the change was under way does not count: it is judged by the desk's own times,
 * at which both were made.
 */
export async function glassProblem(
  executor: Executor,
  session: Session,
  before: Dossier,
  after: Dossier,
): Promise<OnthaalError | undefined> {
  if (isOnlyTrace({ ...before }, { ...after })) return undefined;
  const times = { last: after.updatedAt, each: writingTimes(session, before, after) };
  return problemOf(executor, session, 'update', before, times);
}

/** The same for a new task that would make another team's dossier the work of its maker. */
export async function takingUpProblem(
  executor: Executor,
  session: Session,
  task: DocumentOf<'tasks'>,
): Promise<OnthaalError | undefined> {
  const isForOneself = task.memberId === session.memberId || session.teamIds.includes(task.teamId);
  if (task.dossierId === undefined || !isForOneself) return undefined;
  const rows = await rowsOf<{ data: Dossier }>(
    executor,
    sql`SELECT data FROM document WHERE collection = 'dossiers' AND id = ${task.dossierId} AND NOT deleted`,
  );
  const dossier = rows[0]?.data;
  return dossier && problemOf(executor, session, 'open', dossier, { last: task.createdAt });
}

/** The same for reading what is in a dossier, now. */
export function closedProblem(
  executor: Executor,
  session: Session,
  dossier: Dossier,
): Promise<OnthaalError | undefined> {
  return problemOf(executor, session, 'open', dossier, { last: new Date().toISOString() });
}
