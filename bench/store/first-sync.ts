import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import { BENCH_MEMBER } from '../data/bench-member.ts';
import { say } from '../measure/progress.ts';
import type { BenchStore } from './bench-store.ts';

/** Milliseconds from asking to open the file. */
export interface FirstSyncTimes {
  readonly documents: number;
  /** The given collections were there; known to about 50 ms, the pace of the status. */
  readonly usable: number;
  readonly complete: number;
}

const PROGRESS_MILLISECONDS = 10_000;

/** Opens an empty database and waits for its first sync. */
export async function syncFirst(
  store: BenchStore,
  file: string,
  usableWith: readonly CollectionName[],
): Promise<FirstSyncTimes> {
  const grant = await store.logIn(BENCH_MEMBER.memberId, BENCH_MEMBER.deviceId);
  const startedAt = performance.now();
  let usable = Number.NaN;
  let documents = 0;
  let spokenAt = startedAt;
  await store.open(file, grant);
  await store.untilStatus(
    (status) => status.firstSync === undefined,
    ({ firstSync }) => {
      const now = performance.now();
      if (firstSync === undefined) return;
      documents = firstSync.expected;
      if (Number.isNaN(usable) && hasAll(firstSync, usableWith)) usable = now - startedAt;
      if (now - spokenAt < PROGRESS_MILLISECONDS) return;
      spokenAt = now;
      say(`first sync: ${firstSync.received} of ${firstSync.expected} documents`);
    },
  );
  const complete = performance.now() - startedAt;
  return { documents, usable: Number.isNaN(usable) ? complete : usable, complete };
}

/** The collections of `names` are complete: something that comes after them has begun, or their numbers say so. */
function hasAll(progress: NonNullable<SyncStatus['firstSync']>, names: readonly CollectionName[]): boolean {
  return progress.perCollection
    .filter(({ collection }) => names.includes(collection))
    .every(({ received, expected }) => expected > 0 && received >= expected && received > 1);
}
