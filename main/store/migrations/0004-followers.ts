import type { OwnTableStep } from './own-table-step.ts';

/** Writes that only follow from another one are told apart. */
export const followers: OwnTableStep = {
  to: 4,
  run: (database) => {
    database.exec('ALTER TABLE outbox ADD COLUMN follows TEXT');
  },
};
