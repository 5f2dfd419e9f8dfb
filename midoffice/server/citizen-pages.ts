import { type Language, languages } from '@onthaal/contract/entities/building-blocks.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it stands in HTML, in an attribute too. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (one) => entities[one] ?? one);
}

/** The languages of a request: asked in the address, else as the browser prefers, else Dutch. */
export function languageOf(asked: string | null, accepted: string | undefined): Language {
  const known = (code: string | null | undefined) => languages.find((one) => one === code);
  const preferred = (accepted ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return known(asked) ?? preferred.map(known).find((one) => one !== undefined) ?? 'nl';
}
