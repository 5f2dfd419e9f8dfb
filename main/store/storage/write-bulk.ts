import type { AppliedWrites } from './apply-writes.ts';
import { readAttachmentBytes } from './attachments.ts';
import type { SqliteStorageInstance } from './storage-instance.ts';
import type { WriteError, WriteRow } from './types.ts';

/** How large the transactions of a bulk are. Each writes every index page that it touched: many small ones take longer. */
interface ChunkPlan {
  /** How long one should take: a clerk's own write waits for one of them at most. */
  readonly milliseconds: number;
  /** In rows; the time per row of a busy machine is its neighbours', so it must not shrink the chunks without end. */
  readonly smallest: number;
}
const ORDINARY: ChunkPlan = { milliseconds: 40, smallest: 64 };
/** A first filling: there is little to do for a clerk yet, and much to write. */
const REPEATABLE: ChunkPlan = { milliseconds: 200, smallest: 2000 };
const LARGEST_CHUNK = 2000;
/** How much one measurement moves the estimate of the time per row. */
const ADAPTATION = 0.5;

/**
 * Writes a bulk in transactions of about 40 ms with a turn of the event loop between them, and tells about it in one event
 * bulk. When another write to the table comes in between, what was committed before it is told first.
 *
 * All but the last transaction do not wait for the disk: the last one makes all of them last, and nothing is acknowledged
 * before it.
 */
export async function writeBulk(
  instance: SqliteStorageInstance,
  rows: readonly WriteRow[],
  context: string,
): Promise<WriteError[]> {
  const { state, file } = instance;
  const plan = file.isRepeatable(context) ? REPEATABLE : ORDINARY;
  const leave = await state.bulks.enter();
  const errors: WriteError[] = [];
  try {
    const attachments = instance.schema.attachments ? await readAttachmentBytes(rows) : undefined;
    for (let start = 0; start < rows.length; ) {
      const size = chunkSizeOf(plan, state.millisecondsPerRow, rows.length - start);
      const chunk = size === rows.length ? rows : rows.slice(start, start + size);
      start += size;
      const isLast = start >= rows.length;
      const apply = (): AppliedWrites => instance.applyInTransaction(chunk, context, attachments);
      const applied = await instance.inTurn('bulkWrite', () => {
        const began = performance.now();
        const done = isLast ? file.contextTransaction(context, apply) : file.relaxedTransaction(apply);
        noteTime(instance, chunk.length, performance.now() - began);
        // In the same turn as the commit: nobody else can commit and tell in between.
        state.events.hold(done.bulk);
        if (isLast) state.events.flush();
        return done;
      });
      for (const error of applied.errors) errors.push(error);
    }
  } finally {
    // After an error: what was committed stays and is told.
    state.events.flush();
    leave();
  }
  await instance.refreshStatistics();
  return errors;
}

function chunkSizeOf(plan: ChunkPlan, millisecondsPerRow: number, left: number): number {
  const wanted = Math.round(plan.milliseconds / millisecondsPerRow);
  const size = Math.max(plan.smallest, Math.min(LARGEST_CHUNK, wanted));
  // A small rest goes along: one transaction more would cost more than it.
  return left <= size * 1.5 ? left : size;
}

function noteTime({ state }: SqliteStorageInstance, rows: number, milliseconds: number): void {
  // The time of a few rows is that of the commit.
  if (rows < ORDINARY.smallest / 2) return;
  state.millisecondsPerRow += ADAPTATION * (milliseconds / rows - state.millisecondsPerRow);
}
