import type { DocumentKind } from '@onthaal/contract/entities/correspondence.ts';
import { failure, type Result } from '@onthaal/contract/result.ts';
import { desktop } from '../../bridge/desktop.ts';
import type { ReadWord, ScannedImage } from './pdf/scanned-page.ts';
import { startTextReader, type TextLanguage } from './text/read-text.ts';
import type { ImagingClient } from './worker/imaging-client.ts';

/** As language tags, for the PDF. */
const tags: Readonly<Record<TextLanguage, string>> = { nld: 'nl-BE', fra: 'fr-BE', eng: 'en' };

/** How far the reading of the text is. */
export interface ReadingProgress {
  readonly page: number;
  /** From 0 to 1, of this page. */
  readonly part: number;
}

export interface FilingTask {
  readonly dossierId: string;
  readonly title: string;
  readonly kind: DocumentKind | undefined;
  readonly pages: readonly ScannedImage[];
  readonly language: TextLanguage;
  readonly withText: boolean;
  /** Aborted when the clerk waits no longer for the text. */
  readonly noText: AbortSignal;
  /** Aborted when the clerk wants to go back: nothing is filed. */
  readonly stop: AbortSignal;
  readonly onProgress: (progress: ReadingProgress) => void;
}

/** What came of it. `text`: false when it was wanted and could not be read; the document is filed all the same. */
export type Filed = { readonly documentId: string; readonly isTextMissing: boolean } | 'stopped';

function whenAborted(...signals: AbortSignal[]): Promise<'aborted'> {
  return new Promise((resolve) => {
    for (const signal of signals) {
      if (signal.aborted) resolve('aborted');
      signal.addEventListener('abort', () => resolve('aborted'), { once: true });
    }
  });
}

/** The words of every page, or nothing when that is not waited for. What was begun is ended. */
async function readAll(task: FilingTask): Promise<readonly (readonly ReadWord[])[]> {
  const aborted = whenAborted(task.noText, task.stop);
  const starting = startTextReader(task.language);
  const reader = await Promise.race([starting, aborted]);
  if (reader === 'aborted') {
    // It is loading: it can only be ended when it is there.
    void starting.then((late) => late.end()).catch(() => undefined);
    return [];
  }
  try {
    const words: (readonly ReadWord[])[] = [];
    for (const [index, page] of task.pages.entries()) {
      const tell = (part: number): void => task.onProgress({ page: index + 1, part });
      tell(0);
      const read = await Promise.race([reader.read(page, tell), aborted]);
      if (read === 'aborted') return [];
      words.push(read);
    }
    return words;
  } finally {
    await reader.end();
  }
}

/** A name of a file that every system takes. */
export function fileNameOf(title: string, ending: string): string {
  const plain = title
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return `${[...(plain === '' ? '-' : plain)].slice(0, 150).join('').trim()}.${ending}`;
}

/** Hands bytes that stand in memory only to main, which files them encrypted. */
export async function fileBytes(
  dossierId: string,
  fileName: string,
  bytes: Uint8Array,
  documentKind: DocumentKind | undefined,
): Promise<Result<{ readonly documentId: string }>> {
  const kind = documentKind === undefined ? {} : { documentKind };
  return desktop().request('documents:addScanned', { dossierId, fileName, bytes, ...kind });
}

/**
 * Reads the text of the pages, makes one PDF of them and files it on the dossier. Reading may fail or be given up; filing does not
 * depend on it.
 *
 * @returns UNEXPECTED when no PDF could be made, or what the store says of it
 */
export async function fileScan(task: FilingTask, imaging: ImagingClient): Promise<Result<Filed>> {
  let [words, isTextMissing]: [readonly (readonly ReadWord[])[], boolean] = [[], false];
  if (task.withText && !task.noText.aborted) {
    words = await readAll(task).catch(() => {
      isTextMissing = true;
      return [];
    });
  }
  if (task.stop.aborted) return { ok: true, value: 'stopped' };
  const pages = task.pages.map(({ jpeg, width, height }, index) => ({
    jpeg,
    width,
    height,
    words: words[index] ?? [],
  }));
  const { title, language } = task;
  const ask = { title, language: tags[language], createdAt: new Date(), pages };
  const pdf = await imaging.ask('pdf', ask).catch(() => undefined);
  if (pdf === undefined) return failure('UNEXPECTED');
  const filed = await fileBytes(task.dossierId, fileNameOf(title, 'pdf'), pdf, task.kind);
  return filed.ok ? { ok: true, value: { ...filed.value, isTextMissing } } : filed;
}
