import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const AREA = 'desktop.json';
const PREFIX = 'recoveryPage.';

/**
 * Puts the sentences of the recovery page beside it, in all languages: that page has no bundle and asks nobody for anything.
 *
 * @param translations the folder with a folder per language
 * @param folder where the page is
 */
export async function writeRecoveryTexts(translations: string, folder: string): Promise<void> {
  const texts: Record<string, Record<string, string>> = {};
  for (const locale of (await readdir(translations)).sort()) {
    const all = JSON.parse(await readFile(join(translations, locale, AREA), 'utf8')) as Record<string, string>;
    texts[locale] = Object.fromEntries(Object.entries(all).filter(([key]) => key.startsWith(PREFIX)));
  }
  await writeFile(join(folder, 'recovery-texts.js'), `window.recoveryTexts = ${JSON.stringify(texts)};\n`);
}
