import { loadIfEmpty, type SeedBatch } from '../database/bulk-load.ts';
import type { Services } from './services.ts';

/** Makes the documents of a demo municipality, in batches. */
export type SeedGenerator = (options: { readonly dossiers: number; readonly today: string }) => Iterable<SeedBatch>;

/** Today in Brussels, `YYYY-MM-DD`. */
export function todayInBrussels(now = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels' }).format(now);
}

/** Fills an empty database with the demo municipality; does nothing in a filled one. */
export async function fillDemo(services: Services, generate: SeedGenerator): Promise<void> {
  const { database, configuration, logger } = services;
  const started = performance.now();
  const documents = await loadIfEmpty(database.orm, () =>
    generate({ dossiers: configuration.seedDossiers, today: todayInBrussels() }),
  );
  if (documents === 0) return;
  logger.info({ documents, milliseconds: Math.round(performance.now() - started) }, 'demo municipality loaded');
}
