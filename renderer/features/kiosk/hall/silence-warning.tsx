import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';

/** Says that the screen begins anew soon. Any touch or key keeps it. */
export function SilenceWarning({ seconds }: { readonly seconds: number }) {
  const t = useText();
  return (
    <div className="hall-silence">
      <p role="alert" className="hall-silence-title">
        {t('kiosk.silence.title')}
      </p>
      <p aria-hidden>{t('kiosk.silence.text', { seconds })}</p>
      <Button variant="primary" className="kiosk-button" onPress={() => undefined}>
        {t('kiosk.silence.stay')}
      </Button>
    </div>
  );
}
