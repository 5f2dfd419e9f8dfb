import { monitorEventLoopDelay } from 'node:perf_hooks';
import { BroadcastChannel } from 'node:worker_threads';

/** The store's threads: `reader` answers windows, `writer` owns RxDB and the sync. */
export type WatchedThread = 'reader' | 'writer';

/** Milliseconds that the event loops stood still at most. */
export type LongestStalls = Readonly<Record<WatchedThread, number>>;

interface WatchAnswer {
  readonly thread: WatchedThread;
  readonly longestStall: number;
}

const CHANNEL = 'bench-watch';
const ASK = 'ask';
const RESOLUTION_MILLISECONDS = 2;
const NANOSECONDS = 1e6;

/** Watches the event loop of the thread that calls this, for as long as it lives. */
export function watchThisThread(thread: WatchedThread): void {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MILLISECONDS });
  delays.enable();
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => {
    if (data !== ASK) return;
    // What the histogram keeps is the time between two ticks, the wanted distance included.
    const longestStall = Math.max(0, delays.max / NANOSECONDS - RESOLUTION_MILLISECONDS);
    delays.reset();
    channel.postMessage({ thread, longestStall } satisfies WatchAnswer);
  };
}

/** Asks both threads how long they stood still since the last question. One store per process may run. */
export function askLongestStalls(): Promise<LongestStalls> {
  const channel = new BroadcastChannel(CHANNEL);
  const answers: Partial<Record<WatchedThread, number>> = {};
  return new Promise((resolve) => {
    channel.onmessage = ({ data }) => {
      if (data === ASK) return;
      const { thread, longestStall } = data as WatchAnswer;
      answers[thread] = longestStall;
      const { reader, writer } = answers;
      if (reader === undefined || writer === undefined) return;
      channel.close();
      resolve({ reader, writer });
    };
    channel.postMessage(ASK);
  });
}
