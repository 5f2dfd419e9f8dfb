import type { Benchmark } from './benchmark.ts';
import { commands } from './commands.ts';
import { dossierCard } from './dossier-card.ts';
import { firstSync } from './first-sync.ts';
import { search } from './search.ts';
import { startUp } from './start-up.ts';
import { whileSyncing } from './while-syncing.ts';

/** All benchmarks, in the order in which `all` runs them. */
export const benchmarks: readonly Benchmark[] = [firstSync, search, dossierCard, whileSyncing, startUp, commands];
