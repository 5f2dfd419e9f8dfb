import { Lock } from 'lucide-react';
import { useText } from '../../i18n/use-text.ts';
import { Tag } from '../../ui/tag.tsx';

/** Beside the name of a protected person, instead of everything else: the card opens after a reason. */
export function ShieldedTag() {
  const t = useText();
  return (
    <Tag tone="caution" icon={Lock}>
      {t('person.shielded')}
    </Tag>
  );
}
