import { useText } from '../../i18n/use-text.ts';
import { Glass } from '../glass/glass.tsx';

/** Instead of a protected person's card. */
export function ProtectedPerson({ onReason }: { readonly onReason: (reason: string) => void }) {
  const t = useText();
  return (
    <Glass
      title={t('person.protected.title')}
      warning={t('error.REASON_REQUIRED.text')}
      text={t('person.protected.text')}
      help={t('person.protected.help')}
      onReason={onReason}
    />
  );
}
