import { access, readFile } from 'node:fs/promises';
import { failure } from '@onthaal/contract/result.ts';
import { describe, expect, test } from 'vitest';
import { loginOf, RecordingStore, sessionOn } from './testing/session-desk.ts';
import { testFolder } from './testing/test-folder.ts';
import { userFiles } from './user-files.ts';

const folder = testFolder();
const PIN = '2580';

function deskWithProof() {
  const store = new RecordingStore();
  store.method = 'acmIdm';
  return { store, ...sessionOn(folder(), store) };
}

/** Els logged in through the browser once, chose a PIN, and Onthaal was closed without logging out. */
async function workedBefore() {
  const { subject } = deskWithProof();
  await subject.logInProved(loginOf('member-els', 'refresh-1'));
  await subject.lockSecret?.set(PIN);
  return deskWithProof();
}

describe('a session that was proved in the browser', () => {
  test('opens the file of the member; the refresh token is kept, and readable in no file', async () => {
    const { subject, store } = deskWithProof();
    expect(await subject.logInProved(loginOf('member-els', 'refresh-1'))).toMatchObject({ ok: true });
    expect(store.opened[0]?.grant.token).toBe('token-with-refresh-1');
    const content = await readFile(userFiles(folder(), 'member-els').refresh, 'utf8');
    expect(content).not.toContain('refresh-1');
    expect(content).not.toContain(Buffer.from('refresh-1').toString('base64'));
  });

  test('goes on with the next token in the open database when the mid-office asks for one', async () => {
    const { subject, store } = deskWithProof();
    await subject.logInProved(loginOf('member-els', 'refresh-1'));
    await subject.renewGrant();
    expect(store.renewed).toEqual(['refresh-1']);
    expect(store.used).toEqual(['token-with-next-of-refresh-1']);
    expect(store.opened).toHaveLength(1);
  });

  test('ends at the mid-office when the person logs out, and the refresh token is gone', async () => {
    const { subject, store } = deskWithProof();
    await subject.logInProved(loginOf('member-els', 'refresh-1'));
    await subject.logOut();
    expect(store.ended).toEqual(['refresh-1']);
    await expect(access(userFiles(folder(), 'member-els').refresh)).rejects.toThrow();
  });

  test('that is over is not asked for again, and the file stays', async () => {
    const { subject, store } = deskWithProof();
    await subject.logInProved(loginOf('member-els', 'refresh-1'));
    store.refusal = failure('LOGIN_NEEDED');
    await subject.renewGrant();
    await expect(access(userFiles(folder(), 'member-els').refresh)).rejects.toThrow();
    expect(subject.current?.memberId).toBe('member-els');
    // Logging in again goes on in the open database.
    await subject.logInProved(loginOf('member-els', 'refresh-9'));
    expect(store.used).toEqual(['token-with-refresh-9']);
    expect(store.opened).toHaveLength(1);
  });

  test('whose access was taken away destroys the data, also at a new login', async () => {
    const { subject, store, ended } = deskWithProof();
    await subject.logInProved(loginOf('member-els', 'refresh-1'));
    store.refusal = failure('ACCESS_REVOKED');
    await subject.renewGrant();
    expect(subject.current).toBeNull();
    expect(ended).toEqual(['ended']);
    await expect(access(userFiles(folder(), 'member-els').folder)).rejects.toThrow();
    await subject.refuseProved('member-karim');
    expect(await subject.loginNotes()).toMatchObject({ revoked: { unsentItems: 0 } });
  });

  test('of another person than who is logged in is refused, and ended', async () => {
    const { subject, store } = deskWithProof();
    await subject.logInProved(loginOf('member-els', 'refresh-1'));
    expect(await subject.logInProved(loginOf('member-karim', 'refresh-2'))).toMatchObject({
      ok: false,
      error: { code: 'NOT_ALLOWED' },
    });
    expect(store.ended).toEqual(['refresh-2']);
    expect(subject.current?.memberId).toBe('member-els');
  });
});

describe('without a line', () => {
  test('who worked here before logs in with the PIN, and the session goes on when the line is back', async () => {
    const { subject, store } = await workedBefore();
    store.online = false;
    expect(await subject.people()).toMatchObject({
      ok: true,
      value: { method: 'acmIdm', live: false, people: [{ memberId: 'member-els' }] },
    });
    expect(await subject.logIn('member-els')).toMatchObject({ ok: false, error: { code: 'PIN_NEEDED' } });
    expect(await subject.logIn('member-els', '0000')).toMatchObject({ ok: false, error: { code: 'PIN_WRONG' } });
    expect(await subject.logIn('member-els', PIN)).toMatchObject({ ok: true });
    store.online = true;
    await subject.renewGrant();
    expect(store.renewed).toEqual(['refresh-1']);
    expect(store.used).toEqual(['token-with-next-of-refresh-1']);
  });

  test('the PIN alone is not enough while the mid-office answers', async () => {
    const { subject, store } = await workedBefore();
    expect(await subject.logIn('member-els', PIN)).toMatchObject({ ok: false, error: { code: 'LOGIN_NEEDED' } });
    expect(store.opened).toEqual([]);
  });

  test('who never worked here is not let in', async () => {
    const { subject, store } = await workedBefore();
    store.online = false;
    expect(await subject.logIn('member-karim', PIN)).toMatchObject({
      ok: false,
      error: { code: 'MIDOFFICE_UNREACHABLE' },
    });
  });
});
