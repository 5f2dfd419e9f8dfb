import { createHash, randomBytes } from 'node:crypto';
import { failure, type Result } from '@onthaal/contract/result.ts';
import { type LoginGrant, type LoginProof, loginPaths } from '@onthaal/contract/session/login.ts';
import type { Say } from '../../texts.ts';
import { type LoopbackReceiver, openLoopbackReceiver } from './loopback-receiver.ts';

export interface BrowserLoginOptions {
  /** Address of the mid-office; it may have a path of its own. */
  readonly midofficeUrl: () => Promise<string>;
  /** Opens an address in the system's browser. */
  readonly openBrowser: (url: string) => Promise<Result<null>>;
  readonly redeem: (proof: LoginProof) => Promise<Result<LoginGrant>>;
  /** What the page says that the browser comes back to. */
  readonly say: Say;
  /** Names this computer. */
  readonly installationId: string;
  /** How long the browser may take. */
  readonly patienceMilliseconds?: number;
}

/** As long as the mid-office remembers that the login began. */
const PATIENCE_MILLISECONDS = 600_000;

interface Running {
  readonly receiver: LoopbackReceiver;
  readonly url: string;
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Logging in through the system's browser: opens it, waits for it to come back, and exchanges what it brings. One at a time. */
export class BrowserLogin {
  readonly #options: BrowserLoginOptions;
  #running: Running | undefined;
  /** A login that was asked later than another replaces it, also while either is being prepared. */
  #newest = 0;

  constructor(options: BrowserLoginOptions) {
    this.#options = options;
  }

  /**
   * Logs somebody in. A login that still waits is given up.
   *
   * @returns the session; LOGIN_CANCELLED (also by a later login), LOGIN_TIMED_OUT, LOGIN_BROWSER_FAILED, or the mid-office's refusal
   */
  async start(): Promise<Result<LoginGrant>> {
    this.cancel();
    const mine = this.#newest;
    const [state, verifier] = [newSecret(), newSecret()];
    const receiver = await openLoopbackReceiver(state, this.#options.say);
    const url = startAddress(await this.#options.midofficeUrl(), { state, verifier, port: receiver.port });
    if (mine !== this.#newest) receiver.close();
    else this.#running = { receiver, url };
    const came = await this.#wait(receiver, url);
    receiver.close();
    if (this.#running?.receiver === receiver) this.#running = undefined;
    if (!came.ok) return came;
    return this.#options.redeem({ code: came.value, verifier, installationId: this.#options.installationId });
  }

  /** Opens the browser again at the login that waits; LOGIN_CANCELLED when none does. */
  openAgain(): Promise<Result<null>> {
    const running = this.#running;
    return running === undefined ? Promise.resolve(failure('LOGIN_CANCELLED')) : this.#options.openBrowser(running.url);
  }

  /** Gives up the login that waits. */
  cancel(): void {
    this.#newest += 1;
    this.#running?.receiver.close();
    this.#running = undefined;
  }

  async #wait(receiver: LoopbackReceiver, url: string): Promise<Result<string>> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Result<string>>((resolve) => {
      const patience = this.#options.patienceMilliseconds ?? PATIENCE_MILLISECONDS;
      timer = setTimeout(() => resolve(failure('LOGIN_TIMED_OUT', { retryable: true })), patience);
    });
    const opened = this.#options
      .openBrowser(url)
      .catch(() => failure('LOGIN_BROWSER_FAILED', { retryable: true }))
      .then((result): Result<string> | Promise<Result<string>> => (result.ok ? receiver.outcome : result));
    const came = await Promise.race([opened, receiver.outcome, late]);
    clearTimeout(timer);
    return came;
  }
}

function startAddress(
  midofficeUrl: string,
  { state, verifier, port }: { readonly state: string; readonly verifier: string; readonly port: number },
): string {
  const url = new URL(loginPaths.start.slice(1), midofficeUrl.endsWith('/') ? midofficeUrl : `${midofficeUrl}/`);
  url.searchParams.set('challenge', createHash('sha256').update(verifier, 'utf8').digest('base64url'));
  url.searchParams.set('port', String(port));
  url.searchParams.set('state', state);
  return url.href;
}
