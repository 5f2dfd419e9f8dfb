import { createPrivateKey, sign } from 'node:crypto';
import { failure, type OnthaalError, type Result, success } from '@onthaal/contract/result.ts';
import {
  type KioskAnswers,
  type KioskRequest,
  type KioskState,
  kioskProofText,
  readKioskCode,
} from '@onthaal/contract/session/kiosk.ts';
import type { KioskPrinterState, KioskProof } from '@onthaal/contract/session/kiosk-hall.ts';
import type { Log } from '../../logging/log.ts';
import type { SecretBox } from '../secret-box.ts';
import { GivenPages } from './given-pages.ts';
import {
  destroyKioskKey,
  hasPeopleWorkedHere,
  type KioskIdentity,
  keepKioskIdentity,
  newKioskKeys,
  readKioskIdentity,
  wasKioskRevoked,
} from './kiosk-files.ts';

/** The line to the mid-office. */
export interface KioskLine {
  askKiosk<Ask extends KioskRequest['ask']>(
    request: Extract<KioskRequest, { readonly ask: Ask }>,
  ): Promise<Result<KioskAnswers[Ask]>>;
}

export interface KioskServiceOptions {
  readonly store: KioskLine;
  readonly box: SecretBox;
  readonly userDataFolder: string;
  readonly onChanged: (state: KioskState) => void;
  /** How its ticket printer is, which an administrator sees in the list of kiosks. */
  readonly printer?: () => KioskPrinterState;
  readonly log: Log;
  /** How long between two looks at the mid-office. */
  readonly pauseMilliseconds?: number;
}

/** Short enough that a room which became free, or a registration that was taken back, shows soon. */
const PAUSE_MILLISECONDS = 15_000;
/** A call must be seen and heard at once. */
const SCREEN_PAUSE_MILLISECONDS = 1500;
/** A token is renewed when this part of its life is over. */
const PART_OF_LIFE = 0.75;

const nothing: KioskState = { registration: 'unregistered', revoked: false, name: '', problem: null, board: null };
/** The token is no longer good, though the key may be. */
const tokenTroubles: ReadonlySet<OnthaalError['code']> = new Set(['SESSION_EXPIRED', 'SESSION_UNKNOWN']);

