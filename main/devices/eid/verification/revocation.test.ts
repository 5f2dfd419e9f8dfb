import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { makeCardContent } from '../../testing/emulated-card/card-content.ts';
import { EmulatedCard } from '../../testing/emulated-card/emulated-card.ts';
import {
  issueCitizenCertificate,
  makeTestAuthority,
  type TestAuthority,
  type TestIdentity,
} from '../../testing/emulated-card/test-authority.ts';
import { testAuthority } from '../../testing/emulated-card/test-cards.ts';
import { lotte } from '../../testing/emulated-card/test-people.ts';
import { freePort, type KnownAs, TestResponder } from '../../testing/emulated-card/test-responder.ts';
import { openEidCard } from '../eid-card.ts';
import { readEid } from '../read-eid.ts';
import { type CardCertificate, readCertificate } from './card-certificate.ts';
import { addressIsAllowed, type ResponderAccess } from './fetch-from-responder.ts';
import { askRevocation } from './revocation.ts';
import { trustIn } from './trust.ts';
import { verifyEid } from './verify-eid.ts';

const running: { readonly stop: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

function certificateOf({ der }: TestIdentity): CardCertificate {
  const certificate = readCertificate(der);
  if (certificate === null) throw new Error('A test certificate cannot be read');
  return certificate;
}

interface Scene {
  readonly authority: TestAuthority;
  readonly address: string;
  readonly port: number;
  readonly citizen: TestIdentity;
}

async function scene(family: 'rsa' | 'ellipticCurve'): Promise<Scene> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}/eid/`;
  const authority = { ...(await testAuthority(family)), responder: address };
  return { authority, address, port, citizen: await issueCitizenCertificate(authority, 'authentication', lotte) };
}

async function startResponder({ authority, port, citizen }: Scene, as: KnownAs): Promise<TestResponder> {
  const responder = await TestResponder.start(authority, port, [[citizen, as]]);
  running.push(responder);
  return responder;
}

const ask = ({ authority, address, citizen }: Scene, access: ResponderAccess = {}, at = new Date()) =>
  askRevocation({
    certificate: certificateOf(citizen),
    issuer: certificateOf(authority.citizens),
    allowedResponders: [address],
    access,
    at,
  });

async function listen(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  running.push({
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
  return (server.address() as AddressInfo).port;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

describe.each(['rsa', 'ellipticCurve'] as const)('a real responder (%s)', (family) => {
  it.each([
    ['good', { status: 'good' }],
    ['revoked', { status: 'revoked', at: '2026-01-05T12:00:00.000Z' }],
    ['unlisted', { status: 'unknown', because: 'responder' }],
  ] as const)('says %s', async (as, expected) => {
    const here = await scene(family);
    await startResponder(here, as);
    expect(await ask(here)).toEqual(expected);
  });
  it('is unreachable when it is not there, which is none of the three', async () => {
    const here = await scene(family);
    const responder = await startResponder(here, 'good');
    expect(await ask(here)).toEqual({ status: 'good' });
    running.splice(running.indexOf(responder), 1);
    await responder.stop();
    expect(await ask(here)).toEqual({ status: 'unreachable', because: 'network' });
  });
  it('of another authority of the same name is not believed', async () => {
    const here = await scene(family);
    const namesake = await makeTestAuthority(family);
    running.push(await TestResponder.start(namesake, here.port, [[here.citizen, 'good']]));
    expect((await ask(here)).status).toBe('unknown');
  });
});

describe('a card that was read', () => {
  it('shows good, revoked, unknown and unreachable as four different things', async () => {
    const port = await freePort();
    const authority = { ...(await testAuthority('ellipticCurve')), responder: `http://127.0.0.1:${port}/eid/` };
    const content = await makeCardContent(authority, lotte);
    const opened = await openEidCard(new EmulatedCard(content).transmit);
    const read = opened.ok ? await readEid(opened.value) : opened;
    const { authentication, signature } = content;
    if (!read.ok || !authentication || !signature) throw new Error('The card cannot be read');
    const trust = trustIn([authority.root.certificate.toString('pem')], [authority.responder]);
    const statuses = async () => {
      const settings = { trust, at: new Date(), responderAccess: {} };
      const results = await verifyEid(read.value, settings);
      return results.filter(({ check }) => check.endsWith('Status')).map(({ finding, verdict }) => [finding, verdict]);
    };
    const first = await TestResponder.start(authority, port, [
      [authentication, 'good'],
      [signature, 'revoked'],
    ]);
    expect(await statuses()).toEqual([
      ['statusGood', 'confirmed'],
      ['statusRevoked', 'refuted'],
    ]);
    await first.stop();
    const second = await TestResponder.start(authority, port, [
      [authentication, 'revoked'],
      [signature, 'unlisted'],
    ]);
    expect(await statuses()).toEqual([
      ['statusRevoked', 'refuted'],
      ['statusUnknown', 'unknown'],
    ]);
    await second.stop();
    expect(await statuses()).toEqual([
      ['statusUnreachable', 'unknown'],
      ['statusUnreachable', 'unknown'],
    ]);
  });
});

