import { spawn } from 'node:child_process';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

const mainFile = fileURLToPath(new URL('../../../midoffice/main.ts', import.meta.url));

export interface TestMidoffice {
  readonly url: string;
  /** Orders a bad day (see the mid-office's `/faults`). */
  order(fault: Readonly<Record<string, unknown>>): Promise<void>;
  /** Does something as the administrator of the demo: a mutation with its arguments as GraphQL text. */
  administer(mutation: string): Promise<void>;
  /** Ends all ordered bad days. */
  clearFaults(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the real mid-office in a process of its own, filled with a small demo municipality. */
export async function startMidoffice(
  dossiers = 60,
  environment: Readonly<Record<string, string>> = {},
): Promise<TestMidoffice> {
  const child = spawn(process.execPath, [mainFile], {
    env: {
      ...process.env,
      ONTHAAL_DEMO: '1',
      ONTHAAL_FAULTS: '1',
      ONTHAAL_SEED_SIZE: String(dossiers),
      PORT: '0',
      ONTHAAL_LOG_LEVEL: 'error',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const ready = /ONTHAAL_MIDOFFICE_READY (\{.*\})/.exec(text)?.[1];
      if (ready !== undefined) resolve((JSON.parse(ready) as { url: string }).url);
    });
    child.once('exit', (code) => reject(new Error(`The mid-office ended with ${code}`)));
  });
  return {
    url,
    order: async (fault) => {
      await fetch(`${url}/faults`, { method: 'POST', body: JSON.stringify(fault) });
    },
    administer: async (mutation) => {
      const logIn = `mutation { demoLogIn(memberId: "member-ann", deviceId: "device-ann") { token } }`;
      const { demoLogIn } = await ask(url, logIn);
      await ask(url, `mutation { ${mutation} }`, (demoLogIn as { token: string }).token);
    },
    clearFaults: async () => {
      await fetch(`${url}/faults`, { method: 'DELETE' });
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

async function ask(url: string, query: string, token?: string): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query }),
  });
  const answer = (await response.json()) as { data?: Readonly<Record<string, unknown>>; errors?: unknown };
  if (answer.data === undefined || answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

/** A network cable that a test can pull out: forwards TCP to the mid-office. */
export class TestLine {
  #target: URL;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;
  /** Cut the next connection that carries so many bytes to the desk. */
  cutAfterBytes: number | undefined;
  /** Pull the cable out when the desk has sent so many bytes more. */
  downAfterSentBytes: number | undefined;
  /** What the desk has sent in all. */
  sentBytes = 0;

  constructor(target: string) {
    this.#target = new URL(target);
  }

  /** Where the cable ends from the next connection on. */
  set target(url: string) {
    this.#target = new URL(url);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Plugs the cable in, always at the same address. */
  async up(): Promise<void> {
    if (this.#server !== undefined) return;
    const server = createServer((desk) => this.#forward(desk));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address === 'object' && address !== null) this.#port = address.port;
  }

  /** Pulls it out: open connections break, new ones are refused. */
  async down(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    const closed = new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #count(bytes: number): void {
    this.sentBytes += bytes;
    if (this.downAfterSentBytes === undefined) return;
    this.downAfterSentBytes -= bytes;
    if (this.downAfterSentBytes > 0) return;
    this.downAfterSentBytes = undefined;
    void this.down();
  }

  #forward(desk: Socket): void {
    const centre = createConnection(Number(this.#target.port), this.#target.hostname);
    let carried = 0;
    for (const socket of [desk, centre]) {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        this.#sockets.delete(socket);
        desk.destroy();
        centre.destroy();
      });
    }
    desk.on('data', (chunk: Buffer) => this.#count(chunk.length));
    desk.pipe(centre);
    centre.on('data', (chunk: Buffer) => {
      carried += chunk.length;
      if (this.cutAfterBytes !== undefined && carried > this.cutAfterBytes) {
        this.cutAfterBytes = undefined;
        desk.destroy();
        centre.destroy();
        return;
      }
      desk.write(chunk);
    });
  }
}
