import { mostOpenVisits } from '@onthaal/contract/store/visits.ts';

/** Numbers from 1 to 9 by the id of a visit. */
export type VisitPlaces = Readonly<Record<string, number>>;

/** Each open visit keeps the number that it has, so that a key goes on meaning the same; a new one gets the lowest that is free. */
export function placesAfter(before: VisitPlaces, ids: readonly string[]): VisitPlaces {
  const places: Record<string, number> = {};
  for (const id of ids) {
    const place = before[id];
    if (place !== undefined) places[id] = place;
  }
  const taken = new Set(Object.values(places));
  for (const id of ids) {
    if (places[id] !== undefined) continue;
    for (let place = 1; place <= mostOpenVisits; place += 1) {
      if (taken.has(place)) continue;
      places[id] = place;
      taken.add(place);
      break;
    }
  }
  return places;
}
