import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { SqliteDatabase, SqliteStatement, StoredDocument, WriteChange, WriteHook } from '../storage/index.ts';

/** Statuses after which a dossier no longer is anybody's work. */
export const closedStatuses: readonly string[] = ['closed', 'withdrawn'];

/** States after which a task no longer is anybody's work. */
export const finishedTaskStates: readonly string[] = ['done', 'cancelled'];

interface ProjectionStatements {
  readonly upsertDossier: SqliteStatement;
  readonly deleteDossier: SqliteStatement;
  readonly deleteLinks: SqliteStatement;
  readonly insertLink: SqliteStatement;
  readonly upsertTask: SqliteStatement;
  readonly deleteTask: SqliteStatement;
}

function prepareStatements(database: SqliteDatabase): ProjectionStatements {
  return {
    upsertDossier: database.prepare('INSERT OR REPLACE INTO dossier_row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    deleteDossier: database.prepare('DELETE FROM dossier_row WHERE dossier_id = ?'),
    deleteLinks: database.prepare('DELETE FROM record_link WHERE source_id = ? AND source_collection = ?'),
    insertLink: database.prepare('INSERT OR IGNORE INTO record_link VALUES (?, ?, ?)'),
    upsertTask: database.prepare('INSERT OR REPLACE INTO open_task VALUES (?, ?, ?, ?)'),
    deleteTask: database.prepare('DELETE FROM open_task WHERE task_id = ?'),
  };
}

/** Ids that a document refers to in a list; single references have an index of their own. */
function linksOf(collection: string, document: StoredDocument): readonly string[] {
  if (document._deleted) return [];
  if (collection === 'interactions') return (document as unknown as DocumentOf<'interactions'>).dossierIds;
  if (collection === 'dossiers') {
    return (document as unknown as DocumentOf<'dossiers'>).parties.map((party) => party.personId);
  }
  if (collection === 'appointments') return (document as unknown as DocumentOf<'appointments'>).memberIds;
  return [];
}

/** A write hook that keeps the narrow tables that lists read: the work list, open tasks and the links between records. */
export function projectionHook(): WriteHook {
  let connection: SqliteDatabase | undefined;
  let statements: ProjectionStatements | undefined;
  return (change: WriteChange) => {
    if (statements === undefined || connection !== change.database) {
      connection = change.database;
      statements = prepareStatements(change.database);
    }
    for (const { previous, document } of change.writes) {
      writeLinks(statements, change.collectionName, previous, document);
      if (change.collectionName === 'dossiers') writeDossierRow(statements, document);
      if (change.collectionName === 'tasks') writeOpenTask(statements, document);
    }
  };
}

function writeLinks(
  statements: ProjectionStatements,
  collection: string,
  previous: StoredDocument | undefined,
  document: StoredDocument,
): void {
  const before = previous === undefined ? [] : linksOf(collection, previous);
  const after = linksOf(collection, document);
  if (before.join(' ') === after.join(' ')) return;
  const id = String((document as Record<string, unknown>).id);
  if (before.length > 0) statements.deleteLinks.run(id, collection);
  for (const target of after) statements.insertLink.run(target, collection, id);
}

function writeDossierRow(statements: ProjectionStatements, document: StoredDocument): void {
  const dossier = document as unknown as DocumentOf<'dossiers'>;
  if (document._deleted) {
    statements.deleteDossier.run(dossier.id);
    return;
  }
  statements.upsertDossier.run(
    dossier.id,
    dossier.number,
    dossier.typeCode,
    dossier.subject,
    dossier.status,
    dossier.teamId,
    dossier.handlerId ?? null,
    dossier.applicantId,
    dossier.openedOn,
    dossier.dueOn ?? null,
    dossier.updatedAt,
    closedStatuses.includes(dossier.status) ? 1 : 0,
  );
}

function writeOpenTask(statements: ProjectionStatements, document: StoredDocument): void {
  const task = document as unknown as DocumentOf<'tasks'>;
  if (document._deleted || finishedTaskStates.includes(task.state)) {
    statements.deleteTask.run(task.id);
    return;
  }
  statements.upsertTask.run(task.id, task.teamId, task.memberId ?? null, task.dueOn ?? null);
}
