import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parentPort } from 'node:worker_threads';
import { controlPortOfNode } from '../../main/store/service/message-port.ts';
import { StoreService } from '../../main/store/service/store-service.ts';
import type { WatchAnswer, WatchRequest } from './watch.ts';

const RESOLUTION_MILLISECONDS = 2;
const NANOSECONDS = 1e6;

/** The store in a worker, as the tests run it, with a watch on how long its event loop stood still. */
function run(): void {
  const port = parentPort;
  if (port === null) throw new Error('This runs as a worker');
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MILLISECONDS });
  delays.enable();
  port.on('message', ({ data }: { readonly data: WatchRequest }) => {
    if (data.kind !== 'watch') return;
    // What the histogram keeps is the time between two ticks, the wanted distance included.
    const beyond = (nanoseconds: number) => Math.max(0, nanoseconds / NANOSECONDS - RESOLUTION_MILLISECONDS);
    const answer: WatchAnswer = {
      kind: 'watched',
      longestStall: beyond(delays.max),
      stall999: beyond(delays.percentile(99.9)),
    };
    delays.reset();
    port.postMessage(answer);
  });
  const service = new StoreService(controlPortOfNode(port));
  process.on('unhandledRejection', (error) => {
    if (service.survives(error)) return;
    throw error;
  });
  service.start();
}

run();
