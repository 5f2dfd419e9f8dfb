import type { SecretTerminalKind } from '@onthaal/contract/devices/terminal.ts';
import { secretTerminalKinds, TerminalSecret } from '@onthaal/contract/devices/terminal.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { readSealedFile, writeSealedFile } from '../session/sealed-file.ts';
import type { SecretBox } from '../session/secret-box.ts';

const Secrets = Type.Partial(Type.Record(Type.Enum(secretTerminalKinds), TerminalSecret));
type Secrets = Static<typeof Secrets>;
const Checked = Compile(Secrets);

/**
 * The keys that payment terminals are asked with, sealed by the keyring of this computer in one file. They go to the device process
 * with a question and nowhere else: never to a page, never into a log.
 */
export class TerminalSecrets {
  readonly #file: string;
  readonly #box: SecretBox;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param file absolute path */
  constructor(file: string, box: SecretBox) {
    this.#file = file;
    this.#box = box;
  }

  /** The secret of a kind of terminal; undefined when there is none, else the failures of the keyring. */
  async read(kind: SecretTerminalKind): Promise<Result<string | undefined>> {
    const secrets = await this.#all();
    return secrets.ok ? success(secrets.value[kind]) : secrets;
  }

  /** Of which kinds there is a secret. */
  async known(): Promise<Result<readonly SecretTerminalKind[]>> {
    const secrets = await this.#all();
    if (!secrets.ok) return secrets;
    return success(secretTerminalKinds.filter((kind) => secrets.value[kind] !== undefined));
  }

  /** Keeps a secret in place of the one before. Fails as the keyring or the disk does. */
  write(kind: SecretTerminalKind, secret: string): Promise<Result<null>> {
    const work = async (): Promise<Result<null>> => {
      const before = await this.#all();
      // What another keyring sealed is not read any more; a new secret is how somebody gets on.
      const kept = before.ok ? before.value : {};
      return writeSealedFile(this.#file, this.#box, JSON.stringify({ ...kept, [kind]: secret }));
    };
    const done = this.#turn.then(work, work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #all(): Promise<Result<Secrets>> {
    const text = await readSealedFile(this.#file, this.#box);
    if (!text.ok) return text;
    const value: unknown = text.value === undefined ? {} : parsed(text.value);
    return success(Checked.Check(value) ? value : {});
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
