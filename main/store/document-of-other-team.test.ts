import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pdfOf } from '../../midoffice/testing/content-desk.ts';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const folder = testFolder();
let midoffice: TestMidoffice;
/** At the counter: adds documents to dossiers of every team. */
let els: TestStore;
/** A case worker of another team than the dossier's. */
let karim: TestStore;

async function open(memberId: string): Promise<TestStore> {
  const store = await TestStore.start(midoffice.url);
  await store.openFor(memberId, join(folder, `${memberId}.db`));
  await store.untilUpToDate();
  return store;
}

beforeAll(async () => {
  midoffice = await startMidoffice(60, { ONTHAAL_CONTENT_FOLDER: join(folder, 'centre') });
  els = await open('member-els');
  karim = await open('member-karim');
});
afterAll(async () => {
  await Promise.all([els?.stop(), karim?.stop()]);
  await midoffice?.stop();
});

it('opens at once after a reason, also while that reason is still on its way to the centre', async () => {
  const { rows } = await els.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 200 });
  const dossierId = rows.find(({ teamId }) => teamId === 'team-burgerzaken')?.id ?? '';
  const path = join(folder, 'plan.pdf');
  writeFileSync(path, pdfOf(2_000, 'plan'));
  const added = await els.control({ kind: 'addContent', dossierId, path });
  if (!added.ok) throw new Error(added.error.code);
  const { documentId } = added.value;
  await els.until('documentContents', { documentIds: [documentId] }, ([of]) => of?.state === 'ready');
  // The log is slow: whoever is quick is at the centre before their reason is.
  await midoffice.order({ delayMilliseconds: 1_500, only: 'pushConsultations' });
  await karim.run('consultDossier', { dossierId, reason: 'Vraag aan het loket' });
  await karim.until('dossierCard', { dossierId }, (card) => card.documents.some(({ id }) => id === documentId));
  const look = await karim.tryRun('consultDocument', { documentId });
  if (!look.ok) throw new Error(look.error.code);
  const consultationId = look.value.written[0]?.documentId ?? '';
  expect(await karim.control({ kind: 'openContent', documentId, consultationId })).toMatchObject({ ok: true });
});
