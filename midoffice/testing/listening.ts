import type { Desk } from './desk.ts';

/** A desk that listens, and remembers which collections it was poked for. */
export class Listening {
  readonly heard = new Set<string>();
  stop = (): void => undefined;
  #text = '';
  #waiting: { readonly wanted: string; readonly resolve: () => void }[] = [];

  /** Resolves when the desk listens. */
  static async open(desk: Desk): Promise<Listening> {
    const listening = new Listening();
    const { stop } = await desk.listen((chunk) => listening.#take(chunk));
    listening.stop = stop;
    return listening;
  }

  /** Nothing was heard so far. */
  forget(): void {
    this.heard.clear();
    this.#waiting = [];
  }

  /** Resolves when it was poked for the collection. */
  until(collection: string): Promise<void> {
    if (this.heard.has(collection)) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ wanted: collection, resolve }));
  }

  #take(chunk: string): void {
    this.#text += chunk;
    const events = this.#text.split('\n\n');
    this.#text = events.pop() ?? '';
    for (const event of events) {
      const data = event.split('\n').find((line) => line.startsWith('data: '));
      if (data === undefined) continue;
      const poke = JSON.parse(data.slice(6)) as { data: { changes: { collections: string[] } } };
      for (const name of poke.data.changes.collections) this.heard.add(name);
    }
    for (const { wanted, resolve } of this.#waiting) if (this.heard.has(wanted)) resolve();
  }
}
