import type { ErrorCode } from '@onthaal/contract/errors.ts';
import { describeError } from '@onthaal/contract/logging/describe-error.ts';
import { failure, type OnthaalError, type Result, success } from '@onthaal/contract/result.ts';
import type { ContentCondition } from '@onthaal/contract/store/document-content.ts';
import { storageFailure } from '../database/storage-failure.ts';
import type { StoreLog } from '../service/store-log.ts';
import type { DatabaseFile } from '../storage/index.ts';
import { RequestError } from '../synchronisation/request-error.ts';
import type { CentreAddress } from './centre-request.ts';
import { ContentFetcher, noLineCodes } from './content-fetcher.ts';
import { type ContentRow, ContentRows } from './content-rows.ts';
import type { DocumentStates } from './document-state.ts';
import type { WantedContent } from './fetch-content.ts';
import { type TakenContent, takeBytes, takeFile } from './take-file.ts';
import { askScanState, sendContent } from './upload.ts';
import { WaitingContentsFile } from './waiting-contents-file.ts';

/** After these answers the same content is never taken. */
const FOR_GOOD: readonly ErrorCode[] = [
  'CONTENT_TOO_LARGE',
  'CONTENT_TYPE_REFUSED',
  'CONTENT_DAMAGED',
  'FIELD_INVALID',
  'NOT_ALLOWED',
  'ACCESS_LOST',
];
const PAUSES = { first: 1000, longest: 60_000 } as const;
/** A sync changes many rows one after the other: one look for all of them. */
const LOOK_MILLISECONDS = 200;

export interface ContentKeeperParts {
  readonly file: DatabaseFile;
  readonly documents: DocumentStates;
  readonly url: string;
  readonly token: string;
  /** So many bytes of contents that the centre has stay here. */
  readonly cacheBytes: number;
  readonly log: StoreLog;
  /** A content stands elsewhere now; undefined: it is not here any more. */
  readonly onCondition: (documentId: string, condition: ContentCondition | undefined) => void;
}

function pauseAfter(failures: number): number {
  const longest = Math.min(PAUSES.longest, PAUSES.first * 2 ** failures);
  return longest / 2 + Math.random() * (longest / 2);
}

/**
 * Keeps the contents of one user's documents: takes files in, sends them one after the other when their documents are accepted, and asks
 * what became of them. It has a thread, a file and requests of its own, so that the sync never waits for it.
 */
export class ContentKeeper {
  readonly #parts: ContentKeeperParts;
  readonly #rows: ContentRows;
  readonly #centre: CentreAddress;
  readonly #closing = new AbortController();
  readonly #told = new Map<string, string>();
  /** Documents whose contents are taken in from a file now. */
  readonly #coming = new Set<string>();
  readonly #fetcher: ContentFetcher;
  readonly #waitingFile: WaitingContentsFile;
  #token: string;
  /** Why the last try came to nothing, until one succeeds. */
  #problem: OnthaalError | undefined;
  #isLineDown = false;
  #failures = 0;
  #sending: { readonly documentId: string; sent: number } | undefined;
  /** So often the scanner of the mid-office had no word yet. */
  #looks = 0;
  #timer: NodeJS.Timeout | undefined;
  #look: NodeJS.Timeout | undefined;
  #work: Promise<void> | undefined;
  #again = false;

