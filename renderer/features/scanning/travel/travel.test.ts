import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyPixels, type Pixels } from '../../../imaging/pixels.ts';
import { findTravelLines, findTravelLinesOnPage } from '../../../imaging/travel-lines.ts';
import { turnRight } from '../../../imaging/turn.ts';
import { ppmOf } from '../testing/picture-file.ts';
import { printedPixels } from '../testing/printed-page.ts';
import { specimenPixels } from '../testing/specimen-document.ts';
import { type Held, specimens, travelFrame } from '../testing/travel-frame.ts';
import { lineOf, startTravelReader, type TravelReader } from './read-travel-lines.ts';
import { putRight, travelDocumentOf, travelLinesOf } from './travel-document.ts';

const require = createRequire(import.meta.url);
const langPath = join(dirname(require.resolve('@tesseract.js-data/eng/package.json')), '4.0.0_best_int');
const [first, second] = specimens.passport.lines;
let reader: TravelReader;
let pages: Readonly<Record<keyof typeof specimens, Pixels>>;

beforeAll(async () => {
  reader = await startTravelReader({ corePath: '', langPath });
  pages = { passport: await specimenPixels(specimens.passport), card: await specimenPixels(specimens.card) };
}, 60_000);
afterAll(() => reader.end());

async function read(frame: Pixels): Promise<readonly string[]> {
  const lines = findTravelLines(frame).map(({ picture, ...cells }) => {
    return { ...cells, image: { jpeg: ppmOf(picture), width: picture.width, height: picture.height } };
  });
  return putRight(await reader.read(lines));
}

describe('a travel document before the camera', () => {
  test.each<[string, keyof typeof specimens, Omit<Held, 'page'>]>([
    ['a passport, straight', 'passport', { width: 1200, angle: 0, noise: 6 }],
    ['a passport, askew and in a shadow', 'passport', { width: 1150, angle: 0.12, tilt: 20, noise: 8, shadow: 0.4 }],
    ['a passport, upside down', 'passport', { width: 1250, angle: Math.PI - 0.05, noise: 6 }],
    ['a card, out of focus', 'card', { width: 1000, angle: -0.1, tilt: 20, noise: 6, blur: 1 }],
    ['a card, on its side', 'card', { width: 1000, angle: Math.PI / 2, noise: 6 }],
  ])('%s, is read to the name', { timeout: 60_000 }, async (_, kind, held) => {
    const lines = await read(travelFrame({ page: pages[kind], ...held }));
    expect(lines).toHaveLength(specimens[kind].lines.length);
    expect(travelDocumentOf(lines)).toEqual({ name: 'ANNA MARIA ERIKSSON', wrong: [] });
  });

  test('is not seen in a letter, nor in nothing', { timeout: 60_000 }, async () => {
    const letter = await printedPixels({ lines: ['Geachte mevrouw', 'Wij danken u voor uw aanvraag van gisteren.'] });
    expect(findTravelLines(travelFrame({ page: letter, width: 700, angle: 0, noise: 6 }))).toEqual([]);
    const nothing = { width: 640, height: 480, data: new Uint8ClampedArray(640 * 480 * 4).fill(128) };
    expect(findTravelLines(nothing)).toEqual([]);
  });
});

/** A sheet of A4 at 300 dots per inch, white, with a document on it: what a scanner gives of it. */
function sheetWith(document: Pixels, turns: number): Pixels {
  const sheet = emptyPixels(2480, 3508);
  sheet.data.fill(252);
  for (let y = 0; y < document.height; y += 1) {
    const row = document.data.subarray(y * document.width * 4, (y + 1) * document.width * 4);
    sheet.data.set(row, ((y + 400) * sheet.width + 300) * 4);
  }
  return Array.from({ length: turns }).reduce<Pixels>((page) => turnRight(page), sheet);
}

describe('a travel document on a page that was scanned', () => {
  async function readPage(page: Pixels): Promise<readonly string[]> {
    const lines = findTravelLinesOnPage(page).map(({ picture, ...cells }) => {
      return { ...cells, image: { jpeg: ppmOf(picture), width: picture.width, height: picture.height } };
    });
    return putRight(await reader.read(lines));
  }

  test.each<[string, keyof typeof specimens, number]>([
    ['a passport on a sheet', 'passport', 0],
    ['a passport on a sheet that lay upside down', 'passport', 2],
    ['a card on a sheet that lay on its side', 'card', 1],
  ])('%s is read to the name', { timeout: 60_000 }, async (_, kind, turns) => {
    const lines = await readPage(sheetWith(pages[kind], turns));
    expect(travelDocumentOf(lines)).toEqual({ name: 'ANNA MARIA ERIKSSON', wrong: [] });
  });

  test.each<keyof typeof specimens>(['passport', 'card'])(
    'a page that is the %s itself',
    { timeout: 60_000 },
    async (kind) => {
      expect(travelDocumentOf(await readPage(pages[kind]))).toEqual({ name: 'ANNA MARIA ERIKSSON', wrong: [] });
    },
  );

  test('a letter has none', { timeout: 60_000 }, async () => {
    const letter = await printedPixels({ lines: ['Geachte mevrouw', 'Wij danken u voor uw aanvraag van gisteren.'] });
    expect(findTravelLinesOnPage(letter)).toEqual([]);
  });
});

describe('the lines of a travel document', () => {
  test('say which check digit does not fit', () => {
    const of = (line: string) => travelDocumentOf([first, line])?.wrong;
    expect(of(second)).toEqual([]);
    expect(of(second.replace('L898902C36', 'L898902C37'))).toEqual(['documentNumberCheckDigit', 'compositeCheckDigit']);
    expect(of(second.replace('7408122', '7408132'))).toEqual(['birthDateCheckDigit', 'compositeCheckDigit']);
  });
  test('have a character put right that looks the same, when the check digits leave one way', () => {
    const asRead = [first, second.replace('L898902C36UTO', 'L8989O2C36UTO')];
    expect(putRight(asRead)).toEqual([first, second]);
    const otherDigit = [first, second.replace('L898902C36', 'L898903C36')];
    expect(putRight(otherDigit)).toEqual(otherDigit);
  });
  test('are lines only with the right number of characters', () => {
    expect(travelLinesOf(`${first}\n${second}`)).toEqual([first, second]);
    expect(travelLinesOf(`${first}\n${second.slice(1)}`)).toBeUndefined();
  });
});

test('a character that was not read leaves its place open, and moves no other', () => {
  const cells = { chevrons: [false, true, false, false], start: 10, pitch: 20 };
  const at = (text: string, cell: number) => ({ text, bbox: { x0: 12 + 20 * cell, x1: 26 + 20 * cell } });
  expect(lineOf(cells, [at('P', 0), at('U', 2), at('T', 3)])).toBe('P<UT');
  expect(lineOf(cells, [at('P', 0), at('T', 3)])).toBe('P<<T');
  expect(lineOf(cells, [at('P', 0), at('X', 1), at('U', 2), at('T', 3)])).toBe('P<UT');
});
