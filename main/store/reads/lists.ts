import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { ReferenceKind, ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { route } from '@onthaal/contract/rules/routing/index.ts';
import type { DayOverview, ReadArguments, ReadResults } from '@onthaal/contract/store/reads.ts';
import type { RoutingPreview } from '@onthaal/contract/store/rows.ts';
import { addDays, instantsOfDay, mondayOf, todayInBrussels } from '../database/clock.ts';
import { closedStatuses } from '../database/projections.ts';
import type { SqlValue } from '../storage/index.ts';
import { documentsWhere, type ReadContext } from './read-context.ts';
import { appointmentRows, dossierRows, type StoredDossierRow, taskRows } from './rows.ts';

interface Condition {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

function marks(values: readonly unknown[]): string {
  return values.length === 0 ? 'NULL' : values.map(() => '?').join(', ');
}

function scopeOf(context: ReadContext, scope: 'mine' | 'team' | 'all'): Condition {
  const { memberId, teamIds } = context.member;
  if (scope === 'mine') return { sql: 'handler_id = ?', parameters: [memberId] };
  if (scope === 'team') return { sql: `team_id IN (${marks(teamIds)})`, parameters: teamIds };
  return { sql: '1 = 1', parameters: [] };
}

/** Without statuses: what is still open. One value of `closed` lets the order of the list follow an index. */
function statusesOf(statuses: readonly string[] | undefined): Condition {
  if (statuses === undefined || statuses.length === 0) return { sql: 'closed = 0', parameters: [] };
  const finished = statuses.filter((status) => closedStatuses.includes(status)).length;
  const closed = finished === 0 ? '= 0' : finished === statuses.length ? '= 1' : 'IN (0, 1)';
  return { sql: `closed ${closed} AND status IN (${marks(statuses)})`, parameters: statuses };
}

const orders = {
  // Without a due day there is no hurry: after those that have one.
  dueOn: 'due_on IS NULL, due_on, dossier_id',
  updatedAt: 'updated_at DESC, dossier_id',
  number: 'number DESC, dossier_id',
} as const;

/** A page of dossiers with their total. */
export function readWorkList(context: ReadContext, args: ReadArguments['workList']): Result<ReadResults['workList']> {
  const scope = scopeOf(context, args.scope);
  const statuses = statusesOf(args.statuses);
  const where = `${scope.sql} AND ${statuses.sql}`;
  const parameters = [...scope.parameters, ...statuses.parameters];
  const total = context.file
    .prepare<number>(`SELECT count(*) FROM dossier_row WHERE ${where}`)
    .pluck()
    .get(...parameters);
  const rows =
    args.sort === 'dueOn'
      ? pageByDueDay(context, where, parameters, args)
      : context.file.rows<StoredDossierRow>(
          `SELECT * FROM dossier_row WHERE ${where} ORDER BY ${orders[args.sort]} LIMIT ? OFFSET ?`,
          ...parameters,
          args.limit,
          args.offset,
        );
  return success({ rows: dossierRows(context, rows), total: total ?? 0 });
}

/** Two queries that each follow an index: dossiers with a due day, then those without. */
function pageByDueDay(
  context: ReadContext,
  where: string,
  parameters: readonly SqlValue[],
  { offset, limit }: { readonly offset: number; readonly limit: number },
): StoredDossierRow[] {
  const page = (condition: string, from: number, most: number) =>
    context.file.rows<StoredDossierRow>(
      `SELECT * FROM dossier_row WHERE ${where} AND due_on ${condition} ORDER BY due_on, dossier_id LIMIT ? OFFSET ?`,
      ...parameters,
      most,
      from,
    );
  const dated = page('IS NOT NULL', offset, limit);
  if (dated.length === limit) return dated;
  const count = context.file
    .prepare<number>(`SELECT count(*) FROM dossier_row WHERE ${where} AND due_on IS NOT NULL`)
    .pluck()
    .get(...parameters);
  return [...dated, ...page('IS NULL', Math.max(0, offset - (count ?? 0)), limit - dated.length)];
}

const LIST_LENGTH = 50;
const WEEKS = 8;

/** Open dossiers of the teams or the member that are due up to a day, the first due first. */
function dossiersDueUpTo(context: ReadContext, day: string): StoredDossierRow[] {
  const { memberId, teamIds } = context.member;
  // One question per index: with OR, SQLite would walk through the dossiers of all teams.
  const due = (column: 'team_id' | 'handler_id', id: string) =>
    context.file.rows<StoredDossierRow>(
      `SELECT * FROM dossier_row WHERE ${column} = ? AND closed = 0 AND due_on <= ?
         ORDER BY due_on, dossier_id LIMIT ${LIST_LENGTH}`,
      id,
      day,
    );
  const rows = [...teamIds.flatMap((teamId) => due('team_id', teamId)), ...due('handler_id', memberId)];
  const byId = new Map(rows.map((row) => [row.dossier_id, row]));
  return [...byId.values()]
    .sort((one, other) => byDueDay(one.due_on, other.due_on) || (one.dossier_id < other.dossier_id ? -1 : 1))
    .slice(0, LIST_LENGTH);
}

interface OpenTask {
  readonly task_id: string;
  readonly due_on: string | null;
}

/** Open tasks of the teams or the member: first those with a day, in its order, then those without. */
function openTasksOf(context: ReadContext): DocumentOf<'tasks'>[] {
  const { memberId, teamIds } = context.member;
  const open = (column: 'team_id' | 'member_id', id: string) =>
    ['IS NOT NULL', 'IS NULL'].flatMap((dated) =>
      context.file.rows<OpenTask>(
        `SELECT task_id, due_on FROM open_task WHERE ${column} = ? AND due_on ${dated}
           ORDER BY due_on, task_id LIMIT ${LIST_LENGTH}`,
        id,
      ),
    );
  const rows = [...teamIds.flatMap((teamId) => open('team_id', teamId)), ...open('member_id', memberId)];
  const byId = new Map(rows.map((row) => [row.task_id, row]));
  const ids = [...byId.values()]
    .sort((one, other) => byDueDay(one.due_on, other.due_on) || (one.task_id < other.task_id ? -1 : 1))
    .slice(0, LIST_LENGTH)
    .map((row) => row.task_id);
  const tasks = documentsWhere(context, 'tasks', 'd.id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
  const order = new Map(ids.map((id, index) => [id, index]));
  return tasks.sort((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0));
}

/** Without a due day there is no hurry: after those that have one. */
function byDueDay(one: string | null, other: string | null): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  return one < other ? -1 : 1;
}

/** What today asks of this member and team. */
export function readDayOverview(context: ReadContext, { day }: ReadArguments['dayOverview']): Result<DayOverview> {
  const { memberId, teamIds } = context.member;
  const { start, end } = instantsOfDay(day);
  const teams = marks(teamIds);
  const count = (sql: string, ...parameters: readonly SqlValue[]) =>
    context.file
      .prepare<number>(sql)
      .pluck()
      .get(...parameters) ?? 0;
  const appointments = documentsWhere(
    context,
    'appointments',
    // What is held, for a talk or for a desk without a line, is nobody's yet.
    "d.field_startsAt >= ? AND d.field_startsAt < ? AND json_extract(d.data, '$.state') NOT IN ('cancelled', 'refused', 'rescheduled', 'held') ORDER BY d.field_startsAt, d.id",
    start,
    end,
  );
  const dueSoon = dossiersDueUpTo(context, addDays(day, 14));
  // What was handed over has a list of its own.
  const tasks = openTasksOf(context).filter(({ senderId }) => senderId === undefined);
  return success({
    appointments: appointmentRows(context, appointments),
    dossiersDueSoon: dossierRows(context, dueSoon),
    tasks: taskRows(context, tasks),
    counts: {
      myOpenDossiers: count('SELECT count(*) FROM dossier_row WHERE handler_id = ? AND closed = 0', memberId),
      teamOpenDossiers: count(
        `SELECT count(*) FROM dossier_row WHERE team_id IN (${teams}) AND closed = 0`,
        ...teamIds,
      ),
      late: count(
        `SELECT count(*) FROM dossier_row WHERE team_id IN (${teams}) AND closed = 0 AND due_on < ?`,
        ...teamIds,
        todayInBrussels(),
      ),
      openTasks:
        count(`SELECT count(*) FROM open_task WHERE team_id IN (${teams})`, ...teamIds) +
        count(
          `SELECT count(*) FROM open_task WHERE member_id = ? AND team_id NOT IN (${teamIds.length === 0 ? '' : teams})`,
          memberId,
          ...teamIds,
        ),
      appointmentsToday: appointments.length,
    },
    weekLoad: weekLoadOf(context, mondayOf(day)),
  });
}

function weekLoadOf(context: ReadContext, monday: string): DayOverview['weekLoad'] {
  const { teamIds } = context.member;
  const counts = context.file.rows<{ readonly due_on: string; readonly dossiers: number }>(
    `SELECT due_on, count(*) AS dossiers FROM dossier_row
       WHERE team_id IN (${marks(teamIds)}) AND closed = 0 AND due_on >= ? AND due_on < ? GROUP BY due_on`,
    ...teamIds,
    monday,
    addDays(monday, 7 * WEEKS),
  );
  const weeks = Array.from({ length: WEEKS }, (_, week) => addDays(monday, 7 * week));
  return weeks.map((weekStart) => {
    const end = addDays(weekStart, 7);
    const inWeek = counts.filter(({ due_on }) => due_on >= weekStart && due_on < end);
    return { weekStart, count: inWeek.reduce((sum, { dossiers }) => sum + dossiers, 0) };
  });
}

/** Reference data of one kind, by name. */
export function readReferenceList(
  context: ReadContext,
  { kind }: ReadArguments['referenceList'],
): Result<readonly ReferenceOf<ReferenceKind>[]> {
  return success(context.references.list(kind));
}

/** The team that the rules would choose, with the reasons, before the dossier exists. */
export function readRoutingPreview(
  context: ReadContext,
  args: ReadArguments['routingPreview'],
): Result<RoutingPreview> {
  const { references } = context;
  const type = references.dossierType(args.typeCode);
  if (type === undefined) return failure('REFERENCE_UNKNOWN', { field: 'typeCode' });
  const found = route(
    {
      dossierTypeCode: args.typeCode,
      postalCode: args.address?.postalCode,
      streetName: args.address?.streetName,
      houseNumber: args.address?.houseNumber,
      answers: args.answers,
      text: args.text,
    },
    references.routingRules(),
  );
  const teamId = found.teamId ?? type.data.defaultTeamId;
  return success({
    teamId,
    teamName: references.nameOf('team', teamId),
    ruleId: found.ruleId ?? '',
    ruleName: found.ruleName ?? type.name,
    evidence: found.evidence.map(({ kind, field, text }) => ({ kind, field, text })),
    alternatives: found.alternatives.map((other) => ({
      teamId: other.teamId,
      teamName: references.nameOf('team', other.teamId),
      ruleName: other.ruleName,
    })),
  });
}
