import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { destination } from 'pino';

const LONGEST_FILE_BYTES = 10 * 1024 * 1024;
const KEPT_FILES = 14;
const FILE_NAME = /^onthaal-(\d{4}-\d{2}-\d{2})(?:\.(\d{1,4}))?\.log$/;

/** A place for log lines that starts a new file every day, or sooner when one is full, and keeps the newest fourteen. */
export interface RotatingFile {
  write(line: string): void;
  /** Writes what is buffered at once; for the moment before the process ends. */
  flushSync(): void;
}

/**
 * Opens today's file in `folder` (made when missing).
 *
 * @param options `now` and `longestFileBytes` are for tests
 */
export async function openRotatingFile(
  folder: string,
  options: { readonly now?: () => Date; readonly longestFileBytes?: number } = {},
): Promise<RotatingFile> {
  const now = options.now ?? (() => new Date());
  const longest = options.longestFileBytes ?? LONGEST_FILE_BYTES;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let place = await firstPlace(folder, dayOf(now()), longest);
  const stream = destination({ dest: path.join(folder, place.name), sync: false, mode: 0o600, minLength: 0 });
  // A full disk must not take the desk down because of its own log.
  stream.on('error', () => undefined);
  await forgetOldFiles(folder, place.name);

  return {
    write(line) {
      const day = dayOf(now());
      const length = Buffer.byteLength(line);
      if (day !== place.day || place.bytes + length > longest) {
        place = nextPlace(place, day);
        stream.reopen(path.join(folder, place.name));
        void forgetOldFiles(folder, place.name).catch(() => undefined);
      }
      place.bytes += length;
      stream.write(line);
    },
    flushSync() {
      try {
        stream.flushSync();
      } catch {
        // Nothing was opened yet, or the disk is full: there is nothing better to do with these lines.
      }
    },
  };
}

interface Place {
  readonly name: string;
  readonly day: string;
  readonly part: number;
  bytes: number;
}

function placeOf(day: string, part: number, bytes: number): Place {
  return { name: part === 0 ? `onthaal-${day}.log` : `onthaal-${day}.${part}.log`, day, part, bytes };
}

function nextPlace(place: Place, day: string): Place {
  return day === place.day ? placeOf(day, place.part + 1, 0) : placeOf(day, 0, 0);
}

async function firstPlace(folder: string, day: string, longest: number): Promise<Place> {
  let place = placeOf(day, 0, 0);
  for (;;) {
    const bytes = await stat(path.join(folder, place.name)).then(
      (found) => found.size,
      () => undefined,
    );
    if (bytes === undefined) return place;
    if (bytes < longest) return placeOf(day, place.part, bytes);
    place = nextPlace(place, day);
  }
}

/** Keeps the newest files beside the `present` one, which may not be on the disk yet. */
async function forgetOldFiles(folder: string, present: string): Promise<void> {
  const files = (await readdir(folder)).filter((name) => FILE_NAME.test(name) && name !== present).sort(byAge);
  for (const name of files.slice(0, Math.max(0, files.length - (KEPT_FILES - 1)))) {
    await rm(path.join(folder, name), { force: true });
  }
}

function byAge(first: string, second: string): number {
  const [, firstDay = '', firstPart = '0'] = FILE_NAME.exec(first) ?? [];
  const [, secondDay = '', secondPart = '0'] = FILE_NAME.exec(second) ?? [];
  return firstDay.localeCompare(secondDay) || Number(firstPart) - Number(secondPart);
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
