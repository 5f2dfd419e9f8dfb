import type { Benchmark } from './benchmark.ts';
import { cardOnScreen } from './card-on-screen.ts';
import { commands } from './commands.ts';
import { deskStreams } from './desk-streams.ts';
import { dossierCard } from './dossier-card.ts';
import { eidReading } from './eid-reading.ts';
import { firstSync } from './first-sync.ts';
import { liveReads } from './live-reads.ts';
import { migration } from './migration.ts';
import { open } from './open.ts';
import { scanning } from './scanning.ts';
import { search } from './search.ts';
import { standardVisit } from './standard-visit.ts';
import { startUp } from './start-up.ts';
import { storage } from './storage.ts';
import { whileSyncing } from './while-syncing.ts';

/** All benchmarks, in the order in which `all` runs them. */
export const benchmarks: readonly Benchmark[] = [
  firstSync,
  search,
  dossierCard,
  open,
  liveReads,
  whileSyncing,
  startUp,
  commands,
  migration,
  storage,
  deskStreams,
  eidReading,
  cardOnScreen,
  scanning,
  standardVisit,
];
