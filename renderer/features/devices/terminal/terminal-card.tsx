import { PlugZap } from 'lucide-react';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { RadioGroupField } from '../../../ui/radio-group-field.tsx';
import { useDeskDevices } from '../use-devices.ts';
import { MollieFields, NexoFields } from './terminal-fields.tsx';
import { type TerminalKindChoice, useTerminalForm } from './terminal-form.ts';
import { useTerminalTest } from './use-terminal-test.ts';

const kinds: readonly TerminalKindChoice[] = ['none', 'manual', 'nexo', 'mollie'];

/** Which payment terminal this desk has. */
export function TerminalCard() {
  const t = useText();
  const { save, ...fields } = useTerminalForm();
  const { form, set } = fields;
  const { settings } = useDeskDevices();
  const test = useTerminalTest();
  return (
    <Card title={t('devices.terminal')}>
      <div className="stack">
        <RadioGroupField
          label={t('devices.terminal.kind')}
          isVertical
          options={kinds.map((id) => ({ id, label: t(`devices.terminal.${id}`) }))}
          value={form.kind}
          onChange={(kind) => set({ kind: kind as TerminalKindChoice, terminalId: '', secret: '' })}
        />
        {form.kind === 'nexo' && <NexoFields {...fields} />}
        {form.kind === 'mollie' && <MollieFields {...fields} />}
        <div className="row">
          <Button onPress={() => void save()}>{t('devices.terminal.save')}</Button>
          {settings?.terminal?.kind === 'nexo' && (
            <Button icon={PlugZap} isPending={test.isPending} onPress={test.test}>
              {t('devices.terminal.test')}
            </Button>
          )}
        </div>
        <p role="status">{test.words}</p>
      </div>
    </Card>
  );
}
