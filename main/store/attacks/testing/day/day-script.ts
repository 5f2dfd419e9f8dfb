import type { DayFigures } from '@onthaal/contract/rules/day/index.ts';
import { spreadOf } from '@onthaal/contract/rules/day/index.ts';

const endings = ['finished', 'parked', 'returned', 'left', 'noShow'] as const;

/** One visitor of the script: what they come for and what becomes of it. */
export interface ScriptedVisit {
  readonly id: string;
  /** The turn of the day in which they come in. */
  readonly turn: number;
  readonly desk: 'clerk' | 'other';
  readonly productCode: string;
  /** `parked` and `returned` are finished in the end. */
  readonly ending: (typeof endings)[number];
  /** At the desk, without what was parked. */
  readonly minutes: number;
  readonly result: 'answered' | 'dossierOpened' | 'callBack';
  /** Paid in cash. */
  readonly cents: number;
}

const clerkProducts = ['attest-woonst', 'uittreksel-strafregister', 'wettiging'] as const;
const otherProducts = ['eid-aanvraag', 'rijbewijs'] as const;
/** Those of a coach come in together. */
const coaches: readonly (readonly [first: number, last: number])[] = [
  [10, 14],
  [30, 35],
];

function endingOf(place: number): ScriptedVisit['ending'] {
  if (place % 15 === 7) return 'noShow';
  if (place % 20 === 13) return 'left';
  if (place % 10 === 4) return 'parked';
  return place % 12 === 5 ? 'returned' : 'finished';
}

function turnOf(place: number): number {
  return coaches.find(([first, last]) => place >= first && place <= last)?.[0] ?? place;
}

function pick<Value>(values: readonly [Value, ...Value[]], place: number): Value {
  return values[place % values.length] ?? values[0];
}

/** The day of one clerk, and what two other desks do meanwhile; the same each time. */
export function dayScript(makeId: () => string, visits = 60, others = 16): readonly ScriptedVisit[] {
  const ofClerk = Array.from({ length: visits }, (_, place): ScriptedVisit => {
    const opensDossier = place % 6 === 2;
    return {
      ...{ id: makeId(), turn: turnOf(place), desk: 'clerk', productCode: pick(clerkProducts, place) },
      ...{ ending: endingOf(place), minutes: 2 + ((place * 7) % 5) },
      result: opensDossier ? 'dossierOpened' : place % 4 === 3 ? 'callBack' : 'answered',
      cents: place % 5 === 1 ? 1050 : 0,
    };
  });
  const ofOthers = Array.from({ length: others }, (_, place): ScriptedVisit => {
    const what = {
      desk: 'other',
      productCode: pick(otherProducts, place),
      ending: 'finished',
      result: 'answered',
    } as const;
    return { id: makeId(), turn: place * 3, minutes: 3, cents: 0, ...what };
  });
  return [...ofClerk, ...ofOthers];
}

/** Whoever is served in the end. */
export function isServed({ ending }: ScriptedVisit): boolean {
  return ending !== 'left' && ending !== 'noShow';
}

type Expected = Pick<DayFigures, 'outcomes' | 'results' | 'channels'> & {
  readonly products: ReadonlyMap<string, { readonly asked: number; readonly minutes: readonly number[] }>;
  readonly called: number;
  readonly cashCents: number;
  readonly cashCount: number;
};

/** What the figures of the day must be: the script itself, and nothing of the program, says so. */
export function expectedOf(script: readonly ScriptedVisit[]): Expected {
  const served = script.filter(isServed);
  const count = (results: ScriptedVisit['result']) => served.filter(({ result }) => result === results).length;
  const products = new Map(
    [...clerkProducts, ...otherProducts].map((code) => [
      code as string,
      {
        asked: script.filter(({ productCode }) => productCode === code).length,
        minutes: served.filter(({ productCode }) => productCode === code).map(({ minutes }) => minutes),
      },
    ]),
  );
  return {
    outcomes: {
      cameIn: script.length,
      withAppointment: 0,
      finished: served.length,
      left: script.filter(({ ending }) => ending === 'left').length,
      noShow: script.filter(({ ending }) => ending === 'noShow').length,
      open: 0,
    },
    results: (['answered', 'callBack', 'dossierOpened'] as const).map((code) => ({ code, count: count(code) })),
    channels: [{ code: 'counter', count: served.length }],
    products,
    called: script.filter(({ ending }) => ending !== 'left').length,
    cashCents: script.filter(isServed).reduce((sum, { cents }) => sum + cents, 0),
    cashCount: script.filter((visit) => isServed(visit) && visit.cents > 0).length,
  };
}

/** The middle of minutes as the figures give it, in seconds. */
export function middleOf(minutes: readonly number[]): number {
  return spreadOf(minutes.map((minute) => minute * 60)).medianSeconds ?? 0;
}
