import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const PNG_END = Buffer.from('IEND');

/**
 * Keeps a copy of a picture that the application rewrites every few seconds.
 * @returns stops the copying, after one last copy
 */
export function followScreenshot(from: string, to: string): () => void {
  let copiedAt = 0;
  const copy = (): void => {
    const changedAt = statSync(from, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (changedAt > copiedAt && copyPicture(from, to)) copiedAt = changedAt;
  };
  const timer = setInterval(copy, 1_000);
  return () => {
    clearInterval(timer);
    copy();
  };
}

/** Copies only a whole picture: the application may be writing it. */
function copyPicture(from: string, to: string): boolean {
  try {
    const picture = readFileSync(from);
    if (!picture.subarray(-12).includes(PNG_END)) return false;
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(`${to}.draft`, picture);
    renameSync(`${to}.draft`, to);
    return true;
  } catch {
    return false;
  }
}
