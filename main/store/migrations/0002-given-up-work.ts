import type { OwnTableStep } from './own-table-step.ts';

/** Work that was given up stays in the list for 30 days from then. */
export const givenUpWork: OwnTableStep = {
  to: 2,
  run: (database) => {
    database.exec('ALTER TABLE outbox ADD COLUMN discarded_at TEXT');
  },
};
