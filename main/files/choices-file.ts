import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Log } from '../logging/log.ts';
import { readFileIfPresent, setFileAside, writeFileAtomically } from './atomic-file.ts';
import { diskErrorCode } from './disk-error.ts';

/** Choices that are kept in one small file. */
export interface ChoicesFile<Choices> {
  read(): Choices;
  /** Keeps new choices; they count only when they are on the disk. */
  write(next: Choices): Promise<Result<Choices>>;
  /** Calls `listener` whenever other choices count. */
  onWritten(listener: () => void): void;
}

export interface ChoicesFileOptions<Schema extends TSchema> {
  /** Absolute path. */
  readonly file: string;
  readonly schema: Schema;
  readonly defaults: Static<Schema>;
  /** Under which area of the log it is said when the file cannot be read or written. */
  readonly area: string;
  readonly log: Log;
}

/** Reads the file. A file that cannot be understood is set aside, never deleted, and the defaults are used. */
export async function openChoicesFile<Schema extends TSchema>(
  options: ChoicesFileOptions<Schema>,
): Promise<ChoicesFile<Static<Schema>>> {
  const { file, area, log } = options;
  let current: Static<Schema> = await readChoices(options);
  const listeners: (() => void)[] = [];
  return {
    read: () => current,
    async write(next) {
      try {
        await writeFileAtomically(file, `${JSON.stringify(next, null, 2)}\n`);
      } catch (error) {
        log.problem(area, 'could not be written', error);
        return failure(diskErrorCode(error), { retryable: true });
      }
      current = next;
      for (const listener of listeners) listener();
      return success(next);
    },
    onWritten: (listener) => void listeners.push(listener),
  };
}

async function readChoices<Schema extends TSchema>(options: ChoicesFileOptions<Schema>): Promise<Static<Schema>> {
  const { file, schema, defaults, area, log } = options;
  try {
    const content = await readFileIfPresent(file);
    if (content === undefined) return defaults;
    const value = parse(content.toString('utf8'));
    if (Compile(schema).Check(value)) return value as Static<Schema>;
    const aside = await setFileAside(file, new Date());
    log.write('warn', area, 'the file was not understood and is set aside', { name: aside.slice(-40) });
  } catch (error) {
    log.problem(area, 'could not be read', error);
  }
  return defaults;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
