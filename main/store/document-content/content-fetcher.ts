import type { ErrorCode } from '@onthaal/contract/errors.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { ContentCondition } from '@onthaal/contract/store/document-content.ts';
import { storageFailure } from '../database/storage-failure.ts';
import { RequestError } from '../synchronisation/request-error.ts';
import type { CentreAddress } from './centre-request.ts';
import type { ContentRows } from './content-rows.ts';
import { fetchContent, type WantedContent } from './fetch-content.ts';

/** These say that there is no line. */
export const noLineCodes: readonly ErrorCode[] = ['MIDOFFICE_UNREACHABLE', 'SESSION_EXPIRED', 'SESSION_UNKNOWN'];

export interface ContentFetcherParts {
  readonly rows: ContentRows;
  readonly centre: CentreAddress;
  readonly signal: AbortSignal;
  /** So many bytes of contents that the centre has stay here. */
  readonly cacheBytes: number;
  /** A content stands elsewhere now. */
  readonly tell: (documentId: string) => void;
}

/** Brings contents here that somebody opens, and lets go of others for their room. */
export class ContentFetcher {
  readonly #parts: ContentFetcherParts;
  readonly #underWay = new Map<string, Promise<Result<null>>>();
  readonly #received = new Map<string, Pick<ContentCondition, 'bytes' | 'sent'>>();

  constructor(parts: ContentFetcherParts) {
    this.#parts = parts;
  }

  /** How far a content is that comes now. */
  conditionOf(documentId: string): ContentCondition | undefined {
    const received = this.#received.get(documentId);
    return received && { documentId, state: 'fetching', ...received };
  }

  /** Resolves when nothing comes any more. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#underWay.values());
  }

  /**
   * Makes sure that the whole content of a document is here.
   *
   * @returns CONTENT_NOT_HERE without a line, CONTENT_BEING_CHECKED, CONTENT_INFECTED, CONTENT_UNKNOWN, CONTENT_DAMAGED, or what the disk says
   */
  async fetch(wanted: WantedContent): Promise<Result<null>> {
    const { documentId, digest } = wanted;
    const { rows } = this.#parts;
    const row = rows.find(documentId);
    if (row?.digest === digest && row.state === 'infected') return failure('CONTENT_INFECTED');
    if (row?.digest === digest && row.state !== 'taking') {
      rows.touch(documentId);
      return success(null);
    }
    const known = this.#underWay.get(documentId);
    if (known !== undefined) return known;
    const work = this.#bring(wanted).finally(() => this.#underWay.delete(documentId));
    this.#underWay.set(documentId, work);
    return work;
  }

  async #bring(wanted: WantedContent): Promise<Result<null>> {
    const { documentId, bytes } = wanted;
    const { tell, signal } = this.#parts;
    const receive = (sent: number): void => {
      this.#received.set(documentId, { bytes, sent });
      tell(documentId);
    };
    receive(0);
    try {
      this.#parts.rows.makeRoom(this.#parts.cacheBytes - bytes, tell);
      if (!(await this.#parts.rows.hasRoomFor(bytes))) return failure('DISK_FULL', { retryable: true });
      await fetchContent({ ...this.#parts, onReceived: receive }, wanted);
      return success(null);
    } catch (error) {
      return failureOf(error);
    } finally {
      this.#received.delete(documentId);
      if (!signal.aborted) tell(documentId);
    }
  }
}

function failureOf(error: unknown): Result<never> {
  const known = storageFailure(error);
  if (known !== undefined) return known;
  if (!(error instanceof RequestError)) throw error;
  const { problem } = error;
  return noLineCodes.includes(problem.code)
    ? failure('CONTENT_NOT_HERE', { retryable: true })
    : { ok: false, error: problem };
}
