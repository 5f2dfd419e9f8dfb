import { LockOpen } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Screen } from '../../app/screen.tsx';
import { useNavigate } from '../../app/use-navigate.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';

const LONGEST_REASON = 500;

interface GlassProps {
  /** Which record it is, as far as that may be said. */
  readonly eyebrow?: ReactNode;
  readonly title: string;
  /** What is behind it. */
  readonly warning: string;
  /** Who will know of it. */
  readonly text: string;
  readonly help: string;
  readonly onReason: (reason: string) => void;
  /** Why it did not open. */
  readonly children?: ReactNode;
}

/** Instead of a card: nothing but that it is closed, and the reason that opens it for a while. */
export function Glass({ eyebrow, title, warning, text, help, onReason, children }: GlassProps) {
  const t = useText();
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isMissing = isTried && reason.trim() === '';
  const open = () => {
    setTried(true);
    if (reason.trim() !== '') onReason(reason.trim());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    open();
  };
  return (
    <Screen eyebrow={eyebrow} title={title} layout="narrow" keepFocus>
      <Banner tone="caution" title={warning}>
        {text}
      </Banner>
      {children}
      <form className="stack" onSubmit={submit}>
        <TextField
          label={t('glass.reason')}
          help={help}
          isRequired
          autoFocus
          value={reason}
          onChange={setReason}
          error={isMissing ? t('field.required') : undefined}
          maxLength={LONGEST_REASON}
        />
        <div className="row">
          <Button variant="primary" icon={LockOpen} onPress={open}>
            {t('glass.open')}
          </Button>
          <Button onPress={navigate.back}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Screen>
  );
}
