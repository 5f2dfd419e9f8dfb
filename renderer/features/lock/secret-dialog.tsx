import type { OnthaalError } from '@onthaal/contract/result.ts';
import { type FormEvent, useId, useState } from 'react';
import { useAppSelector } from '../../app/store.ts';
import { useLogOut } from '../../app/use-log-out.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { showNotice } from '../../ui/notice-board.ts';
import { TextField } from '../../ui/text-field.tsx';

interface SecretDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Choosing a PIN or password for the locked screen, from the preferences. */
export function SecretDialog({ isOpen, onClose }: SecretDialogProps) {
  const t = useText();
  return (
    <Dialog title={t('secret.title')} size="small" isOpen={isOpen} onClose={onClose} keepOpenOutside>
      <SecretForm onDone={onClose} onCancel={onClose} cancelLabel={t('action.cancel')} />
    </Dialog>
  );
}

/** The same at the first login, where everybody needs one: it closes by choosing, or by logging out. */
export function RequiredSecretDialog() {
  const t = useText();
  const logOut = useLogOut();
  const isRequired = useAppSelector(({ session }) => session.information?.pinRequired === true);
  const isMissing = useAppSelector(({ lock }) => lock.secret === 'none');
  return (
    <Dialog title={t('secret.title')} size="small" isOpen={isRequired && isMissing} onClose={logOut} keepOpenOutside>
      <SecretForm isRequired onDone={() => undefined} onCancel={logOut} cancelLabel={t('keys.logOut')} />
    </Dialog>
  );
}

interface SecretFormProps {
  /** Nothing else can be done before one is chosen. */
  readonly isRequired?: boolean;
  readonly onDone: () => void;
  readonly onCancel: () => void;
  readonly cancelLabel: string;
}

function SecretForm({ isRequired = false, onDone, onCancel, cancelLabel }: SecretFormProps) {
  const t = useText();
  const formId = useId();
  const kind = useAppSelector((state) => state.lock.secret);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [isDifferent, setDifferent] = useState(false);
  const [error, setError] = useState<OnthaalError>();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    setDifferent(next !== again);
    setError(undefined);
    if (next !== again || next === '') return;
    setBusy(true);
    const result = await desktop().request('session:setSecret', { next, ...(current === '' ? {} : { current }) });
    setBusy(false);
    if (!result.ok) {
      setError(result.error);
      return;
    }
    showNotice({ tone: 'positive', title: t('secret.kept') });
    onDone();
  };
  const wrong = (field: string) => (error?.field === field ? t(`error.${error.code}.text`, error.details) : undefined);
  return (
    <form id={formId} className="stack" onSubmit={(event) => void submit(event)}>
      <p>
        {t('secret.purpose')} {isRequired && t('secret.required')}
      </p>
      {error && error.field === undefined && <ErrorMessage error={error} />}
      {kind !== 'none' && (
        <TextField
          label={t('secret.current')}
          help={t('secret.currentHelp')}
          error={wrong('current')}
          type="password"
          autoFocus
          value={current}
          onChange={setCurrent}
        />
      )}
      <TextField
        label={t('secret.next')}
        help={t('secret.nextHelp')}
        error={wrong('next')}
        type="password"
        autoFocus={kind === 'none'}
        value={next}
        onChange={setNext}
      />
      <TextField
        label={t('secret.again')}
        error={isDifferent ? t('secret.different') : undefined}
        type="password"
        value={again}
        onChange={setAgain}
      />
      <div className="row">
        <Button type="submit" variant="primary" isPending={isBusy} isDisabled={next === ''}>
          {t('secret.keep')}
        </Button>
        <Button onPress={onCancel}>{cancelLabel}</Button>
      </div>
    </form>
  );
}
