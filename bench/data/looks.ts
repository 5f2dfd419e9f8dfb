import { join } from 'node:path';
import { openedDossier } from '@onthaal/contract/rules/policy/index.ts';
import { type DatabaseFile, openDatabaseFile, tableNameOf } from '../../main/store/storage/index.ts';
import { BENCH_KEY } from '../store/bench-key.ts';
import { BENCH_MEMBER } from './bench-member.ts';
import { filledStore, STORE_FILE } from './filled-store.ts';
import { lookId } from './look-id.ts';
import { type Question, questionsOf } from './read-questions.ts';

/** A row of the log that a card needs before it opens. */
interface Look {
  readonly id: string;
  readonly personId: string;
  readonly fields: readonly string[];
  readonly dossierId?: string;
  readonly reason?: string;
}

/** The questions about a filled store, after the looks that its cards need were written down in it. */
export async function questionsAbout(dossiers: number): Promise<Question[]> {
  const file = openDatabaseFile({ file: join(await filledStore(dossiers), STORE_FILE), key: BENCH_KEY });
  try {
    const questions = questionsOf(file);
    writeLooks(file, [...personLooks(questions), ...dossierLooks(file, questions)]);
    return questions;
  } finally {
    file.close();
  }
}

function personLooks(questions: readonly Question[]): Look[] {
  return questions.flatMap(({ name, args }) =>
    name === 'personCard' ? [{ id: lookId(args.personId), personId: args.personId, fields: [] }] : [],
  );
}

/** Dossiers of other teams open after a reason only; it does no harm at the clerk's own. */
function dossierLooks(file: DatabaseFile, questions: readonly Question[]): Look[] {
  const applicantOf = file.prepare<string>('SELECT applicant_id FROM dossier_row WHERE dossier_id = ?').pluck();
  return questions.flatMap(({ name, args }) => {
    if (name !== 'dossierCard') return [];
    const { dossierId } = args;
    const personId = applicantOf.get(dossierId);
    if (personId === undefined) return [];
    return [{ id: lookId(dossierId), personId, dossierId, reason: 'Benchmark', fields: [openedDossier] }];
  });
}

/** Writes down, in a filled store, that the clerk looks now: without that no card opens. */
function writeLooks(file: DatabaseFile, looks: readonly Look[]): void {
  const at = new Date().toISOString();
  const insert = file.database.prepare(
    `INSERT OR REPLACE INTO ${tableNameOf('consultations', 0)} (id, rev, deleted, lwt, field_personId, field_at, data)
     VALUES (?, '1-bench', 0, 0, ?, ?, ?)`,
  );
  const { memberId, deviceId } = BENCH_MEMBER;
  file.transaction(() => {
    for (const look of looks) {
      const row = { ...look, at, memberId, deviceId, purpose: 'counterService', outcome: 'shown' };
      insert.run(look.id, look.personId, at, JSON.stringify(row));
    }
  });
}
