import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { LockSecretKind } from '@onthaal/contract/session/lock.ts';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { readSealedFile, writeSealedFile } from '../sealed-file.ts';
import type { SecretBox } from '../secret-box.ts';
import { MOST_ATTEMPTS, pauseLeft } from './attempt-limit.ts';
import { checkNewSecret, makeSecretRecord, matchesSecret, SecretRecord } from './secret-record.ts';

const Kept = Type.Object({
  version: Type.Literal(1),
  record: SecretRecord,
  /** Wrong attempts in a row. */
  wrong: Type.Integer({ minimum: 0 }),
  /** Milliseconds since 1970; 0 when there were none. */
  lastWrongAt: Type.Number({ minimum: 0 }),
});
type Kept = Static<typeof Kept>;
const CheckedKept = Compile(Kept);

/**
 * One member's PIN or password for the locked screen, in a sealed file beside the database. Wrong attempts are counted there
 * before they are judged, so that ending the program wins none.
 */
export class LockSecret {
  readonly #file: string;
  readonly #box: SecretBox;
  readonly #now: () => number;
  #kept: Kept | undefined;
  /** `performance.now()` until which nobody may try: a clock that is set forward wins nothing while the program runs. */
  #restUntil = 0;

  private constructor(file: string, box: SecretBox, now: () => number, kept: Kept | undefined) {
    this.#file = file;
    this.#box = box;
    this.#now = now;
    this.#kept = kept;
  }

  /** Reads the file. STORE_KEY_WRONG for a file that cannot be understood: it is never taken for "no PIN". */
  static async read(file: string, box: SecretBox, now: () => number = Date.now): Promise<Result<LockSecret>> {
    const text = await readSealedFile(file, box);
    if (!text.ok) return text;
    if (text.value === undefined) return success(new LockSecret(file, box, now, undefined));
    const kept = parse(text.value);
    return kept === undefined ? failure('STORE_KEY_WRONG') : success(new LockSecret(file, box, now, kept));
  }

  get kind(): LockSecretKind {
    return this.#kept?.record.kind ?? 'none';
  }

  /** Milliseconds that must pass before the next attempt. */
  get pause(): number {
    if (this.#kept === undefined) return 0;
    const { wrong, lastWrongAt } = this.#kept;
    return Math.max(pauseLeft(wrong, lastWrongAt, this.#now()), this.#restUntil - performance.now());
  }

  /** Whether wrong attempts have ended the session, or would with the next one. */
  get isSpent(): boolean {
    return (this.#kept?.wrong ?? 0) >= MOST_ATTEMPTS;
  }

  /**
   * Tries what somebody typed. Call one after the other.
   *
   * @returns null when it is right; PIN_WRONG with the attempts that are left, PIN_WAIT with the seconds to wait, or why the
   * attempt could not be counted
   */
  async attempt(secret: string): Promise<Result<null>> {
    const kept = this.#kept;
    if (kept === undefined) return success(null);
    if (this.pause > 0) {
      return failure('PIN_WAIT', { retryable: true, details: { seconds: Math.ceil(this.pause / 1000) } });
    }
    const counted = await this.#keep({ ...kept, wrong: kept.wrong + 1, lastWrongAt: this.#now() });
    if (!counted.ok) return counted;
    if (await matchesSecret(kept.record, secret)) return this.#keep({ ...kept, wrong: 0, lastWrongAt: 0 });
    this.#restUntil = performance.now() + this.pause;
    const attemptsLeft = Math.max(0, MOST_ATTEMPTS - kept.wrong - 1);
    return failure('PIN_WRONG', { details: { attemptsLeft } });
  }

  /** Keeps a new PIN or password, and forgets wrong attempts. */
  async set(secret: string): Promise<Result<null>> {
    const kind = checkNewSecret(secret);
    if (!kind.ok) return kind;
    const record = await makeSecretRecord(kind.value, secret);
    const kept = await this.#keep({ version: 1, record, wrong: 0, lastWrongAt: 0 });
    if (kept.ok) this.#restUntil = 0;
    return kept;
  }

  async #keep(kept: Kept): Promise<Result<null>> {
    const written = await writeSealedFile(this.#file, this.#box, JSON.stringify(kept));
    if (written.ok) this.#kept = kept;
    return written;
  }
}

function parse(text: string): Kept | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return CheckedKept.Check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
