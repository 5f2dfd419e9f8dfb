import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import { releaseSource } from '../backups/copy-database.ts';
import { markAtRest } from '../backups/file-marks.ts';
import { StoreWriter } from '../commands/store-writer.ts';
import { conflictHandlerOf } from '../conflicts/conflict-handler.ts';
import { PendingOutcomes } from '../conflicts/pending-outcomes.ts';
import { Outbox } from '../outbox/outbox.ts';
import { References } from '../reads/references.ts';
import { SearchIndex } from '../search/search-index.ts';
import {
  Checkpoints,
  type DatabaseFile,
  getRxStorageBetterSqlite,
  type RxStorageBetterSqlite,
} from '../storage/index.ts';
import { type OpenedFile, openUserFile, startAnew } from './open-file.ts';
import type { OpenStoreOptions } from './open-store.ts';
import { projectionHook } from './projections.ts';
import { isReplaced } from './recovery.ts';
import { isSchemaChange, type OpenRxDatabase, openRxDatabase } from './rx-database.ts';

/** What hangs together on one open file. */
export interface Parts extends OpenRxDatabase {
  readonly file: DatabaseFile;
  readonly storage: RxStorageBetterSqlite;
  readonly outbox: Outbox;
  readonly outcomes: PendingOutcomes;
  readonly searchIndex: SearchIndex;
  readonly references: References;
  readonly writer: StoreWriter;
  readonly checkpoints: Checkpoints;
}

/** Builds RxDB and everything that hangs on its write hooks. Throws when RxDB refuses the file. */
async function buildParts(file: DatabaseFile, options: OpenStoreOptions): Promise<Parts> {
  const { log, board } = options;
  const outbox = new Outbox(board);
  outbox.attach(file);
  const outcomes = new PendingOutcomes(outbox);
  const searchIndex = new SearchIndex();
  const references = new References(file);
  const checkpoints = new Checkpoints();
  const storage = getRxStorageBetterSqlite({
    databaseFile: file,
    writeHooks: [outbox.hook, outcomes.hook, projectionHook(), searchIndex.hook, checkpoints.hook],
    logger: { warn: (fields, message) => log('warn', 'storage', message, fields) },
  });
  const handlerOf = (name: CollectionName) => conflictHandlerOf(name, outcomes, references);
  const opened = await openRxDatabase(storage, handlerOf, options.target?.schemas);
  const databaseToken = opened.database.token;
  const writer = new StoreWriter({ file, storage, databaseToken, outbox, searchIndex });
  return { ...opened, file, storage, outbox, outcomes, searchIndex, references, writer, checkpoints };
}

/**
 * Opens the file and RxDB on it. A file made with other schemas, or filled from another database of the mid-office, is set
 * aside like a damaged one.
 */
export async function openParts(options: OpenStoreOptions): Promise<Result<{ parts: Parts; opened: OpenedFile }>> {
  const { nativeBinding, checkScript } = options.configuration;
  const { file, key, log, onOpening: report, onStep, target } = options;
  const fileOptions = { file, key, nativeBinding, checkScript, log, report, onStep, target };
  const first = await openUserFile(fileOptions);
  if (!first.ok) return first;
  if (isReplaced(first.value.file)) {
    await closeFile(first.value.file);
    const second = await startAnew(fileOptions, 'otherDatabase');
    if (!second.ok) return second;
    return success({ parts: await buildParts(second.value.file, options), opened: second.value });
  }
  try {
    return success({ parts: await buildParts(first.value.file, options), opened: first.value });
  } catch (error) {
    await closeFile(first.value.file);
    if (!isSchemaChange(error)) throw error;
    const second = await startAnew(fileOptions, 'otherVersion');
    if (!second.ok) return second;
    return success({ parts: await buildParts(second.value.file, options), opened: second.value });
  }
}

/** Closes the last connection that writes, and notes that it was closed well. */
export async function closeFile(file: DatabaseFile): Promise<void> {
  file.close();
  await releaseSource(file.file);
  markAtRest(file.file);
}
