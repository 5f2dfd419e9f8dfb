import { useText } from '../../../i18n/use-text.ts';
import { CheckboxField } from '../../../ui/checkbox-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { TerminalFaults, useTerminalForm } from './terminal-form.ts';

type FieldsProps = Pick<ReturnType<typeof useTerminalForm>, 'form' | 'set' | 'faults' | 'isSecretKept'>;

function useMissing() {
  const t = useText();
  return (fault: TerminalFaults[keyof TerminalFaults]) => (fault === undefined ? undefined : t('field.required'));
}

/** How a terminal in the network is reached. */
export function NexoFields({ form, set, faults, isSecretKept }: FieldsProps) {
  const t = useText();
  const missing = useMissing();
  return (
    <>
      <TextField
        label={t('devices.terminal.url')}
        help={t('devices.terminal.urlHelp')}
        isRequired
        value={form.url}
        onChange={(url) => set({ url })}
        maxLength={300}
        error={faults.url && t('devices.terminal.urlWrong')}
      />
      <TextField
        label={t('devices.terminal.saleId')}
        isRequired
        value={form.saleId}
        onChange={(saleId) => set({ saleId })}
        maxLength={40}
        error={missing(faults.saleId)}
      />
      <TextField
        label={t('devices.terminal.terminalId')}
        isRequired
        value={form.terminalId}
        onChange={(terminalId) => set({ terminalId })}
        maxLength={40}
        error={missing(faults.terminalId)}
      />
      <CheckboxField
        label={t('devices.terminal.sealed')}
        value={form.isSealed}
        onChange={(isSealed) => set({ isSealed, secret: '' })}
      />
      {form.isSealed && <KeyFields form={form} set={set} faults={faults} isSecretKept={isSecretKept} />}
    </>
  );
}

/** The key that a terminal and this desk share. */
function KeyFields({ form, set, faults, isSecretKept }: FieldsProps) {
  const t = useText();
  const missing = useMissing();
  return (
    <>
      <TextField
        label={t('devices.terminal.keyName')}
        isRequired
        value={form.keyIdentifier}
        onChange={(keyIdentifier) => set({ keyIdentifier })}
        maxLength={80}
        error={missing(faults.keyIdentifier)}
      />
      <TextField
        label={t('devices.terminal.keyVersion')}
        isRequired
        inputMode="numeric"
        value={form.keyVersion}
        onChange={(keyVersion) => set({ keyVersion })}
        maxLength={6}
        error={faults.keyVersion && t('devices.terminal.keyVersionWrong')}
      />
      <TextField
        label={t('devices.terminal.passphrase')}
        help={t(isSecretKept ? 'devices.terminal.passphraseKept' : 'devices.terminal.passphraseHelp')}
        type="password"
        isRequired={!isSecretKept}
        value={form.secret}
        onChange={(secret) => set({ secret })}
        maxLength={200}
        error={missing(faults.secret)}
      />
    </>
  );
}

/** Which terminal of Mollie, and the key that it is asked with. */
export function MollieFields({ form, set, faults, isSecretKept }: FieldsProps) {
  const t = useText();
  const missing = useMissing();
  return (
    <>
      <TextField
        label={t('devices.terminal.mollieId')}
        help={t('devices.terminal.mollieIdHelp')}
        isRequired
        value={form.terminalId}
        onChange={(terminalId) => set({ terminalId })}
        maxLength={80}
        error={faults.terminalId && t('devices.terminal.mollieIdWrong')}
      />
      <TextField
        label={t('devices.terminal.key')}
        help={t(isSecretKept ? 'devices.terminal.keyKept' : 'devices.terminal.keyHelp')}
        type="password"
        isRequired={!isSecretKept}
        value={form.secret}
        onChange={(secret) => set({ secret })}
        maxLength={200}
        error={faults.secret === 'wrong' ? t('devices.terminal.keyWrong') : missing(faults.secret)}
      />
    </>
  );
}
