import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type {
  Decision,
  GroupDecision,
  HitAppointment,
  HitAppointments,
  SavedReference,
} from '@onthaal/contract/store/administration.ts';
import type { QuestionArguments, QuestionName, QuestionResults } from '@onthaal/contract/store/questions.ts';
import { v7 } from 'uuid';
import type { Step } from './steps-board.ts';

/** What was decided about what a change hits. */
export interface DecidedHits {
  readonly told: HitAppointments;
  readonly decisions: readonly Decision[];
  readonly groups: readonly GroupDecision[];
}

/** An appointment that a save moved. */
export interface MadeMove {
  readonly hit: HitAppointment;
  readonly movedTo: string;
}

/** Asks the centre, and says an appointment or a group in words. */
export interface StepParts {
  readonly ask: <Name extends QuestionName>(
    name: Name,
    args: QuestionArguments[Name],
  ) => Promise<Result<QuestionResults[Name]>>;
  readonly titleOf: (hit: HitAppointment) => string;
  readonly titleOfGroup: (product: string, count: number) => string;
}

function movesOf({ told, decisions }: DecidedHits): readonly MadeMove[] {
  const decided = new Map(decisions.map((one) => [one.appointmentId, one]));
  return told.hits.flatMap((hit) => {
    const { how, startsAt } = decided.get(hit.appointmentId) ?? {};
    return how === 'move' && startsAt !== undefined ? [{ hit, movedTo: startsAt }] : [];
  });
}

/** Puts all of a kind on the call sheet that were not decided one by one, in as many questions as it takes. */
function callGroup(
  { ask, titleOfGroup }: StepParts,
  { told }: DecidedHits,
  { productCode, count }: GroupDecision,
): Step {
  const product = told.groups.find((group) => group.productCode === productCode)?.product ?? productCode;
  const last = told.hits.at(-1);
  return {
    id: `call/${productCode}`,
    title: titleOfGroup(product, count),
    size: count,
    run: async (onProgress, isStopped) => {
      let next: { readonly afterStartsAt?: string; readonly afterId?: string } =
        last === undefined ? {} : { afterStartsAt: last.startsAt, afterId: last.appointmentId };
      for (let done = 0; ; ) {
        const answer = await ask('callHindered', { productCode, ...next });
        if (!answer.ok) return answer;
        const { called, nextStartsAt, nextId } = answer.value;
        done += called;
        onProgress(Math.min(done, count));
        if (nextStartsAt === undefined || nextId === undefined) return success(true);
        if (isStopped()) return undefined;
        next = { afterStartsAt: nextStartsAt, afterId: nextId };
      }
    },
  };
}

/**
 * What is left to do when a row was written: what could not be moved is said, what another system gives out is moved there, one after the
 * other, and who is to be called by kind goes on the call sheet.
 */
export function stepsAfterSave(parts: StepParts, decided: DecidedHits, saved: SavedReference): readonly Step[] {
  const moves = movesOf(decided).flatMap(({ hit, movedTo: startsAt }): Step[] => {
    const { appointmentId, master } = hit;
    const step = { id: appointmentId, title: parts.titleOf(hit), size: 1 };
    if (saved.notMoved?.includes(appointmentId)) {
      return [{ ...step, run: () => Promise.resolve(failure('APPOINTMENT_SLOT_TAKEN')) }];
    }
    if (master === undefined) return [];
    const asked = { operationId: v7(), holdId: v7(), appointmentId, startsAt };
    return [{ ...step, run: () => parts.ask('moveHindered', asked) }];
  });
  const calls = decided.groups.filter(({ how }) => how === 'call');
  return [...moves, ...calls.map((group) => callGroup(parts, decided, group))];
}

/** The appointments that a save moved in the end: what the centre moved itself, and what was moved in another system. */
export function madeMoves(decided: DecidedHits, saved: SavedReference, done: readonly string[]): readonly MadeMove[] {
  return movesOf(decided).filter(
    ({ hit: { appointmentId, master } }) =>
      saved.moved?.includes(appointmentId) === true || (master !== undefined && done.includes(appointmentId)),
  );
}

/** The way back of each move. */
export function stepsBack(parts: StepParts, moves: readonly MadeMove[]): readonly Step[] {
  return moves.map(({ hit, movedTo }) => {
    const { appointmentId, startsAt } = hit;
    const asked = { operationId: v7(), holdId: v7(), appointmentId, startsAt, movedTo };
    return { id: appointmentId, title: parts.titleOf(hit), size: 1, run: () => parts.ask('moveHinderedBack', asked) };
  });
}
