import { failure, type Result } from '@onthaal/contract/result.ts';
import type { SupervisedProcess } from './supervisor.ts';

/** A process that answers; `Port` is whatever can be transferred to it, `Message` what it says. */
export interface TalkingProcess<Message, Port> extends SupervisedProcess {
  readonly post: (message: unknown, ports: readonly Port[]) => void;
  readonly onMessage: (listener: (message: Message) => void) => void;
}

/** What every process of ours says: that it is ready, and the answer to a question. */
export type LinkMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly sequence: number; readonly result: Result<unknown> };

/** Questions and answers over the port of one process. */
export interface ChildLink<Port> {
  /** The answer; PROCESS_GONE when the process ends first. A question is never asked twice by itself. */
  ask(question: object, ports?: readonly Port[]): Promise<Result<never>>;
  /** Resolves at the process's ready message. */
  readonly ready: Promise<void>;
}

/** Ties questions to answers by their sequence number, and hands everything else to `onNotice`. */
export function createChildLink<Message extends LinkMessage | { readonly kind: string }, Port>(
  child: TalkingProcess<Message, Port>,
  onNotice: (notice: Exclude<Message, { kind: 'answer' }>) => void,
): ChildLink<Port> {
  const waiting = new Map<number, (result: Result<never>) => void>();
  let sequence = 0;
  let gone = false;
  const ready = new Promise<void>((resolve) => {
    child.onMessage((message) => {
      if (isAnswer(message)) {
        waiting.get(message.sequence)?.(message.result as Result<never>);
        waiting.delete(message.sequence);
        return;
      }
      if (message.kind === 'ready') resolve();
      onNotice(message as Exclude<Message, { kind: 'answer' }>);
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

function isAnswer(message: { readonly kind: string }): message is Extract<LinkMessage, { kind: 'answer' }> {
  return message.kind === 'answer';
}

function processGone(): Result<never> {
  return failure('PROCESS_GONE', { retryable: true });
}
