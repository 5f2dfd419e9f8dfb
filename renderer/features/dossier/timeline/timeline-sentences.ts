import type { TimelineEntry } from '@onthaal/contract/store/rows.ts';
import { dayOf } from '../../../i18n/formats.ts';
import type { Translate } from '../../../i18n/use-text.ts';
import { inSentence } from '../../conflicts/in-sentence.ts';

interface TimelineWords {
  readonly t: Translate;
  /** Name of a team or member. */
  readonly nameOf: (id: string) => string;
  /** The label that the dossier type gives a status. */
  readonly statusLabel: (status: string) => string;
}

const detailSets: Readonly<Partial<Record<TimelineEntry['kind'], readonly string[]>>> = {
  interaction: ['channel'],
  task: ['taskKind', 'taskState'],
  appointment: ['appointmentState', 'appointmentMode'],
  document: ['documentSource'],
  message: ['messageChannel', 'messageState'],
};

function fieldNames(t: Translate, fields: string | undefined): string {
  return (fields ?? '')
    .split(',')
    .map((field) => field.trim())
    .filter(Boolean)
    .map((field) => inSentence(t.word('fieldName', field.split('.')[0] ?? field), t))
    .join(', ');
}

function historySentence(entry: TimelineEntry, words: TimelineWords): string {
  const { t, nameOf, statusLabel } = words;
  const { from, to, handlerId, fields } = entry.parameters ?? {};
  switch (entry.detail) {
    case 'created':
      return t('dossier.timeline.created');
    case 'statusChanged':
      return t('dossier.timeline.statusChanged', { from: statusLabel(from ?? ''), to: statusLabel(to ?? '') });
    case 'assigned': {
      const team = nameOf(to ?? '');
      return handlerId
        ? t('dossier.timeline.assignedHandler', { team, handler: nameOf(handlerId) })
        : t('dossier.timeline.assigned', { team });
    }
    case 'fieldsChanged':
      return t('dossier.timeline.fieldsChanged', { fields: fieldNames(t, fields) });
    case 'conflictResolved':
      return t('dossier.timeline.conflictResolved', { fields: fieldNames(t, fields) });
    default:
      return t.word('historyKind', entry.detail);
  }
}

/** What happened, in one sentence. */
export function timelineSentence(entry: TimelineEntry, words: TimelineWords): string {
  const { t } = words;
  if (entry.kind === 'history') return historySentence(entry, words);
  const kind = t(`dossier.timeline.kind.${entry.kind}`);
  const detail = (detailSets[entry.kind] ?? [])
    .map((set) => t.word(set, entry.detail))
    .find((word) => word !== entry.detail);
  return detail ? `${kind}: ${inSentence(detail, t)}` : kind;
}

/** The text under the sentence: what was noted, said or asked, and the reason that somebody gave. */
export function timelineText(entry: TimelineEntry): string | undefined {
  const { note, reason } = entry.parameters ?? {};
  return [entry.text, reason, note].find((text) => text !== undefined && text !== '');
}

export interface TimelineDay {
  /** `YYYY-MM-DD` in Brussels. */
  readonly day: string;
  readonly entries: readonly TimelineEntry[];
}

/** The entries of the chosen kinds (all when none is chosen) by day, newest first. */
export function timelineDays(
  entries: readonly TimelineEntry[],
  kinds: ReadonlySet<TimelineEntry['kind']>,
): readonly TimelineDay[] {
  const days = new Map<string, TimelineEntry[]>();
  const newestFirst = [...entries].sort((one, other) => other.at.localeCompare(one.at));
  for (const entry of newestFirst) {
    if (kinds.size > 0 && !kinds.has(entry.kind)) continue;
    const day = dayOf(entry.at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].map(([day, list]) => ({ day, entries: list }));
}
