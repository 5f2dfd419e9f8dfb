import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { BroadcastChannel } from 'node:worker_threads';

/** The store's threads: `reader` answers windows, `writer` owns RxDB and the sync. */
export type WatchedThread = 'reader' | 'writer';

/** Milliseconds that the event loops stood still at most. */
export type LongestStalls = Readonly<Record<WatchedThread, number>>;

/** What the threads did since the last question, in milliseconds. */
export interface Watched {
  readonly longestStall: LongestStalls;
  /** The most processor time that they took without a turn for others: what is left of a stall without the neighbours. */
  readonly longestWork: LongestStalls;
  /** How long they were at work. */
  readonly busy: Readonly<Record<WatchedThread, number>>;
}

interface WatchAnswer {
  readonly thread: WatchedThread;
  readonly longestStall: number;
  readonly longestWork: number;
  readonly busy: number;
}

const CHANNEL = 'bench-watch';
const ASK = 'ask';
const RESOLUTION_MILLISECONDS = 2;
const NANOSECONDS = 1e6;
const MICROSECONDS = 1e3;

/** Notes the most processor time that this thread takes between two turns of its event loop. Returns the milliseconds so far. */
export function watchWork(): { readonly longest: () => number; readonly reset: () => void } {
  let longest = 0;
  let before = process.threadCpuUsage();
  setInterval(() => {
    const now = process.threadCpuUsage();
    longest = Math.max(longest, (now.user + now.system - before.user - before.system) / MICROSECONDS);
    before = now;
  }, RESOLUTION_MILLISECONDS).unref();
  return {
    longest: () => longest,
    reset: () => {
      longest = 0;
    },
  };
}

/** Watches the event loop of the thread that calls this, for as long as it lives. */
export function watchThisThread(thread: WatchedThread): void {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MILLISECONDS });
  delays.enable();
  const work = watchWork();
  let before = performance.eventLoopUtilization();
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => {
    if (data !== ASK) return;
    // What the histogram keeps is the time between two ticks, the wanted distance included.
    const longestStall = Math.max(0, delays.max / NANOSECONDS - RESOLUTION_MILLISECONDS);
    delays.reset();
    const now = performance.eventLoopUtilization();
    const busy = performance.eventLoopUtilization(now, before).active;
    before = now;
    const longestWork = work.longest();
    work.reset();
    channel.postMessage({ thread, longestStall, longestWork, busy } satisfies WatchAnswer);
  };
}

/** Asks both threads what they did since the last question. One store per process may run. */
export function askThreads(): Promise<Watched> {
  const channel = new BroadcastChannel(CHANNEL);
  const answers: Partial<Record<WatchedThread, WatchAnswer>> = {};
  return new Promise((resolve) => {
    channel.onmessage = ({ data }) => {
      if (data === ASK) return;
      const answer = data as WatchAnswer;
      answers[answer.thread] = answer;
      const { reader, writer } = answers;
      if (reader === undefined || writer === undefined) return;
      channel.close();
      resolve({
        longestStall: { reader: reader.longestStall, writer: writer.longestStall },
        longestWork: { reader: reader.longestWork, writer: writer.longestWork },
        busy: { reader: reader.busy, writer: writer.busy },
      });
    };
    channel.postMessage(ASK);
  });
}
