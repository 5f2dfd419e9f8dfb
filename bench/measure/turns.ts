/** How long the event loop of this thread was held up, between two of its turns. */
export interface LongestTurn {
  /** By the clock, ms: on a busy machine the turns of other programs count too. */
  readonly wall: number;
  /** Of the processor's time of this thread, ms: what the program itself took. */
  readonly processor: number;
}

interface ThreadCpuUsage {
  threadCpuUsage(): { readonly user: number; readonly system: number };
}

function processorMilliseconds(): number {
  const { user, system } = (process as unknown as ThreadCpuUsage).threadCpuUsage();
  return (user + system) / 1000;
}

/** Watches the event loop while `work` runs. Costs some processor time itself: a turn of its own after each. */
export async function longestTurnOf(work: () => Promise<void>): Promise<LongestTurn> {
  let wall = 0;
  let processor = 0;
  let ended = false;
  let last = { wall: performance.now(), processor: processorMilliseconds() };
  const look = () => {
    const now = { wall: performance.now(), processor: processorMilliseconds() };
    wall = Math.max(wall, now.wall - last.wall);
    processor = Math.max(processor, now.processor - last.processor);
    last = now;
    if (!ended) setImmediate(look);
  };
  setImmediate(look);
  try {
    await work();
  } finally {
    ended = true;
  }
  look();
  return { wall, processor };
}
