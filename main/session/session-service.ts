import type { PeopleAnswer } from '@onthaal/contract/ipc/channels.ts';
import { failure, type OnthaalError, type Result, success } from '@onthaal/contract/result.ts';
import type { DemoPerson, SessionGrant, SessionMember } from '@onthaal/contract/session/session.ts';
import type { Log } from '../logging/log.ts';
import type { OpenedDatabase } from '../store-link/store-service.ts';
import type { SecretBox } from './secret-box.ts';
import type { PeopleMemory } from './small-files.ts';
import { databaseKey, earlierGrant, keepGrant, memberDeviceId, userFiles } from './user-files.ts';

/** What the session needs of the store process. */
export interface SessionStore {
  people(): Promise<Result<readonly DemoPerson[]>>;
  logIn(memberId: string, deviceId: string): Promise<Result<SessionGrant>>;
  open(database: OpenedDatabase): Promise<Result<{ readonly member: SessionMember }>>;
  close(): Promise<Result<null>>;
}

export interface SessionServiceOptions {
  readonly store: SessionStore;
  readonly box: SecretBox;
  readonly people: PeopleMemory;
  /** Of this PC; each member's database gets an own one from it. */
  readonly deviceId: string;
  readonly userDataFolder: string;
  readonly onChanged: (member: SessionMember | null) => void;
  readonly log: Log;
}

/** Trouble with the line or the centre, not with this member: an earlier grant may open the local file. */
const lineTroubles: ReadonlySet<OnthaalError['code']> = new Set([
  'MIDOFFICE_UNREACHABLE',
  'MIDOFFICE_WRONG_ADDRESS',
  'MIDOFFICE_BUSY',
  'MIDOFFICE_FAILED',
  'MIDOFFICE_ANSWER_MALFORMED',
]);

/** A mid-office that refuses every grant must not be asked for new ones without end. */
const RENEWAL_MILLISECONDS = 60_000;

/** Who works at this desk. One at a time; a change of person goes through logging out. */
export class SessionService {
  readonly #options: SessionServiceOptions;
  #current: SessionMember | null = null;
  #lastRenewal = Number.NEGATIVE_INFINITY;
  /** Logging in and out happen one after the other, whatever the clicks. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: SessionServiceOptions) {
    this.#options = options;
  }

  get current(): SessionMember | null {
    return this.#current;
  }

  /** The people who may log in; the remembered list when the mid-office does not answer. */
  async people(): Promise<Result<PeopleAnswer>> {
    const answer = await this.#options.store.people();
    if (answer.ok) {
      await this.#options.people.write(answer.value);
      return success({ people: answer.value, live: true });
    }
    const remembered = await this.#options.people.read();
    return remembered === undefined ? answer : success({ people: remembered, live: false });
  }

  /**
   * Logs a member in and opens the member's own database. Without a line an earlier grant serves.
   *
   * @returns the member; otherwise the mid-office's refusal, KEYRING_UNAVAILABLE, STORE_KEY_WRONG, or the store's code
   */
  logIn(memberId: string): Promise<Result<SessionMember>> {
    return this.#inTurn(() => this.#logIn(memberId));
  }

  /** Closes the database. Unsent work stays in the member's file. */
  logOut(): Promise<Result<null>> {
    return this.#inTurn(async () => {
      if (this.#current === null) return success(null);
      const closed = await this.#options.store.close();
      if (!closed.ok)
        this.#options.log.write('warn', 'session', 'the store did not close', { code: closed.error.code });
      this.#enter(null);
      return success(null);
    });
  }

  /**
   * The mid-office no longer knows this session: asks for a new grant, at most once a minute, and opens the database again
   * with it. When that is refused the store goes on saying SESSION_EXPIRED, and work stays local.
   */
  async renewGrant(): Promise<void> {
    const member = this.#current;
    if (member === null || performance.now() - this.#lastRenewal < RENEWAL_MILLISECONDS) return;
    this.#lastRenewal = performance.now();
    const { store, userDataFolder, box, log } = this.#options;
    const granted = await store.logIn(member.memberId, this.#deviceIdOf(member.memberId));
    if (!granted.ok) {
      log.write('warn', 'session', 'no new grant after the session expired', {
        code: granted.error.code,
      });
      return;
    }
    await this.#inTurn(async () => {
      if (this.#current?.memberId !== member.memberId) return success(null);
      const kept = await keepGrant(userFiles(userDataFolder, member.memberId), box, granted.value);
      if (!kept.ok) log.write('warn', 'session', 'the new grant could not be kept', { code: kept.error.code });
      return this.#openWith(member.memberId, granted.value);
    });
  }

  async #logIn(memberId: string): Promise<Result<SessionMember>> {
    if (this.#current?.memberId === memberId) return success(this.#current);
    // Somebody else's database must be closed by a deliberate logging out first.
    if (this.#current !== null) return failure('NOT_ALLOWED', { details: { reason: 'somebodyIsLoggedIn' } });
    const { box, store, log } = this.#options;
    const files = userFiles(this.#options.userDataFolder, memberId);
    const granted = await store.logIn(memberId, this.#deviceIdOf(memberId));
    let grant: SessionGrant;
    if (granted.ok) {
      grant = granted.value;
      const kept = await keepGrant(files, box, grant);
      if (!kept.ok) return kept;
    } else {
      const earlier = lineTroubles.has(granted.error.code) ? await earlierGrant(files, box) : undefined;
      if (earlier === undefined || earlier.member.memberId !== memberId) return granted;
      log.write('info', 'session', 'opened without a line, with an earlier grant', { code: granted.error.code });
      grant = earlier;
    }
    return this.#openWith(memberId, grant);
  }

  #deviceIdOf(memberId: string): string {
    return memberDeviceId(this.#options.deviceId, memberId);
  }

  async #openWith(memberId: string, grant: SessionGrant): Promise<Result<SessionMember>> {
    const files = userFiles(this.#options.userDataFolder, memberId);
    const key = await databaseKey(files, this.#options.box);
    if (!key.ok) return key;
    const opened = await this.#options.store.open({ file: files.database, key: key.value, grant });
    if (!opened.ok) return opened;
    this.#enter(opened.value.member);
    return success(opened.value.member);
  }

  #enter(member: SessionMember | null): void {
    this.#current = member;
    this.#options.log.write('info', 'session', member === null ? 'logged out' : 'logged in', {
      role: member?.role ?? 'none',
    });
    this.#options.onChanged(member);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work, work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}
