import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { v7 } from 'uuid';
import { nowInstant } from '../database/clock.ts';
import { alreadyThere, authorOf, type CommandContext, type CommandPlan, changed } from './command-context.ts';
import type { DocumentChange } from './store-writer.ts';
import { isMine } from './visit-draft-commands.ts';

const mostAnswers = 200;

/** Writes down what a visitor says to a right; who wants it has one thing more to ask, which waits until it is begun. */
export function answerRight(context: CommandContext, args: CommandArguments['answerRight']): Result<CommandPlan> {
  const { visitId, answerId, hintCode, answer } = args;
  const { references, writer } = context;
  const hint = references.list('rightsHint').find(({ code, active }) => active && code === hintCode);
  if (hint === undefined) return failure('REFERENCE_UNKNOWN', { field: 'hintCode' });
  const before = writer.current('visits', visitId)?.fields;
  if (before === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'visitId' });
  if (before.rightsAnswers?.some(({ id }) => id === answerId)) return alreadyThere('visits', visitId);
  const given = { id: answerId, at: nowInstant(), by: authorOf(context), hintCode, answer };
  const question = {
    ...{ id: v7(), productCode: hint.data.productCode, state: 'waiting' as const },
    ...{ pausedSeconds: 0, timeNotReliable: false },
  };
  return success({
    documents: () => {
      const visit = writer.current('visits', visitId)?.fields;
      if (visit === undefined || !isMine(context, visit)) return failure('VISIT_STEP_NOT_NOW');
      const changes: DocumentChange[] = [
        changed(context, 'visits', visit, {
          rightsAnswers: [...(visit.rightsAnswers ?? []), given],
          ...(answer === 'wanted' ? { services: [...visit.services, question] } : {}),
        }),
      ];
      const person = visit.personId === undefined ? undefined : writer.current('persons', visit.personId)?.fields;
      if (person !== undefined) {
        const answers = [...(person.rightsAnswers ?? []), given].slice(-mostAnswers);
        changes.push(changed(context, 'persons', person, { rightsAnswers: answers }));
      }
      return success(changes);
    },
  });
}
