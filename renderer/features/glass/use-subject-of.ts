import { useText } from '../../i18n/use-text.ts';

interface MayBeShielded {
  readonly subject: string;
  readonly shielded?: true | undefined;
}

/** What a row is about; for what was written about a protected person, a line that says only how it opens. */
export function useSubjectOf(): (row: MayBeShielded) => string {
  const t = useText();
  return ({ subject, shielded }) => (shielded ? t('glass.hidden') : subject);
}
