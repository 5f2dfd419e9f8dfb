import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OUT, REPOSITORY } from './environment.ts';

const SOURCES = [
  '{main,preload,renderer,contract,resources}/**/*',
  'build/{bundle,icons}/**/*',
  'build/*.{ts,mjs,json}',
  '{package.json,package-lock.json,tsconfig*.json}',
];

/**
 * @param folder the checkout
 * @returns one value for the content of everything that the built application is made of
 */
export function hashSources(folder: string = REPOSITORY): string {
  const hash = createHash('sha256');
  const files = globSync(SOURCES, {
    cwd: folder,
    withFileTypes: true,
    exclude: (entry) => entry.name === 'node_modules' || /\.test\.tsx?$/.test(entry.name),
  })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`${file.slice(folder.length)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * Bundles the application when a source changed since the last time.
 * @returns whether it was bundled
 */
export async function buildWhenChanged(options: { readonly quiet?: boolean } = {}): Promise<boolean> {
  const stampFile = join(OUT, 'application.sources');
  const hash = hashSources();
  const entry = join(OUT, 'app', 'main', 'index.cjs');
  if (existsSync(entry) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return false;
  const { bundleApplication } = await import('../bundle.ts');
  await bundleApplication(options);
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, hash);
  return true;
}
