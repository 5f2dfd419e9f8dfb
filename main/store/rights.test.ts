import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import { type Role, roles } from '@onthaal/contract/entities/reference-kinds.ts';
import type { Result } from '@onthaal/contract/result.ts';
import { makeTestInsz } from '@onthaal/contract/rules/identifiers/index.ts';
import type { CommandName, CommandResult } from '@onthaal/contract/store/commands.ts';
import { afterEach, expect, it } from 'vitest';
import { tableNameOf } from './storage/index.ts';
import { LocalStore, offlineGrant, testKey } from './testing/local-store.ts';
import { testFolder } from './testing/test-folder.ts';

const folder = testFolder();
let open: LocalStore | undefined;
afterEach(async () => {
  await open?.store.close();
  open = undefined;
});

async function openAs(role: Role, name: string): Promise<LocalStore> {
  await open?.store.close();
  const grant = { ...offlineGrant, member: { ...offlineGrant.member, role } };
  const result = await LocalStore.tryOpen(folder, testKey, `${name}.db`, { grant });
  if (!result.ok) throw new Error(result.error.code);
  open = result.value;
  return open;
}

function countOf(store: LocalStore, collection: CollectionName): number {
  const sql = `SELECT count(*) FROM ${tableNameOf(collection, 0)}`;
  return store.store.file.prepare<number>(sql).pluck().get() ?? 0;
}

const person = {
  kind: 'citizen',
  givenName: 'An',
  familyName: 'Recht',
  nationalNumber: makeTestInsz('1985-07-30', 151),
  language: 'nl',
};
const contact = { dossierIds: [], channel: 'phone', direction: 'incoming', subject: 'Vraag', text: 'Hoe laat open?' };

/** Who may do what at a desk; what is not here is refused. Written apart from the policy. */
const may: Readonly<Record<string, readonly Role[]>> = {
  createPerson: ['clerk', 'caseHandler', 'teamLead', 'administrator'],
  updatePerson: ['clerk', 'caseHandler', 'teamLead', 'administrator'],
  addNote: ['clerk', 'caseHandler', 'teamLead', 'administrator'],
  registerInteraction: ['clerk', 'caseHandler', 'teamLead', 'administrator', 'adviser'],
};

it('commands refuse what the role may not do, before anything is written', async () => {
  const clerk = await openAs('clerk', 'rights');
  const id = (await clerk.run('createPerson', person as never)).written[0]?.documentId ?? '';
  for (const role of roles) {
    const store = await openAs(role, 'rights');
    const before = collectionNames.map((name) => countOf(store, name));
    const tries: Record<string, Result<CommandResult>> = {};
    const attempts: Readonly<Record<string, unknown>> = {
      createPerson: { ...person, nationalNumber: undefined, familyName: role },
      updatePerson: { personId: id, changes: { language: role === 'clerk' ? 'fr' : 'en' } },
      addNote: { collection: 'persons', documentId: id, text: role },
      registerInteraction: { ...contact, personId: id },
    };
    for (const [name, args] of Object.entries(attempts)) tries[name] = await store.tryRun(name as CommandName, args);
    const verdicts = Object.entries(tries).map(([name, result]) => [name, result.ok ? 'ok' : result.error.code]);
    expect([role, Object.fromEntries(verdicts)]).toEqual([
      role,
      Object.fromEntries(Object.keys(attempts).map((name) => [name, may[name]?.includes(role) ? 'ok' : 'NOT_ALLOWED'])),
    ]);
    const added = collectionNames.map((name, index) => countOf(store, name) - (before[index] ?? 0));
    const expected = collectionNames.map((name) => {
      if (name === 'persons') return may.createPerson?.includes(role) ? 1 : 0;
      return name === 'interactions' && may.registerInteraction?.includes(role) ? 1 : 0;
    });
    expect([role, added]).toEqual([role, expected]);
  }
});

it('what only follows from a command is left out where the role may not write it', async () => {
  const clerk = await openAs('clerk', 'follows');
  const id = (await clerk.run('createPerson', person as never)).written[0]?.documentId ?? '';
  const adviser = await openAs('adviser', 'follows');
  const { written } = await adviser.run('registerInteraction', { ...contact, personId: id } as never);
  expect(written.map(({ collection }) => collection)).toEqual(['interactions']);
  const again = await openAs('clerk', 'follows');
  const both = await again.run('registerInteraction', { ...contact, personId: id } as never);
  expect(both.written.map(({ collection }) => collection)).toEqual(['interactions', 'persons']);
});
