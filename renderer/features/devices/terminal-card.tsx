import type { TerminalSettings } from '@onthaal/contract/devices/terminal.ts';
import { PlugZap } from 'lucide-react';
import { useEffect, useState } from 'react';
import { desktop } from '../../bridge/desktop.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { RadioGroupField } from '../../ui/radio-group-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useDeskDevices } from './use-devices.ts';

type Kind = TerminalSettings['kind'] | 'none';
interface Form {
  readonly kind: Kind;
  readonly url: string;
  readonly saleId: string;
  readonly terminalId: string;
}

const empty: Form = { kind: 'none', url: '', saleId: '', terminalId: '' };

function settingsOf({ kind, url, saleId, terminalId }: Form): TerminalSettings | undefined {
  if (kind === 'none') return undefined;
  return kind === 'manual' ? { kind } : { kind, url: url.trim(), saleId: saleId.trim(), terminalId: terminalId.trim() };
}

/** Asks the terminal whether it is one; nothing is paid. */
function useTerminalTest() {
  const t = useText();
  const [words, setWords] = useState('');
  const [isPending, setPending] = useState(false);
  const test = async () => {
    setPending(true);
    const answer = await desktop().request('devices:testTerminal', {});
    setPending(false);
    if (answer.ok) return setWords(t(`devices.terminal.test.${answer.value}`));
    const { code, details } = answer.error;
    setWords(`${t(`error.${code}.text`, details)} ${t(`error.${code}.next`, details)}`);
  };
  return { words, isPending, test: () => void test() };
}

/** Which payment terminal this desk has. */
export function TerminalCard() {
  const t = useText();
  const { settings, change } = useDeskDevices();
  const [form, setForm] = useState<Form>(empty);
  const [isTried, setTried] = useState(false);
  const test = useTerminalTest();
  const kept = settings?.terminal;
  useEffect(() => setForm(kept === undefined ? empty : { ...empty, ...kept }), [kept]);
  const set = (changes: Partial<Form>) => setForm({ ...form, ...changes });
  const isUrl = /^https?:\/\/\S+$/.test(form.url.trim());
  const isWhole = form.kind !== 'nexo' || (isUrl && form.saleId.trim() !== '' && form.terminalId.trim() !== '');
  const save = () => {
    setTried(true);
    if (isWhole) void change({ terminal: settingsOf(form) });
  };
  const missing = (value: string) => (isTried && value.trim() === '' ? t('field.required') : undefined);
  return (
    <Card title={t('devices.terminal')}>
      <div className="stack">
        <RadioGroupField
          label={t('devices.terminal.kind')}
          isVertical
          options={(['none', 'manual', 'nexo'] as const).map((id) => ({ id, label: t(`devices.terminal.${id}`) }))}
          value={form.kind}
          onChange={(kind) => set({ kind: kind as Kind })}
        />
        {form.kind === 'nexo' && (
          <>
            <TextField
              label={t('devices.terminal.url')}
              help={t('devices.terminal.urlHelp')}
              isRequired
              value={form.url}
              onChange={(url) => set({ url })}
              maxLength={300}
              error={isTried && !isUrl ? t('devices.terminal.urlWrong') : undefined}
            />
            <TextField
              label={t('devices.terminal.saleId')}
              isRequired
              value={form.saleId}
              onChange={(saleId) => set({ saleId })}
              maxLength={40}
              error={missing(form.saleId)}
            />
            <TextField
              label={t('devices.terminal.terminalId')}
              isRequired
              value={form.terminalId}
              onChange={(terminalId) => set({ terminalId })}
              maxLength={40}
              error={missing(form.terminalId)}
            />
          </>
        )}
        <div className="row">
          <Button onPress={save}>{t('devices.terminal.save')}</Button>
          {kept?.kind === 'nexo' && (
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
