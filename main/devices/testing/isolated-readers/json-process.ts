import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

type Message = Readonly<Record<string, unknown>>;

/** A child that says and hears lines of JSON. */
export class JsonProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #said: Message[] = [];
  readonly #problems: string[] = [];
  #listeners: (() => void)[] = [];

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    createInterface({ input: child.stdout }).on('line', (line) => {
      this.#said.push(JSON.parse(line) as Message);
      this.#tell();
    });
    child.stderr.on('data', (part: Buffer) => this.#problems.push(part.toString()));
    child.on('exit', () => this.#tell());
  }

  /** Everything said so far. */
  get said(): readonly Message[] {
    return this.#said;
  }

  send(message: Message): void {
    this.#child.stdin.write(`${JSON.stringify(message)}\n`);
  }

  /** The first message from a position on that is what is looked for, whenever it comes. */
  async next(from: number, wanted: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const found = this.#said.slice(from).find(wanted);
      if (found !== undefined) return found;
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
        throw new Error(`The program ended: ${this.#problems.join('')}`);
      }
      await new Promise<void>((resolve) => this.#listeners.push(resolve));
    }
  }

  /** Sends a request and waits for its answer, which names it. */
  async ask(message: Message & { readonly do: string }): Promise<Message> {
    const from = this.#said.length;
    this.send(message);
    return this.next(from, ({ done }) => done === message.do);
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  #tell(): void {
    const waiting = this.#listeners;
    this.#listeners = [];
    for (const listener of waiting) listener();
  }
}
