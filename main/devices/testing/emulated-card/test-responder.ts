import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { issueCertificate, type TestAuthority, type TestIdentity } from './test-authority.ts';

export type KnownAs = 'good' | 'revoked' | 'unlisted';

/** A real responder (OpenSSL's) in a process of its own, that answers for the invented authority of citizens. */
export class TestResponder {
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(child: ChildProcess, folder: string) {
    this.#process = child;
    this.#folder = folder;
  }

  /** Starts it on a port, knowing these certificates. */
  static async start(
    authority: TestAuthority,
    port: number,
    known: readonly (readonly [identity: TestIdentity, as: KnownAs])[],
  ): Promise<TestResponder> {
    const folder = mkdtempSync(join(tmpdir(), 'onthaal-responder-'));
    const file = (name: string, content: string) => {
      writeFileSync(join(folder, name), content, { mode: 0o600 });
      return join(folder, name);
    };
    const signer = await issueCertificate(authority.family, {
      subject: 'C=BE, CN=TEST OCSP Responder',
      issuer: authority.citizens,
      usage: 0x01,
      extendedUsage: ['1.3.6.1.5.5.7.3.9'],
    });
    const key = signer.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const lines = known.flatMap(([identity, as]) => (as === 'unlisted' ? [] : [indexLine(identity, as)]));
    const child = spawn('openssl', [
      'ocsp',
      ...['-port', String(port), '-index', file('index.txt', lines.join(''))],
      ...['-CA', file('authority.pem', authority.citizens.certificate.toString('pem'))],
      ...['-rsigner', file('signer.pem', signer.certificate.toString('pem')), '-rkey', file('signer.key', key)],
    ]);
    await untilListening(child);
    return new TestResponder(child, folder);
  }

  async stop(): Promise<void> {
    const isRunning = this.#process.exitCode === null && this.#process.signalCode === null;
    if (!isRunning) throw new Error(`The responder ended by itself with ${this.#process.exitCode}`);
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}

/**
 * A line of OpenSSL's own list of certificates: state, end, moment of revocation, number, file, name. It ends by itself when two
 * that are good have the same name.
 */
function indexLine({ certificate }: TestIdentity, as: 'good' | 'revoked'): string {
  const number = certificate.serialNumber.toUpperCase();
  const padded = number.length % 2 === 0 ? number : `0${number}`;
  const state = as === 'good' ? 'V' : 'R';
  const revoked = as === 'good' ? '' : '260105120000Z,keyCompromise';
  return `${[state, '450101000000Z', revoked, padded, 'unknown', `/CN=TEST ${padded}`].join('\t')}\n`;
}

async function untilListening(child: ChildProcess): Promise<void> {
  if (child.stdout === null || child.stderr === null) throw new Error('The responder has no output');
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        if (line.includes('ACCEPT') || line.toLowerCase().includes('waiting for')) resolve();
      });
    }
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`The responder ended:\n${said.join('\n')}`)));
  });
}
