import type { PeopleAnswer } from '@onthaal/contract/ipc/channels.ts';
import { failure, type OnthaalError, type Result, success } from '@onthaal/contract/result.ts';
import type { LoginNotes } from '@onthaal/contract/session/lock.ts';
import type { LoginGrant, LoginMethod } from '@onthaal/contract/session/login.ts';
import type { DemoPerson, SessionGrant, SessionMember } from '@onthaal/contract/session/session.ts';
import type { Log } from '../logging/log.ts';
import type { OpenedDatabase } from '../store-link/store-service.ts';
import { earlierGrant, keepGrant } from './grant-file.ts';
import { LockSecret } from './lock/lock-secret.ts';
import { ProvedSession } from './proved-session.ts';
import {
  destroyUser,
  finishDestructions,
  forgetRevocationNotes,
  isDestructionDue,
  revocationNote,
} from './revocation.ts';
import type { SecretBox } from './secret-box.ts';
import type { PeopleMemory } from './small-files.ts';
import { databaseKey, memberDeviceId, type UserFiles, userFiles } from './user-files.ts';
import { unsentIn, waitingWork } from './waiting-work.ts';
import { workedHere } from './worked-here.ts';

/** What the session needs of the store process. */
export interface SessionStore {
  people(): Promise<Result<readonly DemoPerson[]>>;
  logIn(memberId: string, deviceId: string): Promise<Result<SessionGrant>>;
  loginMethod(): Promise<Result<LoginMethod>>;
  renewLogin(refreshToken: string): Promise<Result<LoginGrant>>;
  endLogin(refreshToken: string): Promise<Result<null>>;
  changeToken(grant: SessionGrant): Promise<Result<null>>;
  open(database: OpenedDatabase): Promise<Result<{ readonly member: SessionMember }>>;
  close(): Promise<Result<null>>;
  /** Ends the process at once; another starts without a database. */
  destroyProcess(): void;
}

export interface SessionServiceOptions {
  readonly store: SessionStore;
  readonly box: SecretBox;
  readonly people: PeopleMemory;
  /** Of this PC; each member's database gets an own one from it. */
  readonly deviceId: string;
  readonly userDataFolder: string;
  readonly onChanged: (member: SessionMember | null) => void;
  /** The session was ended by something else than the person's own wish: whatever the page kept must go. */
  readonly onEnded: () => void;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Trouble with the line or the centre, not with this member: an earlier grant may open the local file. */
const lineTroubles: ReadonlySet<OnthaalError['code']> = new Set([
  'MIDOFFICE_UNREACHABLE',
  'MIDOFFICE_WRONG_ADDRESS',
  'MIDOFFICE_BUSY',
  // Somebody else may have tried too often in this member's name: that must not keep the member from the work here.
  'LOGIN_TOO_OFTEN',
  'MIDOFFICE_FAILED',
  'MIDOFFICE_ANSWER_MALFORMED',
]);

/** A mid-office that refuses every grant must not be asked for new ones without end. */
const RENEWAL_MILLISECONDS = 60_000;
/** How long a revoked database gets to close before its process is ended. */
const CLOSE_MILLISECONDS = 5000;

/** Who works at this desk. One at a time; a change of person goes through logging out. */
export class SessionService {
  readonly #options: SessionServiceOptions;
  readonly #now: () => number;
  /** The session of a login through the browser. */
  readonly #proved: ProvedSession;
  #current: SessionMember | null = null;
  #lockSecret: LockSecret | undefined;
  #provenAt: number | undefined;
  #endedByWrongPin = false;
  #lastRenewal = Number.NEGATIVE_INFINITY;
  /** Logging in and out happen one after the other, whatever the clicks. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: SessionServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    const { store, box, log } = options;
    const onDue = (): void => void this.#renewProved();
    this.#proved = new ProvedSession({ store, box, log, now: this.#now, onDue });
  }

  get current(): SessionMember | null {
    return this.#current;
  }

  /** The PIN or password of who is logged in; undefined when nobody is. */
  get lockSecret(): LockSecret | undefined {
    return this.#lockSecret;
  }

  /** When the mid-office last proved who this is, by `performance.now()`; undefined when it was opened without a line. */
  get provenAt(): number | undefined {
    return this.#provenAt;
  }

