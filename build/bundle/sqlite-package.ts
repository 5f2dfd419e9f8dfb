import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Copies what the SQLite package needs at run time: its JavaScript and its prebuilt addons (one per platform; the
 * package picks one by platform and architecture), without the C sources. The package has no run-time dependency.
 *
 * @param from folder of the installed package
 * @param to folder named `better-sqlite3`, the name under which it is required
 * @returns its version
 */
export async function copySqlitePackage(from: string, to: string): Promise<string> {
  await mkdir(join(to, 'prebuilds'), { recursive: true });
  await cp(join(from, 'lib'), join(to, 'lib'), { recursive: true });
  await cp(join(from, 'LICENSE'), join(to, 'LICENSE'));
  for (const addon of await readdir(join(from, 'prebuilds'))) {
    if (addon.startsWith(`${process.platform}-`))
      await cp(join(from, 'prebuilds', addon), join(to, 'prebuilds', addon));
  }
  const source = JSON.parse(await readFile(join(from, 'package.json'), 'utf8')) as Record<string, unknown>;
  const manifest = {
    name: 'better-sqlite3',
    version: source.version,
    license: source.license,
    main: 'lib/index.js',
    description: `${String(source.name)}, under the name it stands in for`,
  };
  await writeFile(join(to, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return String(source.version);
}
