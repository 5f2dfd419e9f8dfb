import { type NeighbouringDesk, sharedScanner } from '@onthaal/contract/devices/neighbours.ts';

/** What another desk shares, without what would be something else from here. */
export function reachedFrom(desk: NeighbouringDesk, isReached: (address: string) => boolean): NeighbouringDesk {
  return {
    ...desk,
    printers: desk.printers.filter(({ place }) => isReached(place.address)),
    scanner: sharedScanner(desk.scanner ?? undefined, isReached),
  };
}
