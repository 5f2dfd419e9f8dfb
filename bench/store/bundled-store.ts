import { join } from 'node:path';
import { build } from 'vite';
import { REPOSITORY } from '../../build/run/environment.ts';
import { DATA } from '../data/data-folder.ts';

/** Scripts as they are shipped: bundled, so that loading and memory are those of the app. */
export interface BundledStore {
  readonly process: string;
  readonly writer: string;
}

const OUTSIDE = ['electron', 'better-sqlite3'];

/** Bundles the store process of the benchmarks and the writer worker, as the app's bundle does. */
export async function bundleStore(): Promise<BundledStore> {
  const folder = join(DATA, `bundle-${process.pid}`);
  const bundle = async (entry: string, name: string) => {
    await build({
      configFile: false,
      envDir: false,
      root: REPOSITORY,
      mode: 'production',
      logLevel: 'error',
      define: { 'process.env.NODE_ENV': '"production"' },
      ssr: { noExternal: true, external: OUTSIDE, target: 'node' },
      build: {
        emptyOutDir: false,
        ssr: join(REPOSITORY, entry),
        target: 'node24',
        outDir: folder,
        rolldownOptions: {
          external: OUTSIDE,
          output: { format: 'cjs', entryFileNames: name, codeSplitting: false },
        },
      },
    });
    return join(folder, name);
  };
  return {
    process: await bundle('bench/store/store-process.ts', 'process.cjs'),
    writer: await bundle('main/store/writer-worker.ts', 'writer.cjs'),
  };
}
