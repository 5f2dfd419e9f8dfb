import { touchedCollections, type Visit, type VisitTouch } from '../../entities/visit.ts';

const MOST_TOUCHED = 200;

/**
 * The services of a visit when another question begins: what was served stops there, and what the visitor waited for already is taken up
 * instead of made twice. The first question has all the time since the visitor came to the desk.
 */
export function questionBegun(
  visit: Visit,
  question: { readonly id: string; readonly productCode: string },
  at: string,
): Visit['services'] {
  const isFirst = visit.services.every(({ startedAt }) => startedAt === undefined);
  const startedAt = (isFirst ? visit.steps?.find(({ event }) => event === 'served')?.at : undefined) ?? at;
  const begun = { state: 'serving' as const, startedAt };
  const waiting = visit.services.find(
    ({ state, productCode }) => state === 'waiting' && productCode === question.productCode,
  );
  const services = visit.services.map((service) => {
    if (service === waiting) return { ...service, ...begun };
    return service.state === 'serving' ? { ...service, state: 'finished' as const, endedAt: at } : service;
  });
  if (waiting !== undefined) return services;
  return [...services, { ...question, ...begun, pausedSeconds: 0, timeNotReliable: false }];
}

/** How long a question took, in seconds, without the time that the visit was parked; undefined when it did not begin. */
export function questionSeconds(
  { startedAt, endedAt, pausedSeconds }: Pick<Visit['services'][number], 'startedAt' | 'endedAt' | 'pausedSeconds'>,
  now: string,
): number | undefined {
  if (startedAt === undefined) return undefined;
  const seconds = Math.round((Date.parse(endedAt ?? now) - Date.parse(startedAt)) / 1000) - pausedSeconds;
  return Math.max(0, seconds);
}

function isTouchable(collection: string): collection is VisitTouch['collection'] {
  return (touchedCollections as readonly string[]).includes(collection);
}

/** What a visit touched, with these documents: each once, written when it ever was. Undefined when there is nothing new. */
export function touchedAfter(
  visit: Visit,
  documents: readonly { readonly collection: string; readonly id: string; readonly isWritten: boolean }[],
  at: string,
): readonly VisitTouch[] | undefined {
  const touched = [...(visit.touched ?? [])];
  const serviceId = visit.services.find(({ state }) => state === 'serving')?.id;
  let isNew = false;
  for (const { collection, id, isWritten } of documents) {
    if (!isTouchable(collection)) continue;
    const place = touched.findIndex((known) => known.id === id);
    const known = touched[place];
    if (known === undefined ? touched.length >= MOST_TOUCHED : known.isWritten || !isWritten) continue;
    isNew = true;
    const next = { ...(serviceId === undefined ? {} : { serviceId }), ...known, id, collection, at, isWritten };
    if (known === undefined) touched.push(next);
    else touched[place] = next;
  }
  return isNew ? touched : undefined;
}
