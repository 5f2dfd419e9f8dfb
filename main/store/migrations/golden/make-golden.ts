import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { TestMidoffice } from '../../testing/test-midoffice.ts';
import type { TestStore } from '../../testing/test-store.ts';
import { type GoldenFile, goldenFolder, goldenQuestions, rowsDigest } from './golden-file.ts';

/**
 * Command-line tool: makes the golden file of a version of the store, by working with that version's own code.
 *
 *   node main/store/migrations/golden/make-golden.ts                     of this checkout
 *   node main/store/migrations/golden/make-golden.ts --root FOLDER       of another checkout (git worktree) with its node_modules
 *
 * It starts that checkout's mid-office and two desks, and leaves in the file of one of them: documents from the centre, a
 * conflict, a refused item, and work that was never sent. The file is kept decrypted and compressed, with what is in it beside
 * it; it holds people of the demo municipality only.
 */
const rootArgument = process.argv.indexOf('--root');
const root =
  rootArgument < 0 ? resolve(import.meta.dirname, '../../../..') : resolve(process.argv[rootArgument + 1] ?? '');
const DOSSIERS = 50;
const KEY = Buffer.alloc(32);

interface Testing {
  readonly TestStore: typeof TestStore;
  readonly startMidoffice: (dossiers: number) => Promise<TestMidoffice>;
  readonly TestLine: typeof import('../../testing/test-midoffice.ts').TestLine;
}

async function testingOf(checkout: string): Promise<Testing> {
  const [store, midoffice] = await Promise.all([
    import(`${checkout}/main/store/testing/test-store.ts`),
    import(`${checkout}/main/store/testing/test-midoffice.ts`),
  ]);
  return { ...store, ...midoffice } as Testing;
}

async function openDesk(testing: Testing, url: string, file: string, memberId: string): Promise<TestStore> {
  const store = await testing.TestStore.start(url);
  const grant = await store.control({ kind: 'logIn', memberId, deviceId: `device-${memberId}` });
  if (!grant.ok) throw new Error(grant.error.code);
  const opened = await store.open(file, grant.value, KEY.toString('base64'));
  if (!opened.ok) throw new Error(opened.error.code);
  return store;
}

async function newPerson(store: TestStore, familyName: string): Promise<string> {
  const made = await store.run('createPerson', { kind: 'citizen', givenName: 'Gouden', familyName, language: 'nl' });
  return made.written[0]?.documentId ?? '';
}

async function newDossier(store: TestStore, subject: string): Promise<string> {
  const { rows } = await store.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 200 });
  const model = rows.find((row) => row.typeCode === 'melding') ?? rows[0];
  const { dossier, type } = await store.read('dossierCard', { dossierId: model?.id ?? '' });
  const made = await store.run('createDossier', {
    typeCode: type.code,
    subject,
    applicantId: await newPerson(store, 'Aanvrager'),
    address: { streetName: 'Kerkstraat', houseNumber: '1', postalCode: '9990', municipality: 'Lindervelde' },
    channel: 'counter',
    answers: dossier.answers,
  });
  return made.written[0]?.documentId ?? '';
}

/** Two desks change the same dossier, one without a line: what clashes becomes a row of the conflict list. */
async function makeConflict(
  els: TestStore,
  karim: TestStore,
  unplug: () => Promise<void>,
  plugIn: () => Promise<void>,
) {
  const dossierId = await newDossier(els, 'Boom op de weg');
  await els.untilUpToDate();
  await karim.until('dossierCard', { dossierId }, () => true);
  await unplug();
  await els.run('updateDossier', { dossierId, changes: { subject: 'Boom op het fietspad', description: 'Linde' } });
  await karim.run('updateDossier', { dossierId, changes: { subject: 'Omgevallen boom' } });
  await karim.untilUpToDate();
  await plugIn();
  await els.until('conflictList', {}, (list) => list.length === 1);
  await els.untilUpToDate();
}

/** The mid-office refuses one row for good. */
async function makeRefusal(els: TestStore, midoffice: TestMidoffice): Promise<void> {
  await midoffice.order({ status: 413, count: 1, only: 'pushPersons' });
  await newPerson(els, 'Geweigerd');
  await els.until('syncStatus', {}, (status) => status.rejected === 1);
  await midoffice.clearFaults();
}

