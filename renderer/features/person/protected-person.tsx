import { LockOpen } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Screen } from '../../app/screen.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import './person-screen.css';

const LONGEST_REASON = 500;

/** Instead of a protected person's card: nothing but that it is protected, and the reason that opens it for a while. */
export function ProtectedPerson({ onReason }: { readonly onReason: (reason: string) => void }) {
  const t = useText();
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
    <Screen title={t('person.protected.title')} layout="narrow" keepFocus>
      <Banner tone="caution" title={t('error.REASON_REQUIRED.text')}>
        {t('person.protected.text')}
      </Banner>
      <form className="stack protected-person" onSubmit={submit}>
        <TextField
          label={t('person.protected.reason')}
          help={t('person.protected.help')}
          isRequired
          autoFocus
          value={reason}
          onChange={setReason}
          error={isMissing ? t('person.fault.required') : undefined}
          maxLength={LONGEST_REASON}
        />
        <div className="row">
          <Button variant="primary" icon={LockOpen} onPress={open}>
            {t('person.protected.open')}
          </Button>
        </div>
      </form>
    </Screen>
  );
}
