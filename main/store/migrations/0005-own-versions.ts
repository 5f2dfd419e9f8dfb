import type { OwnTableStep } from './own-table-step.ts';

/**
 * Search index, narrow tables and documents get versions of their own. Until now only the tokeniser tells how old a search index
 * is: files of before version 4 keep one that cuts inside some words.
 */
export const ownVersions: OwnTableStep = {
  to: 5,
  run: (database) => {
    const made = database.prepare<string>("SELECT sql FROM sqlite_schema WHERE name = 'search_person'").pluck().get();
    const searchVersion = made?.includes("tokenize = 'ascii'") === true ? '2' : '1';
    const keep = database.prepare('INSERT OR IGNORE INTO setting (name, value) VALUES (?, ?)');
    keep.run('searchVersion', searchVersion);
    keep.run('projectionsVersion', '1');
    keep.run('documentsVersion', '1');
  },
};
