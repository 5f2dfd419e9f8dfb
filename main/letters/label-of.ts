import type { LabelContent } from '@onthaal/contract/devices/printing.ts';
import type { LetterStyle, LetterValues } from '@onthaal/contract/letters/letters.ts';

/** Characters that fit beside each other on a label of two inches. */
const LINE_LENGTH = 28;

/** The label of a paper folder: its number, to be read and to be scanned, and no name, as folders lie about. */
export function labelOf(style: LetterStyle, values: LetterValues): LabelContent {
  const lines = [style.municipality, values.dossierNumber, values.dossierType, values.openedOn];
  return { lines: lines.map(cut), barcode: values.dossierNumber };
}

function cut(line: string): string {
  return line.length <= LINE_LENGTH ? line : `${line.slice(0, LINE_LENGTH - 1)}…`;
}
