import { once } from 'node:events';
import { createServer } from 'node:http';
import codec from '@sealsystems/ipp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RealCups } from '../../testing/isolated-printers/real-cups.ts';
import { printersOfServer, serverOfComputer } from './print-server.ts';

let cups: RealCups;
beforeAll(async () => {
  cups = await RealCups.start();
});
afterAll(() => cups?.close());

const names = async (): Promise<unknown> => {
  const found = await printersOfServer(cups.server);
  return found.ok ? found.value.map(({ name }) => name) : found.error.code;
};

describe('a real CUPS', { timeout: 300_000 }, () => {
  it('that knows no printer yet is an empty list', async () => {
    expect(await names()).toEqual([]);
  });

  it('tells its printers by name, where they stand, and what state they are in', async () => {
    const address = await cups.addQueue('loket2', 'ipp://127.0.0.1:9/ipp/print', {
      location: 'Eerste verdieping, naast de trap',
    });
    await cups.addQueue('balie1', 'ipp://127.0.0.1:9/ipp/print');
    await cups.addQueue('kapot', 'ipp://127.0.0.1:9/ipp/print');
    await cups.stopQueue('balie1', 'cupsreject');
    await cups.stopQueue('kapot', 'cupsdisable');
    expect(await printersOfServer(cups.server)).toMatchObject({
      ok: true,
      value: [
        { name: 'balie1', location: '', state: 'idle', takesJobs: false, problems: [] },
        { name: 'kapot', state: 'stopped', takesJobs: true, problems: ['paused'] },
        { name: 'loket2', address, location: 'Eerste verdieping, naast de trap', state: 'idle', takesJobs: true },
      ],
    });
  });

  it('is asked over an encrypted line too', async () => {
    const found = await printersOfServer(`ipps://${cups.server}`);
    expect(found).toMatchObject({ ok: true, value: [{}, {}, { address: `ipps://${cups.server}/printers/loket2` }] });
  });
});

describe('a print server', () => {
  it.each(['', 'een naam met spaties', 'ipp://els:geheim@server'])('is not "%s"', async (server) => {
    expect(await printersOfServer(server)).toMatchObject({ error: { code: 'PRINTER_ADDRESS_INVALID' } });
  });

  it('that is not there is said so', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const at = server.address();
    server.close();
    await once(server, 'close');
    const found = await printersOfServer(`127.0.0.1:${typeof at === 'object' ? at?.port : 0}`);
    expect(found).toMatchObject({ error: { code: 'PRINTER_UNREACHABLE' } });
  });

  it('that points elsewhere, or whose printers have no state, offers none of those', async () => {
    const printer = (attributes: object) => ({ 'printer-name': 'x', 'printer-state': 'idle', ...attributes });
    const answer = codec.serialize({
      statusCode: 'successful-ok',
      id: 1,
      'printer-attributes-tag': printer({ 'printer-uri-supported': 'ipp://elsewhere.example/admin' }),
    });
    const wrong = createServer((_request, response) => response.end(answer)).listen(0, '127.0.0.1');
    await once(wrong, 'listening');
    const at = wrong.address();
    expect(await printersOfServer(`127.0.0.1:${typeof at === 'object' ? at?.port : 0}`)).toEqual({
      ok: true,
      value: [],
    });
    wrong.closeAllConnections();
    wrong.close();
    await once(wrong, 'close');
  });

  it('is the one that this computer was told to use', () => {
    expect(serverOfComputer({})).toBe('localhost');
    expect(serverOfComputer({ CUPS_SERVER: ' ' })).toBe('localhost');
    expect(serverOfComputer({ CUPS_SERVER: '/run/cups/cups.sock' })).toBe('localhost');
    expect(serverOfComputer({ CUPS_SERVER: 'print.lindervelde.example:631' })).toBe('print.lindervelde.example:631');
  });
});
