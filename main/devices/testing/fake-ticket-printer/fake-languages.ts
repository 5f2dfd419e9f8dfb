import type { FakeLanguage, FakeState } from './fake-raw-printer.ts';

const FIXED = 0x12;

function realTimeStatus(question: number, { hardware }: FakeState): number {
  const { paperOut, paperLow, coverOpen, offline } = hardware;
  if (question === 1) return FIXED | (paperOut || coverOpen || offline ? 0x08 : 0);
  if (question === 2) return FIXED | (coverOpen ? 0x04 : 0) | (paperOut ? 0x20 : 0);
  if (question === 3) return FIXED;
  return FIXED | (paperLow || paperOut ? 0x0c : 0) | (paperOut ? 0x60 : 0);
}

/** A receipt printer: DLE EOT n at once, GS r 1 in its turn. */
export const fakeEscPos: FakeLanguage = {
  question: (bytes) => {
    const [first, second, number = 0] = bytes;
    if (first !== 0x10 || second !== 0x04 || bytes.length < 3) return null;
    return { length: 3, answer: (state) => Buffer.of(realTimeStatus(number, state)) };
  },
  reached: (printed) => (printed.includes(Buffer.of(0x1d, 0x72, 0x01)) ? Buffer.of(0) : Buffer.alloc(0)),
};

/** A label printer: ~HS at once. */
export const fakeZpl: FakeLanguage = {
  question: (bytes) => {
    if (!bytes.subarray(0, 3).equals(Buffer.from('~HS'))) return null;
    return {
      length: 3,
      answer: ({ hardware, waiting }) => {
        const flag = (on: boolean): string => (on ? '1' : '0');
        const { paperOut, coverOpen, offline } = hardware;
        const one = `030,${flag(paperOut)},${flag(paperOut || coverOpen || offline)},1245,${String(waiting).padStart(3, '0')},0,0,0,000,0,0,0`;
        const two = `000,0,${flag(coverOpen)},0,0,2,4,0,00000000,1,000`;
        return Buffer.from([one, two, '1234,0'].map((text) => `\u0002${text}\u0003\r\n`).join(''), 'latin1');
      },
    };
  },
  reached: () => Buffer.alloc(0),
};
