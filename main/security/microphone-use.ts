/** As long as somebody needs to say a few words, and no longer when the page forgets to say that it is over. */
const LONGEST_MILLISECONDS = 2 * 60_000;

/** Whether the page may hear the microphone now: only while somebody tests it. */
export class MicrophoneUse {
  #timer: NodeJS.Timeout | undefined;

  get isAsked(): boolean {
    return this.#timer !== undefined;
  }

  begin(): void {
    this.end();
    this.#timer = setTimeout(() => this.end(), LONGEST_MILLISECONDS);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