/** Work without a line: it must outlive every update of the program. */
async function makeUnsentWork(els: TestStore): Promise<void> {
  const dossierId = await newDossier(els, 'Losse stoeptegel bij de school');
  await els.run('addNote', { collection: 'dossiers', documentId: dossierId, text: 'Nooit verzonden notitie' });
  await els.run('registerInteraction', {
    dossierIds: [dossierId],
    channel: 'phone',
    direction: 'incoming',
    subject: 'Vraag over de stoeptegel',
    text: 'Belt morgen terug',
  });
  const { rows } = await els.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 200 });
  const seeded = rows.find((row) => row.number.includes('-LV-'));
  await els.run('updateDossier', { dossierId: seeded?.id ?? '', changes: { subject: 'Onderweg gewijzigd onderwerp' } });
  await newPerson(els, 'Onverzonden');
}

async function work(testing: Testing, file: string): Promise<GoldenFile['answers']> {
  const midoffice = await testing.startMidoffice(DOSSIERS);
  const line = new testing.TestLine(midoffice.url);
  await line.up();
  const els = await openDesk(testing, line.url, file, 'member-els');
  const karim = await openDesk(testing, midoffice.url, `${file}.karim`, 'member-karim');
  await Promise.all([els.untilUpToDate(), karim.untilUpToDate()]);
  process.stdout.write('two desks are up to date\n');
  await makeConflict(
    els,
    karim,
    () => line.down(),
    () => line.up(),
  );
  process.stdout.write('conflict made\n');
  await makeRefusal(els, midoffice);
  process.stdout.write('refusal made\n');
  await line.down();
  await makeUnsentWork(els);
  const answers = await goldenQuestions((name, args) => els.read(name, args as never));
  await Promise.all([els.stop(), karim.stop()]);
  await Promise.all([line.down(), midoffice.stop()]);
  return answers;
}

/** Takes the cipher off, writes down what is in the file, and compresses it. */
async function keep(checkout: string, file: string, answers: GoldenFile['answers']): Promise<string> {
  const { default: Database } = await import('better-sqlite3');
  const database = new Database(file);
  database.pragma("cipher = 'aegis'");
  database.key(Buffer.from(`raw:${KEY.toString('hex')}`));
  database.pragma('journal_mode = DELETE');
  database.rekey(Buffer.alloc(0));
  database.exec('VACUUM');
  const storeVersion = Number(database.prepare('SELECT version FROM store_version').pluck().get());
  const layoutVersion = Number(database.pragma('user_version', { simple: true }));
  const search = database.prepare("SELECT value FROM setting WHERE name = 'searchVersion'").pluck().get();
  const searchVersion = Number(search ?? (storeVersion < 4 ? 1 : 2));
  const documents = database.prepare("SELECT value FROM setting WHERE name = 'documentsVersion'").pluck().get();
  const documentsVersion = Number(documents ?? 1);
  const schemas = (await import(`${checkout}/contract/generated/rxdb-schemas.ts`)) as { readonly rxdbSchemas: object };
  const schemasHash = createHash('sha256').update(JSON.stringify(schemas.rxdbSchemas)).digest('hex').slice(0, 16);
  const digest = rowsDigest(database);
  database.close();
  const name = `store-${storeVersion}-layout-${layoutVersion}-search-${searchVersion}-schemas-${schemasHash.slice(0, 6)}`;
  const golden: GoldenFile = {
    storeVersion,
    layoutVersion,
    searchVersion,
    documentsVersion,
    schemasHash,
    rows: digest,
    answers,
  };
  writeFileSync(join(goldenFolder, `${name}.json`), `${JSON.stringify(golden, null, 2)}\n`);
  writeFileSync(join(goldenFolder, `${name}.db.gz`), gzipSync(readFileSync(file), { level: 9 }));
  return name;
}

const folder = mkdtempSync(join(tmpdir(), 'onthaal-golden-'));
const testing = await testingOf(root);
const answers = await work(testing, join(folder, 'user.db'));
process.stdout.write(`made ${await keep(root, join(folder, 'user.db'), answers)}\n`);
rmSync(folder, { recursive: true });
