import { languages, mostPapers } from '../../entities/building-blocks.ts';
import type { Reference, ReferenceData } from '../../entities/reference.ts';
import { type TreeProblem, treeProblems } from '../planner/index.ts';
import { type TextProblem, textProblems } from '../texts/index.ts';
import { isScheduleKind, type ScheduleProblem, scheduleKinds, scheduleProblems } from './schedule-problems.ts';

/** Reference data in words, which clerks read, say and ask, and citizens read. */
export const wordKinds = ['standardText', 'knowledgeArticle', 'decisionTree', 'rightsHint', 'product'] as const;
export type WordKind = (typeof wordKinds)[number];
/** Reference data that an administrator writes on a screen; the rest is set up with the mid-office. */
export const editableKinds = [...wordKinds, ...scheduleKinds] as const;
export type EditableKind = (typeof editableKinds)[number];

/** Whether only the words of such rows are written on a screen: what else they are decides about queues and calendars. */
export function isOnlyWorded(kind: EditableKind): kind is 'product' {
  return kind === 'product';
}

/** A row as an administrator writes it. */
export interface WrittenReference<Kind extends EditableKind = EditableKind> {
  readonly kind: Kind;
  readonly name: string;
  readonly data: ReferenceData[Kind];
}

/** Codes that a row may name. */
export interface KnownCodes {
  readonly products: readonly string[];
  readonly dossierTypes: readonly string[];
  readonly prices: readonly string[];
}

/** What is wrong with a row, and where: the name of a field, `bring.2` for the third paper, or the id of a question of a tree. */
export interface ReferenceProblem {
  readonly where: string;
  readonly problem:
    | TextProblem['problem']
    | TreeProblem['problem']
    | ScheduleProblem['problem']
    | 'unknownLanguage'
    | 'unknownPrice'
    | 'unknownDossierType'
    | 'sameAnswer'
    | 'noCondition'
    | 'samePaper'
    | 'tooManyPapers';
  /** The word or code at fault. */
  readonly value?: string | undefined;
}

type Problems = readonly ReferenceProblem[];

function emptyFields(fields: Readonly<Record<string, string>>): Problems {
  return Object.entries(fields).flatMap(([where, value]) =>
    value.trim() === '' ? [{ where, problem: 'empty' as const }] : [],
  );
}

function languageProblems({ language }: { readonly language: string }): Problems {
  const isKnown = languages.some((known) => known === language);
  return isKnown ? [] : [{ where: 'language', problem: 'unknownLanguage', value: language }];
}

function unknownCodes(
  where: string,
  problem: 'unknownProduct' | 'unknownPrice' | 'unknownDossierType',
  named: readonly string[] | undefined,
  known: readonly string[],
): Problems {
  return (named ?? []).filter((code) => !known.includes(code)).map((value) => ({ where, problem, value }));
}

function validityProblems(data: {
  readonly validFrom?: string | undefined;
  readonly validUntil?: string | undefined;
}): Problems {
  const isRight = data.validFrom === undefined || data.validUntil === undefined || data.validFrom <= data.validUntil;
  return isRight ? [] : [{ where: 'validUntil', problem: 'endsBeforeItBegins' }];
}

function articleProblems(data: ReferenceData['knowledgeArticle'], codes: KnownCodes): Problems {
  return [
    ...emptyFields({ body: data.body }),
    ...(data.productCodes.length === 0 ? [{ where: 'productCodes', problem: 'empty' as const }] : []),
    ...unknownCodes('productCodes', 'unknownProduct', data.productCodes, [...codes.products, ...codes.dossierTypes]),
    ...unknownCodes('priceCodes', 'unknownPrice', data.priceCodes, codes.prices),
    ...languageProblems(data),
    ...validityProblems(data),
  ];
}