describe('the way to a responder', () => {
  it('goes only to allowed addresses', async () => {
    const here = await scene('ellipticCurve');
    await startResponder(here, 'good');
    const elsewhere = { ...here, address: 'http://ocsp.eid.belgium.be/' };
    expect(await ask(elsewhere)).toEqual({ status: 'unreachable', because: 'addressNotAllowed' });
  });
  it.each([
    ['http://ocsp.eid.belgium.be', true],
    ['http://ocsp.eid.belgium.be/2', true],
    ['http://ocsp.eid.belgium.be:8080/', false],
    ['http://ocsp.eid.belgium.be.example/', false],
    ['http://ocsp.eid.belgium.be@evil.example/', false],
    ['http://x@ocsp.eid.belgium.be/', false],
    ['https://ocsp.eid.belgium.be/', false],
    ['file:///etc/passwd', false],
    ['', false],
  ])('"%s" is allowed: %s', (address, allowed) =>
    expect(addressIsAllowed(address, ['http://ocsp.eid.belgium.be/'])).toBe(allowed),
  );
  it('goes through the proxy that is set', async () => {
    const here = await scene('ellipticCurve');
    await startResponder(here, 'revoked');
    const seen: (string | undefined)[] = [];
    const proxy = createServer(async (request, response) => {
      seen.push(request.url, request.headers['proxy-authorization']);
      const answer = await fetch(request.url ?? '', {
        method: 'POST',
        body: Uint8Array.from(await bodyOf(request)),
        headers: { 'Content-Type': 'application/ocsp-request' },
      });
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
    const port = await listen(proxy);
    expect(await ask(here, { proxy: `http://desk:word@127.0.0.1:${port}` })).toMatchObject({ status: 'revoked' });
    expect(seen).toEqual([here.address, `Basic ${Buffer.from('desk:word').toString('base64')}`]);
  });
  it('is unreachable when the proxy is not there, though the responder is', async () => {
    const here = await scene('ellipticCurve');
    await startResponder(here, 'good');
    const proxy = `http://127.0.0.1:${await freePort()}`;
    expect(await ask(here, { proxy })).toEqual({ status: 'unreachable', because: 'network' });
  });
});

describe('strange answers', () => {
  it.each([
    ['a log-in page', 200, '<html>Aanmelden</html>', { status: 'unknown', because: 'answerNotBelieved' }],
    ['nothing', 200, '', { status: 'unknown', because: 'answerNotBelieved' }],
    ['an error', 503, 'busy', { status: 'unreachable', because: 'network' }],
    ['a redirect', 302, '', { status: 'unreachable', because: 'network' }],
    ['far too much', 200, 'x'.repeat(200_000), { status: 'unreachable', because: 'network' }],
  ])('%s', async (_, status, body, expected) => {
    const here = await scene('ellipticCurve');
    await listen(
      createServer((_request, response) => response.writeHead(status, { Location: 'http://127.0.0.1/' }).end(body)),
      here.port,
    );
    expect(await ask(here)).toEqual(expected);
  });
  it('a responder that never answers is given up', async () => {
    const here = await scene('ellipticCurve');
    await listen(
      createServer(() => {}),
      here.port,
    );
    expect(await ask(here, { timeout: 300 })).toEqual({ status: 'unreachable', because: 'network' });
  });
  it('an old answer played again is not believed', async () => {
    const here = await scene('ellipticCurve');
    const responder = await startResponder(here, 'good');
    let kept = Buffer.alloc(0);
    const recorder = createServer(async (request, response) => {
      const body = Uint8Array.from(await bodyOf(request));
      if (kept.length === 0) {
        const headers = { 'Content-Type': 'application/ocsp-request' };
        kept = Buffer.from(await (await fetch(request.url ?? '', { method: 'POST', body, headers })).arrayBuffer());
      }
      response.end(kept);
    });
    const proxy = `http://127.0.0.1:${await listen(recorder)}`;
    expect(await ask(here, { proxy })).toEqual({ status: 'good' });
    running.splice(running.indexOf(responder), 1);
    await responder.stop();
    expect(await ask(here, { proxy })).toEqual({ status: 'unknown', because: 'answerNotBelieved' });
  });
});
