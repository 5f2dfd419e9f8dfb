import type { PrinterProblem } from '@onthaal/contract/devices/printing.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { Dialect, PrinterLanguage, RawStatus } from './dialect.ts';
import type { RawLine } from './raw-line.ts';

const STX = 0x02;
const ETX = 0x03;
const HOST_STATUS = Buffer.from('~HS', 'latin1');
const STRINGS = 3;

/** Host status: three strings of fields between STX and ETX. */
function takeStrings(unread: Buffer): { readonly value: readonly string[]; readonly rest: Buffer } | null {
  const strings: string[] = [];
  let at = 0;
  while (strings.length < STRINGS) {
    const start = unread.indexOf(STX, at);
    const end = unread.indexOf(ETX, start);
    if (start === -1 || end === -1) return null;
    strings.push(unread.toString('latin1', start + 1, end));
    at = end + 1;
  }
  return { value: strings, rest: unread.subarray(at) };
}

function statusOf([first = '', second = '']: readonly string[]): Result<RawStatus> {
  const one = first.split(',');
  const two = second.split(',');
  const numbers = [one[1], one[2], one[4], two[2], two[3], two[8]].map((field) =>
    /^\d+$/.test(field ?? '') ? Number(field) : NaN,
  );
  if (one.length < 12 || two.length < 11 || numbers.some(Number.isNaN)) return failure('PRINTER_ANSWER_MALFORMED');
  const [paperOut = 0, paused = 0, formatsWaiting = 0, headOpen = 0, ribbonOut = 0, labelsLeft = 0] = numbers;
  const problems: PrinterProblem[] = [];
  if (paperOut !== 0) problems.push('noPaper');
  if (headOpen !== 0) problems.push('coverOpen');
  if (ribbonOut !== 0) problems.push('inkEmpty');
  if (paused !== 0 && problems.length === 0) problems.push('paused');
  return success({ problems, finished: formatsWaiting === 0 && labelsLeft === 0 });
}

class Zpl implements Dialect {
  readonly behindDocument = new Uint8Array();

  readonly askStatus = async (line: RawLine, milliseconds: number): Promise<Result<RawStatus>> => {
    await line.write(HOST_STATUS);
    const strings = await line.take(takeStrings, milliseconds);
    return strings.ok ? statusOf(strings.value) : strings;
  };
}

/** Label printers that speak ZPL and answer to ~HS. */
export const zpl: PrinterLanguage = { name: 'ZPL', format: 'application/vnd.zebra-zpl', speak: () => new Zpl() };
