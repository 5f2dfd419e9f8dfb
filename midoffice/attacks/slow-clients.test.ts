import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendEvents } from '../server/event-stream.ts';
import { timeLimits } from '../server/time-limits.ts';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

const [engine] = engines;
if (engine === undefined) throw new Error('No engine');
const impatient = { ...timeLimits, headers: 500, request: 1000, silence: 2000, unreadStream: 500, signOfLife: 100 };

interface Line {
  readonly socket: Socket;
  readonly closed: Promise<string>;
}

function openLine(port: number): Line {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    heard += chunk.toString();
  });
  return { socket, closed: new Promise((resolve) => socket.once('close', () => resolve(heard))) };
}

describe('clients that take their time', () => {
  let midoffice: TestMidoffice;
  let port = 0;

  beforeAll(async () => {
    midoffice = await startForTests(engine, { timeLimits: impatient });
    port = Number(new URL(midoffice.url).port);
  });
  afterAll(() => midoffice?.stop());

  it('are hung up on when they never end their headers or body, while others are served', async () => {
    const slow = Array.from({ length: 100 }, () => openLine(port));
    slow.forEach(({ socket }, index) => {
      socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n');
      if (index % 2 === 0) socket.write('content-length: 1000\r\n\r\n{"query":');
    });
    const els = await Desk.logIn(midoffice.url, 'member-els');
    expect((await els.pull('references', null, 5)).documents).toHaveLength(5);
    for (const { closed } of slow) expect(await closed).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });

  it('are hung up on when they say nothing at all', async () => {
    const { closed } = openLine(port);
    expect(await closed).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });
});

describe('a stream of pokes that nobody reads', () => {
  it('is cut, and nothing of it stays in memory', async () => {
    const piece = Buffer.from(`data: ${'x'.repeat(1024 * 1024)}\n\n`);
    let sent = 0;
    async function* pokes(): AsyncIterable<Uint8Array> {
      for (;;) {
        sent += 1;
        yield piece;
      }
    }
    let tellEnded = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      tellEnded = resolve;
    });
    const server = createServer((_request, response) => {
      void sendEvents(response, pokes(), undefined, impatient).then(tellEnded);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.pause();
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await ended;
    expect(sent).toBeLessThan(100);
    socket.destroy();
    server.close();
  });
});
