import type { RightsAnswer } from '../../entities/building-blocks.ts';
import type { ReferenceOf } from '../../entities/reference.ts';
import { holdsOn } from '../knowledge/index.ts';
import { dayOf } from '../planner/index.ts';

export type RightsHint = ReferenceOf<'rightsHint'>;

/** What may be known of who is at the desk; what is absent is not known, and no condition on it is met. */
export interface KnownForRights {
  /** Day in Brussels. */
  readonly today: string;
  readonly birthDate?: string | undefined;
  /** Of the person; absent where nobody knows who it is, or who looks may not see them. */
  readonly dossiers?: readonly { readonly typeCode: string; readonly openedOn: string }[] | undefined;
  /** What is asked about in the visit. */
  readonly questionCodes: readonly string[];
  readonly answers: readonly Pick<RightsAnswer, 'at' | 'hintCode' | 'answer'>[];
}

/** Why somebody may have a right: the conditions that are met. */
export type RightsReason =
  | { readonly kind: 'age'; readonly age: number }
  | { readonly kind: 'question'; readonly code: string }
  | { readonly kind: 'dossier'; readonly typeCode: string; readonly openedOn: string };

/** What the clerk asks before anything else is said of a right: no desk knows the household. */
export type RightsQuestion =
  | { readonly kind: 'household'; readonly household: NonNullable<RightsHint['data']['household']> }
  | { readonly kind: 'children'; readonly from: number }
  | { readonly kind: 'childAge'; readonly until: number };

export interface PossibleRight {
  readonly hint: RightsHint;
  /** At least one. */
  readonly because: readonly RightsReason[];
  /** What must hold too, and only the citizen knows; a no is the answer that it does not apply. */
  readonly toAsk: readonly RightsQuestion[];
}

const defaultMonths = 12;

/** Full years since a day of birth; undefined for a day that is not known in full, or still comes. */
export function ageOn(birthDate: string, today: string): number | undefined {
  if (!/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(birthDate) || birthDate > today) return undefined;
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** The same day so many months before; the last of the month where that month is shorter. */
export function monthsBefore(today: string, months: number): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(day, last))).toISOString().slice(0, 10);
}

/** Undefined: a condition is not met, or what it asks is not known. */
type Met = readonly RightsReason[] | undefined;

function ageMet({ data }: RightsHint, { birthDate, today }: KnownForRights): Met {
  if (data.ageFrom === undefined && data.ageUntil === undefined) return [];
  const age = birthDate === undefined ? undefined : ageOn(birthDate, today);
  if (age === undefined || age < (data.ageFrom ?? 0) || age > (data.ageUntil ?? age)) return undefined;
  return [{ kind: 'age', age }];
}

function questionMet({ data }: RightsHint, { questionCodes }: KnownForRights): Met {
  if (data.questionCodes === undefined || data.questionCodes.length === 0) return [];
  const code = questionCodes.find((asked) => data.questionCodes?.includes(asked));
  return code === undefined ? undefined : [{ kind: 'question', code }];
}

function dossiersMet({ data }: RightsHint, { dossiers, today }: KnownForRights): Met {
  const wanted = data.dossierTypeCodes ?? [];
  const unwanted = data.withoutDossierTypeCodes ?? [];
  if (wanted.length === 0 && unwanted.length === 0) return [];
  if (dossiers === undefined) return undefined;
  const since = monthsBefore(today, data.withinMonths ?? defaultMonths);
  const recent = dossiers.filter(({ openedOn }) => openedOn >= since);
  if (recent.some(({ typeCode }) => unwanted.includes(typeCode))) return undefined;
  if (wanted.length === 0) return [];
  const found = recent.find(({ typeCode }) => wanted.includes(typeCode));
  return found === undefined ? undefined : [{ kind: 'dossier', typeCode: found.typeCode, openedOn: found.openedOn }];
}

function toAsk({ data: { household, childrenFrom, childAgeUntil } }: RightsHint): readonly RightsQuestion[] {
  return [
    ...(household === undefined ? [] : [{ kind: 'household' as const, household }]),
    ...(childrenFrom === undefined ? [] : [{ kind: 'children' as const, from: childrenFrom }]),
    ...(childAgeUntil === undefined ? [] : [{ kind: 'childAge' as const, until: childAgeUntil }]),
  ];
}

/**
 * How long an answer keeps a hint away: who does not want it is left alone for a year, as is who has asked for it; that it does not apply may
 * be otherwise tomorrow.
 */
function isAnswered({ code }: RightsHint, { answers, today }: KnownForRights): boolean {
  return answers.some(({ hintCode, at, answer }) => {
    const since = answer === 'notApplicable' ? today : monthsBefore(today, 12);
    return hintCode === code && dayOf(Date.parse(at)).toString() >= since;
  });
}

/**
 * The rights that who is at the desk may have: every condition is met by what is known, at least one says why, it is not asked about already and
 * was not answered lately. What only the citizen knows is no reason to point it out, and none to be silent: it comes along as a question.
 */
export function possibleRights(hints: readonly RightsHint[], known: KnownForRights): readonly PossibleRight[] {
  return hints.flatMap((hint) => {
    const isAsked = known.questionCodes.includes(hint.data.productCode);
    if (!hint.active || !holdsOn(hint.data, known.today) || isAsked || isAnswered(hint, known)) return [];
    const met = [questionMet(hint, known), ageMet(hint, known), dossiersMet(hint, known)];
    if (met.some((one) => one === undefined)) return [];
    const because = met.flatMap((one) => one ?? []);
    return because.length === 0 ? [] : [{ hint, because, toAsk: toAsk(hint) }];
  });
}
