import type { Address } from '@onthaal/contract/entities/building-blocks.ts';

/** An address on one line, as it is written in Belgium: "Dorpsstraat 12 bus 3, 9990 Lindervelde". */
export function addressText(address: Address): string {
  const box = address.boxNumber ? ` bus ${address.boxNumber}` : '';
  return `${address.streetName} ${address.houseNumber}${box}, ${address.postalCode} ${address.municipality}`;
}
