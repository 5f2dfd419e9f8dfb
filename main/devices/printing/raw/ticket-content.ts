import type { TicketContent } from '@onthaal/contract/devices/printing.ts';
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';

const COLUMNS = 42;
const RIGHT_COLUMNS = 12;
/** Western Europe with the euro sign first: nearly every printer has it, and most tickets then need no change of page. */
const CODE_PAGES = ['cp858', 'cp852', 'cp857', 'cp866'] as const;

/** The bytes of a ticket in ESC/POS, cut off at its end. */
export function encodeTicket({ heading, large, lines, rows, qrCode, openDrawer }: TicketContent): Uint8Array {
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
  if (openDrawer) encoder.pulse();
  return encoder.newline(2).cut('partial').encode() as Uint8Array;
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
