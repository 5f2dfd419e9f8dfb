import type { TicketContent } from '@onthaal/contract/devices/printing.ts';
import { epcModules } from '@onthaal/contract/rules/money/epc-modules.ts';
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';

const COLUMNS = 42;
const RIGHT_COLUMNS = 12;
/** Dots beside each other on a roll of 58 mm. */
const CODE_DOTS = 384;

interface ImageLike {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}
/** Western Europe with the euro sign first: nearly every printer has it, and most tickets then need no change of page. */
const CODE_PAGES = ['cp858', 'cp852', 'cp857', 'cp866'] as const;

/** The bytes of a ticket in ESC/POS, cut off at its end. */
export function encodeTicket({ heading, large, lines, rows, qrCode, epcCode, openDrawer }: TicketContent): Uint8Array {
  const encoder = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns: COLUMNS,
    codepageCandidates: [...CODE_PAGES],
  });
  encoder.initialize().codepage('auto').align('center').bold(true).line(printable(heading)).bold(false);
  if (large !== undefined) encoder.newline().size(3, 3).line(printable(large)).size(1, 1).newline();
  encoder.align('left');
  for (const line of lines) encoder.line(printable(line));
  if (rows !== undefined && rows.length > 0) {
    const columns = [
      { width: COLUMNS - RIGHT_COLUMNS, align: 'left' as const },
      { width: RIGHT_COLUMNS, align: 'right' as const },
    ];
    encoder.table(
      columns,
      rows.map((row) => row.map(printable)),
    );
  }
  if (qrCode !== undefined) encoder.newline().align('center').qrcode(printable(qrCode)).align('left');
  if (epcCode !== undefined) {
    const { picture, side } = codeDots(epcCode);
    encoder.newline().align('center').image(picture, { width: side, height: side, mode: 'raster' }).align('left');
  }
  if (openDrawer) encoder.pulse();
  return encoder.newline(2).cut('partial').encode() as Uint8Array;
}

/** The squares of a payment code as dots on paper: as large as the narrowest roll takes. */
function codeDots(payload: string): { readonly picture: ImageLike; readonly side: number } {
  const rows = epcModules(payload);
  const scale = Math.floor(CODE_DOTS / rows.length);
  const side = rows.length * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [y, row] of rows.entries()) {
    for (const [x, isDark] of row.entries()) if (isDark) darken(data, { side, scale, x, y });
  }
  return { picture: { width: side, height: side, data }, side };
}

function darken(data: Uint8ClampedArray, at: { side: number; scale: number; x: number; y: number }): void {
  const { side, scale, x, y } = at;
  for (let line = y * scale; line < (y + 1) * scale; line += 1) {
    for (let dot = x * scale; dot < (x + 1) * scale; dot += 1)
      data.fill(0, (line * side + dot) * 4, (line * side + dot) * 4 + 3);
  }
}

/** Only opens the drawer. */
export function encodeDrawerPulse(): Uint8Array {
  return new ReceiptPrinterEncoder({ language: 'esc-pos', columns: COLUMNS })
    .initialize()
    .pulse()
    .encode() as Uint8Array;
}

/** Control characters in somebody's data would be commands to the printer. */
function printable(text: string): string {
  return text.replaceAll(/\p{C}/gu, ' ');
}
