import type { CollectionName } from '../entities/index.ts';
import type { ErrorCode } from '../errors.ts';

/** Why a backup was made: by the clock, because somebody asked for it, before a migration, before a restore. */
export const backupWhys = ['schedule', 'hand', 'migration', 'restore'] as const;
export type BackupWhy = (typeof backupWhys)[number];

/** A backup as the list shows it. Every one of them was opened with the key and checked page by page. */
export interface BackupRow {
  /** Name of its file, without folder and ending. */
  readonly id: string;
  readonly at: string;
  readonly why: BackupWhy;
  readonly bytes: number;
  readonly documents: number;
  readonly unsentItems: number;
  /** False when it was filled from another database of the mid-office: it can no longer be used. */
  readonly usable: boolean;
}

/** The last restore by hand, as long as it can be undone. */
export interface LastRestore {
  readonly at: string;
  /** When the backup was made that was restored. */
  readonly backupAt: string;
  /** The backup of the state of before it. */
  readonly undoId: string;
}

/** Why a database was set aside; `unsentCopy`: only the second copy of the unsent work was, the database itself was sound. */
export const setAsideWhys = ['damaged', 'otherVersion', 'otherDatabase', 'unsentCopy'] as const;
export type SetAsideWhy = (typeof setAsideWhys)[number];

/** What is known of files that were set aside: numbers and times, nothing of anybody. */
export interface SetAsideNote {
  readonly at: string;
  readonly why: SetAsideWhy;
  /** Pieces of unsent work that were saved from it. */
  readonly rescuedItems: number;
  /** Part of the unsent work in it could not be read. */
  readonly incomplete: boolean;
}

/** Files that were set aside. What was damaged only a person removes. */
export interface SetAsideRow {
  /** Name of their folder. */
  readonly id: string;
  readonly at: string;
  readonly bytes: number;
  /** Absent: set aside before this was noted. */
  readonly note?: SetAsideNote | undefined;
}

/** What the screen says about backups. */
export interface BackupOverview {
  /** Newest first. */
  readonly backups: readonly BackupRow[];
  /** A backup is being made: pages done. */
  readonly running?: { readonly done: number; readonly total: number } | undefined;
  /** Why the last one was not made, until one succeeds. */
  readonly problem?: ErrorCode | undefined;
  /** Why the restore that was asked for was not carried out. */
  readonly restoreProblem?: ErrorCode | undefined;
  readonly lastRestore?: LastRestore | undefined;
  /** All copies together take at most so many bytes. */
  readonly budgetBytes: number;
  /** Newest first. */
  readonly setAside: readonly SetAsideRow[];
}

/** What came back after a damage or a restore. */
export interface RecoveryReport {
  /** The backup that the database was made from; absent: everything comes from the centre again. */
  readonly backup?: { readonly at: string; readonly why: BackupWhy } | undefined;
  /** Documents that came from the backup. */
  readonly documents: number;
  /** Pieces of unsent work that came along, per collection. */
  readonly perCollection: readonly { readonly collection: CollectionName; readonly items: number }[];
  /** Of these, those that only the second copy of the unsent work still had. */
  readonly onlyInCopy: number;
}

/** Commands that the keeper of the backups answers; they write no document. */
export const backupCommands = ['makeBackup', 'restoreBackup', 'undoRestore', 'removeSetAside'] as const;
export type BackupCommandName = (typeof backupCommands)[number];

/** Whether a command is about backups. */
export function isBackupCommand(name: string): name is BackupCommandName {
  return (backupCommands as readonly string[]).includes(name);
}
