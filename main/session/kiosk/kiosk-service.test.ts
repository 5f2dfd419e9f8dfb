import { createPublicKey, verify } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { failure, type OnthaalError, type Result, success } from '@onthaal/contract/result.ts';
import {
  type KioskAnswers,
  type KioskRequest,
  type KioskState,
  kioskProofText,
} from '@onthaal/contract/session/kiosk.ts';
import { afterEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../logging/log.ts';
import { createSecretBox } from '../secret-box.ts';
import { keyring, noKeyring } from '../testing/session-desk.ts';
import { testFolder } from '../testing/test-folder.ts';
import { kioskKeyFile } from './kiosk-files.ts';
import { KioskService } from './kiosk-service.ts';

const folder = testFolder();
const board: KioskAnswers['board'] = {
  ...{ name: 'Zuil', purpose: 'room', roomName: 'Raadzaal', building: 'Gemeentehuis', now: '2026-11-26T09:00:00.000Z' },
  taken: [{ startsAt: '2026-11-26T10:00:00.000Z', endsAt: '2026-11-26T10:30:00.000Z' }],
};

/** The mid-office as a kiosk meets it; it really verifies what is signed. */
class Centre {
  readonly asked: KioskRequest['ask'][] = [];
  readonly tokens: string[] = [];
  readonly requests: KioskRequest[] = [];
  code = 'ABCDEFGHJKLM';
  publicKey = '';
  refusal: OnthaalError['code'] | undefined;
  expired = false;

  // biome-ignore lint/suspicious/noExplicitAny: the answer belongs to the question, which the type of the line says
  async askKiosk(request: KioskRequest): Promise<Result<any>> {
    this.asked.push(request.ask);
    if (this.refusal !== undefined) return failure(this.refusal);
    if (request.ask === 'register') return this.#register(request);
    if (request.ask === 'challenge') return success({ challenge: `challenge-${this.asked.length}` });
    if (request.ask === 'session') return this.#startSession(request);
    if (this.expired && request.token === this.tokens[0]) return failure('SESSION_EXPIRED');
    this.requests.push(request);
    if (request.ask === 'ticket') return success({ visitId: 'visit-1', number: 'K1-1', arrivedAt: board.now });
    if (request.ask === 'checkIn') return success({ outcome: 'notFound' });
    return this.tokens.includes(request.token) ? success(board) : failure('SESSION_UNKNOWN');
  }

  #register({ code, publicKey }: Extract<KioskRequest, { readonly ask: 'register' }>) {
    if (code !== this.code) return failure('KIOSK_CODE_INVALID');
    this.publicKey = publicKey;
    return success({ deviceId: 'kiosk-1', name: 'Zuil' });
  }

  #startSession({ deviceId, challenge, signature }: Extract<KioskRequest, { readonly ask: 'session' }>) {
    const key = createPublicKey({ key: Buffer.from(this.publicKey, 'base64url'), format: 'der', type: 'spki' });
    const text = Buffer.from(kioskProofText(deviceId, challenge));
    if (!verify(null, text, key, Buffer.from(signature, 'base64url'))) return failure('LOGIN_NOT_VALID');
    this.tokens.push(`token-${this.tokens.length}`);
    return success({ token: this.tokens.at(-1), lifetimeSeconds: 600 });
  }
}

const running: KioskService[] = [];
afterEach(() => {
  for (const kiosk of running.splice(0)) kiosk.stop();
});

async function kioskOn(centre: Centre, options: { readonly locked?: boolean } = {}) {
  const shown: KioskState[] = [];
  const subject = new KioskService({
    store: centre,
    box: createSecretBox(options.locked === true ? noKeyring : keyring(), false),
    userDataFolder: folder(),
    onChanged: (state) => shown.push(state),
    printer: () => 'paperOut',
    log: silentLog,
    pauseMilliseconds: 3_600_000,
  });
  running.push(subject);
  await subject.start();
  await subject.look();
  return { subject, shown };
}