/** The session of a device that is nobody's: its key, kept sealed, its short token and what it shows, in memory only. */
export class KioskService {
  readonly pages = new GivenPages();
  readonly #options: KioskServiceOptions;
  #state: KioskState = nothing;
  #identity: KioskIdentity | undefined;
  /** Of a registration whose answer was lost: the same code and key get it again. */
  #keys = newKioskKeys();
  #token: { readonly value: string; readonly dueAt: number } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  /** One question at a time. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: KioskServiceOptions) {
    this.#options = options;
  }

  get state(): KioskState {
    return this.#state;
  }

  /** Reads what is kept here. Looks at the mid-office by itself from then on. */
  async start(): Promise<void> {
    const { userDataFolder, box } = this.#options;
    if (await hasPeopleWorkedHere(userDataFolder)) {
      this.#show({ ...nothing, problem: failure('KIOSK_NOT_EMPTY').error });
      return;
    }
    const revoked = await wasKioskRevoked(userDataFolder);
    const kept = await readKioskIdentity(userDataFolder, box);
    if (!kept.ok) {
      this.#show({ ...nothing, revoked, problem: kept.error });
      return;
    }
    this.#identity = kept.value;
    const { name = '' } = kept.value ?? {};
    this.#show({ ...nothing, revoked, name, registration: kept.value === undefined ? 'unregistered' : 'registered' });
    void this.look();
  }

  /** Looks no more. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /**
   * Registers this device with the code of an administrator.
   *
   * @returns KIOSK_CODE_INVALID, KIOSK_NOT_EMPTY, ACCESS_REVOKED, a code of the keyring or the disk, or what is wrong with the line
   */
  register(typed: string): Promise<Result<null>> {
    return this.#inTurn(async () => {
      const registered = await this.#register(typed);
      if (registered.ok) await this.#look();
      return registered;
    });
  }

  /** Asks the mid-office now what there is to show. */
  look(): Promise<void> {
    return this.#inTurn(() => this.#look());
  }

  /**
   * Has the mid-office give a number to whoever walks in. Asked again with the same operation it is the same
   * number. `pageHash` is that of the token by which its page will be asked.
   *
   * @returns KIOSK_TOO_OFTEN, REFERENCE_UNKNOWN, or what is wrong with the line
   */
  takeTicket(operationId: string, productCode: string, pageHash?: string): Promise<Result<KioskAnswers['ticket']>> {
    return this.#ask<'ticket'>((token) => ({ ask: 'ticket', token, operationId, productCode, pageHash }));
  }

  /** The same for whoever has an appointment. */
  checkIn(operationId: string, proof: KioskProof, pageHash?: string): Promise<Result<KioskAnswers['checkIn']>> {
    return this.#ask<'checkIn'>((token) => ({ ask: 'checkIn', token, operationId, proof, pageHash }));
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #register(typed: string): Promise<Result<null>> {
    const { store, box, userDataFolder, log } = this.#options;
    const code = readKioskCode(typed);
    if (code === undefined) return failure('KIOSK_CODE_INVALID');
    if (await hasPeopleWorkedHere(userDataFolder)) return failure('KIOSK_NOT_EMPTY');
    const { publicKey, privateKey } = this.#keys;
    // Nothing is registered for a key that cannot be kept.
    const sealable = await box.seal(privateKey);
    if (!sealable.ok) return sealable;
    const answer = await store.askKiosk<'register'>({ ask: 'register', code, publicKey });
    if (!answer.ok) return answer;
    const identity: KioskIdentity = { ...answer.value, privateKey };
    const kept = await keepKioskIdentity(userDataFolder, box, identity);
    if (!kept.ok) return kept;
    log.write('info', 'kiosk', 'registered');
    this.#keys = newKioskKeys();
    this.#identity = identity;
    this.#token = undefined;
    this.#show({ ...nothing, registration: 'registered', name: identity.name });
    return success(null);
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    const identity = this.#identity;
    if (identity === undefined || this.#stopped) return;
    const printer = this.#options.printer?.() ?? 'none';
    const board = await this.#askAuthorised<'board'>(identity, (token) => ({ ask: 'board', token, printer }));
    if (board.ok) {
      this.#show({ ...nothing, registration: 'registered', name: board.value.name, board: board.value });
    } else if (board.error.code === 'ACCESS_REVOKED') {
      await this.#destroy();
      return;
    } else this.#showProblem(board.error);
    if (this.#stopped) return;
    const usual = this.#state.board?.purpose === 'waitingRoom' ? SCREEN_PAUSE_MILLISECONDS : PAUSE_MILLISECONDS;
    const pause = this.#options.pauseMilliseconds ?? usual;
    this.#timer = setTimeout(() => void this.look(), pause).unref();
  }

  #showProblem(problem: OnthaalError): void {
    const isUnknown = problem.code === 'KIOSK_UNKNOWN';
    const { name, board } = this.#state;
    // A mid-office that was put back may know the key again tomorrow: it stays, but a new code can be given.
    this.#show({
      ...nothing,
      registration: isUnknown ? 'unregistered' : 'registered',
      name,
      problem,
      board: isUnknown ? null : board,
    });
  }

  /** In turn with the looks at the mid-office: while one of them finds out that the access was taken away, nothing else is asked. */
  #ask<Ask extends 'ticket' | 'checkIn'>(
    question: (token: string) => Extract<KioskRequest, { readonly ask: Ask }>,
  ): Promise<Result<KioskAnswers[Ask]>> {
    return this.#inTurn(async () => {
      const identity = this.#identity;
      return identity === undefined ? failure('KIOSK_UNKNOWN') : this.#askAuthorised<Ask>(identity, question);
    });
  }

  /** Once more with another token when this one is no longer good. */
  async #askAuthorised<Ask extends 'board' | 'ticket' | 'checkIn'>(
    identity: KioskIdentity,
    question: (token: string) => Extract<KioskRequest, { readonly ask: Ask }>,
  ): Promise<Result<KioskAnswers[Ask]>> {
    const ask = async (): Promise<Result<KioskAnswers[Ask]>> => {
      const token = await this.#freshToken(identity);
      return token.ok ? this.#options.store.askKiosk<Ask>(question(token.value)) : token;
    };
    const first = await ask();
    if (first.ok || !tokenTroubles.has(first.error.code)) return first;
    this.#token = undefined;
    return ask();
  }

  async #freshToken({ deviceId, privateKey }: KioskIdentity): Promise<Result<string>> {
    if (this.#token !== undefined && performance.now() < this.#token.dueAt) return success(this.#token.value);
    const { store } = this.#options;
    const asked = await store.askKiosk<'challenge'>({ ask: 'challenge', deviceId });
    if (!asked.ok) return asked;
    const { challenge } = asked.value;
    const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64url'), format: 'der', type: 'pkcs8' });
    const signature = sign(null, Buffer.from(kioskProofText(deviceId, challenge)), key).toString('base64url');
    const given = await store.askKiosk<'session'>({ ask: 'session', deviceId, challenge, signature });
    if (!given.ok) return given;
    const { token, lifetimeSeconds } = given.value;
    this.#token = { value: token, dueAt: performance.now() + lifetimeSeconds * 1000 * PART_OF_LIFE };
    return success(token);
  }

  /** The mid-office took the registration back. */
  async #destroy(): Promise<void> {
    const { userDataFolder, log } = this.#options;
    this.#identity = undefined;
    this.#token = undefined;
    this.#keys = newKioskKeys();
    const destroyed = await destroyKioskKey(userDataFolder, new Date());
    log.write('warn', 'kiosk', 'the registration was taken back and the key destroyed', { done: destroyed.ok });
    this.#show({ ...nothing, revoked: true, problem: destroyed.ok ? null : destroyed.error });
  }

  #show(state: KioskState): void {
    this.#state = state;
    this.#options.onChanged(state);
  }
}
