import { useText } from '../../i18n/use-text.ts';
import type { PersonFault } from '../new-person/new-person-form.ts';

/** The sentences of faults in contact data. */
export function useFaultTexts(faults: Readonly<Record<string, PersonFault>>): Readonly<Record<string, string>> {
  const t = useText();
  return Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field, t(`person.fault.${fault}`)]));
}
