import { join } from 'node:path';

/** One process's script: bundled into a single CommonJS file. */
export interface ScriptEntry {
  readonly name: string;
  readonly entry: string;
  readonly outFile: string;
  /** Oldest runtime that must be able to run it. */
  readonly target: string;
}

/** Where everything comes from and goes to. All paths are absolute. */
export interface BundlePlan {
  readonly root: string;
  readonly outFolder: string;
  readonly scripts: readonly ScriptEntry[];
  readonly rendererFolder: string;
  readonly rendererOutFolder: string;
  /** Folders and files copied as they are; one that does not exist is left out. */
  readonly copies: readonly { readonly from: string; readonly to: string }[];
  readonly sqlitePackage: string;
  /** Packages with an addon that are copied whole, with their folder below `node_modules`; one that is not installed is left out. */
  readonly addonPackages: readonly { readonly name: string; readonly from: string }[];
  readonly translations: string;
  readonly recoveryOutFolder: string;
}

/** The tests' Electron has Node 20 and Chromium 130; the shipped one is newer. */
const NODE_TARGET = 'node20';

/** What reads text in a picture: its worker, its program, and the languages at their best, of two variants the smaller. */
function textRecognition(root: string, outFolder: string): BundlePlan['copies'] {
  const modules = join(root, 'node_modules');
  const program = 'tesseract-core-simd-lstm.wasm.js';
  return [
    { from: join(modules, 'tesseract.js', 'dist', 'worker.min.js'), to: join(outFolder, 'worker.js') },
    { from: join(modules, 'tesseract.js-core', program), to: join(outFolder, program) },
    ...['nld', 'fra', 'eng'].map((language) => {
      const file = `${language}.traineddata.gz`;
      return { from: join(modules, '@tesseract.js-data', language, '4.0.0_best_int', file), to: join(outFolder, file) };
    }),
  ];
}

/**
 * What `out/app` is made of.
 *
 * @param root the repository's folder
 * @param outFolder where the bundle goes; default `out/app` in the repository
 */
export function applicationPlan(root: string, outFolder: string = join(root, 'out', 'app')): BundlePlan {
  const script = (name: string, entry: string, outFile: string): ScriptEntry => ({
    name,
    entry: join(root, entry),
    outFile: join(outFolder, outFile),
    target: NODE_TARGET,
  });
  const recoveryOutFolder = join(outFolder, 'recovery');
  return {
    root,
    outFolder,
    scripts: [
      script('main process', 'main/index.ts', 'main/index.cjs'),
      script('store process', 'main/store/process.ts', 'main/store.cjs'),
      script('device process', 'main/devices/process.ts', 'main/devices.cjs'),
      script('writer worker', 'main/store/writer-worker.ts', 'main/writer.cjs'),
      script('content worker', 'main/store/content-worker.ts', 'main/content.cjs'),
      script('check of a backup', 'main/store/backups/check-worker.ts', 'main/check.cjs'),
      script('preload', 'preload/index.ts', 'preload/index.cjs'),
    ],
    rendererFolder: join(root, 'renderer'),
    rendererOutFolder: join(outFolder, 'renderer'),
    copies: [
      { from: join(root, 'resources'), to: join(outFolder, 'resources') },
      { from: join(root, 'main', 'windows', 'recovery'), to: recoveryOutFolder },
      { from: join(root, 'build', 'icons', '256x256.png'), to: join(outFolder, 'icon.png') },
      ...textRecognition(root, join(outFolder, 'renderer', 'workers', 'text')),
      {
        from: join(root, 'node_modules', 'zxing-wasm', 'dist', 'reader', 'zxing_reader.wasm'),
        to: join(outFolder, 'renderer', 'workers', 'codes', 'zxing_reader.wasm'),
      },
    ],
    addonPackages: cardReaderPackages(join(root, 'node_modules')),
    sqlitePackage: join(root, 'node_modules', 'better-sqlite3'),
    translations: join(root, 'resources', 'translations'),
    recoveryOutFolder,
  };
}

/** The card readers' binding and its addons, one package per platform, of which npm installs what fits. */
function cardReaderPackages(modules: string): BundlePlan['addonPackages'] {
  const addons = {
    linux: ['linux-x86_64-gnu'],
    win32: ['windows-x86_64-electron'],
    darwin: ['macos-aarch64', 'macos-x86_64'],
  };
  const names = addons[process.platform as keyof typeof addons] ?? [];
  return ['pcsc-mini', ...names.map((name) => `@pcsc-mini/${name}`)].map((name) => ({
    name,
    from: join(modules, name),
  }));
}
