import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import { flushFolder } from '../../files/atomic-file.ts';
import { silentLog } from '../../logging/log.ts';
import { openPreferences } from '../../preferences/preferences-file.ts';
import { keepGrant } from '../grant-file.ts';
import { LockSecret } from '../lock/lock-secret.ts';
import { destroyUser } from '../revocation.ts';
import { createSecretBox } from '../secret-box.ts';
import { deviceIdentity, peopleMemory } from '../small-files.ts';
import { databaseKey, userFiles } from '../user-files.ts';
import { keyring, person } from './session-desk.ts';

/**
 * Test entry: keeps everything that main keeps of a user, and says of each thing when it is kept, with its value. Argument: the
 * folder of the user's data, which does not exist yet in a folder that does.
 */
const [, , root = ''] = process.argv;
const userData = path.join(root, 'Onthaal');
const now = Date.parse('2026-11-23T09:00:00Z');
const box = createSecretBox(keyring(), false);
const files = userFiles(userData, person.memberId);

function kept(name: string, value: unknown): void {
  process.send?.({ name, value });
}

function grantWith(token: string): SessionGrant {
  const member = { memberId: person.memberId, name: person.name, role: person.role, teamIds: [] };
  return { member: { ...member, deviceId: 'one', numberPrefix: 'A1' }, token, expiresAt: '2099-01-01T00:00:00Z' };
}

function value<Value>(result: { readonly ok: true; readonly value: Value } | { readonly ok: false }): Value {
  if (!result.ok) throw new Error('A step did not succeed');
  return result.value;
}

// As main does before anything else.
mkdirSync(userData);
kept('device', await deviceIdentity(userData));
const preferences = await openPreferences(path.join(userData, 'preferences.json'), silentLog);
for (const theme of ['dark', 'light'] as const) {
  value(await preferences.write({ ...preferences.read(), theme }));
  kept('theme', theme);
}
await peopleMemory(userData, silentLog).write([person]);
kept('people', 1);
kept('key', value(await databaseKey(files, box)));
// As SQLite makes one: with its key gone nobody could open it any more.
await writeFile(files.database, 'a database', { flush: true });
await flushFolder(files.folder);
for (const token of ['first', 'second']) {
  value(await keepGrant(files.grant, box, grantWith(token), now));
  kept('token', token);
}
const lock = value(await LockSecret.read(files.lock, box));
value(await lock.set('4711'));
kept('wrong', 0);
await lock.attempt('1234');
kept('wrong', 1);
await destroyUser({
  ...{ userDataFolder: userData, memberId: person.memberId, unsentItems: 3, now: new Date(now), log: silentLog },
  closeStore: () => Promise.resolve(),
});
kept('destroyed', 3);
process.disconnect();
