/** Fails when something that ships, or that the mid-office runs on, has a licence outside the list. Reads the installed packages. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const allowed = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'EUPL-1.2',
  'MPL-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Python-2.0',
  'PostgreSQL',
]);

interface LockEntry {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly link?: boolean;
  readonly license?: string;
}

/** An SPDX expression passes when one of its alternatives consists of allowed licences only. */
function licencePasses(expression: string): boolean {
  return expression
    .replaceAll(/[()]/g, '')
    .split(/\s+OR\s+/)
    .some((alternative) => alternative.split(/\s+AND\s+/).every((licence) => allowed.has(licence.trim())));
}

async function licenceOf(folder: string, entry: LockEntry): Promise<string> {
  if (entry.license !== undefined) {
    return entry.license;
  }
  try {
    const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
      license?: string | { type?: string };
    };
    return typeof manifest.license === 'string' ? manifest.license : (manifest.license?.type ?? 'unknown');
  } catch {
    return 'unknown';
  }
}

const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as { packages: Record<string, LockEntry> };
const refused: string[] = [];
let checked = 0;
for (const [folder, entry] of Object.entries(lock.packages)) {
  if (folder === '' || entry.link || entry.dev || entry.devOptional) {
    continue;
  }
  checked += 1;
  const licence = await licenceOf(folder, entry);
  if (!licencePasses(licence)) {
    refused.push(`${folder}: ${licence}`);
  }
}
if (refused.length > 0) {
  console.log(`Licences outside the list (build/check/licences.ts):\n  ${refused.join('\n  ')}`);
  process.exitCode = 1;
} else {
  console.log(`${checked} packages checked`);
}
