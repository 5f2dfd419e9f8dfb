import type { Translate } from '../../../i18n/use-text.ts';

/** IPP names paper by who made the standard, its name and its size, such as "iso_a4_210x297mm". */
const PAPER = /^(?:iso|na|jis|om|jpn|prc|roc|oe)_([a-z0-9-]+?)(?:_[0-9.]+x[0-9.]+(?:mm|in))?$/;

/** The paper that lies in a printer, as people call it: "A4, A3". Empty when the printer does not say. */
export function paperWords(paper: readonly string[], t: Translate): string {
  const names = paper.map((one) => PAPER.exec(one)?.[1]?.toUpperCase() ?? one).filter((name) => name !== '');
  return names.length === 0 ? '' : t('devices.printer.paper', { paper: [...new Set(names)].join(', ') });
}
