import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generatedFiles } from './generated-files.ts';

const folder = join(import.meta.dirname, '..', 'generated');

async function staleFiles(): Promise<readonly string[]> {
  const stale: string[] = [];
  for (const [name, content] of Object.entries(generatedFiles())) {
    const current = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (current !== content) stale.push(name);
  }
  return stale;
}

async function main(): Promise<void> {
  const stale = await staleFiles();
  if (process.argv.includes('--check')) {
    if (stale.length === 0) return;
    process.stderr.write(
      `Stale: ${stale.join(', ')} (from contract/generated). Run: node contract/graphql/generate.ts\n`,
    );
    process.exitCode = 1;
    return;
  }
  await mkdir(folder, { recursive: true });
  const files = generatedFiles();
  for (const name of stale) await writeFile(join(folder, name), files[name] ?? '');
  process.stdout.write(stale.length === 0 ? 'The generated files are up to date\n' : `Wrote ${stale.join(', ')}\n`);
}

await main();
