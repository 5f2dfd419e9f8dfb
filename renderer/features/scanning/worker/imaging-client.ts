import type { ImagingRequest, ImagingResponse, ImagingTask, ImagingTasks } from './imaging-protocol.ts';

/** What was asked could not be done: the picture cannot be decoded, or the worker is gone. */
export class ImagingError extends Error {
  override readonly name = 'ImagingError';
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** The page's side of the worker that works on pictures, so that the screen never waits for it. */
export class ImagingClient {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #sequence = 0;

  constructor() {
    this.#worker = new Worker(new URL('./imaging-worker.ts', import.meta.url), { type: 'module', name: 'imaging' });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<ImagingResponse>) => this.#hear(data));
    this.#worker.addEventListener('error', () => this.end());
  }

  /** Asks for a task; what is given away (a frame) is not here any more afterwards. */
  ask<Task extends ImagingTask>(
    task: Task,
    ask: ImagingTasks[Task]['ask'],
    given: Transferable[] = [],
  ): Promise<ImagingTasks[Task]['answer']> {
    this.#sequence += 1;
    const sequence = this.#sequence;
    return new Promise((resolve, reject) => {
      this.#waiting.set(sequence, { resolve, reject });
      this.#worker.postMessage({ task, sequence, ask } as ImagingRequest, given);
    });
  }

  /** Ends the worker, and with it every picture that it holds. */
  end(): void {
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(new ImagingError('the worker ended'));
    this.#waiting.clear();
  }

  #hear(response: ImagingResponse): void {
    const waiting = this.#waiting.get(response.sequence);
    this.#waiting.delete(response.sequence);
    if ('failed' in response) waiting?.reject(new ImagingError(response.failed));
    else waiting?.resolve(response.answer as never);
  }
}
