import type { Address } from '@onthaal/contract/entities/building-blocks.ts';

/** An address while it is typed. */
export interface AddressForm {
  readonly streetName: string;
  readonly houseNumber: string;
  readonly boxNumber: string;
  readonly postalCode: string;
  readonly municipality: string;
}

export const emptyAddress: AddressForm = {
  streetName: '',
  houseNumber: '',
  boxNumber: '',
  postalCode: '',
  municipality: '',
};

/** The form of an address that is known. */
export function addressFormOf(address: Address | undefined): AddressForm {
  if (!address) return emptyAddress;
  const { streetName, houseNumber, boxNumber = '', postalCode, municipality } = address;
  return { streetName, houseNumber, boxNumber, postalCode, municipality };
}

/** Whether nothing is typed at all. */
export function isAddressEmpty(form: AddressForm): boolean {
  return Object.values(form).every((value) => value.trim() === '');
}

/** The fields that miss in an address that somebody began; the box number never does. */
export function missingInAddress(form: AddressForm): readonly (keyof AddressForm)[] {
  const needed = ['streetName', 'houseNumber', 'postalCode', 'municipality'] as const;
  return needed.filter((field) => form[field].trim() === '');
}

/** The address, or undefined when nothing is typed. Of `known` the country is kept. */
export function addressOf(form: AddressForm, known?: Address): Address | undefined {
  if (isAddressEmpty(form)) return undefined;
  const boxNumber = form.boxNumber.trim();
  return {
    streetName: form.streetName.trim(),
    houseNumber: form.houseNumber.trim(),
    ...(boxNumber === '' ? {} : { boxNumber }),
    postalCode: form.postalCode.trim(),
    municipality: form.municipality.trim(),
    ...(known?.country === undefined ? {} : { country: known.country }),
  };
}
