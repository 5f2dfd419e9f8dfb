import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { describeError } from '@onthaal/contract/logging/describe-error.ts';
import { failure, type Result } from '@onthaal/contract/result.ts';
import type { SessionMember } from '@onthaal/contract/session/session.ts';
import { storageFailure } from '../database/storage-failure.ts';
import type { ChangedRecords } from '../service/change.ts';
import type { StoreLog } from '../service/store-log.ts';
import { type DatabaseFile, openDatabaseFile } from '../storage/index.ts';
import { tableOf } from './read-context.ts';
import { type DatabaseReadName, Reader, type TrailedAnswer } from './reader.ts';

const SLOW_MILLISECONDS = 40;

export interface ReadConnectionOptions {
  readonly file: string;
  readonly key: Uint8Array;
  readonly nativeBinding: string | undefined;
  readonly member: SessionMember;
  readonly log: StoreLog;
}

/**
 * A read-only connection with the named reads on it. It lives in another thread than the writer: SQLite lets it read the last
 * committed state while a write goes on.
 */
export class ReadConnection {
  readonly #file: DatabaseFile;
  readonly #reader: Reader;
  readonly #log: StoreLog;
  readonly #deviceId: string;

  /** Loads what opening needs, while nobody waits for it yet. */
  static warmUp(nativeBinding: string | undefined): void {
    try {
      openDatabaseFile({ file: ':memory:', nativeBinding }).close();
    } catch {
      // Whoever opens a file hears what is wrong.
    }
  }

  /** Opens a file that the writer has opened before. Throws StorageError. */
  constructor({ file, key, nativeBinding, member, log }: ReadConnectionOptions) {
    this.#file = openDatabaseFile({ file, key, nativeBinding, readOnly: true });
    this.#reader = new Reader(this.#file, member);
    this.#log = log;
    this.#deviceId = member.deviceId;
  }

  /** Answers a read, whose arguments have been checked, as JSON text. Never throws. */
  read(name: DatabaseReadName, args: unknown): Result<string> {
    return this.readWithTrail(name, args).result;
  }

  /** As `read`, with the ids of the documents that it looked for. */
  readWithTrail(name: DatabaseReadName, args: unknown): TrailedAnswer {
    const start = performance.now();
    try {
      return this.#reader.answerWithTrail(name, args as never);
    } catch (error) {
      this.#log('error', 'reader', 'a read failed', describeError(error));
      return { result: storageFailure(error) ?? failure('UNEXPECTED'), trail: new Set() };
    } finally {
      const milliseconds = Math.round(performance.now() - start);
      if (milliseconds > SLOW_MILLISECONDS) this.#log('warn', 'slow', 'slow read', { name, milliseconds });
    }
  }

  /** Whether this document is here. */
  readonly has = (collection: CollectionName, id: string): boolean =>
    this.#file.prepare(`SELECT 1 FROM ${tableOf(collection)} WHERE id = ? AND deleted = 0`).get(id) !== undefined;

  /** Whether a visit waits as far as this desk knows. */
  readonly visitIsWaiting = (id: string): boolean =>
    this.#file
      .prepare(`SELECT 1 FROM ${tableOf('visits')} WHERE id = ? AND field_state = 'waiting' AND deleted = 0`)
      .get(id) !== undefined;

  /** Whether the centre has not heard yet who came in, went back to the queue or left. */
  readonly hasUnsentWaiting = (): boolean =>
    this.#file
      .prepare(
        `SELECT 1 FROM outbox o JOIN ${tableOf('visits')} d ON d.id = o.document_id WHERE o.collection = 'visits'
           AND (o.pending = 1 OR o.state IN ('local', 'sending')) AND d.field_state IN ('waiting', 'left', 'noShow') LIMIT 1`,
      )
      .get() !== undefined;

  /** When the appointment was last changed, as far as this desk knows; undefined: it is not here. */
  readonly appointmentChangedAt = (id: string): string | undefined =>
    this.#file
      .prepare<string>(
        `SELECT json_extract(data, '$.updatedAt') FROM ${tableOf('appointments')} WHERE id = ? AND deleted = 0`,
      )
      .pluck()
      .get(id);

  /** False when the centre asks no visitor back that is reserved for this computer: the writer need not look. Never throws. */
  mayHaveVisitsAskedBack(): boolean {
    const condition = `field_state = 'waiting' AND deleted = 0 AND json_extract(data, '$.reservation.release') = 1
      AND json_extract(data, '$.reservation.deviceId') = ?`;
    try {
      const asked = this.#file.prepare(`SELECT 1 FROM ${tableOf('visits')} WHERE ${condition}`);
      return asked.get(this.#deviceId) !== undefined;
    } catch {
      // The writer, which looks then, says what is wrong with the file.
      return true;
    }
  }

  /** False when of the appointments that changed the centre asks none back that is kept for this computer. Never throws. */
  mayHaveSlotsAskedBack(changed: ChangedRecords | 'everything'): boolean {
    const among = changed === 'everything' ? '' : 'AND id IN (SELECT value FROM json_each(?))';
    const condition = `json_extract(data, '$.reservation.release') = 1 AND json_extract(data, '$.reservation.deviceId') = ?
      AND json_extract(data, '$.state') = 'held' AND json_extract(data, '$.reservation.freedAt') IS NULL AND deleted = 0`;
    const ids = changed === 'everything' ? [] : [JSON.stringify([...changed.ids])];
    try {
      const asked = this.#file.prepare(`SELECT 1 FROM ${tableOf('appointments')} WHERE ${condition} ${among}`);
      return asked.get(this.#deviceId, ...ids) !== undefined;
    } catch {
      return true;
    }
  }

  /** False when no work without a visitor runs or stands still here: the writer need not look. Never throws. */
  mayHaveBackOffice(): boolean {
    const condition = `field_state IN ('serving', 'parked') AND deleted = 0 AND json_extract(data, '$.backOffice') IS NOT NULL`;
    try {
      return this.#file.prepare(`SELECT 1 FROM ${tableOf('visits')} WHERE ${condition}`).get() !== undefined;
    } catch {
      return true;
    }
  }

  /** The id of who has this national number, digits only. */
  personWithNationalNumber(nationalNumber: string): string | undefined {
    return this.#file
      .prepare<string>(
        `SELECT id FROM ${tableOf('persons')} WHERE field_nationalNumber = ? AND deleted = 0 ORDER BY id LIMIT 1`,
      )
      .pluck()
      .get(nationalNumber) as string | undefined;
  }

  /** The reference data changed. */
  forgetReferences(): void {
    this.#reader.forgetReferences();
  }

  close(): void {
    this.#file.close();
  }
}
