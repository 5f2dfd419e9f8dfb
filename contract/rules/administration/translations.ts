import { type Language, languages } from '../../entities/building-blocks.ts';
import type { Reference, ReferenceData } from '../../entities/reference.ts';
import type { TranslatedNames } from '../../entities/reference-kinds.ts';
import { paperNames } from '../products/appointment-words.ts';

/** The languages into which an administrator translates; all is written in Dutch first. */
export const translatedLanguages = languages.filter((language) => language !== 'nl');
export type TranslatedLanguage = Exclude<Language, 'nl'>;

/** Words that citizens read, with what they are and their translations. */
export interface TranslatableWords {
  /** What `withTranslations` knows them by. */
  readonly key: string;
  readonly part: 'name' | 'theme' | 'paper' | 'question' | 'answer';
  /** Which paper, question or answer: the first is 1. */
  readonly number?: number | undefined;
  readonly dutch: string;
  readonly names: TranslatedNames;
}

/** Translations by the key of their words. */
export type Translations = Readonly<Record<string, TranslatedNames>>;

type Product = ReferenceData['product'];
type Tree = ReferenceData['decisionTree'];

const answerKey = (questionId: string, place: number) => `answer ${questionId} ${place}`;

/** All that citizens read of a product: its name, its theme and what to bring. */
export function wordsOfProduct(name: string, data: Product): readonly TranslatableWords[] {
  return [
    { key: 'name', part: 'name', dutch: name, names: data.names ?? {} },
    { key: 'theme', part: 'theme', dutch: data.theme, names: data.themeNames ?? {} },
    ...data.bring.map((dutch, place) => ({
      ...{ key: `paper ${place}`, part: 'paper' as const, number: place + 1, dutch },
      names: paperNames(data, dutch),
    })),
  ];
}

/** All that citizens read of a tree: its name, its questions and their answers. */
export function wordsOfTree(name: string, data: Tree): readonly TranslatableWords[] {
  return [
    { key: 'name', part: 'name', dutch: name, names: data.names ?? {} },
    ...data.questions.flatMap(({ id, text, names = {}, answers }, place): readonly TranslatableWords[] => [
      { key: `question ${id}`, part: 'question', number: place + 1, dutch: text, names },
      ...answers.map((answer, index) => ({
        ...{ key: answerKey(id, index), part: 'answer' as const, number: index + 1 },
        ...{ dutch: answer.text, names: answer.names ?? {} },
      })),
    ]),
  ];
}

/** Without languages that say nothing; undefined when none is left, as the field is then left out. */
function given(names: TranslatedNames): TranslatedNames | undefined {
  const said = Object.entries(names).filter(([, text]) => text.trim() !== '');
  return said.length === 0 ? undefined : Object.fromEntries(said);
}

/** A row of fields with or without its translations. */
function translated<Row extends { readonly names?: TranslatedNames | undefined }>(
  row: Row,
  names: TranslatedNames | undefined,
): Row {
  if (names === undefined) return row;
  const { names: _before, ...rest } = row;
  const kept = given(names);
  return (kept === undefined ? rest : { ...rest, names: kept }) as Row;
}

/** What changes of a product when words of it are translated. */
export function withProductTranslations(data: Product, changes: Translations): Partial<Product> {
  const papers = data.bring.map((dutch, place): [string, TranslatedNames | undefined] => [
    dutch,
    given(changes[`paper ${place}`] ?? paperNames(data, dutch)),
  ]);
  const left = Object.entries(data.bringNames ?? {}).filter(([dutch]) => !data.bring.includes(dutch));
  const themeNames = changes.theme && given(changes.theme);
  return {
    ...(changes.name === undefined ? {} : { names: given(changes.name) ?? {} }),
    // Empty, not absent: what is taken away is written too.
    ...(changes.theme === undefined ? {} : { themeNames: themeNames ?? {} }),
    bringNames: Object.fromEntries([
      ...left,
      ...papers.flatMap(([dutch, names]) => (names === undefined ? [] : [[dutch, names] as const])),
    ]),
  };
}

/** What changes of a tree when words of it are translated. */
export function withTreeTranslations(data: Tree, changes: Translations): Partial<Tree> {
  return {
    ...(changes.name === undefined ? {} : { names: given(changes.name) ?? {} }),
    questions: data.questions.map((question) => ({
      ...translated(question, changes[`question ${question.id}`]),
      answers: question.answers.map((answer, place) => translated(answer, changes[answerKey(question.id, place)])),
    })),
  };
}

/**
 * A product as it is saved: without translations of papers that are asked no more. A translation belongs to the very words that somebody
 * translated, so a paper that is written otherwise has none; while it is typed they are still there for who types the old words again.
 */
export function withoutLeftPapers(data: Product): Product {
  if (data.bringNames === undefined) return data;
  const asked = Object.entries(data.bringNames).filter(([dutch]) => data.bring.includes(dutch));
  return { ...data, bringNames: Object.fromEntries(asked) };
}

/** How many words have no translation in a language. */
export function missingIn(words: readonly TranslatableWords[], language: TranslatedLanguage): number {
  return words.filter(({ dutch, names }) => dutch.trim() !== '' && !names[language]?.trim()).length;
}

/** What the same Dutch words are called in other products and trees. */
export function knownTranslations(rows: readonly Pick<Reference, 'kind' | 'name' | 'data'>[]): Translations {
  const words = rows.flatMap(({ kind, name, data }) => {
    if (kind === 'product') return wordsOfProduct(name, data as unknown as Product);
    return kind === 'decisionTree' ? wordsOfTree(name, data as unknown as Tree) : [];
  });
  const known = new Map<string, TranslatedNames>();
  for (const { dutch, names } of words) known.set(dutch.trim(), { ...given(names), ...known.get(dutch.trim()) });
  return Object.fromEntries(known);
}

/** The translations that are missing here and known elsewhere, by key, with those that are here already. */
export function translationsFromElsewhere(
  words: readonly TranslatableWords[],
  known: Translations,
): { readonly changes: Translations; readonly count: number } {
  const found = words.flatMap(({ key, dutch, names }) => {
    const own = given(names) ?? {};
    const elsewhere = Object.hasOwn(known, dutch.trim()) ? (known[dutch.trim()] ?? {}) : {};
    const count = Object.keys(elsewhere).filter((language) => !Object.hasOwn(own, language)).length;
    return count === 0 ? [] : [{ key, names: { ...elsewhere, ...own }, count }];
  });
  return {
    changes: Object.fromEntries(found.map(({ key, names }) => [key, names])),
    count: found.reduce((sum, one) => sum + one.count, 0),
  };
}
