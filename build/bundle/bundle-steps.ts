import { cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig } from 'vite';
import { NONCE_PLACEHOLDER } from '../../main/security/nonce-placeholder.ts';
import { copyAddonPackages } from './addon-packages.ts';
import type { BundlePlan, ScriptEntry } from './bundle-plan.ts';
import { writeRecoveryTexts } from './recovery-texts.ts';
import { copySqlitePackage } from './sqlite-package.ts';

/** What a script finds beside itself: Electron, and packages with an addon. */
const EXTERNAL = ['electron', 'better-sqlite3', 'pcsc-mini'];

/**
 * Carries a plan out. The new bundle is made beside the old one and takes its place in the end, so that a failed run
 * leaves the last good one alone.
 *
 * @param quiet prints only problems
 * @throws Error when an entry is missing or does not bundle
 */
export async function bundlePlan(plan: BundlePlan, quiet: boolean): Promise<void> {
  await checkEntries(plan);
  // Two runs at the same time each have their own folder; the last one wins.
  const fresh = `${plan.outFolder}.new-${process.pid}`;
  await rm(fresh, { recursive: true, force: true });
  try {
    await fill(plan, fresh, quiet);
    await swap(fresh, plan.outFolder);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function fill(plan: BundlePlan, fresh: string, quiet: boolean): Promise<void> {
  const moved = (path: string): string => join(fresh, path.slice(plan.outFolder.length));
  for (const script of plan.scripts) await build(scriptConfiguration(plan, script, moved(script.outFile), quiet));
  await build(rendererConfiguration(plan, moved(plan.rendererOutFolder), quiet));
  for (const copy of plan.copies) await copyWhenPresent(copy.from, moved(copy.to));
  await writeRecoveryTexts(plan.translations, moved(plan.recoveryOutFolder));
  const sqliteVersion = await copySqlitePackage(plan.sqlitePackage, join(fresh, 'node_modules', 'better-sqlite3'));
  const addons = await copyAddonPackages(plan.addonPackages, join(fresh, 'node_modules'));
  await writeManifest(plan.root, fresh, { 'better-sqlite3': sqliteVersion, ...addons });
}

async function checkEntries(plan: BundlePlan): Promise<void> {
  const missing: string[] = [];
  for (const path of [...plan.scripts.map((script) => script.entry), join(plan.rendererFolder, 'index.html')]) {
    if (!(await exists(path))) missing.push(path);
  }
  if (missing.length > 0) throw new Error(`The application cannot be bundled without ${missing.join(', ')}`);
}

function scriptConfiguration(plan: BundlePlan, script: ScriptEntry, outFile: string, quiet: boolean): InlineConfig {
  return {
    ...commonConfiguration(plan.root, quiet),
    ssr: { noExternal: true, external: EXTERNAL, target: 'node' },
    build: {
      ...commonBuild,
      ssr: script.entry,
      target: script.target,
      outDir: dirname(outFile),
      rolldownOptions: {
        external: EXTERNAL,
        output: { format: 'cjs', entryFileNames: basename(outFile), codeSplitting: false },
      },
    },
  };
}

function rendererConfiguration(plan: BundlePlan, outFolder: string, quiet: boolean): InlineConfig {
  return {
    ...commonConfiguration(plan.rendererFolder, quiet),
    base: '/',
    plugins: [react()],
    // The protocol handler puts a new nonce here at every load of the page.
    html: { cspNonce: NONCE_PLACEHOLDER },
    // A worker and what it loads are served with a policy of their own (see main/security).
    worker: {
      format: 'es',
      rolldownOptions: {
        output: { entryFileNames: 'workers/[name]-[hash].js', chunkFileNames: 'workers/[name]-[hash].js' },
      },
    },
    build: {
      ...commonBuild,
      target: 'chrome130',
      outDir: outFolder,
      rolldownOptions: {
        input: ['', 'viewer', 'waiting-room'].map((page) => join(plan.rendererFolder, page, 'index.html')),
      },
      minify: true,
      // The content security policy lets no font or script in by a data: address.
      assetsInlineLimit: 0,
      // The polyfill fetches, which the policy forbids; every Chromium we run on needs none.
      modulePreload: { polyfill: false },
    },
  };
}

const commonBuild = {
  emptyOutDir: false,
  copyPublicDir: true,
  sourcemap: false,
  reportCompressedSize: false,
  chunkSizeWarningLimit: 4000,
} as const;

function commonConfiguration(root: string, quiet: boolean): InlineConfig {
  return {
    configFile: false,
    envDir: false,
    root,
    mode: 'production',
    logLevel: quiet ? 'error' : 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
  };
}

async function copyWhenPresent(from: string, to: string): Promise<void> {
  if (await exists(from)) await cp(from, to, { recursive: true, filter: (path) => !/\.test\.tsx?$/.test(path) });
}

async function writeManifest(root: string, folder: string, dependencies: Record<string, string>): Promise<void> {
  const source = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  const manifest = {
    name: source.name,
    productName: 'Onthaal',
    version: source.version,
    description: source.description,
    license: source.license,
    author: source.author,
    homepage: source.homepage,
    private: true,
    main: 'main/index.cjs',
    // Packaging takes only the packages that the manifest names.
    dependencies,
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function swap(fresh: string, target: string): Promise<void> {
  const old = `${target}.old-${process.pid}`;
  await rm(old, { recursive: true, force: true });
  await mkdir(dirname(target), { recursive: true });
  if (await exists(target)) await rename(target, old);
  await rename(fresh, target);
  await rm(old, { recursive: true, force: true });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
