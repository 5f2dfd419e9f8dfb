import decodeQr from 'qr/decode.js';
import { expect, it } from 'vitest';
import { epcModules } from './epc-modules.ts';
import { epcPayload, makeOgm } from './index.ts';

const SCALE = 4;

/** The squares as a camera would see them. */
function pictureOf(rows: readonly (readonly boolean[])[]) {
  const width = rows.length * SCALE;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let y = 0; y < width; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isDark = rows[Math.trunc(y / SCALE)]?.[Math.trunc(x / SCALE)] === true;
      if (isDark) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return { width, height: width, data };
}

it.each([
  [1, 8068],
  [2750, 9_999_999_999],
  [1_000_000_000, 0],
])('the code of %i cents says what the bank must read', (amountCents, base) => {
  const payment = {
    beneficiaryName: 'Gemeente Lindervelde',
    iban: 'BE71096123456769',
    amountCents,
    ogm: makeOgm(base),
  };
  const payload = epcPayload(payment);
  if (!payload.ok) throw new Error(payload.reason);
  expect(decodeQr(pictureOf(epcModules(payload.value)))).toBe(payload.value);
});
