import type { OwnTableStep } from './own-table-step.ts';

/** Open tasks get a table of their own, and the work list two more orders. `projectionsVersion` 0 has the tables filled. */
export const openTasks: OwnTableStep = {
  to: 3,
  run: (database) => {
    database.exec(`
      CREATE INDEX search_entry_by_name ON search_entry (kind, name);
      CREATE INDEX dossier_row_by_team_number ON dossier_row (team_id, closed, number DESC, dossier_id);
      CREATE INDEX dossier_row_by_handler_number ON dossier_row (handler_id, closed, number DESC, dossier_id);
      CREATE TABLE open_task (
        task_id TEXT PRIMARY KEY,
        team_id TEXT NOT NULL,
        member_id TEXT,
        due_on TEXT
      ) WITHOUT ROWID;
      CREATE INDEX open_task_by_team_due ON open_task (team_id, due_on, task_id);
      CREATE INDEX open_task_by_member_due ON open_task (member_id, due_on, task_id);
      INSERT OR REPLACE INTO setting (name, value) VALUES ('projectionsVersion', '0');`);
  },
};
