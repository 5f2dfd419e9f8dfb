import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { searchIndexOf } from '../../database/own-tables.ts';
import type { OutboxRow } from '../../outbox/outbox-rows.ts';
import { type DatabaseFile, openDatabaseFile, tableNameOf } from '../../storage/index.ts';
import { attackKey } from './killable-store.ts';
import { attackedCollections, type ExpectedDocument, Model, type Target } from './model.ts';

/** A database, looked at without the store's own code. */
export class FileInspection {
  readonly #file: DatabaseFile | undefined;
  /** Of the copy that is looked at; undefined for the database of a store. */
  readonly #folder: string | undefined;

  private constructor(file: DatabaseFile | undefined, folder: string | undefined) {
    this.#file = file;
    this.#folder = folder;
  }

  /** What a store has open, as it sees it. */
  static on(file: DatabaseFile): FileInspection {
    return new FileInspection(file, undefined);
  }

  /**
   * Copies the file with its log and opens the copy, so that the store itself has to recover the original.
   *
   * @param folder is emptied
   */
  static of(file: string, folder: string): FileInspection {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    if (!existsSync(file)) return new FileInspection(undefined, folder);
    const copy = join(folder, basename(file));
    for (const suffix of ['', '-wal']) {
      if (existsSync(`${file}${suffix}`)) copyFileSync(`${file}${suffix}`, `${copy}${suffix}`);
    }
    const opened = openDatabaseFile({ file: copy, key: attackKey });
    const prepared = opened.database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'store_version'").get();
    if (prepared !== undefined) return new FileInspection(opened, folder);
    opened.close();
    return new FileInspection(undefined, folder);
  }

  /** `ok`, or what SQLite finds wrong. */
  check(whole: boolean): string {
    return String(this.#file?.database.pragma(whole ? 'integrity_check' : 'quick_check', { simple: true }) ?? 'ok');
  }

  /** The outbox rows, oldest first. */
  outbox(): readonly OutboxRow[] {
    return this.#file?.rows<OutboxRow>('SELECT * FROM outbox ORDER BY sequence') ?? [];
  }

  count(sql: string): number {
    return this.#file?.prepare<number>(sql).pluck().get() ?? 0;
  }

  /** All documents of the attacked collections that `isOwn` says belong to the workload, by their key. */
  documents(isOwn: (data: string) => boolean): Map<string, Record<string, unknown>> {
    const found = new Map<string, Record<string, unknown>>();
    for (const collection of attackedCollections) {
      const table = tableNameOf(collection, 0);
      const exists = this.#file?.rows('SELECT 1 FROM sqlite_schema WHERE name = ?', table).length === 1;
      if (!exists) continue;
      const texts = this.#file?.prepare<string>(`SELECT data FROM ${table} WHERE deleted = 0`).pluck().all() ?? [];
      for (const text of texts) {
        if (!isOwn(text)) continue;
        const document = JSON.parse(text) as Record<string, unknown>;
        found.set(Model.key({ collection, id: String(document.id) }), document);
      }
    }
    return found;
  }

  /** What the search index, the list tables and the links say otherwise than they must of one document. */
  derivedDifferences(expected: ExpectedDocument): string[] {
    const file = this.#file;
    if (file === undefined) return [];
    const { target, fields } = expected;
    const key = Model.key(target);
    const problems: string[] = [];
    const entries = file.rows<{ id: number }>('SELECT id FROM search_entry WHERE document_id = ?', target.id);
    if (entries.length !== 1) problems.push(`${key} has ${entries.length} search entries`);
    const index = indexOf(target);
    const match = file.prepare<number>(`SELECT count(*) FROM ${index} WHERE ${index} MATCH ? AND rowid = ?`).pluck();
    for (const mark of expected.found) {
      if (match.get(mark, entries[0]?.id ?? -1) !== 1) problems.push(`${key} is not found by ${mark}`);
    }
    for (const mark of expected.gone) {
      if (match.get(mark, entries[0]?.id ?? -1) !== 0) problems.push(`${key} is still found by ${mark}`);
    }
    if (target.collection === 'dossiers') {
      const rows = file.rows<Record<string, unknown>>('SELECT * FROM dossier_row WHERE dossier_id = ?', target.id);
      const [row] = rows;
      const should = [1, fields.subject, fields.status, fields.teamId].join(', ');
      const is = [rows.length, row?.subject, row?.status, row?.team_id].join(', ');
      if (should !== is) problems.push(`${key} list row: expected ${should}, found ${is}`);
    }
    if (target.collection === 'tasks') {
      const rows = file.rows('SELECT 1 FROM open_task WHERE task_id = ?', target.id).length;
      if (rows !== 1) problems.push(`${key} has ${rows} rows of open tasks`);
    }
    const links = file
      .rows<{ target_id: string }>(
        'SELECT target_id FROM record_link WHERE source_id = ? ORDER BY target_id',
        target.id,
      )
      .map((link) => link.target_id);
    const should = linkedRecords(expected).sort().join();
    if (links.join() !== should) problems.push(`${key} links: expected ${should}, found ${links.join()}`);
    return problems;
  }

  /** FTS5's own check of every index; throws what SQLite finds. */
  checkSearchIndexes(): void {
    for (const index of Object.values(searchIndexOf)) {
      this.#file?.database.exec(`INSERT INTO ${index} (${index}) VALUES ('integrity-check')`);
    }
  }

  /** Closes and removes the copy. */
  close(): void {
    if (this.#folder === undefined) return;
    this.#file?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function indexOf({ collection }: Target): string {
  const kinds = { persons: 'person', dossiers: 'dossier', interactions: 'interaction', tasks: 'task' } as const;
  return searchIndexOf[kinds[collection]];
}

/** The records whose cards show this one. */
function linkedRecords({ target, fields }: ExpectedDocument): string[] {
  if (target.collection === 'dossiers') return [String(fields.applicantId)];
  return target.collection === 'interactions' ? [...(fields.dossierIds as readonly string[])] : [];
}
