import type { ErrorCode } from '@onthaal/contract/errors.ts';
import type { GivenNumber, KioskCheckInAnswer } from '@onthaal/contract/ipc/kiosk-channels.ts';
import { treeQuestion } from '@onthaal/contract/rules/planner/index.ts';
import type { Named } from '@onthaal/contract/rules/products/name-in.ts';
import type { KioskHall, KioskProduct, KioskTree } from '@onthaal/contract/session/kiosk-hall.ts';

/** How somebody with an appointment says who they are. */
export const checkInWays = ['code', 'scan', 'card', 'name'] as const;
export type CheckInWay = (typeof checkInWays)[number];

/** Where a visitor is on the screen. */
export type HallStep =
  | { readonly at: 'start' | 'notHere' | 'checkIn' | 'asking' }
  | { readonly at: 'trees' }
  | { readonly at: 'themes' }
  | { readonly at: 'question'; readonly tree: KioskTree; readonly questionId?: string | undefined }
  | { readonly at: 'products'; readonly theme: string }
  | { readonly at: CheckInWay }
  | { readonly at: 'failed'; readonly code: ErrorCode }
  | {
      readonly at: 'given';
      readonly number: GivenNumber;
      readonly product?: KioskProduct;
      readonly said?: KioskCheckInAnswer;
    }
  | { readonly at: 'said'; readonly said: KioskCheckInAnswer };

/** What a choice leads to: another step, or a product to take a number for. */
export type Choice = { readonly step: HallStep } | { readonly product: KioskProduct };

/** Where an answer to a question leads. A product that nobody here helps with is no number that is never called. */
export function afterAnswer(
  { products }: KioskHall,
  tree: KioskTree,
  { questionId, productCode }: KioskTree['questions'][number]['answers'][number],
): Choice {
  const data = { order: 0, questions: tree.questions };
  if (questionId !== undefined && treeQuestion(data, questionId)) return { step: { at: 'question', tree, questionId } };
  const product = products.find(({ code }) => code === productCode);
  return product === undefined ? { step: { at: 'notHere' } } : { product };
}

/** The themes of what is helped with here, each once with its translations, in the order in which they come. */
export function themesOf({ products }: KioskHall): readonly Named[] {
  const themes = [...new Set(products.map(({ theme }) => theme))];
  return themes.map((name) => {
    const translated = products.find(({ theme, themeNames }) => theme === name && themeNames !== undefined);
    return { name, names: translated?.themeNames };
  });
}

/** Where somebody without an appointment begins: what citizens say, or the themes when nothing of that was set up. */
export function firstOfWalkIn({ trees }: KioskHall): HallStep {
  return trees.length > 0 ? { at: 'trees' } : { at: 'themes' };
}

/** A code in what a camera or a scanner read, which may be a page with the code in it; undefined when it cannot be one. */
export function codeIn(read: string): string | undefined {
  const plain = read.replaceAll(/[\p{Cc}\p{Cf}\s-]/gu, '').toUpperCase();
  if (/^[A-Z0-9]{4,20}$/.test(plain)) return plain;
  return /[?&/=]([A-Z0-9]{4,12})$/.exec(plain)?.[1];
}

/** A birth date of eight digits as a day; undefined when there is no such day. */
export function birthDay(digits: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^(\d\d)(\d\d)(\d{4})$/.exec(digits) ?? [];
  const text = `${year}-${month}-${day}`;
  const moment = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text) ? text : undefined;
}

/** How long nobody touched the screen, in words of what to do: nothing, count down, or begin anew. */
export interface Silence {
  readonly isOver: boolean;
  /** Until the screen begins anew, while that is counted down. */
  readonly seconds?: number | undefined;
}

export const quietSeconds = { usual: 40, given: 25 } as const;
/** Whoever reads slowly has time to say that they are still there. */
export const warnedSeconds = 20;

/** What a silence of so many seconds means. */
export function silenceAfter(seconds: number, quiet: number): Silence {
  const left = quiet + warnedSeconds - seconds;
  if (left <= 0) return { isOver: true };
  return left <= warnedSeconds ? { isOver: false, seconds: Math.ceil(left) } : { isOver: false };
}
