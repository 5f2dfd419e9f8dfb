import type { WaitingRoomView } from '@onthaal/contract/ipc/waiting-room.ts';

/** What the page of the waiting room gets; `view` is absent when the desk has said nothing for a while. */
export interface FeedState {
  readonly version: number;
  readonly view: WaitingRoomView | undefined;
}

/** The desk says anew what it sees at least so often: who hears nothing for three times as long has an old picture. */
export const repeatMilliseconds = 15_000;
const silentMilliseconds = 3 * repeatMilliseconds;

/** Holds what the waiting room shows, and answers who waits for something newer as soon as there is. */
export class WaitingRoomFeed {
  #state: FeedState = { version: 1, view: undefined };
  #waiting = new Set<(state: FeedState) => void>();
  #silence: NodeJS.Timeout | undefined;
  readonly #silentAfter: number;

  constructor(silentAfter = silentMilliseconds) {
    this.#silentAfter = silentAfter;
  }

  /** The desk says what it sees. The same again only tells that it is still so. */
  show(view: WaitingRoomView): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#change(undefined), this.#silentAfter);
    this.#silence.unref();
    if (JSON.stringify(view) !== JSON.stringify(this.#state.view)) this.#change(view);
  }

  /** Shows something without hearing that it is still so: what is silent already stays silent. */
  showOnce(view: WaitingRoomView): void {
    const { view: shown } = this.#state;
    if (shown !== undefined && JSON.stringify(view) !== JSON.stringify(shown)) this.#change(view);
  }

  /** Nothing is known any more: the screen says so. */
  forget(): void {
    clearTimeout(this.#silence);
    if (this.#state.view !== undefined) this.#change(undefined);
  }

  /** What is newer than a version, as soon as there is. */
  after(version: number): Promise<FeedState> {
    if (this.#state.version !== version) return Promise.resolve(this.#state);
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
    });
  }

  #change(view: WaitingRoomView | undefined): void {
    this.#state = { version: this.#state.version + 1, view };
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const answer of waiting) answer(this.#state);
  }
}
