import { join } from 'node:path';
import { openDatabaseFile, tableNameOf } from '../../main/store/storage/index.ts';
import { BENCH_KEY } from '../store/bench-key.ts';
import { BENCH_MEMBER } from './bench-member.ts';
import { filledStore, openFilledStore, STORE_FILE } from './filled-store.ts';
import { lookId } from './look-id.ts';
import { type Question, questionsOf } from './read-questions.ts';

/** The questions about a filled store, after the looks that its cards of persons need were written down in it. */
export async function questionsAbout(dossiers: number): Promise<Question[]> {
  const sample = await openFilledStore(dossiers);
  const questions = questionsOf(sample);
  sample.close();
  const personIds = questions.flatMap(({ name, args }) => (name === 'personCard' ? [args.personId] : []));
  await writeLooks(dossiers, personIds);
  return questions;
}

/** Writes down, in a filled store, that the clerk looks at these persons now: without that no card of a person opens. */
async function writeLooks(dossiers: number, personIds: readonly string[]): Promise<void> {
  const file = openDatabaseFile({ file: join(await filledStore(dossiers), STORE_FILE), key: BENCH_KEY });
  const at = new Date().toISOString();
  const insert = file.database.prepare(
    `INSERT OR REPLACE INTO ${tableNameOf('consultations', 0)} (id, rev, deleted, lwt, field_personId, field_at, data)
     VALUES (?, '1-bench', 0, 0, ?, ?, ?)`,
  );
  const { memberId, deviceId } = BENCH_MEMBER;
  file.transaction(() => {
    for (const personId of personIds) {
      const id = lookId(personId);
      const look = { id, at, memberId, deviceId, personId, purpose: 'counterService', fields: [], outcome: 'shown' };
      insert.run(id, personId, at, JSON.stringify(look));
    }
  });
  file.close();
}
