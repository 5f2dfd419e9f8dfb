import { fileURLToPath } from 'node:url';
import { applicationPlan } from './bundle/bundle-plan.ts';
import { bundlePlan } from './bundle/bundle-steps.ts';

/** Choices of one bundling run. */
export interface BundleOptions {
  /** Prints only problems. */
  readonly quiet?: boolean;
}

/**
 * Bundles the desktop application into `out/app`, complete enough to be started by Electron or packed into an asar: the
 * main and store processes, the store's writer worker, the preload, the renderer, the resources and the SQLite package.
 *
 * @throws Error naming the entry that is missing or the first problem of the bundler
 */
export async function bundleApplication(options: BundleOptions = {}): Promise<void> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const startedAt = performance.now();
  const plan = applicationPlan(root);
  await bundlePlan(plan, options.quiet ?? false);
  if (options.quiet !== true) {
    console.log(`[bundle] ${plan.outFolder} in ${Math.round(performance.now() - startedAt)} ms`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await bundleApplication({ quiet: process.argv.includes('--quiet') });
}
