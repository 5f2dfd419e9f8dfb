import type { KioskState } from '@onthaal/contract/session/kiosk.ts';
import { type FormEvent, useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useRegistration } from './use-kiosk.ts';

/** Without a code of an administrator a kiosk shows nothing. */
export function KioskRegistration({ state }: { readonly state: KioskState }) {
  const t = useText();
  const [code, setCode] = useState('');
  const [printer, setPrinter] = useState('');
  const { register, isBusy, error } = useRegistration();
  const isHindered = state.problem !== null && state.problem.code !== 'KIOSK_UNKNOWN';
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (code.trim() !== '') register(code.trim(), printer.trim());
  };
  return (
    <form className="kiosk-registration" onSubmit={send}>
      <h1 className="kiosk-title">{t('kiosk.register.title')}</h1>
      {state.revoked && (
        <Banner tone="danger" live="alert" title={t('kiosk.revoked.title')}>
          {t('kiosk.revoked.text')}
        </Banner>
      )}
      {state.problem && <ErrorMessage error={state.problem} />}
      {error && <ErrorMessage error={error} />}
      {!isHindered && (
        <>
          <p className="kiosk-text">{t('kiosk.register.text')}</p>
          <TextField
            label={t('kiosk.register.code')}
            help={t('kiosk.register.help')}
            value={code}
            onChange={setCode}
            maxLength={20}
            autoFocus
            isDisabled={isBusy}
          />
          <TextField
            label={t('kiosk.register.printer')}
            help={t('kiosk.register.printerHelp')}
            value={printer}
            onChange={setPrinter}
            maxLength={300}
            isDisabled={isBusy}
          />
          <Button type="submit" variant="primary" className="kiosk-button" isPending={isBusy}>
            {t('kiosk.register.action')}
          </Button>
        </>
      )}
    </form>
  );
}
