import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { DemoPerson } from '@onthaal/contract/session/session.ts';
import { type FormEvent, useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface LoginSecretDialogProps {
  readonly person: DemoPerson;
  readonly isBusy: boolean;
  readonly error: OnthaalError | undefined;
  readonly onSubmit: (secret: string) => void;
  readonly onClose: () => void;
}

/** Without a line the PIN or password of the locked screen says who this is. */
export function LoginSecretDialog({ person, isBusy, error, onSubmit, onClose }: LoginSecretDialogProps) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed === '' || isBusy) return;
    onSubmit(typed);
    setTyped('');
  };
  return (
    <Dialog title={person.name} size="small" isOpen onClose={onClose} keepOpenOutside>
      <form className="stack" onSubmit={submit}>
        <p>{t('login.secret.text')}</p>
        <TextField
          label={t('login.secret.label')}
          error={error && t(`error.${error.code}.text`, error.details)}
          type="password"
          autoFocus
          value={typed}
          onChange={setTyped}
        />
        <div className="row">
          <Button type="submit" variant="primary" isPending={isBusy}>
            {t('login.secret.logIn')}
          </Button>
          <Button onPress={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
