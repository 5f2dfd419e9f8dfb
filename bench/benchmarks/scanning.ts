import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { printedJpeg, printedPixels } from '../../renderer/features/scanning/testing/printed-page.ts';
import { startTextReader } from '../../renderer/features/scanning/text/read-text.ts';
import { codeOptions, prepareCodes } from '../../renderer/features/scanning/worker/read-codes.ts';
import { leastChannel } from '../../renderer/imaging/brightness.ts';
import { cleanUp } from '../../renderer/imaging/clean-up.ts';
import { flatten } from '../../renderer/imaging/flatten.ts';
import { findPageCorners } from '../../renderer/imaging/page-corners.ts';
import { emptyPixels, type Pixels } from '../../renderer/imaging/pixels.ts';
import { generateFrame } from '../../renderer/imaging/testing/generated-frame.ts';
import type { Measurement } from '../measure/results.ts';
import { timed } from '../measure/stopwatch.ts';
import type { Benchmark, BenchmarkOptions } from './benchmark.ts';

const RUNS = 20;
const BUDGET = { page: 250, codes: 120, text: 2000 } as const;
const lines = Array.from(
  { length: 22 },
  (_, index) => `Artikel ${index + 1}: de huurder betaalt elke maand € ${500 + index},00.`,
);

async function frameOfCamera(): Promise<Pixels> {
  const corners = [
    { x: 610, y: 40 },
    { x: 1320, y: 62 },
    { x: 1356, y: 1046 },
    { x: 572, y: 1018 },
  ] as const;
  return generateFrame({ width: 1920, height: 1080, corners, page: await printedPixels({ lines }), noise: 6 });
}

/** A picture at half its size, as the first look of a camera takes it. */
function halved(picture: Pixels): Pixels {
  const { width, height, data } = leastChannel(picture, 2);
  const half = emptyPixels(width, height);
  for (let place = 0; place < data.length; place += 1) half.data.fill(data[place] as number, place * 4, place * 4 + 4);
  return half;
}

/** What nobody can do without: every byte of the frame is read, and a page of the same size written. */
function plainCopy(frame: Pixels): Pixels {
  const page = emptyPixels(1240, 1754);
  for (let place = 0, from = 0; place < page.data.length; place += 1, from += 1) {
    if (from >= frame.data.length) from = 0;
    page.data[place] = frame.data[from] ?? 0;
  }
  return page;
}

function pageOf(frame: Pixels): Pixels {
  const corners = findPageCorners(frame);
  if (corners === undefined) throw new Error('The page was not found');
  return flatten(frame, corners);
}

async function timedLater(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function measure({ size, runs = RUNS }: BenchmarkOptions): Promise<readonly Measurement[]> {
  const require = createRequire(import.meta.url);
  const program = Uint8Array.from(readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'))).buffer;
  prepareZXingModule({ overrides: { wasmBinary: program } });
  const ready = await timedLater(prepareCodes);
  const langPath = join(dirname(require.resolve('@tesseract.js-data/nld/package.json')), '4.0.0_best_int');
  const reader = await startTextReader('nld', { corePath: '', langPath });
  const frame = await frameOfCamera();
  const image = { jpeg: await printedJpeg({ lines }), width: 1241, height: 1754 };
  const halfFrame = halved(frame);
  const values = { page: [], clean: [], halfCodes: [], codes: [], text: [], plain: [] } as Record<string, number[]>;
  const flat = pageOf(frame);
  for (let run = 0; run < runs; run += 1) {
    values.page?.push(timed(() => pageOf(frame)).milliseconds);
    values.clean?.push(timed(() => cleanUp(flat)).milliseconds);
    values.halfCodes?.push(await timedLater(() => readBarcodes(halfFrame as unknown as ImageData, codeOptions)));
    values.codes?.push(await timedLater(() => readBarcodes(frame as unknown as ImageData, codeOptions)));
    values.text?.push(await timedLater(() => reader.read(image, () => undefined)));
    values.plain?.push(timed(() => plainCopy(frame)).milliseconds);
  }
  await reader.end();
  const baseline = { name: 'frame copied byte by byte', values: values.plain ?? [] };
  const line = (measured: string, key: string, budget?: number): Measurement => {
    return { size, measure: measured, unit: 'ms', values: values[key] ?? [], baseline, budget };
  };
  return [
    line('corners and flat page of 1240 x 1754', 'page', BUDGET.page),
    line('cleaning up the flat page', 'clean'),
    { size, measure: 'making ready to look for codes, once', unit: 'ms', values: [ready], baseline, budget: undefined },
    line('looking for codes at half the size, none there', 'halfCodes', BUDGET.codes),
    line('looking for codes, none there', 'codes', BUDGET.codes),
    line('text of a page of 22 lines', 'text', BUDGET.text),
  ];
}

/** What happens to a picture of 1920 by 1080 from a camera; its size has nothing to do with the size of the store. */
export const scanning: Benchmark = {
  name: 'scanning',
  about: 'corners, flat page, codes and text of a camera picture, against copying it',
  measure,
};