  constructor(parts: ContentKeeperParts) {
    this.#parts = parts;
    this.#token = parts.token;
    this.#rows = new ContentRows(parts.file);
    this.#waitingFile = new WaitingContentsFile(this.#rows, parts.file.file);
    const { url, documents, cacheBytes } = parts;
    this.#centre = { url, token: () => this.#token, databaseId: () => documents.databaseId };
    this.#fetcher = new ContentFetcher({
      rows: this.#rows,
      centre: this.#centre,
      signal: this.#closing.signal,
      cacheBytes,
      tell: (documentId) => this.#tell(documentId),
    });
  }

  /** Goes on with what an earlier process left, in the background. */
  start(): void {
    for (const row of this.#rows.inState('taking')) this.#rows.drop(row.document_id);
    for (const row of this.#rows.inState('taken')) {
      // Its document was written, and then the process ended; or it was not.
      if (this.#parts.documents.standingOf(row.document_id) === 'missing') this.#rows.drop(row.document_id);
      else this.#rows.setState(row.document_id, 'waiting');
    }
    this.#keepCount();
    this.#tellAll();
    this.tryNow();
  }

  /** Takes a file in. Nothing is sent before `keep`. */
  async take(documentId: string, path: string, fileName: string): Promise<Result<TakenContent>> {
    this.#coming.add(documentId);
    const taken = await takeFile(this.#rows, documentId, path, fileName);
    this.#coming.delete(documentId);
    return taken;
  }

  /** Takes in what is in memory only. Nothing is sent before `keep`. */
  async takeBytes(documentId: string, bytes: Uint8Array, fileName: string): Promise<Result<TakenContent>> {
    this.#coming.add(documentId);
    const taken = await takeBytes(this.#rows, documentId, bytes, fileName);
    this.#coming.delete(documentId);
    return taken;
  }

  /** Makes sure that the whole content of a document is here (see `ContentFetcher`). */
  async fetch(wanted: WantedContent): Promise<Result<null>> {
    try {
      return await this.#fetcher.fetch(wanted);
    } catch (error) {
      const known = storageFailure(error);
      if (known === undefined) throw error;
      return known;
    }
  }

  /** Bytes of a content that is whole here, from an offset on; none at its end. */
  read(documentId: string, offset: number): Result<Uint8Array> {
    const row = this.#rows.find(documentId);
    if (row === undefined || row.state === 'taking' || row.state === 'infected') return failure('CONTENT_UNKNOWN');
    return success(this.#rows.piece(documentId, offset) ?? new Uint8Array());
  }

  /** The document of a content that was taken in is written. */
  keep(documentId: string): Result<null> {
    return this.#guarded(() => {
      this.#rows.setState(documentId, 'waiting');
      // Before it is acknowledged: the login screen tells it when nobody is logged in.
      this.#keepCount();
      this.#tell(documentId);
      this.tryNow();
    });
  }

  /** Its document could not be written. */
  drop(documentId: string): Result<null> {
    return this.#guarded(() => this.#rows.drop(documentId));
  }

  /** Goes on with another token. */
  changeToken(token: string): void {
    this.#token = token;
    this.tryNow();
  }

  /** A document may have been accepted, or have left this desk. */
  storeChanged(): void {
    this.#look ??= setTimeout(() => {
      this.#look = undefined;
      // While the line is down its own pauses say when to try.
      if (this.#problem === undefined) this.#begin();
    }, LOOK_MILLISECONDS);
  }

  /** What the sync knows of the line. */
  setLine(isDown: boolean): void {
    this.#isLineDown = isDown;
    this.#tellAll();
    if (!isDown) this.tryNow();
  }

  /** A clerk asks. */
  tryNow(): void {
    this.#failures = 0;
    this.#looks = 0;
    this.#begin();
  }

  /** Ends what is under way; the next process goes on with it. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#timer);
    clearTimeout(this.#look);
    await this.#work;
    await this.#fetcher.idle();
    this.#parts.documents.close();
    this.#parts.file.close();
  }

  /** A number that cannot be kept keeps no content out: whoever writes next meets the same trouble. */
  #keepCount(): void {
    try {
      this.#waitingFile.keep();
    } catch (error) {
      this.#parts.log('warn', 'content', 'the number of unsent contents could not be kept', describeError(error));
    }
  }

  #guarded(work: () => void): Result<null> {
    try {
      work();
      return success(null);
    } catch (error) {
      const known = storageFailure(error);
      if (known === undefined) throw error;
      return known;
    }
  }

  #begin(): void {
    clearTimeout(this.#timer);
    this.#again = true;
    this.#work ??= this.#walk().finally(() => {
      this.#work = undefined;
    });
  }

  async #walk(): Promise<void> {
    while (this.#again && !this.#closing.signal.aborted) {
      this.#again = false;
      try {
        this.#letGo();
        await this.#sendAll();
        await this.#askAll();
        this.#failures = 0;
        this.#solved();
      } catch (error) {
        if (this.#closing.signal.aborted) return;
        this.#onProblem(error);
        return;
      }
    }
    if (this.#rows.inState('checking').length > 0) this.#later(pauseAfter(this.#looks++));
  }

  /** Contents whose documents are not for this desk any more, or were given up. What was never sent is not among the first. */
  #letGo(): void {
    for (const row of this.#rows.all()) {
      const isComing = this.#coming.has(row.document_id) || this.#fetcher.conditionOf(row.document_id) !== undefined;
      if (row.state === 'taking' && !isComing) this.#forget(row.document_id);
      if (row.state === 'taking' || row.state === 'taken') continue;
      const standing = this.#parts.documents.standingOf(row.document_id);
      const isUnsent = row.state === 'waiting';
      if (standing === 'givenUp' || (standing === 'missing' && !isUnsent)) this.#forget(row.document_id);
    }
  }

  async #sendAll(): Promise<void> {
    for (const row of this.#rows.inState('waiting')) {
      if (this.#parts.documents.standingOf(row.document_id) === 'onItsWay') continue;
      await this.#send(row);
    }
  }

  async #send(row: ContentRow): Promise<void> {
    const { document_id: documentId } = row;
    const sending = { documentId, sent: row.sent };
    this.#sending = sending;
    this.#tell(documentId);
    try {
      await sendContent(
        {
          centre: this.#centre,
          rows: this.#rows,
          signal: this.#closing.signal,
          onSent: (bytes) => {
            sending.sent = bytes;
            this.#solved();
            this.#tell(documentId);
          },
        },
        row,
      );
      this.#rows.setState(documentId, 'checking');
    } catch (error) {
      if (!(error instanceof RequestError) || !FOR_GOOD.includes(error.problem.code)) throw error;
      this.#refused(documentId, error.problem);
    } finally {
      this.#sending = undefined;
      this.#keepCount();
      this.#tell(documentId);
    }
  }

  #refused(documentId: string, problem: OnthaalError): void {
    this.#parts.log('warn', 'content', 'the centre refused a content', { code: problem.code });
    const isHere = this.#parts.documents.has(documentId);
    // Of a document that left the scope nobody here may keep the content.
    if (problem.code === 'ACCESS_LOST' && !isHere) this.#forget(documentId);
    else this.#rows.setState(documentId, 'refused', problem);
  }

  async #askAll(): Promise<void> {
    for (const row of this.#rows.inState('checking')) {
      const { document_id: documentId } = row;
      const state = await askScanState(this.#centre, row, this.#closing.signal);
      this.#solved();
      if (state === 'clean' || state === 'unscanned') this.#kept(documentId);
      else if (state === 'infected') {
        this.#rows.dropBytes(documentId);
        this.#rows.setState(documentId, 'infected');
      } else if (state === undefined) {
        // The centre was put back to a time before it had it.
        this.#rows.setUpload(documentId, undefined, 0);
        this.#rows.setState(documentId, 'waiting');
        this.#later(pauseAfter(this.#failures++));
      }
      this.#tell(documentId);
    }
  }

  /** From now on it may leave when room is needed. */
  #kept(documentId: string): void {
    this.#rows.setState(documentId, 'kept');
    this.#rows.makeRoom(this.#parts.cacheBytes, (gone) => this.#tell(gone));
  }

  #onProblem(error: unknown): void {
    const trouble = storageFailure(error);
    if (trouble === undefined && !(error instanceof RequestError)) throw error;
    const { log } = this.#parts;
    const problem = trouble?.error ?? (error as RequestError).problem;
    log('warn', 'content', 'contents could not be sent', { ...describeError(error), code: problem.code });
    this.#problem = problem;
    const asked = error instanceof RequestError ? error.retryAfter : undefined;
    this.#later(asked ?? pauseAfter(this.#failures++));
    this.#tellAll();
  }

  #solved(): void {
    if (this.#problem === undefined) return;
    this.#problem = undefined;
    this.#tellAll();
  }

  #later(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#begin(), milliseconds);
  }

  #forget(documentId: string): void {
    this.#rows.drop(documentId);
    this.#keepCount();
    this.#tell(documentId);
  }

  #tellAll(): void {
    for (const { document_id: documentId } of this.#rows.all()) this.#tell(documentId);
  }

  #tell(documentId: string): void {
    const row = this.#rows.find(documentId);
    const condition = this.#fetcher.conditionOf(documentId) ?? (row && this.#conditionOf(row));
    const text = JSON.stringify(condition) ?? '';
    if (this.#told.get(documentId) === text || (condition === undefined && !this.#told.has(documentId))) return;
    if (condition === undefined) this.#told.delete(documentId);
    else this.#told.set(documentId, text);
    this.#parts.onCondition(documentId, condition);
  }

  #conditionOf(row: ContentRow): ContentCondition | undefined {
    const { document_id: documentId, state, bytes, sent, error } = row;
    const of = { documentId, bytes, sent };
    const refusal = error === null ? undefined : (JSON.parse(error) as OnthaalError);
    switch (state) {
      case 'taking':
      case 'taken':
        return undefined;
      case 'kept':
        return { ...of, state: 'ready' };
      case 'infected':
        return { ...of, state, error: failure('CONTENT_INFECTED').error };
      case 'waiting':
        return this.#waitingOf(of);
      default:
        return { ...of, state, error: refusal };
    }
  }

  #waitingOf(of: Pick<ContentCondition, 'documentId' | 'bytes' | 'sent'>): ContentCondition {
    const problem = this.#problem;
    if (problem === undefined && this.#sending?.documentId === of.documentId) {
      return { ...of, state: 'sending', sent: this.#sending.sent };
    }
    const hasNoLine = problem === undefined ? this.#isLineDown : noLineCodes.includes(problem.code);
    if (hasNoLine) return { ...of, state: 'offline' };
    return problem === undefined ? { ...of, state: 'waiting' } : { ...of, state: 'waiting', error: problem };
  }
}
