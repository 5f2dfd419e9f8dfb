import type { Address } from '@onthaal/contract/entities/building-blocks.ts';
import { createShuffle, type Random } from './random.ts';
import { type Street, streets } from './words/streets.ts';

const reserved = ['Kerkstraat 14', 'Molenweg 8', 'Lindelaan 21', 'Marktplein 5'];

interface House {
  readonly street: Street;
  readonly number: number;
}

const houses: readonly House[] = streets.flatMap((street) =>
  Array.from({ length: street.last }, (_, index) => ({ street, number: index + 1 })).filter(
    (house) => !reserved.includes(`${street.name} ${house.number}`),
  ),
);
const shuffleHouses = createShuffle(houses.length);

function addressOf(house: House, floor: number): Address {
  return {
    streetName: house.street.name,
    houseNumber: String(house.number),
    ...(floor === 0 ? {} : { boxNumber: String(floor) }),
    postalCode: house.street.postalCode,
    municipality: house.street.municipality,
    country: 'België',
  };
}

/**
 * The address of the nth household or organisation; never the same one twice. When the houses run out, the next ones live on
 * the floors above.
 */
export function addressAt(index: number): Address {
  const house = houses[shuffleHouses(index % houses.length)];
  if (house === undefined) throw new RangeError('No such house');
  return addressOf(house, Math.floor(index / houses.length));
}

/** Somewhere in the municipality. */
export function anyAddress(random: Random): Address {
  return addressOf(random.pick(houses), 0);
}

/** "Kerkstraat 14". */
export function placeOf(address: Address): string {
  return `${address.streetName} ${address.houseNumber}${address.boxNumber === undefined ? '' : ` bus ${address.boxNumber}`}`;
}

/** Addresses that only the fixed records live at. */
export function reservedAddress(text: string): Address {
  const cut = text.lastIndexOf(' ');
  const street = streets.find((candidate) => candidate.name === text.slice(0, cut));
  if (street === undefined || !reserved.includes(text)) throw new RangeError('Not a reserved address');
  return addressOf({ street, number: Number(text.slice(cut + 1)) }, 0);
}
