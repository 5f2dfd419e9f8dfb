import { MessageChannel } from 'node:worker_threads';
import type { Result } from '@onthaal/contract/result.ts';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import type { StoreControlRequest, StoreControlResponse } from '@onthaal/contract/store/control.ts';
import type { StoreResponse } from '@onthaal/contract/store/protocol.ts';
import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import { controlPortOfNode } from '../../main/store/service/message-port.ts';
import { StoreService } from '../../main/store/service/store-service.ts';
import type { Question } from '../data/read-questions.ts';
import { BENCH_KEY } from './bench-key.ts';

/** What the parent process asks of a store that has a process to itself, as it has in the app. */
export type StoreOrder =
  | { readonly kind: 'start'; readonly midofficeUrl: string; readonly writerScript: string }
  | { readonly kind: 'open'; readonly file: string; readonly grant: SessionGrant }
  | { readonly kind: 'read'; readonly questions: readonly Question[] }
  | { readonly kind: 'untilUpToDate' }
  | { readonly kind: 'close' };

/** Milliseconds that the order took, and the memory of the whole process after it, in MB. */
export interface StoreReport {
  readonly milliseconds: number;
  readonly memory: number;
}

type WithoutSequence<Request> = Request extends unknown ? Omit<Request, 'sequence'> : never;

const control = new MessageChannel();
const window = new MessageChannel();
const waiting = new Map<number, (result: Result<unknown>) => void>();
let sequence = 0;

function settle(message: StoreControlResponse | StoreResponse): void {
  if (message.kind !== 'answer') return;
  waiting.get(message.sequence)?.(message.result);
  waiting.delete(message.sequence);
}

async function ask(send: (sequence: number) => void): Promise<unknown> {
  sequence += 1;
  const mine = sequence;
  const result = await new Promise<Result<unknown>>((resolve) => {
    waiting.set(mine, resolve);
    send(mine);
  });
  if (!result.ok) throw new Error(`The store refused: ${result.error.code}`);
  return result.value;
}

function tell(request: WithoutSequence<StoreControlRequest>): Promise<unknown> {
  const ports = request.kind === 'attachPort' ? [window.port2] : [];
  return ask((number) => control.port1.postMessage({ data: { ...request, sequence: number }, ports }, ports));
}

async function read(name: string, args: unknown): Promise<unknown> {
  const text = await ask((number) =>
    window.port1.postMessage({ kind: 'read', sequence: number, name, arguments: args }),
  );
  return JSON.parse(text as string);
}

async function carryOut(order: StoreOrder): Promise<void> {
  switch (order.kind) {
    case 'start':
      control.port1.on('message', settle);
      window.port1.on('message', settle);
      new StoreService(controlPortOfNode(control.port2), () => process.exit(1)).start();
      await tell({
        kind: 'configure',
        configuration: { midofficeUrl: order.midofficeUrl, writerScript: order.writerScript, testMode: true },
      });
      await tell({ kind: 'attachPort' });
      return;
    case 'open':
      await tell({
        kind: 'open',
        file: order.file,
        key: Buffer.from(BENCH_KEY).toString('base64'),
        grant: order.grant,
      });
      await read('workList', { scope: 'team', sort: 'dueOn', offset: 0, limit: 50 });
      return;
    case 'read':
      for (const { name, args } of order.questions) await read(name, args);
      return;
    case 'untilUpToDate':
      for (;;) {
        const status = (await read('syncStatus', {})) as SyncStatus;
        if (status.phase === 'upToDate') return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    case 'close':
      await tell({ kind: 'close' });
  }
}

process.on('message', async (order: StoreOrder) => {
  const startedAt = performance.now();
  await carryOut(order);
  const milliseconds = performance.now() - startedAt;
  process.send?.({ milliseconds, memory: process.memoryUsage.rss() / 2 ** 20 } satisfies StoreReport);
});
