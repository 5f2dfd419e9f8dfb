import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ChangeBoard } from '../service/change-board.ts';
import { LocalStore, NO_MIDOFFICE, offlineGrant, testKey } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';
import { openStore } from './open-store.ts';

const folder = testFolder();

/** Opens the file of Els in another member's session. */
function openAs(memberId: string, key: Uint8Array) {
  return openStore({
    file: join(folder, 'user.db'),
    key,
    grant: { ...offlineGrant, member: { ...offlineGrant.member, memberId } },
    configuration: { midofficeUrl: NO_MIDOFFICE, writerScript: '', testMode: true },
    board: new ChangeBoard(),
    log: () => {},
    onSessionExpired: () => {},
    onReplaced: () => {},
    onStatus: () => {},
  });
}

it('the file of one member does not open in the session of another, with neither key, and nothing of it is lost', async () => {
  const els = await LocalStore.open(folder);
  await els.run('createPerson', { kind: 'citizen', givenName: 'Ursula', familyName: 'Geheimschrift', language: 'nl' });
  await els.store.close();
  expect(await openAs('member-karim', testKey)).toMatchObject({
    ok: false,
    error: { code: 'STORE_KEY_WRONG', details: { reason: 'otherMember' } },
  });
  expect(await openAs('member-karim', new Uint8Array(32).fill(9))).toMatchObject({
    ok: false,
    error: { code: 'STORE_KEY_WRONG' },
  });
  expect(readFileSync(join(folder, 'user.db')).includes('Geheimschrift')).toBe(false);
  const again = await LocalStore.open(folder);
  expect(await again.read('syncStatus', {})).toMatchObject({ waiting: 1 });
  await again.store.close();
});
