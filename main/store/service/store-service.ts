import { describeError } from '@onthaal/contract/logging/describe-error.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { SessionGrant, SessionMember } from '@onthaal/contract/session/session.ts';
import type {
  LogExport,
  LogExportText,
  StoreConfiguration,
  StoreControlRequest,
  StoreControlResults,
} from '@onthaal/contract/store/control.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import { storageFailure } from '../database/storage-failure.ts';
import { addContent } from '../document-content/add-content.ts';
import { ContentClient } from '../document-content/content-client.ts';
import { openContent, usualCacheBytes } from '../document-content/open-content.ts';
import { ReadConnection } from '../reads/read-connection.ts';
import { isTouchedBy } from '../reads/touched-by.ts';
import { askCentre, untilHere, untilSaid, withCentre } from '../session/centre-questions.ts';
import { consultCard } from '../session/consult-card.ts';
import { answerKiosk } from '../session/kiosk-client.ts';
import { exportLog } from '../session/log-export.ts';
import { answerLogin } from '../session/login-client.ts';
import { askPeople, askSession } from '../session/session-client.ts';
import { WriterClient } from '../writer/writer-client.ts';
import { type Change, NO_RECORDS } from './change.ts';
import type { ControlPort, ServicePort } from './message-port.ts';
import { RequestService, type ServedStore } from './request-service.ts';
import { logOverPort, type StoreLog } from './store-log.ts';

/** Whether a status of the synchronisation (SyncStatus as JSON) says that there is a line. */
function hasLine(status: string | undefined): boolean {
  const { phase } = JSON.parse(status ?? '{}') as Partial<SyncStatus>;
  return phase === 'working' || phase === 'upToDate' || phase === 'firstSync';
}

type ControlResult = Result<StoreControlResults[keyof StoreControlResults]>;
type OpenRequest = Extract<StoreControlRequest, { kind: 'open' }>;

function isControlRequest(message: unknown): message is StoreControlRequest {
  return (
    typeof message === 'object' &&
    message !== null &&
    'kind' in message &&
    typeof message.kind === 'string' &&
    'sequence' in message &&
    typeof message.sequence === 'number'
  );
}

/**
 * The store process as main sees it: configured once, opened and closed per user, serving the ports it is given. It reads in
 * this thread and has a worker write, so that nothing the writer does can hold up an answer.
 */
export class StoreService {
  readonly #port: ControlPort;
  readonly #log: StoreLog;
  readonly #requests = new RequestService();
  readonly #end: () => void;
  #configuration: StoreConfiguration | undefined;
  #writer: WriterClient | undefined;
  #contents: ContentClient | undefined;
  #reader: ReadConnection | undefined;
  /** What the open database was opened with. */
  #opened: OpenRequest | undefined;
  /** Opening and closing happen one after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  /** `end` ends the process after a failure that it cannot go on from; main starts another. */
  constructor(port: ControlPort, end: () => void) {
    this.#port = port;
    this.#log = logOverPort((message) => port.post(message));
    this.#end = end;
  }

