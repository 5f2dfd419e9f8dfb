import { OperationNumber, TerminalSettings } from '@onthaal/contract/devices/terminal.ts';
import type { Result } from '@onthaal/contract/result.ts';
import { success } from '@onthaal/contract/result.ts';
import Type, { type Static } from 'typebox';
import { type ChoicesFile, openChoicesFile } from '../files/choices-file.ts';
import type { Log } from '../logging/log.ts';

/** More than a desk does in a week; an older one is looked up at the terminal that is in use. */
const MOST_KEPT = 500;

const Operations = Type.Array(Type.Object({ operationId: OperationNumber, terminal: TerminalSettings }), {
  maxItems: MOST_KEPT,
});

/**
 * At which terminal each operation of this desk was: another terminal, of another desk or a new one, would say that it never was. No
 * amounts, no secrets.
 */
export class TerminalOperations {
  readonly #file: ChoicesFile<Static<typeof Operations>>;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(file: ChoicesFile<Static<typeof Operations>>) {
    this.#file = file;
  }

  /** @param file absolute path, `terminal-operations.json` */
  static async open(file: string, log: Log): Promise<TerminalOperations> {
    return new TerminalOperations(
      await openChoicesFile({ file, schema: Operations, defaults: [], area: 'devices', log }),
    );
  }

  /** Keeps where an operation goes, before it goes there. Fails as the disk does: then nothing may be sent. */
  keep(operationId: string, terminal: TerminalSettings): Promise<Result<unknown>> {
    const work = async (): Promise<Result<unknown>> => {
      const others = this.#file.read().filter((known) => known.operationId !== operationId);
      return this.#file.write([...others, { operationId, terminal }].slice(-MOST_KEPT));
    };
    const done = this.#turn.then(work, work);
    this.#turn = done.catch(() => success(null));
    return done;
  }

  /** At which terminal an operation was; undefined for one of which nothing is known. */
  terminalOf(operationId: string): TerminalSettings | undefined {
    return this.#file.read().find((known) => known.operationId === operationId)?.terminal;
  }
}
