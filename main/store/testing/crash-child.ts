import { LocalStore } from './local-store.ts';

/**
 * Test entry: a store that registers persons and tasks as fast as it can and prints each id after its acknowledgement, until
 * it is killed. Argument: the folder.
 */
const store = await LocalStore.open(process.argv[2] ?? '');
for (let index = 0; ; index += 1) {
  const person = await store.run('createPerson', {
    kind: 'citizen',
    givenName: 'Onverliesbaar',
    familyName: `Nummer${index}`,
    language: 'nl',
  });
  const personId = person.written[0]?.documentId ?? '';
  process.stdout.write(`${personId}\n`);
  await store.run('addNote', { collection: 'persons', documentId: personId, text: 'Notitie' });
  process.stdout.write(`${personId} note\n`);
}
