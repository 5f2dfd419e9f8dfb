import { Preferences } from '@onthaal/contract/ipc/channels.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { Compile } from 'typebox/compile';
import { readFileIfPresent, setFileAside, writeFileAtomically } from '../files/atomic-file.ts';
import { diskErrorCode } from '../files/disk-error.ts';
import type { Log } from '../logging/log.ts';

const Checked = Compile(Preferences);

export const defaultPreferences: Preferences = { locale: 'nl-BE', theme: 'system', singleLetterKeys: false };

/** The choices of whoever works on this PC, kept in one small file. */
export interface PreferencesStore {
  read(): Preferences;
  /** Keeps new choices; they count only when they are on the disk. */
  write(next: Preferences): Promise<Result<Preferences>>;
  /** Calls `listener` whenever other choices count. */
  onWritten(listener: () => void): void;
}

/**
 * Reads the file. A file that cannot be understood is set aside, never deleted, and the defaults are used.
 *
 * @param file absolute path, `preferences.json`
 */
export async function openPreferences(file: string, log: Log): Promise<PreferencesStore> {
  let current = await readPreferences(file, log);
  const listeners: (() => void)[] = [];
  return {
    read: () => current,
    async write(next) {
      try {
        await writeFileAtomically(file, `${JSON.stringify(next, null, 2)}\n`);
      } catch (error) {
        log.problem('preferences', 'could not be written', error);
        return failure(diskErrorCode(error), { retryable: true });
      }
      current = next;
      for (const listener of listeners) listener();
      return success(next);
    },
    onWritten: (listener) => void listeners.push(listener),
  };
}

async function readPreferences(file: string, log: Log): Promise<Preferences> {
  try {
    const content = await readFileIfPresent(file);
    if (content === undefined) return defaultPreferences;
    const value = parse(content.toString('utf8'));
    if (Checked.Check(value)) return value;
    const aside = await setFileAside(file, new Date());
    log.write('warn', 'preferences', 'the file was not understood and is set aside', { name: aside.slice(-40) });
  } catch (error) {
    log.problem('preferences', 'could not be read', error);
  }
  return defaultPreferences;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