function treeTextProblems({ questions }: ReferenceData['decisionTree']): Problems {
  return questions.flatMap(({ id, text, answers }): Problems => {
    const texts = answers.map((answer) => answer.text.trim());
    const isEmpty = text.trim() === '' || texts.includes('');
    const isTwice = texts.some((one, place) => one !== '' && texts.indexOf(one) !== place);
    return [
      ...(isEmpty ? [{ where: id, problem: 'empty' as const }] : []),
      ...(isTwice ? [{ where: id, problem: 'sameAnswer' as const }] : []),
    ];
  });
}

function paperProblems({ bring }: ReferenceData['product']): Problems {
  const papers = bring.map((paper) => paper.trim());
  return [
    ...papers.flatMap((paper, place): Problems => {
      const where = `bring.${place}`;
      if (paper === '') return [{ where, problem: 'empty' }];
      return papers.indexOf(paper) === place ? [] : [{ where, problem: 'samePaper' }];
    }),
    ...(papers.length > mostPapers ? [{ where: 'bring', problem: 'tooManyPapers' as const }] : []),
  ];
}

function hintProblems(data: ReferenceData['rightsHint'], codes: KnownCodes): Problems {
  const labels = [...codes.products, ...codes.dossierTypes];
  const conditions = [data.questionCodes, data.dossierTypeCodes].map((list) => list?.length ?? 0);
  const hasCondition =
    data.ageFrom !== undefined || data.ageUntil !== undefined || conditions.some((count) => count > 0);
  const ages = data.ageFrom !== undefined && data.ageUntil !== undefined && data.ageFrom > data.ageUntil;
  return [
    ...emptyFields({ explanation: data.explanation }),
    ...(hasCondition ? [] : [{ where: 'conditions', problem: 'noCondition' as const }]),
    ...(ages ? [{ where: 'ageUntil', problem: 'endsBeforeItBegins' as const }] : []),
    ...unknownCodes('productCode', 'unknownProduct', [data.productCode], codes.products),
    ...unknownCodes('questionCodes', 'unknownProduct', data.questionCodes, labels),
    ...unknownCodes('dossierTypeCodes', 'unknownDossierType', data.dossierTypeCodes, codes.dossierTypes),
    ...unknownCodes('withoutDossierTypeCodes', 'unknownDossierType', data.withoutDossierTypeCodes, codes.dossierTypes),
    ...validityProblems(data),
  ];
}

function dataProblems({ kind, data }: WrittenReference, codes: KnownCodes): Problems {
  if (isScheduleKind(kind)) return scheduleProblems(kind, data);
  if (kind === 'standardText') {
    const text = data as ReferenceData['standardText'];
    const tags = textProblems(text.body).map(({ problem, tag }) => ({ where: 'body', problem, value: tag }));
    return [...emptyFields({ theme: text.theme, body: text.body }), ...languageProblems(text), ...tags];
  }
  if (kind === 'knowledgeArticle') return articleProblems(data as ReferenceData['knowledgeArticle'], codes);
  if (isOnlyWorded(kind)) return paperProblems(data as ReferenceData['product']);
  if (kind === 'rightsHint') return hintProblems(data as ReferenceData['rightsHint'], codes);
  const tree = data as ReferenceData['decisionTree'];
  return [...treeTextProblems(tree), ...treeProblems(tree, codes.products)];
}

/** All that is wrong with a row that an administrator writes; both the screen and the mid-office ask. The shape of `data` must be right. */
export function referenceProblems(written: WrittenReference, codes: KnownCodes): readonly ReferenceProblem[] {
  return [...emptyFields({ name: written.name }), ...dataProblems(written, codes)];
}

/** The codes that active rows of reference data have. */
export function knownCodes(rows: readonly Pick<Reference, 'kind' | 'code' | 'active'>[]): KnownCodes {
  const codesOf = (kind: Reference['kind']) =>
    rows.filter((row) => row.active && row.kind === kind).map(({ code }) => code);
  return { products: codesOf('product'), dossierTypes: codesOf('dossierType'), prices: codesOf('price') };
}
