import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedTerminal } from '../../../../simulators/payment-terminal/payment-terminal.ts';
import { Frames, framed } from './nexo-frames.ts';
import { nexoTerminal } from './nexo-terminal.ts';

const names = { kind: 'nexo', saleId: 'LOKET-1', terminalId: 'SIM-400' } as const;
const payment = { operationId: 'A1B2C3D4E5', amountCents: 1099 };
const times = { payMilliseconds: 60_000, askMilliseconds: 60_000 };

describe('messages behind their length', () => {
  it('come out as they went in, however they are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.object(), { maxLength: 5 }), fc.integer({ min: 1, max: 50 }), (messages, size) => {
        const kept = messages.map((message) => JSON.parse(JSON.stringify(message)) as object);
        const bytes = Buffer.concat(kept.map(framed));
        const frames = new Frames();
        const found: unknown[] = [];
        for (let at = 0; at < bytes.length; at += size) found.push(...frames.take(bytes.subarray(at, at + size)));
        expect(found).toEqual(kept);
      }),
    );
  });

  it('are unreadable when they are too long or no JSON', () => {
    expect(new Frames().take(Buffer.from([0xff, 0xff, 0xff, 0xff]))).toEqual(['unreadable']);
    expect(new Frames().take(Buffer.from([0, 0, 0, 1, 0x7b]))).toEqual(['unreadable']);
    expect(new Frames().take(Buffer.from([0, 0, 0, 1, 0x31]))).toEqual(['unreadable']);
  });
});

describe('a session with a terminal', () => {
  let simulator: SimulatedTerminal;
  beforeEach(async () => {
    simulator = await SimulatedTerminal.start({ needsLogin: true });
  });
  afterEach(() => simulator.stop());

  it('begins with a login and ends with a logout on a connection', async () => {
    const terminal = nexoTerminal({ ...names, url: simulator.tcpUrl }, { times });
    expect(await terminal.pay(payment)).toMatchObject({ state: 'paid' });
    expect(simulator.logins).toEqual({ count: 1, isLoggedIn: false });
  });

  it('logs in over HTTP when the terminal says that nobody is', async () => {
    const terminal = nexoTerminal({ ...names, url: simulator.url }, { times });
    expect(await terminal.pay(payment)).toMatchObject({ state: 'paid' });
    expect(await terminal.lookUp({ ...payment, sentAt: '2026-11-26T10:00:00.000Z' })).toMatchObject({ state: 'paid' });
    expect(simulator.logins).toEqual({ count: 1, isLoggedIn: true });
    expect(simulator.timesTaken).toBe(1);
  });

  it('hears that a card is before the terminal, and answers what wants an answer', async () => {
    let shown = 0;
    const onCard = () => {
      shown += 1;
    };
    const terminal = nexoTerminal({ ...names, url: simulator.tcpUrl }, { times, onCard });
    expect(await terminal.pay(payment)).toMatchObject({ state: 'paid' });
    expect(shown).toBe(2);
    expect(simulator.answeredDisplays).toMatchObject([
      { SaleToPOIResponse: { MessageHeader: { MessageType: 'Response' }, DisplayResponse: { OutputResult: [{}] } } },
    ]);
  });
});

describe('a connection to something else', () => {
  const sockets = new Set<Socket>();

  it.each([
    ['says nothing more', (socket: Socket) => socket.end(), { state: 'cancelled', reason: 'neverReached' }],
    [
      'says an endless message',
      (socket: Socket) => socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff])),
      { state: 'cancelled', reason: 'neverReached' },
    ],
    [
      'lets nobody in',
      (socket: Socket) =>
        socket.write(framed({ SaleToPOIResponse: { LoginResponse: { Response: { Result: 'Failure' } } } })),
      { state: 'cancelled', reason: 'terminalNotReady' },
    ],
  ])('that %s took nothing: no payment was asked', async (_name, answer, outcome) => {
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('data', () => answer(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await nexoTerminal({ ...names, url }, { times }).pay(payment)).toEqual(outcome);
    for (const socket of sockets) socket.destroy();
    server.close();
  });
});
