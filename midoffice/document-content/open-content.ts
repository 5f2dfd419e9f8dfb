import type { Logger } from 'pino';
import type { ContentConfiguration } from '../configuration/document-content.ts';
import type { Orm } from '../database/database.ts';
import type { Metrics } from '../observability/metrics.ts';
import { type ContentCondition, WatchedCondition } from './content-condition.ts';
import { clamdScanner } from './scanning/clamd.ts';
import { type ScanParts, ScanRounds } from './scanning/scan-rounds.ts';
import type { ContentStore } from './store/content-store.ts';
import { openStore } from './store/open-store.ts';

/** The content of documents on this node. */
export interface OpenContent {
  readonly configuration: ContentConfiguration;
  readonly store: ContentStore;
  readonly scanner: ScanRounds;
  /** How it is, in words from closed lists, for /ready and its readers. */
  readonly condition: () => ContentCondition;
  readonly close: () => Promise<void>;
}

/**
 * Opens what keeps and scans the content of documents.
 *
 * @throws when the folder of the store can be neither found nor made
 */
export async function openContent(
  configuration: ContentConfiguration,
  parts: { readonly orm: Orm; readonly metrics: Metrics; readonly logger: Logger } & Pick<ScanParts, 'askAgain'>,
): Promise<OpenContent> {
  const store = await openStore(configuration.store);
  const { scanner: wanted, retrySeconds } = configuration;
  const clamd = wanted.kind === 'clamd' ? clamdScanner(wanted.address) : undefined;
  const firstState = wanted.kind === 'off' ? 'unscanned' : 'pending';
  const scanner = new ScanRounds({ ...parts, store, scanner: clamd, firstState, retrySeconds });
  const without = wanted.kind === 'off' ? 'off' : 'missing';
  const { metrics } = parts;
  const watched = await WatchedCondition.start({ store, clamd, without, seconds: retrySeconds, metrics });
  const close = async (): Promise<void> => {
    watched.close();
    await scanner.close();
    store.close();
  };
  return { configuration, store, scanner, condition: () => watched.last, close };
}
