import type { ReferenceKind, ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { route } from '@onthaal/contract/rules/routing/index.ts';
import type { DayOverview, ReadArguments, ReadResults } from '@onthaal/contract/store/reads.ts';
import type { RoutingPreview } from '@onthaal/contract/store/rows.ts';
import { addDays, instantsOfDay, mondayOf, todayInBrussels } from '../database/clock.ts';
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

/** Without statuses: what is still open. */
function statusesOf(statuses: readonly string[] | undefined): Condition {
  if (statuses === undefined || statuses.length === 0) return { sql: 'closed = 0', parameters: [] };
  return { sql: `closed IN (0, 1) AND status IN (${marks(statuses)})`, parameters: statuses };
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
const finishedTasks = "('done', 'cancelled')";

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
    "d.field_startsAt >= ? AND d.field_startsAt < ? AND json_extract(d.data, '$.state') NOT IN ('cancelled', 'refused', 'rescheduled') ORDER BY d.field_startsAt, d.id",
    start,
    end,
  );
  const dueSoon = context.file.rows<StoredDossierRow>(
    `SELECT * FROM dossier_row WHERE (team_id IN (${teams}) OR handler_id = ?) AND closed = 0 AND due_on <= ?
       ORDER BY due_on, dossier_id LIMIT ${LIST_LENGTH}`,
    ...teamIds,
    memberId,
    addDays(day, 14),
  );
  const openTasks = `(d.field_teamId IN (${teams}) OR d.field_memberId = ?) AND d.field_state NOT IN ${finishedTasks}`;
  const tasks = documentsWhere(
    context,
    'tasks',
    `${openTasks} ORDER BY json_extract(d.data, '$.dueOn') IS NULL, json_extract(d.data, '$.dueOn'), d.id LIMIT ${LIST_LENGTH}`,
    ...teamIds,
    memberId,
  );
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
      openTasks: count(
        `SELECT count(*) FROM collection_tasks_v0 d WHERE d.deleted = 0 AND ${openTasks}`,
        ...teamIds,
        memberId,
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
