import type { Logger } from 'pino';
import type { Orm } from '../../database/database.ts';
import type { Metrics } from '../../observability/metrics.ts';
import { describeError } from '../../server/graphql-errors.ts';
import type { ContentStore } from '../store/content-store.ts';
import { claimWaiting, isHeldBack, postpone, settle } from './scan-rows.ts';
import type { ScanOutcome, VirusScanner } from './virus-scanner.ts';

/** What the rounds of scanning work with. */
export interface ScanParts {
  readonly orm: Orm;
  readonly store: ContentStore;
  /** Undefined: nothing is scanned here. */
  readonly scanner: VirusScanner | undefined;
  /** What a content waits for that is new here. */
  readonly firstState: 'pending' | 'unscanned';
  /** How long to wait before a scanner that did not answer is asked again. */
  readonly retrySeconds: number;
  readonly metrics: Pick<Metrics, 'contentScanned'>;
  /** Something is held back: the job that scans what waits is due again in so many seconds. */
  readonly askAgain: (seconds: number) => Promise<void>;
  readonly logger: Logger;
}

/**
 * Scans what waits, one content at a time on each node: at once what came in here, by a job what was left (another node died over it, or
 * the scanner was away).
 */
export class ScanRounds {
  readonly firstState: 'pending' | 'unscanned';
  readonly #parts: ScanParts;
  #round: Promise<number> | undefined;
  #isWanted = false;
  readonly #end = new AbortController();

  constructor(parts: ScanParts) {
    this.#parts = parts;
    this.firstState = parts.firstState;
  }

  /** Something may wait. */
  wake(): void {
    void this.scanWaiting().catch((error: unknown) => {
      // The database is away: the job comes back.
      this.#parts.logger.error(describeError(error), 'scanning failed');
    });
  }

  /** Scans all that waits now; ends early with its node. Answers with how many it could judge. */
  async scanWaiting(): Promise<number> {
    const { scanner } = this.#parts;
    if (scanner === undefined || this.#end.signal.aborted) return 0;
    this.#isWanted = true;
    this.#round ??= this.#scanAll(scanner);
    return this.#round;
  }

  async close(): Promise<void> {
    this.#end.abort();
    await this.#round?.catch(() => undefined);
  }

  async #scanAll(scanner: VirusScanner): Promise<number> {
    let judged = 0;
    try {
      while (this.#isWanted && !this.#end.signal.aborted) {
        this.#isWanted = false;
        for (let more = true; more && !this.#end.signal.aborted; ) {
          more = await this.#scanNext(scanner);
          if (more) judged += 1;
        }
      }
      const { orm, retrySeconds, askAgain } = this.#parts;
      if (await isHeldBack(orm)) await askAgain(retrySeconds);
      return judged;
    } finally {
      this.#round = undefined;
    }
  }

  /** Returns false when nothing waits or nobody scans: then it is no use to go on. */
  async #scanNext(scanner: VirusScanner): Promise<boolean> {
    const { orm, retrySeconds, metrics, logger } = this.#parts;
    const digest = await claimWaiting(orm);
    if (digest === undefined) return false;
    const verdict = await this.#verdictOf(scanner, digest);
    metrics.contentScanned(verdict);
    if (verdict === 'clean' || verdict === 'infected') {
      await settle(orm, digest, verdict);
      if (verdict === 'infected') logger.warn('a virus was found in a document: it is not served');
      return true;
    }
    await postpone(orm, digest, retrySeconds);
    logger.warn({ verdict }, 'a document could not be scanned: it is held back');
    return verdict !== 'silent';
  }

  async #verdictOf(scanner: VirusScanner, digest: string): Promise<ScanOutcome> {
    const found = await this.#parts.store.get(digest);
    if (found.ok) return scanner.scan(found.value, this.#end.signal);
    return found.error.code === 'CONTENT_UNKNOWN' ? 'missing' : 'silent';
  }
}
