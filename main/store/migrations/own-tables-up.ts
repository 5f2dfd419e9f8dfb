import { storeVersionOf, writeStoreVersion } from '../database/own-tables.ts';
import type { DatabaseFile } from '../storage/index.ts';
import { givenUpWork } from './0002-given-up-work.ts';
import { openTasks } from './0003-open-tasks.ts';
import { followers } from './0004-followers.ts';
import { ownVersions } from './0005-own-versions.ts';
import type { OwnTableStep } from './own-table-step.ts';

/** Every step of the own tables, in order; the last one leads to STORE_VERSION. */
export const ownTableSteps: readonly OwnTableStep[] = [givenUpWork, openTasks, followers, ownVersions];

/** Takes the steps that a file still needs, each in a transaction of its own. Does nothing in a new or present file. */
export function bringOwnTablesUp(file: DatabaseFile): void {
  const found = storeVersionOf(file);
  if (found === undefined) return;
  for (const step of ownTableSteps) {
    if (step.to <= found) continue;
    file.transaction(() => {
      step.run(file.database);
      writeStoreVersion(file.database, step.to);
    });
  }
}
