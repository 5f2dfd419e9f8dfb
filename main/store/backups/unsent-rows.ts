import type { StoredConflict } from '../conflicts/conflict-rows.ts';
import type { OutboxRow } from '../outbox/outbox-rows.ts';

/** Condition of the outbox rows that the centre has not answered for good, or that a person must still look at. */
export const UNSENT = "pending = 1 OR state IN ('local', 'sending', 'rejected', 'conflict')";

/** Condition of the settings that go along with unsent work: counters of dossier numbers. */
export const COUNTERS = "name LIKE 'dossierNumber:%'";

/** What a person would call work: without rows that only follow from others, and without the log of who looked. */
export function workIn(rows: readonly OutboxRow[]): readonly OutboxRow[] {
  return rows.filter((row) => !row.follows);
}

/** Unsent work that was saved from a database. */
export interface RescuedWork {
  readonly rows: readonly OutboxRow[];
  /** Conflicts that nobody has decided yet. */
  readonly conflicts: readonly StoredConflict[];
  /** Remembered counters of dossier numbers, by setting name. */
  readonly counters: readonly { readonly name: string; readonly value: string }[];
  /** True when part of the unsent work could not be read. */
  readonly incomplete: boolean;
  /** Pieces of work that only the second copy still had. */
  readonly onlyInCopy: number;
  /** The mid-office's database that the work is for, where it is known. */
  readonly databaseId: string | undefined;
}

/** No unsent work, and nothing that could be read. */
export const NOTHING_READ: RescuedWork = {
  rows: [],
  conflicts: [],
  counters: [],
  incomplete: true,
  onlyInCopy: 0,
  databaseId: undefined,
};