/** Everything that lies in the folder, as one text. */
async function allFiles(): Promise<string> {
  const names = await readdir(folder(), { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return (await Promise.all(files.map(async (file) => `${file}\n${await readFile(file, 'latin1')}`))).join('\n');
}

describe('a kiosk', () => {
  test('asks nothing before it is registered, and proves its key from then on, also after a restart', async () => {
    const centre = new Centre();
    const { subject } = await kioskOn(centre);
    expect(subject.state).toMatchObject({ registration: 'unregistered', revoked: false, problem: null });
    expect(centre.asked).toEqual([]);
    expect(await subject.register('abcd-efgh-jklm')).toEqual(success(null));
    expect(subject.state).toEqual({ registration: 'registered', revoked: false, name: 'Zuil', problem: null, board });
    subject.stop();
    const again = await kioskOn(centre);
    expect(again.subject.state).toMatchObject({ registration: 'registered', board });
    expect(centre.asked.filter((ask) => ask === 'register')).toHaveLength(1);
  });

  test('keeps its sealed key and nothing else: no token, no times, and the key not readable', async () => {
    const centre = new Centre();
    const { subject } = await kioskOn(centre);
    await subject.register(centre.code);
    const files = await allFiles();
    expect(files).toContain('kiosk.key');
    for (const kept of ['Raadzaal', '2026-11-26T10', 'token-0', 'kiosk-1', 'privateKey']) {
      expect(files).not.toContain(kept);
    }
  });

  test('says which code was wrong before it asks, and what the mid-office says of others', async () => {
    const centre = new Centre();
    const { subject } = await kioskOn(centre);
    expect(await subject.register('ABCD')).toMatchObject({ error: { code: 'KIOSK_CODE_INVALID' } });
    expect(centre.asked).toEqual([]);
    expect(await subject.register('MMMMMMMMMMMM')).toMatchObject({ error: { code: 'KIOSK_CODE_INVALID' } });
    expect(subject.state.registration).toBe('unregistered');
  });

  test('sends the same key again after a lost answer, and registers nothing that cannot be kept', async () => {
    const centre = new Centre();
    const { subject } = await kioskOn(centre);
    const register = centre.askKiosk.bind(centre);
    let sent = '';
    centre.askKiosk = async (request) => {
      await register(request);
      sent = centre.publicKey;
      return failure('MIDOFFICE_UNREACHABLE', { retryable: true });
    };
    expect(await subject.register(centre.code)).toMatchObject({ error: { code: 'MIDOFFICE_UNREACHABLE' } });
    centre.askKiosk = register;
    expect(await subject.register(centre.code)).toEqual(success(null));
    expect(centre.publicKey).toBe(sent);
    const locked = new Centre();
    const without = await kioskOn(locked, { locked: true });
    expect(await without.subject.register(locked.code)).toMatchObject({ error: { code: 'KEYRING_UNAVAILABLE' } });
    expect(locked.asked).toEqual([]);
  });

  test('gets another token when its own is over, and keeps showing what it knew while the line is gone', async () => {
    const centre = new Centre();
    const { subject } = await kioskOn(centre);
    await subject.register(centre.code);
    centre.expired = true;
    await subject.look();
    expect(centre.tokens).toHaveLength(2);
    expect(subject.state.problem).toBeNull();
    centre.refusal = 'MIDOFFICE_UNREACHABLE';
    await subject.look();
    expect(subject.state).toMatchObject({
      registration: 'registered',
      board,
      problem: { code: 'MIDOFFICE_UNREACHABLE' },
    });
  });

  test('destroys its key when its access is taken away, says so also after a restart, until it is registered again', async () => {
    const centre = new Centre();
    const { subject } = await kioskOn(centre);
    await subject.register(centre.code);
    centre.refusal = 'ACCESS_REVOKED';
    await subject.look();
    expect(subject.state).toMatchObject({ registration: 'unregistered', revoked: true, board: null, name: '' });
    expect(await readdir(folder())).not.toContain('kiosk.key');
    centre.refusal = undefined;
    const again = await kioskOn(centre);
    expect(again.subject.state).toMatchObject({ registration: 'unregistered', revoked: true });
    expect(await again.subject.register(centre.code)).toEqual(success(null));
    again.subject.stop();
    expect((await kioskOn(centre)).subject.state).toMatchObject({ registration: 'registered', revoked: false });
  });

  test('has a number given and somebody checked in with its token, renewed when that is over; unregistered it asks nothing', async () => {
    const centre = new Centre();
    const { subject } = await kioskOn(centre);
    expect(await subject.takeTicket('o-1', 'attest')).toMatchObject({ error: { code: 'KIOSK_UNKNOWN' } });
    expect(centre.asked).toEqual([]);
    await subject.register(centre.code);
    expect(centre.requests).toMatchObject([{ ask: 'board', printer: 'paperOut' }]);
    centre.expired = true;
    expect(await subject.takeTicket('o-1', 'attest', 'hash-1')).toMatchObject({ ok: true, value: { number: 'K1-1' } });
    expect(centre.requests.at(-1)).toMatchObject({ pageHash: 'hash-1' });
    expect(centre.requests.at(-1)).toMatchObject({ token: 'token-1', operationId: 'o-1', productCode: 'attest' });
    expect(await subject.checkIn('o-2', { code: 'A2345678' })).toEqual(success({ outcome: 'notFound' }));
    centre.refusal = 'MIDOFFICE_UNREACHABLE';
    expect(await subject.takeTicket('o-3', 'attest')).toMatchObject({ error: { code: 'MIDOFFICE_UNREACHABLE' } });
    expect(subject.state).toMatchObject({ registration: 'registered' });
    expect(await allFiles()).not.toMatch(/K1-1|A2345678|visit-1/);
  });

  test('finishes destroying a key that a kill left half destroyed', async () => {
    const centre = new Centre();
    const { subject } = await kioskOn(centre);
    await subject.register(centre.code);
    subject.stop();
    await writeFile(path.join(folder(), 'kiosk-revoked.json'), '{}');
    const { subject: after } = await kioskOn(centre);
    expect(after.state).toMatchObject({ registration: 'unregistered', revoked: true });
    await expect(readFile(kioskKeyFile(folder()))).rejects.toThrow('ENOENT');
  });

  test('asks for a code when the mid-office does not know it, and keeps its key for a mid-office that comes back', async () => {
    const centre = new Centre();
    const { subject } = await kioskOn(centre);
    await subject.register(centre.code);
    centre.refusal = 'KIOSK_UNKNOWN';
    await subject.look();
    expect(subject.state).toMatchObject({
      registration: 'unregistered',
      problem: { code: 'KIOSK_UNKNOWN' },
      board: null,
    });
    centre.refusal = undefined;
    await subject.look();
    expect(subject.state).toMatchObject({ registration: 'registered', problem: null, board });
  });

  test('is none where people worked', async () => {
    await mkdir(path.join(folder(), 'users', '0123'), { recursive: true });
    const centre = new Centre();
    const { subject } = await kioskOn(centre);
    expect(subject.state).toMatchObject({ registration: 'unregistered', problem: { code: 'KIOSK_NOT_EMPTY' } });
    expect(await subject.register(centre.code)).toMatchObject({ error: { code: 'KIOSK_NOT_EMPTY' } });
    expect(centre.asked).toEqual([]);
  });
});
