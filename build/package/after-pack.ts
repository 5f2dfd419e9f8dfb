import { join } from 'node:path';
import { type FuseConfig, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import type { AfterPackContext } from 'electron-builder';
import { fuseProblems, fuseSettings } from './fuses.ts';

/**
 * electron-builder calls this, by its name, when an application's folder is complete and not yet signed. Sets every fuse of
 * the packed Electron as decided, and reads them back.
 *
 * @throws Error when Electron has a fuse that nobody decided about, or that the library cannot set
 */
export async function afterPack(context: AfterPackContext): Promise<void> {
  const binary = join(context.appOutDir, executableName(context));
  const count = Object.keys(await getCurrentFuseWire(binary)).filter((place) => /^\d+$/.test(place)).length;
  const settings = { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...fuseSettings(count) };
  await flipFuses(binary, settings as unknown as FuseConfig);
  const problems = fuseProblems(await getCurrentFuseWire(binary));
  if (problems.length > 0) throw new Error(`The fuses are not as decided: ${problems.join('; ')}`);
}

function executableName({ electronPlatformName, packager }: AfterPackContext): string {
  if (electronPlatformName === 'win32') return `${packager.appInfo.productFilename}.exe`;
  if (electronPlatformName === 'linux') return String(packager.config.linux?.executableName);
  return `${packager.appInfo.productFilename}.app`;
}
