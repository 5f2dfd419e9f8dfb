import { cp, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundlePlan } from './bundle-plan.ts';

/**
 * Copies packages with an addon as they are.
 *
 * @param to the bundle's `node_modules`
 * @returns their versions by name
 */
export async function copyAddonPackages(
  packages: BundlePlan['addonPackages'],
  to: string,
): Promise<Record<string, string>> {
  const versions: Record<string, string> = {};
  for (const { name, from } of packages) {
    if (!(await isThere(from))) continue;
    await cp(from, join(to, name), { recursive: true, dereference: true });
    const manifest = JSON.parse(await readFile(join(from, 'package.json'), 'utf8')) as { readonly version: string };
    versions[name] = manifest.version;
  }
  return versions;
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
