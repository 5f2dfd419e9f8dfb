import type { Metrics } from '../observability/metrics.ts';
import type { VirusScanner } from './scanning/virus-scanner.ts';
import type { ContentStore } from './store/content-store.ts';

/** How keeping and scanning go, in words from closed lists. */
export interface ContentCondition {
  readonly store: 'works' | 'full' | 'unreachable';
  /** `missing`: none was named, and what comes in is held back. */
  readonly scanner: 'answers' | 'silent' | 'off' | 'missing';
}

export interface ConditionParts {
  readonly store: ContentStore;
  readonly clamd: VirusScanner | undefined;
  /** What to say of the scanner when there is none. */
  readonly without: 'off' | 'missing';
  readonly seconds: number;
  readonly metrics: Pick<Metrics, 'contentCondition'>;
}

/**
 * Looks now and then how the store and the scanner are. /ready tells what was seen last, so that a store or a scanner that is slow
 * to answer takes no node out of the hands of its load balancer.
 */
export class WatchedCondition {
  readonly #parts: ConditionParts;
  readonly #timer: NodeJS.Timeout;
  #last: ContentCondition;

  private constructor(parts: ConditionParts, first: ContentCondition) {
    this.#parts = parts;
    this.#last = first;
    this.#timer = setInterval(() => void this.#look(), parts.seconds * 1000);
    this.#timer.unref();
  }

  static async start(parts: ConditionParts): Promise<WatchedCondition> {
    return new WatchedCondition(parts, await seen(parts));
  }

  get last(): ContentCondition {
    return this.#last;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    this.#last = await seen(this.#parts);
  }
}

async function seen({ store, clamd, without, metrics }: ConditionParts): Promise<ContentCondition> {
  const [problem, answers] = await Promise.all([store.problem(), clamd?.answers()]);
  const scanner = answers === undefined ? without : answers ? 'answers' : 'silent';
  const condition = { store: problem ?? 'works', scanner } as const;
  metrics.contentCondition(condition);
  return condition;
}
