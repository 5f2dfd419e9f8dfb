import type { Interaction } from '../../entities/contact.ts';
import type { BackOfficeSubject, Visit } from '../../entities/visit.ts';
import { isVisitor, measuredServices, openVisits, workedSeconds } from '../visits/index.ts';
import { type CountedVisit, waitingSpans } from './waiting.ts';

/** What half of them stayed below, and the longest; both absent when nothing was measured. */
export interface Spread {
  readonly count: number;
  readonly medianSeconds?: number | undefined;
  readonly longestSeconds?: number | undefined;
}

/** How often a product was asked for, and how long it took where the clock was right. */
export interface ProductFigures {
  readonly productCode: string;
  readonly asked: number;
  readonly served: Spread;
}

/** What became of those who came in. */
export interface OutcomeFigures {
  readonly cameIn: number;
  readonly withAppointment: number;
  readonly finished: number;
  readonly left: number;
  readonly noShow: number;
  readonly open: number;
}

/** A value and how often it was there. */
export interface Counted {
  readonly code: string;
  readonly count: number;
}

/** Work in the back office on one thing. */
export interface BackOfficeFigures {
  readonly subject: BackOfficeSubject;
  /** Of the product, when it is work on one. */
  readonly productCode?: string | undefined;
  readonly count: number;
  /** In all, of those whose clock was right. */
  readonly seconds: number;
  readonly notReliable: number;
}

/** The figures of a day: the live board shows them while it lasts, the report when it is over. */
export interface DayFigures {
  readonly outcomes: OutcomeFigures;
  /** Until the first call. */
  readonly waits: Spread;
  /** The most asked first. */
  readonly products: readonly ProductFigures[];
  /** Contact moments by channel, the most first. */
  readonly channels: readonly Counted[];
  /** Contact moments by what came of them, the most first. */
  readonly results: readonly Counted[];
  /** Work without a visitor, the longest first; in none of the figures above. */
  readonly backOffice: readonly BackOfficeFigures[];
}

/** The middle of measurements, which one that lasted all morning does not change, and the longest. */
export function spreadOf(seconds: readonly number[]): Spread {
  if (seconds.length === 0) return { count: 0 };
  const sorted = [...seconds].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  const medianSeconds = sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? 0) + upper) / 2);
  return { count: sorted.length, medianSeconds, longestSeconds: sorted.at(-1) };
}

function counted(codes: readonly string[]): readonly Counted[] {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .map(([code, count]) => ({ code, count }))
    .sort((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1));
}

function outcomesOf(visits: readonly CountedVisit[]): OutcomeFigures {
  const inState = (...states: readonly Visit['state'][]) => visits.filter(({ state }) => states.includes(state)).length;
  return {
    cameIn: visits.length,
    withAppointment: visits.filter(({ appointmentId }) => appointmentId !== undefined).length,
    finished: inState('finished'),
    left: inState('left'),
    noShow: inState('noShow'),
    open: inState(...openVisits),
  };
}

function productsOf(visits: readonly CountedVisit[]): readonly ProductFigures[] {
  const measured = visits.flatMap(measuredServices);
  return counted(visits.flatMap(({ services }) => services.map(({ productCode }) => productCode))).map(
    ({ code, count }) => ({
      productCode: code,
      asked: count,
      served: spreadOf(measured.filter(({ productCode }) => productCode === code).flatMap(({ seconds }) => seconds)),
    }),
  );
}

/** How long each waited until the first call, in seconds; of who was called. */
export function firstWaits(visits: readonly CountedVisit[], now: number): readonly number[] {
  return visits
    .filter(({ steps }) => steps?.some(({ event }) => event === 'called'))
    .flatMap((visit) => waitingSpans(visit, now).slice(0, 1))
    .map(({ from, until }) => Math.round((until - from) / 1000));
}

type Work = Pick<Visit, 'state' | 'services' | 'steps' | 'backOffice'>;

function backOfficeOf(visits: readonly Work[], now: number): readonly BackOfficeFigures[] {
  const at = new Date(now).toISOString();
  const figures = new Map<string, BackOfficeFigures>();
  for (const work of visits) {
    if (work.backOffice === undefined) continue;
    const { subject } = work.backOffice;
    const productCode = subject === 'product' ? work.services[0]?.productCode : undefined;
    const key = `${subject}/${productCode ?? ''}`;
    const known = figures.get(key);
    const isReliable = work.services.every(({ timeNotReliable }) => !timeNotReliable);
    figures.set(key, {
      ...{ subject, productCode, count: (known?.count ?? 0) + 1 },
      seconds: (known?.seconds ?? 0) + (isReliable ? workedSeconds(work, at) : 0),
      notReliable: (known?.notReliable ?? 0) + Number(!isReliable),
    });
  }
  return [...figures.values()].sort(
    (one, other) => other.seconds - one.seconds || (one.subject < other.subject ? -1 : 1),
  );
}

/**
 * Counts a day.
 *
 * @param all those who came in that day, and work in the back office, which is counted apart
 * @param contacts contact moments of that day
 * @param now in milliseconds since 1970
 */
export function dayFigures(
  all: readonly CountedVisit[],
  contacts: readonly Pick<Interaction, 'channel' | 'result'>[],
  now: number,
): DayFigures {
  const visits = all.filter(isVisitor);
  return {
    outcomes: outcomesOf(visits),
    waits: spreadOf(firstWaits(visits, now)),
    products: productsOf(visits),
    channels: counted(contacts.map(({ channel }) => channel)),
    results: counted(contacts.flatMap(({ result }) => (result === undefined ? [] : [result]))),
    backOffice: backOfficeOf(all, now),
  };
}
