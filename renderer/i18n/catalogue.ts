import type { Preferences } from '@onthaal/contract/ipc/channels.ts';

export type Locale = Preferences['locale'];
export type Messages = Readonly<Record<string, string>>;

// What main says stays with main.
const files = import.meta.glob<Messages>(
  ['../../resources/translations/*/*.json', '!../../resources/translations/*/desktop.json'],
  { eager: true, import: 'default' },
);

function gather(): ReadonlyMap<string, Messages> {
  const found = new Map<string, Record<string, string>>();
  for (const [path, messages] of Object.entries(files)) {
    const locale = path.split('/').at(-2) ?? '';
    found.set(locale, { ...found.get(locale), ...messages });
  }
  return found;
}

const catalogues = gather();

/** All messages of a language. A key that the language lacks falls back to Dutch, the language Onthaal is written in. */
export function messagesOf(locale: Locale): Messages {
  return { ...catalogues.get('nl-BE'), ...catalogues.get(locale) };
}
