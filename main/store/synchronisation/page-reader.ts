/** One page of changes as the centre answers it. */
export interface PullAnswer {
  readonly documents: readonly Record<string, unknown>[];
  readonly checkpoint?: string | null;
  /** Rows of the page that the centre itself could not read. */
  readonly setAside: number;
  /** Documents that are not, or no longer, for this member. */
  readonly left?: readonly string[];
  /** Why each of those; a mid-office of before does not say. */
  readonly leftReasons?: readonly string[];
  /** The centre may have more: this page is full, in rows or in bytes. An older centre does not say it, and fills every page but the last. */
  readonly more?: boolean | null;
}

/** Asks the centre for the page after a position. */
export type AskPage = (position: string | undefined, limit: number) => Promise<PullAnswer>;

interface PageAhead {
  readonly position: string;
  readonly limit: number;
  readonly answer: Promise<PullAnswer>;
}

/**
 * Reads the pages of one collection one after the other. When a page is full, the next one is asked at once: the centre works
 * on it while the desk checks and writes the page at hand. Never more than one page is waiting.
 */
export class PageReader {
  readonly #ask: AskPage;
  #ahead: PageAhead | undefined;

  constructor(ask: AskPage) {
    this.#ask = ask;
  }

  /**
   * The page after `position`; `isLast` when the centre has no more.
   *
   * @throws whatever asking throws
   */
  async read(
    position: string | undefined,
    limit: number,
  ): Promise<{ readonly answer: PullAnswer; readonly isLast: boolean }> {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    const isNext = ahead !== undefined && ahead.position === position && ahead.limit === limit;
    const answer = await (isNext ? ahead.answer : this.#ask(position, limit));
    const next = answer.checkpoint ?? position;
    const isFull = answer.more ?? answer.documents.length + answer.setAside >= limit;
    const isLast = !isFull || next === undefined || next === position;
    if (!isLast) this.#askAhead(next, limit);
    return { answer, isLast };
  }

  #askAhead(position: string, limit: number): void {
    const answer = this.#ask(position, limit);
    // Whoever reads the page hears of its failure; after the end nobody does.
    answer.catch(() => undefined);
    this.#ahead = { position, limit, answer };
  }
}
