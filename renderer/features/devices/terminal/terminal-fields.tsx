import { useText } from '../../../i18n/use-text.ts';
import { TextField } from '../../../ui/text-field.tsx';
import type { TerminalFaults, useTerminalForm } from './terminal-form.ts';

type FieldsProps = Pick<ReturnType<typeof useTerminalForm>, 'form' | 'set' | 'faults' | 'isSecretKept'>;

function useMissing() {
  const t = useText();
  return (fault: TerminalFaults[keyof TerminalFaults]) => (fault === undefined ? undefined : t('field.required'));
}

/** How a terminal in the network is reached. */
export function NexoFields({ form, set, faults }: FieldsProps) {
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
