import type { ProcessState } from '@onthaal/contract/ipc/channels.ts';
import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import type { TextValues } from '../../i18n/use-text.ts';

export type SyncTone = 'positive' | 'information' | 'caution' | 'danger';

export interface SyncWords {
  readonly key: MessageKey;
  readonly values: TextValues;
  readonly tone: SyncTone;
}

/**
 * What the pill says: the most urgent truth first. Something refused or in conflict needs a person and wins over everything; "all
 * sent" is said only when nothing waits, whatever the phase claims.
 */
export function syncWords(
  status: SyncStatus,
  formats: Pick<Formats, 'moment'>,
  storeProcess: ProcessState['state'] = 'running',
): SyncWords {
  // What was known before the store went away may not hold any more.
  if (storeProcess === 'failed') return { key: 'sync.stopped', values: {}, tone: 'danger' };
  if (storeProcess !== 'running') return { key: 'sync.starting', values: {}, tone: 'information' };
  const { conflicts, rejected, phase } = status;
  const waiting = status.waiting + (status.unsentContents ?? 0);
  const since = formats.moment(status.since);
  if (rejected > 0) return { key: 'sync.rejected', values: { count: rejected }, tone: 'danger' };
  if (conflicts > 0) return { key: 'sync.conflicts', values: { count: conflicts }, tone: 'caution' };
  if (phase === 'blocked') return { key: 'sync.blocked', values: { waiting }, tone: 'danger' };
  if (phase === 'offline') return { key: 'sync.offline', values: { since, waiting }, tone: 'caution' };
  if (phase === 'firstSync') {
    const { received = 0, expected = 0 } = status.firstSync ?? {};
    return { key: 'sync.firstSync', values: { received, expected }, tone: 'information' };
  }
  if (phase === 'starting') return { key: 'sync.starting', values: {}, tone: 'information' };
  if (waiting > 0 && status.feedNotice?.reason === 'centreRestored') {
    return { key: 'sync.offeringAgain', values: { count: waiting }, tone: 'information' };
  }
  if (waiting > 0) return { key: 'sync.waiting', values: { count: waiting }, tone: 'information' };
  if (phase === 'working') return { key: 'sync.working', values: {}, tone: 'information' };
  const at = formats.moment(status.lastCompleteAt ?? status.since);
  return { key: 'sync.upToDate', values: { at }, tone: 'positive' };
}
