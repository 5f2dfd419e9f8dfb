import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

/** How the printer stands; everything false is a printer that prints. */
export interface Hardware {
  readonly paperOut: boolean;
  readonly paperLow: boolean;
  readonly coverOpen: boolean;
  readonly offline: boolean;
  /** Answers to nothing. */
  readonly silent: boolean;
}

/** What a printer does with bytes: real-time questions are answered at once, the rest in its turn. */
export interface FakeLanguage {
  /** Splits off one question at the front; null when the front is no (whole) question. */
  readonly question: (
    bytes: Buffer,
  ) => { readonly length: number; readonly answer: (state: FakeState) => Buffer } | null;
  /** Answers what is asked within the document, such as "have you come this far". */
  readonly reached: (printed: Buffer) => Buffer;
}

export interface FakeState {
  readonly hardware: Hardware;
  /** Documents that wait in memory. */
  readonly waiting: number;
}

const working: Hardware = { paperOut: false, paperLow: false, coverOpen: false, offline: false, silent: false };

/** A printer behind a TCP port whose paper and cover are in the hands of a test. */
export class FakeRawPrinter {
  readonly #server: Server;
  readonly #language: FakeLanguage;
  readonly #sockets = new Set<Socket>();
  readonly #waiting: { readonly socket: Socket; readonly bytes: Buffer }[] = [];
  #hardware: Hardware = working;
  #printed = Buffer.alloc(0);
  readonly #left: (() => void)[] = [];
  #runsOut = false;
  #calls = 0;

  private constructor(server: Server, language: FakeLanguage) {
    this.#server = server;
    this.#language = language;
    server.on('connection', (socket) => {
      this.#calls += 1;
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        this.#sockets.delete(socket);
        for (const listener of this.#left.splice(0)) listener();
      });
      socket.on('data', (part: Buffer) => this.#take(socket, part));
    });
  }

  /** @param port one of before, for a printer that comes back */
  static async start(language: FakeLanguage, port = 0): Promise<FakeRawPrinter> {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new FakeRawPrinter(server, language);
  }

  get address(): string {
    const at = this.#server.address();
    return `127.0.0.1:${typeof at === 'object' ? at?.port : 0}`;
  }

  /** How often somebody connected. */
  get calls(): number {
    return this.#calls;
  }

  /** Everything that is on paper. */
  get printed(): Buffer {
    return this.#printed;
  }

  set(change: Partial<Hardware>): void {
    this.#hardware = { ...this.#hardware, ...change };
    this.#work();
  }

  /** The paper ends as soon as something has to be printed. */
  runOutAtNextDocument(): void {
    this.#runsOut = true;
  }

  /** Resolves when nobody is connected. */
  async untilAlone(): Promise<void> {
    while (this.#sockets.size > 0) await new Promise<void>((resolve) => this.#left.push(resolve));
  }

  /** Pulls the cable. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #take(socket: Socket, part: Buffer): void {
    let rest = part;
    let document = Buffer.alloc(0);
    while (rest.length > 0) {
      const question = this.#language.question(rest);
      if (question === null) {
        document = Buffer.concat([document, rest.subarray(0, 1)]);
        rest = rest.subarray(1);
        continue;
      }
      const state = { hardware: this.#hardware, waiting: this.#waiting.length };
      if (!this.#hardware.silent) socket.write(question.answer(state));
      rest = rest.subarray(question.length);
    }
    if (document.length > 0) this.#waiting.push({ socket, bytes: document });
    if (document.length > 0 && this.#runsOut) {
      this.#runsOut = false;
      this.#hardware = { ...this.#hardware, paperOut: true };
    }
    this.#work();
  }

  #work(): void {
    const { paperOut, coverOpen, offline } = this.#hardware;
    while (!paperOut && !coverOpen && !offline) {
      const next = this.#waiting.shift();
      if (next === undefined) break;
      this.#printed = Buffer.concat([this.#printed, next.bytes]);
      const answer = this.#language.reached(next.bytes);
      if (answer.length > 0 && !this.#hardware.silent) next.socket.write(answer);
    }
  }
}
