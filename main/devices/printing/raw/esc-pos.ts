import type { PrinterProblem } from '@onthaal/contract/devices/printing.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import type { Dialect, PrinterLanguage, RawStatus } from './dialect.ts';
import type { RawLine } from './raw-line.ts';

const DLE = 0x10;
const EOT = 0x04;
/** Asked for printer, cause of offline, cause of error, and roll of paper. */
const questions = [1, 2, 3, 4] as const;
/** GS r 1: is answered in its turn, behind everything that was sent before. */
const REPORT_WHEN_REACHED = Uint8Array.of(0x1d, 0x72, 0x01);

const bits: Readonly<Record<(typeof questions)[number], readonly (readonly [number, PrinterProblem])[]>> = {
  1: [[0x08, 'offline']],
  2: [
    [0x04, 'coverOpen'],
    [0x20, 'noPaper'],
    [0x40, 'attention'],
  ],
  3: [
    [0x08, 'attention'],
    [0x20, 'attention'],
    [0x40, 'attention'],
  ],
  4: [
    [0x0c, 'paperLow'],
    [0x60, 'noPaper'],
  ],
};
/** Why it is offline says more than that it is. */
const causes: readonly PrinterProblem[] = ['coverOpen', 'noPaper', 'attention'];

/** Answers to DLE EOT have the fixed bits 0..1..10; those to GS r have bit 4 and 7 clear. */
const isRealTimeAnswer = (byte: number): boolean => (byte & 0x93) === 0x12;
const isReachedAnswer = (byte: number): boolean => (byte & 0x90) === 0;

class EscPos implements Dialect {
  readonly behindDocument = REPORT_WHEN_REACHED;
  #finished = false;

  readonly askStatus = async (line: RawLine, milliseconds: number): Promise<Result<RawStatus>> => {
    const found = new Set<PrinterProblem>();
    for (const question of questions) {
      await line.write(Uint8Array.of(DLE, EOT, question));
      const answer = await line.take((unread) => this.#takeAnswer(unread), milliseconds);
      if (!answer.ok) return answer;
      for (const [mask, problem] of bits[question]) if ((answer.value & mask) !== 0) found.add(problem);
    }
    if (causes.some((cause) => found.has(cause))) found.delete('offline');
    if (found.has('noPaper')) found.delete('paperLow');
    return success({ problems: [...found], finished: this.#finished });
  };

  #takeAnswer(unread: Buffer): { readonly value: number; readonly rest: Buffer } | null {
    const at = unread.findIndex(isRealTimeAnswer);
    const before = at === -1 ? unread : unread.subarray(0, at);
    if (before.some(isReachedAnswer)) this.#finished = true;
    return at === -1 ? null : { value: unread[at] ?? 0, rest: unread.subarray(at + 1) };
  }
}

/** Receipt and ticket printers that speak ESC/POS and answer to DLE EOT. */
export const escPos: PrinterLanguage = {
  name: 'ESC/POS',
  format: 'application/vnd.esc-pos',
  speak: () => new EscPos(),
};
