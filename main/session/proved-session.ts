import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { LoginGrant } from '@onthaal/contract/session/login.ts';
import type { Log } from '../logging/log.ts';
import { keepGrant } from './grant-file.ts';
import { forgetRefreshToken, keepRefreshToken, readRefreshToken } from './refresh-file.ts';
import type { SecretBox } from './secret-box.ts';
import type { UserFiles } from './user-files.ts';

export interface ProvedSessionOptions {
  readonly store: {
    renewLogin(refreshToken: string): Promise<Result<LoginGrant>>;
    endLogin(refreshToken: string): Promise<Result<null>>;
  };
  readonly box: SecretBox;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The token will soon be over. */
  readonly onDue: () => void;
}

/** A token is renewed when this part of its life is over: enough is left to try again. */
const PART_OF_LIFE = 0.75;
/** After a renewal that the line did not let through. */
const RETRY_MILLISECONDS = 60_000;

/** The session of who logged in through the browser: its refresh token, kept sealed, and when the next token is due. */
export class ProvedSession {
  readonly #options: ProvedSessionOptions;
  #kept: { readonly files: UserFiles; readonly refreshToken: string } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ProvedSessionOptions) {
    this.#options = options;
  }

  /** Whether who works here logged in through the browser, in this run of Onthaal. */
  get isKept(): boolean {
    return this.#kept !== undefined;
  }

  /** Keeps what the mid-office gave: the grant for opening the file without a line, and the refresh token. */
  async keep(files: UserFiles, login: LoginGrant): Promise<Result<null>> {
    const { box, now } = this.#options;
    const grant = await keepGrant(files.grant, box, login.grant, now());
    if (!grant.ok) return grant;
    const refresh = await keepRefreshToken(files.refresh, box, login.refreshToken);
    if (!refresh.ok) return refresh;
    this.#kept = { files, refreshToken: login.refreshToken };
    this.#dueIn(login.lifetimeSeconds * 1000 * PART_OF_LIFE);
    return success(null);
  }

  /** Goes on with the refresh token of an earlier run, when there is one. */
  async resume(files: UserFiles): Promise<void> {
    const token = await readRefreshToken(files.refresh, this.#options.box);
    if (token.ok && token.value !== undefined) this.#kept = { files, refreshToken: token.value };
  }

  /** Exchanges the refresh token. LOGIN_NEEDED, ACCESS_REVOKED, or what is wrong with the line: then it is tried again later. */
  async renew(): Promise<Result<LoginGrant>> {
    const kept = this.#kept;
    if (kept === undefined) return failure('LOGIN_NEEDED');
    const renewed = await this.#options.store.renewLogin(kept.refreshToken);
    // Somebody logged out, or in again, meanwhile.
    if (this.#kept !== kept) return failure('LOGIN_NEEDED');
    if (!renewed.ok) {
      this.#options.log.write('warn', 'session', 'the session was not renewed', { code: renewed.error.code });
      if (renewed.error.code === 'LOGIN_NEEDED') await this.#forget(kept.files);
      else if (renewed.error.code !== 'ACCESS_REVOKED') this.#dueIn(RETRY_MILLISECONDS);
      return renewed;
    }
    const again = await this.keep(kept.files, renewed.value);
    if (!again.ok)
      this.#options.log.write('warn', 'session', 'the session could not be kept', { code: again.error.code });
    return renewed;
  }

  /** Logs out: the refresh token is forgotten here and, when there is a line, at the mid-office. */
  async end(): Promise<void> {
    const kept = this.#kept;
    if (kept === undefined) return;
    await this.#forget(kept.files);
    const ended = await this.#options.store.endLogin(kept.refreshToken);
    if (!ended.ok)
      this.#options.log.write('warn', 'session', 'the mid-office did not hear of the logging out', {
        code: ended.error.code,
      });
  }

  async #forget(files: UserFiles): Promise<void> {
    this.leave();
    await forgetRefreshToken(files.refresh);
  }

  #dueIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#options.onDue, milliseconds).unref();
  }

  /** Nobody works here any more. */
  leave(): void {
    this.#kept = undefined;
    clearTimeout(this.#timer);
  }
}
