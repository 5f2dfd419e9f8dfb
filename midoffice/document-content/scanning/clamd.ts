import { connect, type NetConnectOpts, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Verdict, VirusScanner } from './virus-scanner.ts';

/** Where clamd listens: a socket of this machine, or a port. */
export type ClamdAddress = Extract<NetConnectOpts, { path: string }> | { readonly host: string; readonly port: number };

// clamd says nothing while it looks into an archive; it has limits of its own on how long that takes (MaxScanTime, 120 s).
const silenceMilliseconds = 180_000;
const pingMilliseconds = 2000;

const chunkBytes = 64 * 1024;

/** What clamd says until it hangs up. */
class Reply {
  #text = '';
  readonly whole: Promise<string>;

  constructor(socket: Socket) {
    socket.on('data', (chunk: Buffer) => {
      this.#text += chunk.toString('latin1');
    });
    // What it said before a broken line counts too, so an error is no more than an end.
    socket.on('error', () => undefined);
    this.whole = new Promise((resolve) => {
      socket.once('close', () => resolve(this.#text.replaceAll('\0', '').trim()));
    });
  }

  get hasBegun(): boolean {
    return this.#text !== '';
  }
}

type Outgoing = (reply: Reply) => AsyncIterable<Buffer>;

/**
 * The content as INSTREAM wants it: a length before each chunk and an empty one at the end (clamd(8)). A scanner that has seen enough
 * says so and hangs up in the middle; its words are lost by writing on, so they are looked for before every chunk.
 */
function framed(bytes: AsyncIterable<Buffer>): Outgoing {
  return async function* (reply) {
    yield Buffer.from('zINSTREAM\0');
    for await (const piece of bytes) {
      for (let start = 0; start < piece.length; start += chunkBytes) {
        await nextTurn();
        if (reply.hasBegun) return;
        const chunk = piece.subarray(start, start + chunkBytes);
        const length = Buffer.alloc(4);
        length.writeUInt32BE(chunk.length);
        yield Buffer.concat([length, chunk]);
      }
    }
    yield Buffer.alloc(4);
  };
}

function verdictIn(reply: string): Verdict {
  if (/^stream: OK$/.test(reply)) return 'clean';
  if (/ FOUND$/.test(reply)) return 'infected';
  return /size limit exceeded/.test(reply) ? 'tooLarge' : 'silent';
}

interface Patience {
  readonly milliseconds: number;
  readonly signal?: AbortSignal;
}

async function exchange(
  address: ClamdAddress,
  outgoing: Outgoing,
  { milliseconds, signal }: Patience,
): Promise<string> {
  const socket = connect({ ...address, ...(signal && { signal }) });
  socket.setTimeout(milliseconds, () => socket.destroy());
  const reply = new Reply(socket);
  await pipeline(outgoing(reply), socket, { end: false }).catch(() => socket.destroy());
  return reply.whole;
}

async function* ping(): AsyncGenerator<Buffer> {
  yield Buffer.from('zPING\0');
}

/** The virus scanner ClamAV, over the protocol of its daemon. */
export function clamdScanner(address: ClamdAddress): VirusScanner {
  return {
    scan: async (bytes: Readable, signal: AbortSignal) => {
      let readError: Error | undefined;
      bytes.once('error', (error) => {
        readError = error;
      });
      const reply = await exchange(address, framed(bytes as AsyncIterable<Buffer>), {
        milliseconds: silenceMilliseconds,
        signal,
      });
      bytes.destroy();
      return readError === undefined ? verdictIn(reply) : 'silent';
    },
    answers: async () => (await exchange(address, ping, { milliseconds: pingMilliseconds })) === 'PONG',
  };
}
