import type { LabelContent } from '@onthaal/contract/devices/printing.ts';

const LINE_DOTS = 36;
const MARGIN_DOTS = 24;
const LETTER_DOTS = 30;
const BAR_DOTS = 80;

/** A label in ZPL, as UTF-8 (^CI28). */
export function encodeLabel({ lines, barcode }: LabelContent): Uint8Array {
  const fields = lines.map((line, index) => {
    const top = MARGIN_DOTS + index * LINE_DOTS;
    return `^FO${MARGIN_DOTS},${top}^A0N,${LETTER_DOTS},${LETTER_DOTS}^FH_^FD${fieldData(line)}^FS`;
  });
  const barTop = MARGIN_DOTS + lines.length * LINE_DOTS;
  const bars =
    barcode === undefined ? '' : `^FO${MARGIN_DOTS},${barTop}^BCN,${BAR_DOTS},Y,N,N^FH_^FD${fieldData(barcode)}^FS`;
  return Buffer.from(`^XA^CI28${fields.join('')}${bars}^XZ`, 'utf8');
}

/** What would be a command to the printer goes as its hexadecimal code (^FH). */
function fieldData(text: string): string {
  return text
    .replaceAll(/\p{C}/gu, ' ')
    .replaceAll(/[_^~]/g, (character) => `_${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
