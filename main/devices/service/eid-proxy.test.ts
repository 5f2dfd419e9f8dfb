import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EidFinding } from '@onthaal/contract/devices/eid-verification.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deskWithCard, READER } from '../testing/desk-with-card.ts';
import { type CardContent, makeCardContent } from '../testing/emulated-card/card-content.ts';
import { EmulatedCard } from '../testing/emulated-card/emulated-card.ts';
import type { TestAuthority, TestIdentity } from '../testing/emulated-card/test-authority.ts';
import { testAuthority } from '../testing/emulated-card/test-cards.ts';
import { lotte } from '../testing/emulated-card/test-people.ts';
import { freePort, type KnownAs, TestResponder } from '../testing/emulated-card/test-responder.ts';

const closing: (() => Promise<unknown>)[] = [];
let authority: TestAuthority;
let port: number;
let content: CardContent;
let desk: ReturnType<typeof deskWithCard>;

beforeEach(async () => {
  port = await freePort();
  authority = { ...(await testAuthority('ellipticCurve')), responder: `http://127.0.0.1:${port}/eid/` };
  content = await makeCardContent(authority, lotte);
  desk = deskWithCard(new EmulatedCard(content));
  desk.insert();
});
afterEach(async () => {
  desk.stop();
  for (const close of closing.splice(0).reverse()) await close();
});

/** A real responder that knows both certificates of the card as told. */
async function startResponder(authentication: KnownAs, signature: KnownAs): Promise<void> {
  const known = [
    [content.authentication, authentication],
    [content.signature, signature],
  ] as const;
  const responder = await TestResponder.start(authority, port, known as readonly (readonly [TestIdentity, KnownAs])[]);
  closing.push(() => responder.stop());
}

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A small proxy as municipalities have one: the whole address is the path. Gives its own address and what it was asked. */
async function startProxy(answer: Answer) {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const passOn: Answer = async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const headers = { 'Content-Type': 'application/ocsp-request' };
  const answer = await fetch(request.url ?? '', { method: 'POST', body: Buffer.concat(parts), headers });
  response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
};

async function statuses(proxy: string, testResponders = [authority.responder]): Promise<readonly EidFinding[]> {
  const testRoots = [authority.root.certificate.toString('pem')];
  const read = await desk.room.handlers['eid:read']({ reader: READER, insertion: 1, testRoots, testResponders });
  if (!read.ok) throw new Error(read.error.code);
  const asked = await desk.room.handlers['eid:revocation']({ readingId: read.value.readingId, proxy });
  if (!asked.ok) throw new Error(asked.error.code);
  return asked.value.map(({ finding }) => finding);
}

test('good, revoked and unknown come over the proxy as they are', async () => {
  await startResponder('good', 'revoked');
  const proxy = await startProxy(passOn);
  expect(await statuses(proxy.address)).toEqual(['statusGood', 'statusRevoked']);
  expect(proxy.asked).toEqual([`POST ${authority.responder}`, `POST ${authority.responder}`]);
});

test('a certificate that the responder does not know is unknown, not unreachable', async () => {
  await startResponder('good', 'unlisted');
  const proxy = await startProxy(passOn);
  expect(await statuses(proxy.address)).toEqual(['statusGood', 'statusUnknown']);
});

test('a proxy that refuses makes it unreachable, though the responder is there', async () => {
  await startResponder('good', 'good');
  const proxy = await startProxy((_request, response) => response.writeHead(403).end('no'));
  expect(await statuses(proxy.address)).toEqual(['statusUnreachable', 'statusUnreachable']);
  expect(proxy.asked).toHaveLength(2);
});

test('a proxy that wants a name first makes it unreachable', async () => {
  await startResponder('good', 'good');
  const proxy = await startProxy((_request, response) => response.writeHead(407).end());
  expect(await statuses(proxy.address)).toEqual(['statusUnreachable', 'statusUnreachable']);
});

test('a proxy that hangs makes it unreachable after a while', { timeout: 60_000 }, async () => {
  await startResponder('good', 'good');
  const proxy = await startProxy(() => undefined);
  expect(await statuses(proxy.address)).toEqual(['statusUnreachable', 'statusUnreachable']);
  expect(proxy.asked).toHaveLength(2);
});

test('a proxy that puts its own page in place of the answer makes it unknown', async () => {
  const proxy = await startProxy((_request, response) => response.end('<html>Aanmelden</html>'));
  expect(await statuses(proxy.address)).toEqual(['statusUnknown', 'statusUnknown']);
});

test.each(['proxy.example:3128', 'https://127.0.0.1:3128', 'no address'])(
  'a proxy that is no plain address (%s) is never gone past',
  async (proxy) => {
    await startResponder('good', 'good');
    expect(await statuses(proxy)).toEqual(['statusUnreachable', 'statusUnreachable']);
  },
);

test('an address that is not on the list is not asked, over no proxy', async () => {
  await startResponder('good', 'good');
  const proxy = await startProxy(passOn);
  expect(await statuses(proxy.address, [])).toEqual(['statusUnreachable', 'statusUnreachable']);
  expect(proxy.asked).toEqual([]);
});
