import type { PDFFont } from '@cantoo/pdf-lib';

const known = new WeakMap<PDFFont, ReadonlySet<number>>();

function charactersOf(font: PDFFont): ReadonlySet<number> {
  const found = known.get(font) ?? new Set(font.getCharacterSet());
  known.set(font, found);
  return found;
}

/**
 * A text in the characters that a font of every PDF reader has: those of the west of Europe. Of another letter the mark is left off, so
 * that a search finds `Ionescu` in `Ionéscu` and `Yildiz` in `Yıldız`; what then still cannot be written is left out.
 */
export function writableText(text: string, font: PDFFont): string {
  const characters = charactersOf(font);
  const isKnown = (letter: string): boolean => characters.has(letter.codePointAt(0) ?? -1);
  return [...text.normalize('NFC')]
    .map((letter) => {
      if (isKnown(letter)) return letter;
      const plain = (letters[letter] ?? letter).normalize('NFD').replace(/\p{M}/gu, '');
      return [...plain].filter(isKnown).join('');
    })
    .join('');
}

/** Letters that are no letter with a mark. */
const letters: Readonly<Record<string, string>> = { ı: 'i', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ħ: 'h', ŋ: 'n' };
