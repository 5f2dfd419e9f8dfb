import { UserPen } from 'lucide-react';
import { useNavigate } from '../../app/use-navigate.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';

/** The way to the card of a citizen whose address or number is wrong, where it is corrected. */
export function CorrectAddress({ citizen }: { readonly citizen: { readonly id: string; readonly name: string } }) {
  const t = useText();
  const navigate = useNavigate();
  const { id, name } = citizen;
  return (
    <Button
      size="small"
      variant="quiet"
      icon={UserPen}
      aria-label={t('messages.correctOf', { name })}
      onPress={() => navigate.open({ name: 'person', personId: id, purpose: 'counterService' })}
    >
      {t('messages.correct')}
    </Button>
  );
}
