import { useText } from '../i18n/use-text.ts';
import { parseCombination } from '../keys/key-combination.ts';
import './kbd.css';

const signs: Readonly<Record<string, string>> = {
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  escape: 'Esc',
  enter: 'Enter ⏎',
  pageup: 'PgUp',
  pagedown: 'PgDn',
};

/** Prints a key combination, e.g. `Ctrl+K`. */
export function Kbd({ keys }: { readonly keys: string }) {
  const t = useText();
  const { key, ctrl, alt, shift } = parseCombination(keys);
  const name = signs[key] ?? (key.length === 1 ? key.toUpperCase() : key.charAt(0).toUpperCase() + key.slice(1));
  const parts = [ctrl && t('keyName.ctrl'), alt && t('keyName.alt'), shift && t('keyName.shift'), name];
  return <kbd className="kbd">{parts.filter(Boolean).join('+')}</kbd>;
}
