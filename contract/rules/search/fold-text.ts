/** Letters that Unicode does not take apart but that people type as plain ones. */
const plainLetters: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ŧ: 't',
  ĸ: 'k',
  ſ: 's',
  // A word may end in the other small sigma, depending on what follows it; one letter for both.
  ς: 'σ',
};
const apostrophes = /['`´’‘‛ʼʹʻ′＇]/gu;
const marks = /\p{M}/gu;
const ascii = /^\p{ASCII}*$/u;

const foldedCharacters = new Map<string, string>();

function foldOnce(character: string): string {
  const decomposed = character.replace(apostrophes, '').normalize('NFKD').toLowerCase().normalize('NFKD');
  return decomposed
    .replace(marks, '')
    .replace(apostrophes, '')
    .replace(/\P{ASCII}/gu, (letter) => plainLetters[letter] ?? letter);
}

function foldCharacter(character: string): string {
  const known = foldedCharacters.get(character);
  if (known !== undefined) return known;
  let folded = foldOnce(character);
  // A few letters decompose only after they became lower case: once more, until nothing changes.
  for (let again = foldOnce(folded); again !== folded; again = foldOnce(folded)) folded = again;
  if (foldedCharacters.size < 20_000) foldedCharacters.set(character, folded);
  return folded;
}

/**
 * The form in which texts are compared in every search, on both ends: lower case, no diacritics, ligatures and the Dutch ij
 * as separate letters, no apostrophes ("D'Hondt" = "dhondt"). Other punctuation stays; `tokenise` drops it.
 */
export function foldText(text: string): string {
  if (ascii.test(text)) return text.toLowerCase().replace(/['`]/g, '');
  let folded = '';
  for (const character of text) folded += foldCharacter(character);
  return folded;
}

export interface FoldedText {
  readonly folded: string;
  /** Per UTF-16 unit of `folded`: where the character that it comes from starts and ends in the original (UTF-16). */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Folds a text and remembers where each unit came from; combining marks belong to the letter before them. */
export function foldWithOrigin(text: string): FoldedText {
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let position = 0;
  for (const character of text) {
    const piece = foldCharacter(character);
    const start = position;
    position += character.length;
    for (let unit = 0; unit < piece.length; unit += 1) {
      starts.push(start);
      ends.push(position);
    }
    if (piece === '' && ends.length > 0 && /^\p{M}$/u.test(character) && ends.at(-1) === start) {
      const owner = starts.at(-1);
      for (let unit = ends.length - 1; unit >= 0 && starts[unit] === owner; unit -= 1) ends[unit] = position;
    }
    folded += piece;
  }
  return { folded, starts, ends };
}
