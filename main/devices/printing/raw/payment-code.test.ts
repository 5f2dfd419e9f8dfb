import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { epcPayload, makeOgm } from '@onthaal/contract/rules/money/index.ts';
import { beforeAll, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { printedDots } from '../../testing/fake-ticket-printer/printed-dots.ts';
import { encodeTicket } from './ticket-content.ts';

beforeAll(() => {
  // By itself it would fetch its program from the network.
  const program = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(readFileSync(program)).buffer } });
});

it.each([
  ['Gemeente Lindervelde', 2750],
  ['Stad Liège à côté – dienst bevolking & burgerzaken, afdeling loketten', 99_999_999],
])('a decoder of others reads on the roll what the bank must know: %s', async (beneficiaryName, amountCents) => {
  const made = epcPayload({ beneficiaryName, iban: 'BE71096123456769', amountCents, ogm: makeOgm(8068) });
  if (!made.ok) throw new Error(made.reason);
  const picture = printedDots(Buffer.from(encodeTicket({ heading: 'Balie', lines: [], epcCode: made.value })));
  expect(picture.width).toBeLessThanOrEqual(384);
  const [code] = await readBarcodes(picture, { formats: ['QRCode'] });
  expect(code?.text).toBe(made.value);
  expect(code?.ecLevel).toBe('M');
});
