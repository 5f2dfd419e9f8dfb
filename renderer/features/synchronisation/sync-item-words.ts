import type { SyncItem, SyncStatus } from '@onthaal/contract/store/sync.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/use-text.ts';
import { fieldLabel, type ValueWords, valueText } from '../conflicts/field-values.ts';
import { inSentence } from '../conflicts/in-sentence.ts';

/** What somebody did, in one sentence: "Status gewijzigd naar In behandeling". */
export function syncItemSentence(item: SyncItem, words: ValueWords): string {
  const { t } = words;
  const value = (field: string) => valueText(item.changes[field], field, words);
  if (item.command === 'changeStatus' && item.changes.status) {
    return t('synchronisation.command.changeStatusTo', { status: value('status') });
  }
  if (item.command === 'assignDossier' && item.changes.teamId) {
    return t('synchronisation.command.assignDossierTo', { team: value('teamId') });
  }
  if (item.command === 'updateDossier' || item.command === 'updatePerson') {
    const fields = changedFieldNames(item).map((field) => inSentence(fieldLabel(field, words), t));
    if (fields.length > 0) return t('synchronisation.command.changed', { fields: fields.join(', ') });
  }
  return t.word('synchronisation.command', item.command);
}

const followers = [
  'termEvents',
  'dueOn',
  'closedOn',
  'statusSince',
  'parties',
  'history',
  'openedOn',
  'number',
  'by',
  'at',
];

/** The fields that the clerk changed, without those that only follow from them. */
export function changedFieldNames(item: Pick<SyncItem, 'changes'>): readonly string[] {
  return Object.keys(item.changes).filter((field) => !followers.includes(field));
}

/** What the clerk wrote, a line per field. */
export function ownWords(item: SyncItem, words: ValueWords): string {
  return changedFieldNames(item)
    .map((field) => `${fieldLabel(field, words)}: ${valueText(item.changes[field], field, words)}`)
    .join('\n');
}

/** Everything the clerk wrote, as text for the clipboard: nothing typed may be lost, whatever becomes of the item. */
export function syncItemText(item: SyncItem, words: ValueWords): string {
  return [syncItemSentence(item, words), item.title, ownWords(item, words)].filter(Boolean).join('\n');
}

/** How long ago: "net", "3 minuten geleden", "2 uur geleden", "gisteren 10:12" and older as day and time. */
export function ageText(at: string, now: Date, t: Translate, formats: Pick<Formats, 'dayTime'>): string {
  const minutes = Math.floor((now.getTime() - new Date(at).getTime()) / 60_000);
  if (minutes < 1) return t('synchronisation.age.now');
  if (minutes < 60) return t('synchronisation.age.minutes', { count: minutes });
  if (minutes < 24 * 60) return t('synchronisation.age.hours', { count: Math.floor(minutes / 60) });
  return formats.dayTime(at);
}

/** Seconds until the next try by itself; undefined when none is planned. Never negative. */
export function secondsToNextTry(status: Pick<SyncStatus, 'phase' | 'nextTryAt'>, now: Date): number | undefined {
  if (status.phase !== 'offline' || status.nextTryAt === undefined) return undefined;
  return Math.max(0, Math.ceil((new Date(status.nextTryAt).getTime() - now.getTime()) / 1000));
}

export interface SyncGroups {
  /** Asks something of the clerk: refused or in conflict. */
  readonly asking: readonly SyncItem[];
  readonly waiting: readonly SyncItem[];
  /** Accepted in the last 24 hours, newest first. */
  readonly accepted: readonly SyncItem[];
  /** Given up, newest first; the store keeps them for 30 days. */
  readonly discarded: readonly SyncItem[];
}

/** The items by what they ask; the oldest waiting first, because it goes first. */
export function groupSyncItems(items: readonly SyncItem[], now: Date): SyncGroups {
  const yesterday = new Date(now.getTime() - 86_400_000).toISOString();
  const oldestFirst = [...items].sort((one, other) => one.queuedAt.localeCompare(other.queuedAt));
  return {
    asking: oldestFirst.filter((item) => item.state === 'rejected' || item.state === 'conflict'),
    waiting: oldestFirst.filter((item) => item.state === 'local' || item.state === 'sending'),
    accepted: oldestFirst
      .filter((item) => item.state === 'accepted' && (item.acceptedAt ?? item.queuedAt) >= yesterday)
      .reverse(),
    discarded: oldestFirst.filter((item) => item.state === 'discarded').reverse(),
  };
}
