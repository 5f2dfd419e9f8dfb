import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import { route } from '@onthaal/contract/rules/routing/index.ts';
import { atDesk } from '@onthaal/contract/rules/visits/index.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import type { HandoverDraft, HandoverProposal, HandoverRow, Handovers } from '@onthaal/contract/store/tasks.ts';
import { todayInBrussels } from '../database/clock.ts';
import { finishedTaskStates } from '../database/projections.ts';
import { wordless } from './protection.ts';
import { documentById, documentsWhere, personNames, type ReadContext, tableOf } from './read-context.ts';

type Task = DocumentOf<'tasks'>;
type Visit = DocumentOf<'visits'>;
type Dossier = DocumentOf<'dossiers'>;

const MOST = 100;

function dossierNumbers({ file, trail }: ReadContext, tasks: readonly Task[]): ReadonlyMap<string, string> {
  const ids = [...new Set(tasks.flatMap(({ dossierId }) => dossierId ?? []))];
  for (const id of ids) trail.add(id);
  const rows = file.rows<{ readonly id: string; readonly number: string }>(
    'SELECT dossier_id AS id, number FROM dossier_row WHERE dossier_id IN (SELECT value FROM json_each(?))',
    JSON.stringify(ids),
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}

const hiddenWords = {
  ...{ title: '', text: undefined, returnReason: undefined, promised: undefined, checked: undefined },
  ...{ citizenMayKnow: undefined, answer: undefined },
  shielded: true as const,
};

function handoverRows(context: ReadContext, tasks: readonly Task[]): HandoverRow[] {
  const { references, member } = context;
  const today = todayInBrussels();
  const hidden = wordless(context, 'tasks', tasks);
  const numbers = dossierNumbers(context, tasks);
  const names = personNames(
    context,
    tasks.map(({ personId }) => personId),
  );
  return tasks.map((task) => {
    const { id, title, text, state, teamId, memberId, personId, dossierId, dueOn, visitId } = task;
    const { returnReason, promised, checked, citizenMayKnow, answer, steps = [] } = task;
    return {
      ...{ id, title, text, state, teamId, memberId, personId, dossierId, dueOn, visitId },
      ...{ returnReason, promised, checked, citizenMayKnow, answer },
      ...(hidden.has(id) ? hiddenWords : {}),
      overdue: dueOn !== undefined && dueOn < today && !finishedTaskStates.includes(state),
      teamName: references.nameOf('team', teamId),
      memberName: memberId === undefined ? undefined : references.nameOf('member', memberId),
      personName: personId === undefined ? undefined : names.get(personId),
      dossierNumber: dossierId === undefined ? undefined : numbers.get(dossierId),
      isSentByMe: task.senderId === member.memberId,
      isForMe: memberId === member.memberId || member.teamIds.includes(teamId),
      steps: steps.map(({ id: stepId, at, event, by }) => ({ id: stepId, at, event, byName: by.name })),
    };
  });
}

/** What waits for the member or their teams; what was returned waits for the sender. */
function receivedBy(context: ReadContext): readonly Task[] {
  const { memberId, teamIds } = context.member;
  const waiting = (column: 'team_id' | 'member_id', id: string) =>
    context.file
      .prepare<string>(
        `SELECT t.task_id FROM open_task t JOIN ${tableOf('tasks')} d ON d.id = t.task_id
         WHERE t.${column} = ? AND json_extract(d.data, '$.senderId') IS NOT NULL AND d.field_state <> 'returned'
         LIMIT ${MOST}`,
      )
      .pluck()
      .all(id);
  const ids = new Set([...waiting('member_id', memberId), ...teamIds.flatMap((id) => waiting('team_id', id))]);
  return documentsWhere(context, 'tasks', 'd.id IN (SELECT value FROM json_each(?))', JSON.stringify([...ids]));
}

function byDueDay(one: HandoverRow, other: HandoverRow): number {
  const [day, otherDay] = [one.dueOn ?? '9999', other.dueOn ?? '9999'];
  return day === otherDay ? (one.id < other.id ? -1 : 1) : day < otherDay ? -1 : 1;
}

function lastStep({ steps }: HandoverRow): string {
  return steps.at(-1)?.at ?? '';
}

/** What was handed over to the member or their teams, the first due first, and by the member, what changed last first. */
export function readHandovers(context: ReadContext): Result<Handovers> {
  const watched = ['open', 'received', 'inProgress', 'returned', 'done'].flatMap((state) =>
    documentsWhere(
      context,
      'tasks',
      `d.field_senderId = ? AND d.field_state = ? AND json_extract(d.data, '$.seenAt') IS NULL LIMIT ${MOST}`,
      context.member.memberId,
      state,
    ),
  );
  return success({
    received: handoverRows(context, receivedBy(context)).sort(byDueDay),
    sent: handoverRows(context, watched).sort((one, other) => (lastStep(one) < lastStep(other) ? 1 : -1)),
  });
}

/** The dossier that is open, else the one that was opened last for the question that is served. */
function dossierOf(context: ReadContext, visit: Visit | undefined, dossierId: string | undefined): Dossier | undefined {
  const serviceId = visit?.services.find(({ state }) => state === 'serving')?.id;
  const last = visit?.touched
    ?.filter(({ collection, serviceId: of }) => collection === 'dossiers' && of === serviceId)
    .sort((one, other) => (one.at < other.at ? 1 : -1))[0]?.id;
  const id = dossierId ?? last;
  return id === undefined ? undefined : documentById(context, 'dossiers', id);
}

function proposalOf(
  { references }: ReadContext,
  dossier: Dossier | undefined,
  label: string | undefined,
  text: string,
): HandoverProposal | undefined {
  const named = (teamId: string, why: HandoverProposal['why'], because: string) => ({
    ...{ teamId, teamName: references.nameOf('team', teamId), why, because },
  });
  if (dossier !== undefined) return named(dossier.teamId, 'dossier', dossier.number);
  const product = references.list('product').find(({ code }) => code === label);
  const typeCode = product?.data.dossierTypeCode ?? label ?? '';
  const found = route({ dossierTypeCode: typeCode, answers: {}, text }, references.routingRules());
  const isFallback = found.evidence.some(({ kind }) => kind === 'fallback');
  if (found.teamId !== null && !isFallback) return named(found.teamId, 'rule', found.ruleName ?? '');
  const type = references.dossierType(typeCode);
  if (product !== undefined) return named(product.data.teamId, 'product', product.name);
  if (type !== undefined) return named(type.data.defaultTeamId, 'product', type.name);
  return found.teamId === null ? undefined : named(found.teamId, 'rule', found.ruleName ?? '');
}

/** What a handover starts from: the question, its dossier and person, the notepad, and the team that is likely. */
export function readHandoverDraft(context: ReadContext, args: ReadArguments['handoverDraft']): Result<HandoverDraft> {
  const { references, member } = context;
  const found = args.visitId === undefined ? undefined : documentById(context, 'visits', args.visitId);
  const visit = found?.memberId === member.memberId && atDesk.includes(found.state) ? found : undefined;
  const question = visit?.services.find(({ state }) => state === 'serving' || state === 'paused');
  const dossier = dossierOf(context, visit, args.dossierId);
  const isHidden = dossier !== undefined && wordless(context, 'dossiers', [dossier]).has(dossier.id);
  const personId = visit?.personId ?? args.personId ?? dossier?.applicantId;
  const label = question?.productCode;
  const labels = [...references.list('product'), ...references.list('dossierType')];
  const title = labels.find(({ code }) => code === label)?.name ?? (isHidden ? '' : (dossier?.subject ?? ''));
  const text = visit?.draft.trim() ?? '';
  return success({
    ...{ title, text, questionId: question?.id, personId },
    personName: personId === undefined ? undefined : personNames(context, [personId]).get(personId),
    dossierId: dossier?.id,
    dossierNumber: dossier?.number,
    proposal: proposalOf(context, dossier, label, text),
  });
}
