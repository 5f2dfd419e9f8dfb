import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testFolder } from '../testing/test-folder.ts';
import { startMidoffice, type TestMidoffice } from '../testing/test-midoffice.ts';
import { bundleStore, type StoreBundle } from './testing/bundle-store.ts';
import { logInAt } from './testing/centre.ts';
import { KillableStore } from './testing/killable-store.ts';
import { findPlainText } from './testing/plain-text.ts';

const TEXTS = {
  givenName: 'Zéphyrine',
  familyName: 'Quetzalbroeck',
  nationalNumber: '85671512355',
  emailAddress: 'zephyrine.q@voorbeeld.test',
  note: 'Wijnvlekkenrapport van de huisarts',
  subject: 'Burenruzie Dwarrelpad',
} as const;

let bundle: StoreBundle;
let midoffice: TestMidoffice;
beforeAll(async () => {
  [bundle, midoffice] = await Promise.all([bundleStore('plain-text'), startMidoffice(60)]);
});
afterAll(() => midoffice.stop());

/** A test number: birth month + 60, with the right check digits. */
function nationalNumber(): string {
  const first = TEXTS.nationalNumber.slice(0, 9);
  return `${first}${String(97 - (Number(first) % 97)).padStart(2, '0')}`;
}

describe('the search for plain text', () => {
  it.each([
    ['UTF-8', Buffer.from('x Zéphyrine y')],
    ['UTF-16', Buffer.from('xx Zéphyrine', 'utf16le')],
    ['base64', Buffer.from(Buffer.from('ab Zéphyrine Quetzalbroeck en meer').toString('base64'))],
    ['JSON', Buffer.from('{"name":"Z\\u00e9phyrine"}')],
    ['folded', Buffer.from('quetzalbroeck')],
  ])('finds it as %s', (_form, content) => {
    const folder = testFolder();
    mkdirSync(join(folder, 'deep'));
    writeFileSync(join(folder, 'deep', 'file'), Buffer.concat([Buffer.alloc(1000), content, Buffer.alloc(1000)]));
    expect(findPlainText(folder, ['Zéphyrine', 'Quetzalbroeck']).found.length).toBeGreaterThan(0);
  });
});

it('no personal text stands in any file of the store: database, log, shared memory, backups, quarantine, temporary files', async () => {
  const folder = testFolder();
  const temporary = testFolder();
  process.env.TMPDIR = temporary;
  process.env.SQLITE_TMPDIR = temporary;
  const store = new KillableStore(bundle);
  delete process.env.TMPDIR;
  delete process.env.SQLITE_TMPDIR;
  const grant = await logInAt(midoffice.url, 'member-karim', 'device-plain-text');
  const file = join(folder, 'user.db');
  await store.prepare(midoffice.url, bundle.writer);
  expect(await store.open(file, grant)).toMatchObject({ ok: true });
  const { givenName, familyName, emailAddress, note, subject } = TEXTS;
  const person = {
    kind: 'citizen',
    givenName,
    familyName,
    nationalNumber: nationalNumber(),
    emailAddress,
    language: 'nl',
  };
  const made = await store.run('createPerson', person);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const personId = made.value.written[0]?.documentId ?? '';
  expect(await store.run('addNote', { collection: 'persons', documentId: personId, text: note })).toMatchObject({
    ok: true,
  });
  const contact = { personId, dossierIds: [], channel: 'phone', direction: 'incoming', subject, text: note };
  expect(await store.run('registerInteraction', contact)).toMatchObject({ ok: true });
  for (const text of [familyName, note, nationalNumber()])
    await store.read('searchEverything', { text, limitPerGroup: 5 });
  const texts = [givenName, familyName, nationalNumber(), emailAddress, note, subject];
  // While it runs, with its log and its shared memory.
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['user.db', 'user.db-wal', 'user.db-shm']));
  expect(findPlainText(folder, texts).found).toEqual([]);
  await store.kill();
  // Damaged: what is set aside, rescued and restored.
  const again = new KillableStore(bundle);
  await again.prepare('http://127.0.0.1:9', bundle.writer);
  for (const suffix of ['', '-wal'])
    if (existsSync(file + suffix)) copyFileSync(file + suffix, `${file}${suffix}.copy`);
  writeFileSync(file, Buffer.alloc(8192 * 4, 0x5a));
  expect(await again.open(file, grant)).toMatchObject({ ok: true, value: { recovered: true } });
  await again.run('createPerson', { ...person, nationalNumber: undefined });
  await again.control({ kind: 'close' });
  await again.kill();
  const looked = findPlainText(folder, texts);
  expect(looked.found).toEqual([]);
  expect(looked.files).toBeGreaterThan(3);
  expect(findPlainText(temporary, texts).found).toEqual([]);
}, 60_000);
