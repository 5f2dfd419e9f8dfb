import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { DemoPerson } from '@onthaal/contract/session/session.ts';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSecondsLeft } from '../lock/use-seconds-left.ts';
import { waitWords } from '../lock/wait-words.ts';

interface LoginSecretDialogProps {
  readonly person: DemoPerson;
  readonly isBusy: boolean;
  readonly error: OnthaalError | undefined;
  readonly onSubmit: (secret: string) => void;
  readonly onClose: () => void;
}

/** Why it was not taken; a wait counts down. */
function useWords(error: OnthaalError | undefined) {
  const t = useText();
  const waitUntil = useMemo(
    () => (error?.code === 'PIN_WAIT' ? Date.now() + Number(error.details?.seconds ?? 0) * 1000 : 0),
    [error],
  );
  const secondsLeft = useSecondsLeft(waitUntil);
  const wait = secondsLeft > 0 ? `${t('lock.tooOften')} ${waitWords(secondsLeft, t)}` : undefined;
  if (error === undefined || error.code === 'PIN_WAIT') return { isWaiting: wait !== undefined, words: wait };
  // At work a wrong PIN logs out in the end; here nobody is logged in yet.
  const words =
    error.code === 'PIN_WRONG'
      ? t('login.secret.wrong', error.details)
      : `${t(`error.${error.code}.text`, error.details)} ${t(`error.${error.code}.next`, error.details)}`;
  return { isWaiting: false, words };
}

/** Without a line the PIN or password of the locked screen says who this is. */
export function LoginSecretDialog({ person, isBusy, error, onSubmit, onClose }: LoginSecretDialogProps) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const { isWaiting, words } = useWords(error);
  useEffect(() => {
    if (error) form.current?.querySelector('input')?.focus();
  }, [error]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed === '' || isBusy || isWaiting) return;
    onSubmit(typed);
    setTyped('');
  };
  return (
    <Dialog title={person.name} size="small" isOpen onClose={onClose} keepOpenOutside>
      <form ref={form} className="stack" onSubmit={submit}>
        <p>{t('login.secret.text')}</p>
        <TextField
          label={t('login.secret.label')}
          help={t('login.secret.forgotten')}
          error={words}
          type="password"
          autoFocus
          value={typed}
          onChange={setTyped}
        />
        <div className="row">
          <Button type="submit" variant="primary" isPending={isBusy} isDisabled={isWaiting}>
            {t('login.secret.logIn')}
          </Button>
          <Button onPress={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
