import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import codec from '@sealsystems/ipp';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { parseIppAddress } from './ipp-address.ts';
import { parseAnswer } from './ipp-answer.ts';
import { IppPrinter } from './ipp-printer.ts';

const sane = codec.serialize({
  version: '2.0',
  statusCode: 'successful-ok',
  id: 1,
  'operation-attributes-tag': { 'attributes-charset': 'utf-8', 'attributes-natural-language': 'en' },
  'printer-attributes-tag': { 'printer-state': 'idle', 'printer-state-reasons': ['media-empty-error', 'none'] },
});
/** A header, a printer group, and whatever follows. */
const answerWith = (...bytes: readonly number[]): Buffer => Buffer.from([2, 0, 0, 0, 0, 0, 0, 1, 4, ...bytes]);

describe('an answer of a printer', () => {
  it('is read when it is well-formed', () => {
    expect(parseAnswer(sane)).toMatchObject({
      ok: true,
      value: { status: 'successful-ok', printer: { 'printer-state': 'idle' } },
    });
  });
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['no end', answerWith(0x44, 0, 1, 0x61, 0, 0)],
    ['a length that is negative', answerWith(0x44, 0xff, 0xf0, 0, 0, 3)],
    ['a value that is longer than the answer', answerWith(0x44, 0, 1, 0x61, 0x7f, 0xff, 3)],
    ['a number of three bytes', answerWith(0x21, 0, 1, 0x61, 0, 3, 1, 2, 3, 3)],
    ['a tag that nobody knows', answerWith(0x6f, 0, 1, 0x61, 0, 1, 1, 3)],
    ['a collection that does not end', answerWith(0x34, 0, 1, 0x61, 0, 0, 3)],
    ['collections without bottom', answerWith(...Array.from({ length: 200 }, () => [0x34, 0, 0, 0, 0]).flat(), 3)],
    ['text with a language that is longer than it', answerWith(0x35, 0, 1, 0x61, 0, 4, 0x7f, 0, 0, 0, 3)],
  ])('is refused: %s', (_what, bytes) => {
    expect(parseAnswer(bytes)).toMatchObject({ ok: false, error: { code: 'PRINTER_ANSWER_MALFORMED' } });
  });
  it('is a value or a refusal, whatever the bytes', () => {
    const changed = fc.array(fc.tuple(fc.nat(sane.length - 1), fc.nat(255)), { maxLength: 6 }).map((changes) => {
      const bytes = Buffer.from(sane);
      for (const [at, value] of changes) bytes[at] = value;
      return bytes;
    });
    const anything = fc.uint8Array({ maxLength: 300 }).map((bytes) => answerWith(...bytes));
    fc.assert(
      fc.property(fc.oneof(changed, anything), (bytes) => {
        expect(typeof parseAnswer(bytes).ok).toBe('boolean');
      }),
      { numRuns: 3000 },
    );
  });
});

let server: Server | undefined;
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  server?.close();
  if (server !== undefined) await once(server, 'close');
  server = undefined;
});

/** A printer that does with each caller what the test wants, once it has sent something. */
async function printerThat(deed: (socket: Socket) => void): Promise<IppPrinter> {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => deed(socket));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  const address = parseIppAddress(`ipp://127.0.0.1:${typeof at === 'object' ? at?.port : 0}`);
  if (!address.ok) throw new Error('The address is wrong');
  return new IppPrinter({
    address: address.value,
    patience: { connecting: 20_000, answering: 400, sending: 20_000 },
    pauses: { first: 20, longest: 20, longestLost: 20, givenUpAfter: 100 },
  });
}

const http = (body: Buffer, status = '200 OK'): Buffer =>
  Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\nContent-Length: ${body.length}\r\n\r\n`), body]);
const state = (attributes: object): Buffer =>
  http(codec.serialize({ statusCode: 'successful-ok', id: 1, 'printer-attributes-tag': attributes }));

describe('a printer that does not behave', { timeout: 60_000 }, () => {
  it.each<[string, string, (socket: Socket) => void]>([
    ['speaks no HTTP', 'PRINTER_LOST', (socket) => socket.end('\u0000\u0001garbage')],
    ['hangs up', 'PRINTER_LOST', (socket) => socket.destroy()],
    ['says nothing', 'PRINTER_LOST', () => {}],
    ['speaks no IPP', 'PRINTER_ANSWER_MALFORMED', (socket) => socket.end(http(Buffer.from('<html>hello</html>')))],
    ['wants a password', 'PRINTER_REFUSED', (socket) => socket.end(http(Buffer.alloc(0), '401 Unauthorized'))],
    ['has no state', 'PRINTER_ANSWER_MALFORMED', (socket) => socket.end(state({ 'printer-name': 'x' }))],
    ['has a state of the wrong type', 'PRINTER_ANSWER_MALFORMED', (socket) => socket.end(wrongType())],
    ['stops in the middle', 'PRINTER_LOST', (socket) => socket.end(state({ 'printer-state': 'idle' }).subarray(0, 60))],
    ['never stops', 'PRINTER_ANSWER_MALFORMED', (socket) => endless(socket, Buffer.alloc(64 * 1024, 0x44))],
    ['drips', 'PRINTER_LOST', (socket) => endless(socket, Buffer.of(0x44))],
  ])('%s', async (_what, code, deed) => {
    expect(await (await printerThat(deed)).describe()).toMatchObject({ ok: false, error: { code } });
  });

  it('hangs up on a document: nobody knows whether it was printed', async () => {
    let callers = 0;
    const printer = await printerThat((socket) => {
      callers += 1;
      if (callers === 1)
        socket.end(state({ 'printer-state': 'idle', 'document-format-supported': ['application/pdf'] }));
      else socket.destroy();
    });
    const bytes = Buffer.from('%PDF-1.4');
    const run = printer.print({ bytes, format: 'application/pdf', jobName: 'onthaal-1' }, () => {});
    expect(await run.ended).toMatchObject({ state: 'unknown', ended: true, error: { code: 'PRINTER_LOST' } });
    expect(bytes.every((byte) => byte === 0)).toBe(true);
  });

  it('gives itself a name without end, with control characters: it is cut and cleaned', async () => {
    const name = `\u001b[31m\u202e${'x'.repeat(400)}`;
    const printer = await printerThat((socket) => socket.end(state({ 'printer-state': 'idle', 'printer-info': name })));
    const described = await printer.describe();
    expect(described).toMatchObject({ ok: true });
    if (described.ok) expect(described.value.name).toMatch(/^\[31mx{100,116}$/);
  });
});

/** printer-state as a boolean. */
function wrongType(): Buffer {
  const name = Buffer.from('printer-state');
  return http(Buffer.concat([answerWith(0x22, 0, name.length), name, Buffer.of(0, 1, 1, 3)]));
}

function endless(socket: Socket, part: Buffer): void {
  socket.write('HTTP/1.1 200 OK\r\n\r\n');
  const timer = setInterval(() => socket.write(part), 5);
  socket.on('close', () => clearInterval(timer));
}
