import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeScannedPdf } from './pdf/scanned-pdf.ts';
import { informationOfPdf, printedJpeg, textOfPdf } from './testing/printed-page.ts';
import { startTextReader, type TextReader } from './text/read-text.ts';

const require = createRequire(import.meta.url);
const languageFolder = join(dirname(require.resolve('@tesseract.js-data/nld/package.json')), '4.0.0_best_int');
const lines = [
  'Aanvraag van een omgevingsvergunning',
  'Dossier 2026-LV-00001 van mevrouw Hélène Peeters',
  'De retributie bedraagt € 125,50 en wordt betaald aan de balie.',
];
const createdAt = new Date('2026-11-26T10:00:00Z');
let jpeg: Uint8Array;
let reader: TextReader;

beforeAll(async () => {
  jpeg = await printedJpeg({ lines });
  reader = await startTextReader('nld', { corePath: '', langPath: languageFolder });
});
afterAll(() => reader.end());

const page = { width: 1241, height: 1754 };

describe('the text of a page', () => {
  test('is read, and found in the PDF by a program that is not ours', async () => {
    const told: number[] = [];
    const words = await reader.read({ jpeg, ...page }, (part) => told.push(part));
    const pdf = await makeScannedPdf({
      title: 'Aanvraag',
      language: 'nl-BE',
      createdAt,
      pages: [{ jpeg, ...page, words }],
    });
    const text = textOfPdf(pdf).replace(/\s+/g, ' ').trim();
    expect(text).toBe(lines.join(' '));
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual([...told].sort((one, other) => one - other));
  });

  test('stands where it is seen: the words come back line by line', async () => {
    const words = await reader.read({ jpeg, ...page }, () => undefined);
    const title = words.filter(({ baseline }) => baseline < 260).map(({ text }) => text);
    expect(title.join(' ')).toBe(lines[0]);
    for (const word of words) {
      expect(word.right).toBeGreaterThan(word.left);
      expect(word.right).toBeLessThanOrEqual(page.width);
    }
  });
});

describe('a scanned PDF', () => {
  test('has its pages in order, A4, with a title and a language, and the pictures as they were', async () => {
    const words = (text: string) => [{ text, left: 100, right: 400, baseline: 200, height: 30 }];
    const pdf = await makeScannedPdf({
      title: 'Huurcontract',
      language: 'nl-BE',
      createdAt,
      pages: [
        { jpeg, ...page, words: words('eerste') },
        { jpeg, width: 1754, height: 1241, words: words('tweede') },
      ],
    });
    expect(
      textOfPdf(pdf)
        .split('\f')
        .map((text) => text.trim()),
    ).toEqual(['eerste', 'tweede', '']);
    const information = informationOfPdf(pdf);
    expect(information).toMatch(/Title:\s+Huurcontract/);
    expect(information).toMatch(/Pages:\s+2/);
    expect(information).toMatch(/Page size:\s+595\.\d+ x 841\.89 pts \(A4\)/);
    expect(Buffer.from(pdf).includes(Buffer.from(jpeg))).toBe(true);
  });

  test('is made without text too', async () => {
    const pdf = await makeScannedPdf({
      title: 'Foto',
      language: 'fr',
      createdAt,
      pages: [{ jpeg, ...page, words: [] }],
    });
    expect(textOfPdf(pdf).trim()).toBe('');
  });

  test('keeps what western letters can say of other names, and is not broken by anything', async () => {
    const words = ['Yıldız', 'Łukasz', 'Ștefan', 'Œuvre', '日本', '\u0000\u202e', '(a)\\b'].map((text, index) => ({
      text,
      left: 100,
      right: 400,
      baseline: 200 + index * 60,
      height: 30,
    }));
    const pdf = await makeScannedPdf({
      title: 'Namen',
      language: 'nl-BE',
      createdAt,
      pages: [{ jpeg, ...page, words }],
    });
    const found = textOfPdf(pdf)
      .split(/\s+/)
      .filter((word) => word !== '');
    expect(found).toEqual(['Yildiz', 'Lukasz', 'Stefan', 'Œuvre', '(a)\\b']);
  });

  test('is the same file for the same pages', async () => {
    const make = () =>
      makeScannedPdf({ title: 'x', language: 'nl-BE', createdAt, pages: [{ jpeg, ...page, words: [] }] });
    const digests = [await make(), await make()].map((pdf) => createHash('sha256').update(pdf).digest('hex'));
    expect(digests[0]).toBe(digests[1]);
  });
});
