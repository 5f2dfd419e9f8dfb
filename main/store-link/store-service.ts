import type { DocumentKind } from '@onthaal/contract/entities/correspondence.ts';
import type { ProcessState } from '@onthaal/contract/ipc/channels.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { KioskAnswers, KioskRequest } from '@onthaal/contract/session/kiosk.ts';
import type { LoginGrant, LoginMethod, LoginProof } from '@onthaal/contract/session/login.ts';
import type { DemoPerson, SessionGrant } from '@onthaal/contract/session/session.ts';
import type {
  LogExport,
  LogExportText,
  OpeningProgress,
  StoreConfiguration,
  StoreControlRequest,
  StoreControlResponse,
  StoreControlResults,
} from '@onthaal/contract/store/control.ts';
import type { Log } from '../logging/log.ts';
import type { ChildLink, TalkingProcess } from '../supervisor/child-link.ts';
import { LinkedProcess } from '../supervisor/linked-process.ts';

/** The store process as main talks to it. */
export type StoreChild<Port> = TalkingProcess<StoreControlResponse, Port>;

type WithoutSequence<Request> = Request extends unknown ? Omit<Request, 'sequence'> : never;
type ControlQuestion = WithoutSequence<StoreControlRequest>;

/** How long a question waits for a process that is starting. */
const START_MILLISECONDS = 20_000;

/** A user's database, as it was opened: remembered so that a restarted process can open it again. Memory only. */
export interface OpenedDatabase {
  readonly file: string;
  /** 32 bytes, base64. */
  readonly key: string;
  readonly grant: SessionGrant;
}

export interface StoreServiceOptions<Port> {
  readonly launch: () => StoreChild<Port>;
  readonly configuration: () => Promise<StoreConfiguration>;
  readonly onState: (state: ProcessState) => void;
  readonly onSessionExpired: () => void;
  /** The mid-office took this member's access away; the number of items that it never got. */
  readonly onRevoked: (unsentItems: number) => void;
  readonly onOpened: () => void;
  /** An opening that takes long says how far it is. */
  readonly onOpening?: (progress: OpeningProgress) => void;
  readonly log: Log;
  readonly delayFactor?: number;
}

/** The store process with everything main does for it: start, configure, reopen after a crash, ask. */
export class StoreService<Port> {
  readonly #options: StoreServiceOptions<Port>;
  readonly #process: LinkedProcess<StoreControlResponse, Port>;
  #opened: OpenedDatabase | undefined;
  #paused = false;

