import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { eventToState, handoverAfter, isOfSender } from '@onthaal/contract/rules/tasks/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { v7 } from 'uuid';
import { instantAfter, nowInstant } from '../database/clock.ts';
import {
  alreadyThere,
  authorOf,
  type CommandContext,
  type CommandPlan,
  changed,
  created,
  newDocumentFields,
} from './command-context.ts';

type Task = DocumentOf<'tasks'>;

/** Makes work for a team or person; what is handed over has a sender. */
export function createTask(context: CommandContext, args: CommandArguments['createTask']): Result<CommandPlan> {
  const id = args.id ?? v7();
  if (context.writer.current('tasks', id) !== undefined) {
    return alreadyThere('tasks', id);
  }
  if (context.references.get('team', args.teamId) === undefined) {
    return failure('REFERENCE_UNKNOWN', { field: 'teamId' });
  }
  return success({
    documents: () => {
      const base = newDocumentFields(context, id);
      const isHandover = args.kind === 'handover';
      const sent = { id: v7(), at: base.createdAt, by: authorOf(context), event: 'sent' as const };
      return success([
        created('tasks', {
          ...base,
          kind: args.kind,
          title: args.title,
          text: args.text,
          state: 'open',
          teamId: args.teamId,
          memberId: args.memberId,
          personId: args.personId,
          dossierId: args.dossierId,
          dueOn: args.dueOn,
          returnReason: undefined,
          promised: args.promised,
          doneAt: undefined,
          notes: [],
          checked: args.checked,
          citizenMayKnow: args.citizenMayKnow,
          visitId: args.visitId,
          questionId: args.questionId,
          senderId: isHandover ? context.member.memberId : undefined,
          steps: isHandover ? [sent] : undefined,
          ...{ answer: undefined, seenAt: undefined },
        }),
      ]);
    },
  });
}

type Step = Omit<NonNullable<Task['steps']>[number], 'at' | 'by'>;

/** What was handed over, after a step by this clerk, now; HANDOVER_STEP_NOT_NOW. */
function stepped(
  context: CommandContext,
  task: Task,
  step: Step,
  change?: Parameters<typeof handoverAfter>[2],
): ReturnType<CommandPlan['documents']> {
  const at = instantAfter(task.updatedAt);
  const by = authorOf(context);
  const after = handoverAfter(task, { ...step, at, by }, change);
  if (after === undefined) return failure('HANDOVER_STEP_NOT_NOW');
  if (after === task) return success([]);
  const fields = Object.entries({ ...after, updatedAt: at, updatedBy: by }).filter(([, value]) => value !== undefined);
  return success([{ collection: 'tasks', fields: Object.fromEntries(fields) }]);
}

/** Moves a task on; a return needs its reason. */
export function changeTaskState(
  context: CommandContext,
  args: CommandArguments['changeTaskState'],
): Result<CommandPlan> {
  if (args.state === 'returned' && (args.returnReason ?? '').trim() === '') {
    return failure('FIELD_REQUIRED', { field: 'returnReason' });
  }
  return success({
    documents: () => {
      const task = context.writer.current('tasks', args.taskId)?.fields;
      if (task === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'taskId' });
      const event = eventToState[args.state];
      if (task.senderId !== undefined && event !== undefined) {
        const reason = args.state === 'returned' ? args.returnReason : undefined;
        return stepped(context, task, { id: v7(), event, ...(reason === undefined ? {} : { reason }) });
      }
      return success([
        changed(context, 'tasks', task, {
          state: args.state,
          memberId: task.memberId ?? context.member.memberId,
          returnReason: args.state === 'returned' ? args.returnReason : task.returnReason,
          doneAt: args.state === 'done' ? nowInstant() : undefined,
        }),
      ]);
    },
  });
}

/** Whether the member is on the side that does this: who sent it, or who got it. */
function isOnSide(
  { member }: CommandContext,
  { state, senderId, memberId, teamId }: Task,
  event: Step['event'],
): boolean {
  if (isOfSender(state, event)) return senderId === member.memberId;
  return memberId === member.memberId || member.teamIds.includes(teamId);
}

/** Writes down what happened to a question that was handed over. With the same step id it is written once. */
export function recordHandoverStep(
  context: CommandContext,
  args: CommandArguments['recordHandoverStep'],
): Result<CommandPlan> {
  const { taskId, stepId, event, reason, answer, teamId, memberId } = args;
  const known = context.writer.current('tasks', taskId)?.fields;
  if (known?.senderId === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'taskId' });
  if (known.steps?.some(({ id }) => id === stepId)) return alreadyThere('tasks', taskId);
  if (event === 'returned' && (reason ?? '').trim() === '') return failure('FIELD_REQUIRED', { field: 'reason' });
  if (teamId !== undefined && context.references.get('team', teamId) === undefined) {
    return failure('REFERENCE_UNKNOWN', { field: 'teamId' });
  }
  if (!isOnSide(context, known, event)) return failure('NOT_ALLOWED');
  return success({
    documents: () => {
      const task = context.writer.current('tasks', taskId)?.fields;
      if (task === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'taskId' });
      const change = {
        ...(answer === undefined ? {} : { answer }),
        ...(teamId === undefined ? {} : { teamId }),
        ...(memberId === undefined ? {} : { memberId }),
      };
      return stepped(context, task, { id: stepId, event, ...(reason === undefined ? {} : { reason }) }, change);
    },
  });
}
