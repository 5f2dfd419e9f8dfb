import { createSearchTables, searchIndexOf, searchTables } from '../database/own-tables.ts';
import { projectionHook } from '../database/projections.ts';
import { type SearchedCollection, searchedCollections } from '../search/search-entry.ts';
import { SearchIndex } from '../search/search-index.ts';
import type { DatabaseFile } from '../storage/index.ts';
import { emptyTables } from './empty-tables.ts';
import type { Rebuild } from './rebuild.ts';

const fullTextTables = Object.values(searchIndexOf);

/** Pages of a full-text index that one piece of tidying writes. */
const PAGES_PER_PIECE = 24;
/** FTS5's own default: from so many parts of a level on, each write joins a few pages. */
const DEFAULT_AUTOMERGE = 4;
/** Parts of one level that FTS5 joins in one go at the next write, however long it takes; 16 is its own default. */
const PARTS_AT_ONCE = { filling: 1000, default: 16 } as const;

/**
 * FTS5 joins the small parts that every transaction leaves behind: left to itself it does so in one go, up to hundreds of
 * milliseconds at 100 000 records. While an index is filled it is done here instead, some pages after every slice.
 */
function configure({ database }: DatabaseFile, automerge: number, crisismerge: number): void {
  for (const table of fullTextTables) {
    // As text of the statement: a bound number arrives as a fraction, which FTS5 refuses here.
    database.exec(`INSERT INTO ${table} (${table}, rank) VALUES ('automerge', ${automerge});
      INSERT INTO ${table} (${table}, rank) VALUES ('crisismerge', ${crisismerge})`);
  }
}

function joinSome(file: DatabaseFile, table: string): boolean {
  const changes = file.prepare<number>('SELECT total_changes()').pluck();
  const before = changes.get() ?? 0;
  file.prepare(`INSERT INTO ${table} (${table}, rank) VALUES ('merge', ?)`).run(PAGES_PER_PIECE);
  // SQLite's documentation of FTS5: fewer than two changes means that there was nothing to join.
  return (changes.get() ?? 0) - before >= 2;
}

/** The search index, at a version. */
export function searchRebuild(version: number): Rebuild {
  return {
    name: 'search',
    version,
    collections: Object.keys(searchedCollections) as [SearchedCollection, ...SearchedCollection[]],
    empty: async (file) => {
      await emptyTables(file, fullTextTables, true);
      await emptyTables(file, searchTables, false);
    },
    create: (file) => {
      const { database } = file;
      for (const table of [...fullTextTables, ...searchTables]) database.exec(`DROP TABLE IF EXISTS ${table}`);
      createSearchTables(database);
      configure(file, 0, PARTS_AT_ONCE.filling);
    },
    tidy: (file, collection) => joinSome(file, searchIndexOf[searchedCollections[collection as SearchedCollection]]),
    finish: (file) => configure(file, DEFAULT_AUTOMERGE, PARTS_AT_ONCE.default),
    hook: () => new SearchIndex().hook,
  };
}

/** The narrow tables of lists, at a version. */
export function projectionsRebuild(version: number): Rebuild {
  return {
    name: 'projections',
    version,
    collections: ['dossiers', 'interactions', 'tasks', 'appointments'],
    empty: (file) => emptyTables(file, ['dossier_row', 'open_task', 'record_link'], false),
    // Whoever changes the columns of these tables changes them in a step of the own tables.
    create: () => {},
    tidy: () => false,
    finish: () => {},
    hook: projectionHook,
  };
}