  /** Listens, and says that it does. */
  start(): void {
    this.#port.onMessage((message, ports) => {
      if (isControlRequest(message)) void this.#hear(message, ports);
    });
    this.#port.post({ kind: 'ready' });
  }

  /** An error that nobody caught is a bug: the process ends. */
  fail(error: unknown): void {
    this.#log('error', 'process', 'uncaught error', describeError(error));
    this.#end();
  }

  async #hear(request: StoreControlRequest, ports: readonly ServicePort[]): Promise<void> {
    const { sequence } = request;
    let result: ControlResult;
    try {
      result = await this.#answer(request, ports);
    } catch (error) {
      this.#log('error', 'control', `${request.kind} failed`, describeError(error));
      result = failure('UNEXPECTED');
    }
    this.#port.post({ kind: 'answer', sequence, result });
  }

  #answer(request: StoreControlRequest, ports: readonly ServicePort[]): Promise<ControlResult> {
    const configuration = this.#configuration;
    switch (request.kind) {
      case 'configure':
        this.#configuration = request.configuration;
        this.#writer ??= this.#startWriter(request.configuration.writerScript);
        this.#contents ??= this.#contentClient(request.configuration.contentScript);
        setImmediate(() => ReadConnection.warmUp(request.configuration.nativeBinding));
        return Promise.resolve(success(null));
      case 'attachPort':
        for (const port of ports) this.#requests.attach(port);
        return Promise.resolve(ports.length > 0 ? success(null) : failure('ARGUMENT_INVALID'));
      case 'pausePorts':
        this.#requests.pause(request.paused);
        return Promise.resolve(success(null));
      case 'addContent':
      case 'addScanned':
      case 'addLetter':
        return this.#addContent(request);
      case 'knownDocuments':
        return Promise.resolve(this.#knownDocuments(request.documentIds));
      case 'openContent':
        return this.#openContent(request);
      case 'readContent':
        return this.#contents?.read(request.documentId, request.offset) ?? Promise.resolve(failure('STORE_LOCKED'));
      case 'consultCard':
        return this.#consultCard(request);
      case 'linkVisit':
        return this.#linkVisit(request);
      case 'close':
        return this.#inTurn(() => this.#close());
      default:
        if (configuration === undefined) return Promise.resolve(failure('STORE_STARTING', { retryable: true }));
        if (request.kind === 'askKiosk') return answerKiosk(configuration.midofficeUrl, request.request);
        if (request.kind === 'people') return askPeople(configuration.midofficeUrl);
        if (request.kind === 'logIn') {
          return askSession(configuration.midofficeUrl, request.memberId, request.deviceId);
        }
        if (request.kind === 'open') return this.#inTurn(() => this.#open(configuration, request));
        if (request.kind === 'exportLog') return this.#exportLog(configuration.midofficeUrl, request.question);
        if (request.kind === 'changeToken') return this.#inTurn(() => this.#changeToken(request.grant));
        return answerLogin(configuration.midofficeUrl, request);
    }
  }

  #inTurn(work: () => Promise<ControlResult>): Promise<ControlResult> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  #startWriter(script: string): WriterClient {
    return new WriterClient({
      script,
      log: this.#log,
      onChanged: (change, urgent) => this.#onChanged(change, urgent),
      onSessionExpired: () => this.#port.post({ kind: 'sessionExpired' }),
      onReplaced: () => this.#openAgain(),
      onOpening: (progress) => this.#port.post({ kind: 'opening', progress }),
      onRevoked: (unsentItems) => {
        void this.#inTurn(() => this.#close()).then(() => this.#port.post({ kind: 'revoked', unsentItems }));
      },
      onGone: () => {
        this.#log('error', 'process', 'the writer is gone');
        this.#end();
      },
    });
  }

  #contentClient(script: string | undefined): ContentClient {
    const onChanged = (documentId: string): void =>
      this.#requests.refresh(
        new Map([
          ['content', { ...NO_RECORDS, ids: new Set([documentId]) }],
          // It counts what is unsent.
          ['status', NO_RECORDS],
        ]),
        false,
      );
    return new ContentClient({ script, log: this.#log, onChanged });
  }

  async #addContent(
    request: Extract<StoreControlRequest, { kind: 'addContent' | 'addScanned' | 'addLetter' }>,
  ): Promise<ControlResult> {
    const [writer, reader, contents] = [this.#writer, this.#reader, this.#contents];
    if (writer === undefined || reader === undefined || contents === undefined) return failure('STORE_LOCKED');
    const source = request.kind === 'addLetter' ? { source: 'template' as const } : {};
    return addContent(
      {
        contents,
        run: (name, args) => writer.run(name, { ...args, ...source }),
        hasDossier: (dossierId) => reader.has('dossiers', dossierId),
        hasDocument: (documentId) => reader.has('documents', documentId),
      },
      request,
    );
  }

  #knownDocuments(documentIds: readonly string[]): ControlResult {
    const reader = this.#reader;
    return reader ? success(documentIds.filter((id) => reader.has('documents', id))) : failure('STORE_LOCKED');
  }

  async #openContent(request: Extract<StoreControlRequest, { kind: 'openContent' }>): Promise<ControlResult> {
    const { documentId, consultationId } = request;
    const [reader, contents] = [this.#reader, this.#contents];
    if (reader === undefined || contents === undefined) return failure('STORE_LOCKED');
    return openContent(contents, reader.read('documentLook', { documentId, consultationId }));
  }

  async #consultCard({
    nationalNumber,
  }: Extract<StoreControlRequest, { kind: 'consultCard' }>): Promise<ControlResult> {
    const [writer, reader] = [this.#writer, this.#reader];
    if (writer === undefined || reader === undefined) return failure('STORE_LOCKED');
    return consultCard((args) => writer.run('consultCard', args), reader, nationalNumber);
  }

  async #linkVisit({
    visitId,
    tokenHash,
  }: Extract<StoreControlRequest, { kind: 'linkVisit' }>): Promise<ControlResult> {
    const linked = await this.#writer?.run('linkVisit', { visitId, tokenHash });
    if (linked === undefined) return failure('STORE_LOCKED');
    return linked.ok ? success(null) : linked;
  }

  #onChanged(change: Change, urgent: boolean): void {
    if (change.has('references')) this.#reader?.forgetReferences();
    if (change.has('documents') || change.has('sync')) this.#contents?.storeChanged();
    if (change.has('status')) this.#hearLine();
    if (change.has('visits') && this.#reader?.mayHaveVisitsAskedBack() !== false)
      void this.#writer?.run('giveBackVisits', {});
    const appointments = change.get('appointments');
    if (appointments !== undefined && this.#reader?.mayHaveSlotsAskedBack(appointments) !== false)
      void this.#writer?.run('giveBackSlots', {});
    if (change.has('visits')) this.#turnBackOffice();
    this.#requests.refresh(change, urgent);
  }

  #turnBackOffice(): void {
    if (this.#reader?.mayHaveBackOffice() !== false) void this.#writer?.run('turnBackOffice', {});
  }

  /** The sync knows first that the line is gone, or back. */
  #hearLine(): void {
    this.#contents?.setLine(this.#writer?.status?.includes('"phase":"offline"') === true);
  }

  /** Opening finds that the file belongs to another database of the mid-office, and starts a new one. */
  #openAgain(): void {
    void this.#inTurn(async () => {
      const [configuration, request] = [this.#configuration, this.#opened];
      if (configuration === undefined || request === undefined) return success(null);
      const result = await this.#open(configuration, request);
      if (!result.ok) this.#log('error', 'control', 'the store could not be opened again', { code: result.error.code });
      return result;
    });
  }

  async #open(configuration: StoreConfiguration, request: OpenRequest): Promise<ControlResult> {
    const writer = this.#writer;
    if (writer === undefined) return failure('STORE_STARTING', { retryable: true });
    await this.#close();
    const { file, grant } = request;
    const key = Uint8Array.from(Buffer.from(request.key, 'base64'));
    const opened = await writer.open({ file, key, grant, configuration });
    if (!opened.ok) return opened;
    const { nativeBinding } = configuration;
    let reader: ReadConnection;
    try {
      reader = new ReadConnection({ file, key, nativeBinding, member: grant.member, log: this.#log });
    } catch (error) {
      await writer.close();
      const known = storageFailure(error);
      if (known === undefined) throw error;
      return known;
    }
    this.#reader = reader;
    this.#opened = request;
    const contents = this.#contents;
    const { midofficeUrl: url } = configuration;
    const { contentCacheBytes: cacheBytes = usualCacheBytes } = configuration;
    await contents?.open({ storeFile: file, key, url, token: grant.token, cacheBytes, nativeBinding });
    const ask: ServedStore['ask'] = (name, args) => this.#askCentre(url, name, args);
    this.#requests.use(servedStore({ reader, writer, contents, member: grant.member, ask }));
    // A visitor may have been called just before the program fell.
    this.#turnBackOffice();
    return success({ member: grant.member, recovered: opened.value.recovered });
  }

  async #askCentre(midofficeUrl: string, name: string, args: unknown): Promise<Result<string>> {
    if (this.#opened === undefined) return failure('STORE_LOCKED');
    return askCentre(midofficeUrl, this.#opened.grant, name, args);
  }

  async #exportLog(midofficeUrl: string, question: LogExport): Promise<Result<LogExportText>> {
    if (this.#opened === undefined) return failure('STORE_LOCKED');
    const { grant } = this.#opened;
    return withCentre(midofficeUrl, grant, (client) => exportLog(client, grant.member, question));
  }

  /** Another member's token never gets near the open database. */
  async #changeToken(grant: SessionGrant): Promise<ControlResult> {
    const [opened, writer] = [this.#opened, this.#writer];
    if (opened?.grant.member.memberId !== grant.member.memberId || writer === undefined) return failure('STORE_LOCKED');
    this.#opened = { ...opened, grant: { ...opened.grant, token: grant.token, expiresAt: grant.expiresAt } };
    this.#contents?.changeToken(grant.token);
    return writer.changeToken(grant.token);
  }

  async #close(): Promise<ControlResult> {
    this.#requests.use(undefined);
    this.#opened = undefined;
    this.#reader?.close();
    this.#reader = undefined;
    await this.#contents?.close();
    await this.#writer?.close();
    return success(null);
  }
}

