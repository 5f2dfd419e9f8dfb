import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { LockReason, LockState } from '@onthaal/contract/session/lock.ts';
import type { Log } from '../../logging/log.ts';
import type { LockSecret } from './lock-secret.ts';

/** So long after a login with a line somebody may choose a new PIN without the old one: a forgotten one is replaced so. */
const PROVEN_MILLISECONDS = 10 * 60_000;

/** What the lock needs of the session. */
export interface LockedSession {
  /** The PIN or password of who is logged in; undefined when nobody is. */
  readonly lockSecret: LockSecret | undefined;
  /** When the mid-office last proved who this is, by `performance.now()`; undefined without a line. */
  readonly provenAt: number | undefined;
  /** Ends the session because of wrong attempts. */
  endForWrongPin(): Promise<unknown>;
}

export interface DeskLockOptions {
  readonly session: LockedSession;
  /** Silences the store's ports while the screen is locked. */
  readonly pausePorts: (paused: boolean) => Promise<unknown>;
  readonly onChanged: (state: LockState) => void;
  readonly log: Log;
}

/**
 * The lock of the screen. Main decides it: while it is locked the door refuses what the page asks and the store is silent, so
 * that a page that was tampered with shows nothing either.
 */
export class DeskLock {
  readonly #options: DeskLockOptions;
  #locked = false;
  #reason: LockReason = 'key';
  /** Attempts are judged one after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: DeskLockOptions) {
    this.#options = options;
  }

  get state(): LockState {
    const secret = this.#options.session.lockSecret;
    const pause = secret?.pause ?? 0;
    return {
      locked: this.#locked,
      reason: this.#reason,
      secret: secret?.kind ?? 'none',
      waitUntil: pause > 0 ? Date.now() + pause : 0,
    };
  }

  /** Locks the screen at once; nothing happens when nobody is logged in or it is locked already. */
  lock(reason: LockReason): LockState {
    if (this.#locked || this.#options.session.lockSecret === undefined) return this.state;
    this.#locked = true;
    this.#reason = reason;
    void this.#options.pausePorts(true);
    this.#options.log.write('info', 'lock', 'the screen is locked', { reason, secret: this.state.secret });
    this.#options.onChanged(this.state);
    return this.state;
  }

  /**
   * Shows the screen again.
   *
   * @param secret what was typed; not needed when this member has no PIN
   * @returns PIN_NEEDED, PIN_WRONG or PIN_WAIT. The attempt after which none is left also ends the session.
   */
  unlock(secret: string | undefined): Promise<Result<LockState>> {
    return this.#inTurn(async () => {
      const { session, log } = this.#options;
      const kept = session.lockSecret;
      if (!this.#locked || kept === undefined) return success(this.state);
      if (kept.kind !== 'none') {
        if (secret === undefined) return failure('PIN_NEEDED', { details: { secret: kept.kind } });
        const tried = await kept.attempt(secret);
        if (!tried.ok) {
          log.write('warn', 'lock', 'the screen stays locked', { code: tried.error.code });
          if (kept.isSpent && tried.error.code === 'PIN_WRONG') await session.endForWrongPin();
          else this.#options.onChanged(this.state);
          return tried;
        }
      }
      await this.#open();
      return success(this.state);
    });
  }

  /**
   * Chooses a PIN or password.
   *
   * @param current the one until now; may be absent when there is none, and just after a login with a line
   * @returns PIN_NOT_ALLOWED, PIN_NEEDED, PIN_WRONG, PIN_WAIT, or why it could not be kept
   */
  setSecret(next: string, current: string | undefined): Promise<Result<LockState>> {
    return this.#inTurn(async () => {
      const kept = this.#options.session.lockSecret;
      if (kept === undefined || this.#locked) return failure('DESK_LOCKED');
      if (current === undefined && kept.kind !== 'none' && !this.#isProven())
        return failure('PIN_NEEDED', { field: 'current', details: { secret: kept.kind } });
      if (current !== undefined) {
        const tried = await kept.attempt(current);
        if (!tried.ok) return { ok: false, error: { ...tried.error, field: 'current' } };
      }
      const set = await kept.set(next);
      if (!set.ok) return set;
      this.#options.log.write('info', 'lock', 'a new PIN or password', { secret: kept.kind });
      this.#options.onChanged(this.state);
      return success(this.state);
    });
  }

  /** Nobody is logged in any more: the login screen is not locked. */
  async end(): Promise<void> {
    if (this.#locked) await this.#open();
  }

  async #open(): Promise<void> {
    this.#locked = false;
    await this.#options.pausePorts(false);
    this.#options.log.write('info', 'lock', 'the screen is shown again', {});
    this.#options.onChanged(this.state);
  }

  #isProven(): boolean {
    const { provenAt } = this.#options.session;
    return provenAt !== undefined && performance.now() - provenAt < PROVEN_MILLISECONDS;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work, work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}
