import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Scripts of a bundled store process. */
export interface StoreBundle {
  readonly child: string;
  readonly writer: string;
  /** Acknowledges before it writes. */
  readonly hastyWriter: string;
  /** Acknowledges before it is on the disk. */
  readonly forgetfulWriter: string;
  /** Where Node keeps the compiled scripts. */
  readonly compileCache: string;
}

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/**
 * Bundles the store process for plain Node, so that each of hundreds of starts takes a fifth of a second instead of a whole one.
 *
 * @param name of the folder below out/test; the bundle stays there
 */
export async function bundleStore(name: string): Promise<StoreBundle> {
  const folder = join(root, 'out', 'test', name);
  const entry = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  await build({
    configFile: false,
    envDir: false,
    root,
    mode: 'production',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    ssr: { noExternal: true, external: ['better-sqlite3'], target: 'node' },
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      reportCompressedSize: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: {
          child: entry('./store-child.ts'),
          writer: entry('./attacked-writer.ts'),
          hasty: entry('./hasty-writer.ts'),
          forgetful: entry('./forgetful-writer.ts'),
        },
        external: ['better-sqlite3'],
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  return {
    child: join(folder, 'child.mjs'),
    writer: join(folder, 'writer.mjs'),
    hastyWriter: join(folder, 'hasty.mjs'),
    forgetfulWriter: join(folder, 'forgetful.mjs'),
    compileCache: join(folder, 'compiled'),
  };
}
