import type { SetAsideRow } from '@onthaal/contract/store/backups.ts';
import type { Translate } from '../../i18n/use-text.ts';
import type { Tone } from '../../ui/tag.tsx';

export interface SetAsideWords {
  readonly why: string;
  /** What of it was rescued. */
  readonly rescued: string;
  readonly tone: Tone;
  /** Something may still be in it that is nowhere else. */
  readonly isUncertain: boolean;
}

/** What is said of files that were set aside: why, and whether anything in them is missing. */
export function setAsideWords({ note }: Pick<SetAsideRow, 'note'>, t: Translate): SetAsideWords {
  if (note === undefined) {
    return {
      why: t('setAside.why.unknown'),
      rescued: t('setAside.unknown'),
      tone: 'caution',
      isUncertain: true,
    };
  }
  const why = t(`setAside.why.${note.why}`);
  if (note.incomplete) return { why, rescued: t('setAside.incomplete'), tone: 'danger', isUncertain: true };
  const rescued =
    note.why === 'unsentCopy' ? t('setAside.nothingLost') : t('setAside.rescued', { count: note.rescuedItems });
  return { why, rescued, tone: 'positive', isUncertain: false };
}