  /** Finishes what an ended session left half destroyed. Call once, before anybody can log in. */
  start(): Promise<void> {
    return this.#inTurn(() => finishDestructions(this.#options.userDataFolder, this.#options.log));
  }

  /** The people who may log in; the remembered list when the mid-office does not answer. */
  async people(): Promise<Result<PeopleAnswer>> {
    const { store, people } = this.#options;
    const [asked, answer] = await Promise.all([store.loginMethod(), store.people()]);
    const method = await people.method(asked.ok ? asked.value : undefined);
    const remembered = await people.read();
    if (method === 'acmIdm') return success({ method, people: remembered ?? [], live: asked.ok });
    if (answer.ok) {
      await people.write(answer.value);
      return success({ method, people: answer.value, live: true });
    }
    return remembered === undefined ? answer : success({ method, people: remembered, live: false });
  }

  /** What the login screen says about unsent work and about sessions that ended. */
  async loginNotes(): Promise<LoginNotes> {
    const { userDataFolder, people } = this.#options;
    const known = ((await people.read()) ?? []).map(({ memberId }) => memberId);
    const { byMember, all } = await waitingWork(userDataFolder, known);
    const revoked = await revocationNote(userDataFolder);
    return {
      waiting: byMember,
      allWaiting: all,
      workedHere: await workedHere(userDataFolder, known),
      revoked,
      endedByWrongPin: this.#endedByWrongPin,
    };
  }

  /** Somebody read what the login screen said about the last session. */
  async notesRead(): Promise<void> {
    this.#endedByWrongPin = false;
    await forgetRevocationNotes(this.#options.userDataFolder);
  }

  /**
   * Logs a member in and opens the member's own database. Without a line an earlier grant serves, for a bounded time, and the
   * PIN is asked when there is one.
   *
   * @param secret PIN or password, when it was asked
   * @returns the member; otherwise the mid-office's refusal, a code of the keyring, OFFLINE_TOO_LONG, PIN_NEEDED, PIN_WRONG,
   * PIN_WAIT, or the store's code
   */
  logIn(memberId: string, secret?: string): Promise<Result<SessionMember>> {
    return this.#inTurn(() => this.#logIn(memberId, secret));
  }

  /**
   * Lets in who proved in the browser who they are. Who is logged in already goes on with the new session, in the open database.
   *
   * @returns the member; NOT_ALLOWED when somebody else is logged in; a code of the keyring, the disk or the store
   */
  logInProved(login: LoginGrant): Promise<Result<SessionMember>> {
    return this.#inTurn(() => this.#logInProved(login));
  }

  /** The mid-office took the access of somebody away who just proved who they are: their data on this PC are destroyed. */
  refuseProved(memberId: string): Promise<void> {
    return this.#inTurn(async () => this.#destroy(memberId, await unsentIn(this.#filesOf(memberId).folder)));
  }

  /** Closes the database. Unsent work stays in the member's file. */
  logOut(): Promise<Result<null>> {
    return this.#inTurn(() => this.#logOut());
  }

  /** The PIN was wrong too often: logs out, and the login screen says why. */
  endForWrongPin(): Promise<Result<null>> {
    return this.#inTurn(async () => {
      if (this.#current === null) return success(null);
      this.#endedByWrongPin = true;
      const ended = await this.#logOut();
      this.#options.onEnded();
      return ended;
    });
  }

