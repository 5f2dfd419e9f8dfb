import { failure, type Result } from '@onthaal/contract/result.ts';
import type {
  StoreControlRequest,
  StoreControlResponse,
  StoreControlResults,
} from '@onthaal/contract/store/control.ts';
import type { StoreChild } from './store-child.ts';

type WithoutSequence<Request> = Request extends unknown ? Omit<Request, 'sequence'> : never;
export type ControlQuestion = WithoutSequence<StoreControlRequest>;

/** What a store process says by itself. */
export type StoreNotice = Exclude<StoreControlResponse, { kind: 'answer' }>;

/** Questions and answers over the control port of one store process. */
export interface ControlLink<Port> {
  /** The answer; PROCESS_GONE when the process ends first. A question is never asked twice by itself. */
  ask<Question extends ControlQuestion>(
    question: Question,
    ports?: readonly Port[],
  ): Promise<Result<StoreControlResults[Question['kind']]>>;
  /** Resolves at the process's ready message. */
  readonly ready: Promise<void>;
}

/** Ties questions to answers by their sequence number, and hands everything else to `onNotice`. */
export function createControlLink<Port>(
  child: StoreChild<Port>,
  onNotice: (notice: StoreNotice) => void,
): ControlLink<Port> {
  const waiting = new Map<number, (result: Result<never>) => void>();
  let sequence = 0;
  let gone = false;
  const ready = new Promise<void>((resolve) => {
    child.onMessage((message) => {
      if (message.kind === 'answer') {
        waiting.get(message.sequence)?.(message.result as Result<never>);
        waiting.delete(message.sequence);
        return;
      }
      if (message.kind === 'ready') resolve();
      onNotice(message);
    });
  });
  child.onExit(() => {
    gone = true;
    for (const answer of waiting.values()) answer(processGone());
    waiting.clear();
  });
  return {
    ready,
    ask(question, ports = []) {
      if (gone) return Promise.resolve(processGone());
      sequence += 1;
      const number = sequence;
      return new Promise((resolve) => {
        waiting.set(number, resolve);
        child.post({ ...question, sequence: number }, ports);
      });
    },
  };
}

function processGone(): Result<never> {
  return failure('PROCESS_GONE', { retryable: true });
}
