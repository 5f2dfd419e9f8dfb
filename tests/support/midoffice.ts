import { cp, mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type MidofficeProcess, startMidoffice } from '../../build/run/midoffice-process.ts';
import { noteRunning } from './running.ts';

/** A real mid-office on a fixed port, so that it can go away and come back at the same address. */
export interface TestMidoffice {
  readonly url: string;
  /** Stops the process; the data stay. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it, keeps its data as they are now, and starts it again. */
  backUp(): Promise<void>;
  /** Stops it, puts the data of `backUp` in the place of its own, and starts it. */
  putBack(): Promise<void>;
  /** Orders bad days: see midoffice/server/faults.ts. */
  fault(order: Readonly<Record<string, unknown>>): Promise<void>;
  /** No bad days any more. */
  clearFaults(): Promise<void>;
  /** Stops it and deletes its data. */
  dispose(): Promise<void>;
}

/** A TCP port on which nobody listens now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function orderAt(url: string, init: RequestInit): Promise<void> {
  const response = await fetch(`${url}/faults`, init);
  if (!response.ok) throw new Error(`The fault was not taken: HTTP ${response.status}`);
}

/**
 * Starts a mid-office with a demo municipality of `dossiers` dossiers in a folder of its own.
 *
 * @param more gives the variables besides the usual, when the address is known
 */
export async function startTestMidoffice(
  dossiers: number,
  more: (url: string) => Promise<Readonly<Record<string, string>>> = async () => ({}),
): Promise<TestMidoffice> {
  const data = await mkdtemp(path.join(tmpdir(), 'onthaal-midoffice-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const additional = await more(url);
  let process: MidofficeProcess | undefined;
  let forget: () => void = () => undefined;
  const stop = async (): Promise<void> => {
    await process?.stop();
    process = undefined;
  };
  const dispose = async (): Promise<void> => {
    forget();
    await stop();
    await rm(data, { recursive: true, force: true });
    await rm(`${data}-backup`, { recursive: true, force: true });
    await rm(`${data}.content`, { recursive: true, force: true });
  };
  const midoffice: TestMidoffice = {
    url,
    stop,
    start: async () => {
      process ??= await startMidoffice({
        environment: {
          ONTHAAL_DATA: data,
          ONTHAAL_DEMO: '1',
          ONTHAAL_FAULTS: '1',
          ONTHAAL_SEED_SIZE: String(dossiers),
          PORT: String(port),
          ...additional,
        },
      });
    },
    backUp: async () => {
      await stop();
      await rm(`${data}-backup`, { recursive: true, force: true });
      await cp(data, `${data}-backup`, { recursive: true });
      await midoffice.start();
    },
    putBack: async () => {
      await stop();
      await rm(data, { recursive: true });
      await cp(`${data}-backup`, data, { recursive: true });
      await midoffice.start();
    },
    fault: (order) =>
      orderAt(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(order),
      }),
    clearFaults: () => orderAt(url, { method: 'DELETE' }),
    dispose,
  };
  forget = noteRunning({ name: 'mid-office', processId: undefined, close: dispose });
  await midoffice.start();
  return midoffice;
}
