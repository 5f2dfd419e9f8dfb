import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Pixels } from '../../../imaging/pixels.ts';
import type { ReadCode } from './imaging-protocol.ts';

prepareZXingModule({ overrides: { locateFile: () => '/workers/codes/zxing_reader.wasm' } });

/** Sizes are tried by the camera's looks, not within one. */
export const codeOptions = { tryHarder: true, tryDownscale: false, maxNumberOfSymbols: 4 } as const;

/** Loads and compiles the program, which takes longer than several looks: better while the camera opens. */
export async function prepareCodes(): Promise<void> {
  await prepareZXingModule({ fireImmediately: true });
}

/** Every barcode and QR code in a picture. */
export async function readCodes({ width, height, data }: Pixels): Promise<readonly ReadCode[]> {
  const image = { width, height, data, colorSpace: 'srgb' } as unknown as ImageData;
  const found = await readBarcodes(image, codeOptions);
  return found.filter(({ isValid, text }) => isValid && text !== '').map(({ text, format }) => ({ text, format }));
}
