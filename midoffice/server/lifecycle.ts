import { setTimeout as wait } from 'node:timers/promises';

/** Whether this node takes work, and what it still works on. */
export class Lifecycle {
  #state: 'serving' | 'draining' | 'closing' = 'serving';
  #running = 0;
  readonly #streams = new Set<() => void>();
  #onIdle: (() => void) | undefined;

  /** This node is going away: nobody should come to it any more. */
  get isDraining(): boolean {
    return this.#state !== 'serving';
  }

  /** Whether a new request must go elsewhere. While draining a request is still served, but no stream. */
  refuses(isStream: boolean): boolean {
    return this.#state === 'closing' || (isStream && this.#state === 'draining');
  }

  /** Counts a request as running until the returned function is called. */
  begin(): () => void {
    this.#running += 1;
    return () => {
      this.#running -= 1;
      if (this.#running === 0) this.#onIdle?.();
    };
  }

  /** Cuts this stream as soon as the node drains. Returns a function that forgets it. */
  onDrain(cut: () => void): () => void {
    if (this.isDraining) cut();
    else this.#streams.add(cut);
    return () => this.#streams.delete(cut);
  }

  /** From now on the node says that it is not ready; streams are cut, so that their desks go to another node. */
  drain(): void {
    if (this.isDraining) return;
    this.#state = 'draining';
    for (const cut of this.#streams) cut();
    this.#streams.clear();
  }

  /**
   * Takes no more requests and waits for those that run.
   *
   * @returns false when some still ran after `mostMilliseconds`
   */
  async finish(mostMilliseconds: number): Promise<boolean> {
    this.drain();
    this.#state = 'closing';
    if (this.#running === 0) return true;
    const control = new AbortController();
    const idle = new Promise<boolean>((resolve) => {
      this.#onIdle = () => resolve(true);
    });
    const late = wait(mostMilliseconds, false, { signal: control.signal }).catch(() => false);
    const finished = await Promise.race([idle, late]);
    control.abort();
    return finished;
  }
}
