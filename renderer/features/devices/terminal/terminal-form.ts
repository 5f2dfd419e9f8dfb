import {
  type SecretTerminalKind,
  secretTerminalKinds,
  type TerminalSettings,
} from '@onthaal/contract/devices/terminal.ts';
import { useCallback, useEffect, useState } from 'react';
import { desktop } from '../../../bridge/desktop.ts';
import { useErrorNotice } from '../../../ui/use-error-notice.ts';
import { useDeskDevices } from '../use-devices.ts';

export type TerminalKindChoice = TerminalSettings['kind'] | 'none';

/** What is typed about a terminal; a secret is only ever typed, never shown. */
export interface TerminalForm {
  readonly kind: TerminalKindChoice;
  readonly url: string;
  readonly saleId: string;
  readonly terminalId: string;
  readonly secret: string;
  /** Messages are sealed with a key that the terminal knows. */
  readonly isSealed: boolean;
  readonly keyIdentifier: string;
  readonly keyVersion: string;
}

const empty: TerminalForm = {
  ...{ kind: 'none', url: '', saleId: '', terminalId: '', secret: '' },
  ...{ isSealed: false, keyIdentifier: '', keyVersion: '' },
};

/** What is wrong with a form, by field; empty when it can be kept. */
export type TerminalFaults = { readonly [Field in keyof TerminalForm]?: 'missing' | 'wrong' };

const isBlank = (value: string): boolean => value.trim() === '';

function keyFaults({ keyIdentifier, keyVersion, secret }: TerminalForm, isSecretKept: boolean): TerminalFaults {
  return {
    ...(isBlank(keyIdentifier) && { keyIdentifier: 'missing' }),
    ...(!/^\d{1,6}$/.test(keyVersion.trim()) && { keyVersion: 'wrong' }),
    ...(isBlank(secret) && !isSecretKept && { secret: 'missing' }),
  };
}

/** @param isSecretKept one is there already: an empty field leaves it */
export function terminalFaults(form: TerminalForm, isSecretKept: boolean): TerminalFaults {
  const { kind, url, saleId, terminalId, secret } = form;
  if (kind === 'nexo') {
    return {
      ...(!/^(?:https?:\/\/\S+|tcp:\/\/[^\s/]+:\d{1,5})$/.test(url.trim()) && { url: 'wrong' }),
      ...(isBlank(saleId) && { saleId: 'missing' }),
      ...(isBlank(terminalId) && { terminalId: 'missing' }),
      ...(form.isSealed && keyFaults(form, isSecretKept)),
    };
  }
  if (kind !== 'mollie') return {};
  const isKey = /^(?:live|test)_[\x21-\x7e]{4,190}$/.test(secret.trim());
  return {
    ...(!/^term_[A-Za-z0-9]+$/.test(terminalId.trim()) && { terminalId: 'wrong' }),
    ...(isBlank(secret) ? !isSecretKept && { secret: 'missing' } : !isKey && { secret: 'wrong' }),
  };
}

/** The settings that a form stands for; undefined for no terminal. */
export function settingsOf(form: TerminalForm): TerminalSettings | undefined {
  const { kind } = form;
  const [url, saleId, terminalId] = [form.url.trim(), form.saleId.trim(), form.terminalId.trim()];
  if (kind === 'none') return undefined;
  if (kind === 'manual') return { kind };
  if (kind === 'mollie') return { kind, terminalId };
  const key = { keyIdentifier: form.keyIdentifier.trim(), keyVersion: Number(form.keyVersion) };
  return { kind, url, saleId, terminalId, ...(form.isSealed && { key }) };
}

function formOf(settings: TerminalSettings | undefined): TerminalForm {
  if (settings === undefined) return empty;
  if (settings.kind !== 'nexo' || settings.key === undefined) return { ...empty, ...settings };
  const { key, ...others } = settings;
  return { ...empty, ...others, isSealed: true, keyIdentifier: key.keyIdentifier, keyVersion: String(key.keyVersion) };
}

/** For which kinds a secret is kept on this computer, and how it is asked again. */
function useKeptSecrets() {
  const [kept, setKept] = useState<readonly SecretTerminalKind[]>([]);
  const look = useCallback(async () => {
    const known = await desktop().request('devices:terminalSecrets', {});
    if (known.ok) setKept(known.value);
  }, []);
  useEffect(() => void look(), [look]);
  return { kept, look };
}

/** The terminal of this desk as a form. */
export function useTerminalForm() {
  const { settings, change } = useDeskDevices();
  const showError = useErrorNotice();
  const { kept, look } = useKeptSecrets();
  const [form, setForm] = useState<TerminalForm>(empty);
  const [isTried, setTried] = useState(false);
  const chosen = settings?.terminal;
  useEffect(() => setForm(formOf(chosen)), [chosen]);
  const kind = secretTerminalKinds.find((one) => one === form.kind);
  const isSecretKept = kind !== undefined && kept.includes(kind);
  const faults = terminalFaults(form, isSecretKept);
  const keepSecret = async (): Promise<boolean> => {
    const secret = form.secret.trim();
    const isWanted = form.kind === 'mollie' || form.isSealed;
    if (kind === undefined || secret === '' || !isWanted) return true;
    const written = await desktop().request('devices:writeTerminalSecret', { kind, secret });
    if (!written.ok) showError(written.error);
    return written.ok;
  };
  const save = async () => {
    setTried(true);
    if (Object.keys(faults).length > 0 || !(await keepSecret())) return;
    // What was typed leaves the page as soon as it is kept.
    setForm((now) => ({ ...now, secret: '' }));
    setTried(false);
    await change({ terminal: settingsOf(form) });
    await look();
  };
  const set = (changes: Partial<TerminalForm>) => setForm((now) => ({ ...now, ...changes }));
  return { form, set, save, isSecretKept, faults: isTried ? faults : {} };
}
