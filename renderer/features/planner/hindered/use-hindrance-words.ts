import type { Hindrance } from '@onthaal/contract/entities/appointment.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';

/** Why an appointment is not possible any more, in words. */
export function useHindranceWords(): (why: readonly Hindrance[]) => string {
  const t = useText();
  const formats = useFormats();
  return (why) => formats.list(why.map((one) => t(`hindrance.${one}`)));
}
