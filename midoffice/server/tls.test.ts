import { generateKeyPairSync } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type PeerCertificate } from 'node:tls';
import { kioskPaths } from '@onthaal/contract/session/kiosk.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOperations } from '../configuration/operations.ts';
import { type Certificate, TestAuthority } from '../testing/certificates.ts';
import { engines } from '../testing/engines.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

const folder = mkdtempSync(join(tmpdir(), 'onthaal-tls-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('TLS by the mid-office itself', () => {
  let authority: TestAuthority;
  let stranger: TestAuthority;
  let server: Certificate;
  let renewed: Certificate;
  let tablet: Certificate;
  let revoked: Certificate;
  let forged: Certificate;
  let midoffice: TestMidoffice;

  beforeAll(async () => {
    authority = await TestAuthority.make(folder, 'authority');
    stranger = await TestAuthority.make(folder, 'stranger');
    server = await authority.sign('midoffice', 'serverAuth');
    renewed = await authority.sign('midoffice-renewed', 'serverAuth');
    tablet = await authority.sign('device-tablet', 'clientAuth');
    revoked = await authority.sign('device-stolen', 'clientAuth');
    forged = await stranger.sign('device-tablet', 'clientAuth', 'forged');
    const list = await authority.revoke([revoked]);
    const sentences: string[] = [];
    const operations = readOperations(
      {
        ONTHAAL_TLS_CERTIFICATE: server.certificateFile,
        ONTHAAL_TLS_KEY: server.keyFile,
        ONTHAAL_KIOSK_PORT: '0',
        ONTHAAL_KIOSK_AUTHORITY: authority.file,
        ONTHAAL_KIOSK_REVOKED: list,
      },
      sentences,
    );
    expect(sentences).toEqual([]);
    const [engine] = engines;
    if (engine === undefined) throw new Error('no engine');
    midoffice = await startForTests(engine, { operations });
  });
  afterAll(() => midoffice?.stop());

  interface Sent {
    readonly query?: string;
    /** Instead of a GraphQL operation. */
    readonly post?: { readonly path: string; readonly body: unknown };
    readonly token?: string;
    readonly client?: Pick<Certificate, 'cert' | 'key'>;
  }

  function send(url: string, { query, post, token, client }: Sent): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      };
      const options = { method: 'POST', headers, ca: authority.certificate, agent: false, ...client };
      const outgoing = request(`${url}${post?.path ?? '/graphql'}`, options, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => {
          body += chunk;
        });
        response.once('end', () => resolve({ status: response.statusCode ?? 0, body }));
      });
      outgoing.once('error', reject);
      outgoing.end(JSON.stringify(post?.body ?? { query }));
    });
  }

  async function tokenOf(url: string, memberId: string, deviceId: string, client?: Certificate): Promise<string> {
    const query = `mutation { demoLogIn(memberId: "${memberId}", deviceId: "${deviceId}") { token } }`;
    const { body } = await send(url, { query, ...(client === undefined ? {} : { client }) });
    return (JSON.parse(body) as { data: { demoLogIn: { token: string } } }).data.demoLogIn.token;
  }

  function servedCertificate(): Promise<PeerCertificate> {
    return new Promise((resolve, reject) => {
      const { port } = new URL(midoffice.url);
      const socket = connect({ host: '127.0.0.1', port: Number(port), ca: authority.certificate }, () => {
        resolve(socket.getPeerCertificate());
        socket.end();
      });
      socket.once('error', reject);
    });
  }

  const overview = '{ syncOverview { databaseId } }';

  it('serves desks', async () => {
    expect(midoffice.url).toMatch(/^https:/);
    const token = await tokenOf(midoffice.url, 'member-els', 'device-1');
    expect((await send(midoffice.url, { query: overview, token })).status).toBe(200);
    await expect(fetch(`${midoffice.url.replace('https', 'http')}/health`)).rejects.toThrow();
  });

  it('takes a renewed certificate without a stop, and keeps the one in use when the new one does not fit', async () => {
    expect((await servedCertificate()).subject.CN).toBe('midoffice');
    copyFileSync(renewed.certificateFile, server.certificateFile);
    await midoffice.reload();
    expect((await servedCertificate()).subject.CN).toBe('midoffice');
    copyFileSync(renewed.keyFile, server.keyFile);
    await midoffice.reload();
    expect((await servedCertificate()).subject.CN).toBe('midoffice-renewed');
    writeFileSync(server.certificateFile, 'no certificate');
    await midoffice.reload();
    expect((await servedCertificate()).subject.CN).toBe('midoffice-renewed');
    copyFileSync(renewed.certificateFile, server.certificateFile);
  });

  it('lets only who shows a good certificate in by the door of the kiosks', async () => {
    const url = midoffice.kioskUrl ?? '';
    const token = await tokenOf(url, 'member-zuil', 'device-tablet', tablet);
    expect((await send(url, { query: overview, token, client: tablet })).status).toBe(200);
    await expect(send(url, { query: overview, token })).rejects.toThrow();
    await expect(send(url, { query: overview, token, client: forged })).rejects.toThrow();
    await expect(send(url, { query: overview, token, client: revoked })).rejects.toThrow();
  });

  it('registers a kiosk by its own door only, as the device that its certificate names', async () => {
    const url = midoffice.kioskUrl ?? '';
    const ann = await tokenOf(midoffice.url, 'member-ann', 'device-1');
    const query = 'mutation { makeKioskCode(name: "Zuil", roomId: "room-raadzaal") { code } }';
    const made = JSON.parse((await send(midoffice.url, { query, token: ann })).body) as {
      readonly data: { readonly makeKioskCode: { readonly code: string } };
    };
    const { publicKey } = generateKeyPairSync('ed25519');
    const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64url');
    const post = { path: kioskPaths.register, body: { code: made.data.makeKioskCode.code, publicKey: key } };
    expect(await send(midoffice.url, { post })).toMatchObject({ status: 403 });
    const registered = await send(url, { post, client: tablet });
    expect(JSON.parse(registered.body)).toEqual({ data: { deviceId: 'device-tablet', name: 'Zuil' } });
    const other = { path: kioskPaths.challenge, body: { deviceId: 'device-of-another' } };
    expect(await send(url, { post: other, client: tablet })).toMatchObject({ status: 403 });
    const own = { path: kioskPaths.challenge, body: { deviceId: 'device-tablet' } };
    expect(await send(url, { post: own, client: tablet })).toMatchObject({ status: 200 });
  });

  it('holds the certificate against the device, and sends kiosks to their own door', async () => {
    const url = midoffice.kioskUrl ?? '';
    const other = await tokenOf(url, 'member-zuil', 'device-of-another', tablet);
    const foreign = await send(url, { query: overview, token: other, client: tablet });
    expect([foreign.status, foreign.body]).toEqual([403, expect.stringContaining('NOT_ALLOWED')]);
    const kiosk = await tokenOf(midoffice.url, 'member-zuil', 'device-tablet');
    expect((await send(midoffice.url, { query: overview, token: kiosk })).status).toBe(403);
  });
});