  constructor(options: StoreServiceOptions<Port>) {
    this.#options = options;
    this.#process = new LinkedProcess<StoreControlResponse, Port>({
      name: 'store process',
      launch: options.launch,
      prepare: (link) => this.#prepare(link),
      onNotice: (notice) => this.#noticed(notice),
      onState: options.onState,
      log: options.log,
      delayFactor: options.delayFactor,
    });
  }

  get state(): ProcessState {
    return this.#process.state;
  }

  get processId(): number | undefined {
    return this.#process.processId;
  }

  start(): void {
    this.#process.start();
  }

  /** A person asks for another try after it failed. */
  restart(): void {
    this.#process.restart();
  }

  /** Ends the process without asking, as a crash would. */
  destroyProcess(): void {
    this.#process.destroy();
  }

  /** Who can log in, from the mid-office. */
  people(): Promise<Result<readonly DemoPerson[]>> {
    return this.#ask({ kind: 'people' });
  }

  /** Asks the mid-office for a session; needs a line. */
  logIn(memberId: string, deviceId: string): Promise<Result<SessionGrant>> {
    return this.#ask({ kind: 'logIn', memberId, deviceId });
  }

  /** Asks the mid-office something in the name of this kiosk. */
  askKiosk<Ask extends KioskRequest['ask']>(
    request: Extract<KioskRequest, { readonly ask: Ask }>,
  ): Promise<Result<KioskAnswers[Ask]>> {
    return this.#ask({ kind: 'askKiosk', request }) as Promise<Result<KioskAnswers[Ask]>>;
  }

  /** How people log in at this mid-office. */
  loginMethod(): Promise<Result<LoginMethod>> {
    return this.#ask({ kind: 'loginMethod' });
  }

  /** Exchanges what the browser brought for a session. */
  redeemLogin(proof: LoginProof): Promise<Result<LoginGrant>> {
    return this.#ask({ kind: 'redeemLogin', proof });
  }

  /** Exchanges a refresh token for the next. */
  renewLogin(refreshToken: string): Promise<Result<LoginGrant>> {
    return this.#ask({ kind: 'renewLogin', refreshToken });
  }

  /** Ends the session of a refresh token at the mid-office. */
  endLogin(refreshToken: string): Promise<Result<null>> {
    return this.#ask({ kind: 'endLogin', refreshToken });
  }

  /** The sync of the open database goes on with the token of this grant; remembered for a restarted process. */
  async changeToken(grant: SessionGrant): Promise<Result<null>> {
    const result = await this.#ask({ kind: 'changeToken', grant });
    if (result.ok && this.#opened !== undefined) this.#opened = { ...this.#opened, grant };
    return result;
  }

  /** Opens a user's database and remembers how, for a restarted process. */
  async open(database: OpenedDatabase): Promise<Result<StoreControlResults['open']>> {
    const result = await this.#ask({ kind: 'open', ...database });
    if (result.ok) {
      this.#opened = database;
      this.#options.onOpened();
    }
    return result;
  }

  /** Closes the user's database. Forgotten first, so that a crash on the way cannot open it again. */
  close(): Promise<Result<null>> {
    this.#opened = undefined;
    if (this.state.state !== 'running') return Promise.resolve(success(null));
    return this.#ask({ kind: 'close' });
  }

  /** Takes a file of this computer in as a document of a dossier. */
  addContent(dossierId: string, path: string): Promise<Result<StoreControlResults['addContent']>> {
    return this.#ask({ kind: 'addContent', dossierId, path });
  }

  /** Takes bytes that were scanned at the desk in as a document of a dossier. */
  addScanned(
    dossierId: string,
    fileName: string,
    bytes: Uint8Array,
    more: { readonly documentId?: string; readonly documentKind?: DocumentKind | undefined } = {},
  ): Promise<Result<StoreControlResults['addContent']>> {
    return this.#ask({ kind: 'addScanned', dossierId, fileName, bytes, ...more });
  }

  /** Which of these documents are here. */
  knownDocuments(documentIds: readonly string[]): Promise<Result<StoreControlResults['knownDocuments']>> {
    return this.#ask({ kind: 'knownDocuments', documentIds });
  }

  /** Brings the content of a document to this computer, unless it is here, for who wrote down that they look at it. */
  openContent(documentId: string, consultationId: string): Promise<Result<StoreControlResults['openContent']>> {
    return this.#ask({ kind: 'openContent', documentId, consultationId });
  }

  /** Bytes of a content that is here, from an offset on; none at its end. */
  readContent(documentId: string, offset: number): Promise<Result<Uint8Array>> {
    return this.#ask({ kind: 'readContent', documentId, offset });
  }

  /** Writes down that the card of this person is read: before anything of it reaches a page. */
  consultCard(nationalNumber: string | null): Promise<Result<StoreControlResults['consultCard']>> {
    return this.#ask({ kind: 'consultCard', nationalNumber });
  }

  /** Takes a letter that was made at the desk in as a document of its dossier. */
  addLetter(dossierId: string, fileName: string, bytes: Uint8Array): Promise<Result<StoreControlResults['addLetter']>> {
    return this.#ask({ kind: 'addLetter', dossierId, fileName, bytes });
  }

  /** Notes that a ticket of this visit, about to be printed, carries a token with this hash. */
  linkVisit(visitId: string, tokenHash: string): Promise<Result<null>> {
    return this.#ask({ kind: 'linkVisit', visitId, tokenHash });
  }

  /** Takes the log of consultations out of the mid-office, in the name of who is logged in. */
  exportLog(question: LogExport): Promise<Result<LogExportText>> {
    return this.#ask({ kind: 'exportLog', question });
  }

  /** Gives the process a port on which a window will ask. */
  attachPort(port: Port): Promise<Result<null>> {
    return this.#ask({ kind: 'attachPort' }, [port]);
  }

  /**
   * Silences every port while the screen is locked; a process that starts meanwhile is silent from its start. The sync goes on.
   */
  async pausePorts(paused: boolean): Promise<void> {
    this.#paused = paused;
    // A process that is not running is told when it starts.
    if (this.state.state === 'running') await this.#ask({ kind: 'pausePorts', paused });
  }

  /** Closes the database within the time, then ends the process. */
  async stop(milliseconds: number): Promise<void> {
    const late = new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
    await Promise.race([this.close(), late]);
    await this.#process.stop();
  }

  async #ask<Question extends ControlQuestion>(
    question: Question,
    ports: readonly Port[] = [],
  ): Promise<Result<StoreControlResults[Question['kind']]>> {
    const link = await this.#process.link(START_MILLISECONDS);
    if (link !== undefined) return link.ask(question, ports);
    return this.state.state === 'failed'
      ? failure('STORE_UNAVAILABLE', { retryable: false })
      : failure('STORE_STARTING', { retryable: true });
  }

  #noticed(notice: Exclude<StoreControlResponse, { kind: 'answer' }>): void {
    const { log, onSessionExpired, onOpening, onRevoked } = this.#options;
    if (notice.kind === 'log') log.write(notice.level, notice.area, notice.message, notice.fields);
    if (notice.kind === 'sessionExpired') onSessionExpired();
    if (notice.kind === 'opening') onOpening?.(notice.progress);
    if (notice.kind === 'revoked') onRevoked(notice.unsentItems);
  }

  async #prepare(link: ChildLink<Port>): Promise<void> {
    const configured = await link.ask({ kind: 'configure', configuration: await this.#options.configuration() });
    if (!configured.ok) throw new Error(`The store refused its configuration: ${configured.error.code}`);
    await this.#reopen(link);
    if (this.#paused) await link.ask({ kind: 'pausePorts', paused: true });
  }

  async #reopen(link: ChildLink<Port>): Promise<void> {
    const database = this.#opened;
    if (database === undefined) return;
    const reopened = await link.ask({ kind: 'open', ...database });
    if (!reopened.ok) throw new Error(`The database could not be opened again: ${reopened.error.code}`);
  }
}