function withUnsentContents(status: string, unsentContents: number): string {
  return unsentContents === 0 ? status : JSON.stringify({ ...(JSON.parse(status) as object), unsentContents });
}

interface ServedParts {
  readonly reader: ReadConnection;
  readonly writer: WriterClient;
  readonly contents: ContentClient | undefined;
  readonly member: SessionMember;
  readonly ask: ServedStore['ask'];
}

/** Reads from this thread; the sync status is the one that the writer sent last, so that it needs no round trip either. */
function servedStore({ reader, writer, contents, member, ask }: ServedParts): ServedStore {
  return {
    readWithTrail: (name, args) => {
      if (name === 'documentContents') {
        const { documentIds } = args as ReadArguments['documentContents'];
        return { result: success(JSON.stringify(contents?.conditionsOf(documentIds) ?? [])), trail: new Set() };
      }
      if (name !== 'syncStatus') {
        const answer = reader.readWithTrail(name, args);
        if (!answer.result.ok && answer.result.error.code === 'STORE_CORRUPT') writer.damaged();
        return answer;
      }
      const { status } = writer;
      const result =
        status === undefined
          ? failure('STORE_STARTING', { retryable: true })
          : success(withUnsentContents(status, contents?.unsent ?? 0));
      return { result, trail: new Set() };
    },
    isTouchedBy: (change, name, args, trail) => isTouchedBy(change, { name, args: args as never, trail }, member),
    run: async (name, args) => {
      const result = await writer.run(name, args);
      if (name === 'syncNow') contents?.tryNow();
      return result;
    },
    ask: async (name, args) => {
      await untilSaid(name, () => hasLine(writer.status), reader);
      const result = await ask(name, args);
      if (result.ok) await untilHere(name, args, result.value, reader);
      return result;
    },
  };
}
