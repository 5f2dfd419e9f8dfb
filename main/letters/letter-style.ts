import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LetterStyle } from '@onthaal/contract/letters/letters.ts';
import { Compile } from 'typebox/compile';
import type { Log } from '../logging/log.ts';

const Checked = Compile(LetterStyle);
/** Name of the file by which a municipality gives its letters its own look, in the folder of the user's data. */
const FILE_NAME = 'letter-style.json';

async function readStyle(file: string): Promise<LetterStyle | 'absent' | 'wrong'> {
  try {
    const found: unknown = JSON.parse(await readFile(file, 'utf8'));
    return Checked.Check(found) ? found : 'wrong';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'absent' : 'wrong';
  }
}

/** The municipality's own style, or the one that comes along; a file that is wrong is said in the log and not used. */
export async function letterStyle(userData: string, templates: string, log: Log): Promise<LetterStyle> {
  const own = await readStyle(join(userData, FILE_NAME));
  if (own === 'wrong') log.write('error', 'letters', 'the style of the letters is not used', { file: FILE_NAME });
  if (typeof own !== 'string') return own;
  const shipped = await readStyle(join(templates, 'style.json'));
  if (typeof shipped === 'string') throw new Error('The style of the letters that comes along is damaged');
  return shipped;
}