  /**
   * The mid-office took the access of who is logged in away: destroys everything of this member on this PC and logs out.
   *
   * @param unsentItems what the centre never got
   */
  revoke(unsentItems: number): Promise<void> {
    return this.#inTurn(async () => {
      const member = this.#current;
      if (member !== null) await this.#destroy(member.memberId, unsentItems);
    });
  }

  /**
   * The mid-office no longer knows this session: asks for a new grant, at most once a minute, and the open database goes on
   * with it. When that is refused the store goes on saying SESSION_EXPIRED, and work stays local.
   */
  async renewGrant(): Promise<void> {
    const member = this.#current;
    if (member === null || performance.now() - this.#lastRenewal < RENEWAL_MILLISECONDS) return;
    this.#lastRenewal = performance.now();
    const { store, log } = this.#options;
    if (this.#proved.isKept) return this.#renewProved();
    if ((await this.#options.people.method(undefined)) === 'acmIdm') return;
    const granted = await store.logIn(member.memberId, this.#deviceIdOf(member.memberId));
    if (!granted.ok) {
      log.write('warn', 'session', 'no new grant after the session expired', { code: granted.error.code });
      if (granted.error.code === 'ACCESS_REVOKED') await this.#revokeIfCurrent(member.memberId);
      return;
    }
    await this.#inTurn(async () => {
      if (this.#current?.memberId !== member.memberId) return;
      const files = this.#filesOf(member.memberId);
      const kept = await keepGrant(files.grant, this.#options.box, granted.value, this.#now());
      if (!kept.ok) log.write('warn', 'session', 'the new grant could not be kept', { code: kept.error.code });
      // Not opened again: what the clerk saves or looks up at this moment must not fall between two openings.
      await store.changeToken(granted.value);
    });
  }

  async #logIn(memberId: string, secret: string | undefined): Promise<Result<SessionMember>> {
    if (this.#current?.memberId === memberId) return success(this.#current);
    // Somebody else's database must be closed by a deliberate logging out first.
    if (this.#current !== null) return failure('NOT_ALLOWED', { details: { reason: 'somebodyIsLoggedIn' } });
    const { box, userDataFolder, log } = this.#options;
    if (await isDestructionDue(userDataFolder, memberId)) {
      await finishDestructions(userDataFolder, log);
      if (await isDestructionDue(userDataFolder, memberId)) return failure('DISK_READ_ONLY');
    }
    const files = this.#filesOf(memberId);
    const [isProofNeeded, granted] = await this.#askToLogIn(memberId);
    const lockSecret = await LockSecret.read(files.lock, box, this.#now);
    if (granted.ok) {
      const kept = await keepGrant(files.grant, box, granted.value, this.#now());
      if (!kept.ok) return kept;
      if (!lockSecret.ok) return lockSecret;
      return this.#enterWith(files, granted.value, lockSecret.value, performance.now());
    }
    if (granted.error.code === 'ACCESS_REVOKED') await this.#destroy(memberId, await unsentIn(files.folder));
    if (!lineTroubles.has(granted.error.code)) return granted;
    const earlier = await earlierGrant(files.grant, box, this.#now());
    if (!earlier.ok) return earlier;
    if (earlier.value?.member.memberId !== memberId) return granted;
    if (!lockSecret.ok) return lockSecret;
    const allowed = await provedBySecret(lockSecret.value, secret);
    if (!allowed.ok) return allowed;
    log.write('info', 'session', 'opened without a line, with an earlier grant', { code: granted.error.code });
    const entered = await this.#enterWith(files, earlier.value, lockSecret.value, undefined);
    // Whoever typed the PIN may go on with the session of before when the line comes back.
    if (entered.ok && isProofNeeded && lockSecret.value.kind !== 'none') await this.#proved.resume(files);
    return entered;
  }

  /** Asks the mid-office for a session without proof; where proof is needed only a line that is down lets go on. */
  async #askToLogIn(memberId: string): Promise<readonly [isProofNeeded: boolean, Result<SessionGrant>]> {
    const { store, people } = this.#options;
    const asked = await store.loginMethod();
    const method = await people.method(asked.ok ? asked.value : undefined);
    if (method === 'demo') return [false, await store.logIn(memberId, this.#deviceIdOf(memberId))];
    return [true, asked.ok ? failure('LOGIN_NEEDED') : asked];
  }

  async #logInProved(login: LoginGrant): Promise<Result<SessionMember>> {
    const { grant } = login;
    const { memberId } = grant.member;
    if (this.#current !== null && this.#current.memberId !== memberId) {
      await this.#options.store.endLogin(login.refreshToken);
      return failure('NOT_ALLOWED', { details: { reason: 'somebodyIsLoggedIn' } });
    }
    const files = this.#filesOf(memberId);
    const kept = await this.#proved.keep(files, login);
    if (!kept.ok) return kept;
    await this.#options.people.method('acmIdm');
    await this.#options.people.remember(login.person);
    if (this.#current !== null) {
      this.#provenAt = performance.now();
      await this.#options.store.changeToken(grant);
      return success(this.#current);
    }
    const lockSecret = await LockSecret.read(files.lock, this.#options.box, this.#now);
    return lockSecret.ok ? this.#enterWith(files, grant, lockSecret.value, performance.now()) : lockSecret;
  }

  async #renewProved(): Promise<void> {
    const memberId = this.#current?.memberId;
    if (memberId === undefined) return;
    const renewed = await this.#proved.renew();
    if (renewed.ok) {
      await this.#inTurn(async () => {
        if (this.#current?.memberId === memberId) await this.#options.store.changeToken(renewed.value.grant);
      });
    } else if (renewed.error.code === 'ACCESS_REVOKED') await this.#revokeIfCurrent(memberId);
  }

  async #logOut(): Promise<Result<null>> {
    if (this.#current === null) return success(null);
    await this.#proved.end();
    const closed = await this.#options.store.close();
    if (!closed.ok) this.#options.log.write('warn', 'session', 'the store did not close', { code: closed.error.code });
    this.#leave();
    return success(null);
  }

  #revokeIfCurrent(memberId: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#current?.memberId === memberId)
        await this.#destroy(memberId, await unsentIn(this.#filesOf(memberId).folder));
    });
  }

  /** Destroys a member's data; logs out when it is who works here. */
  async #destroy(memberId: string, unsentItems: number): Promise<void> {
    const { userDataFolder, log } = this.#options;
    const wasHere = this.#current?.memberId === memberId;
    // The screen shows nothing any more before anything is destroyed.
    if (wasHere) this.#leave();
    log.write('warn', 'session', 'access was taken away', { unsentItems });
    const closeStore = () => (wasHere ? this.#closeOrKill() : Promise.resolve());
    await destroyUser({ userDataFolder, memberId, unsentItems, now: new Date(this.#now()), log, closeStore });
    this.#options.onEnded();
  }

  /** A process that does not let go of its files is ended: they must be deleted. */
  async #closeOrKill(): Promise<void> {
    const { store } = this.#options;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), CLOSE_MILLISECONDS);
    });
    const outcome = await Promise.race([store.close(), late]);
    clearTimeout(timer);
    if (outcome === 'late' || !outcome.ok) store.destroyProcess();
  }

  #deviceIdOf(memberId: string): string {
    return memberDeviceId(this.#options.deviceId, memberId);
  }

  #filesOf(memberId: string): UserFiles {
    return userFiles(this.#options.userDataFolder, memberId);
  }

  async #enterWith(
    files: UserFiles,
    grant: SessionGrant,
    lockSecret: LockSecret,
    provenAt: number | undefined,
  ): Promise<Result<SessionMember>> {
    this.#lockSecret = lockSecret;
    this.#provenAt = provenAt;
    this.#endedByWrongPin = false;
    const opened = await this.#openWith(files, grant);
    if (!opened.ok) {
      this.#lockSecret = undefined;
      this.#provenAt = undefined;
    }
    return opened;
  }

  async #openWith(files: UserFiles, grant: SessionGrant): Promise<Result<SessionMember>> {
    const key = await databaseKey(files, this.#options.box);
    if (!key.ok) return key;
    const opened = await this.#options.store.open({ file: files.database, key: key.value, grant });
    if (!opened.ok) return opened;
    const { member } = opened.value;
    this.#current = member;
    this.#options.log.write('info', 'session', 'logged in', { role: member.role });
    this.#options.onChanged(member);
    return success(member);
  }

  #leave(): void {
    this.#proved.leave();
    this.#current = null;
    this.#lockSecret = undefined;
    this.#provenAt = undefined;
    this.#options.log.write('info', 'session', 'logged out', { role: 'none' });
    this.#options.onChanged(null);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work, work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

/** Without a line nobody has proved who they are: the PIN does, when there is one. */
function provedBySecret(kept: LockSecret, secret: string | undefined): Promise<Result<null>> {
  if (kept.kind !== 'none' && secret === undefined) {
    return Promise.resolve(failure('PIN_NEEDED', { details: { secret: kept.kind } }));
  }
  return kept.attempt(secret ?? '');
}
