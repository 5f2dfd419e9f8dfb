import type { CheckedEid, EidHolder } from '@onthaal/contract/devices/eid-reading.ts';
import type { EidCheckResult } from '@onthaal/contract/devices/eid-verification.ts';
import type { Address } from '@onthaal/contract/entities/building-blocks.ts';
import type { Person } from '@onthaal/contract/entities/person.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import type { NewPersonForm } from '../new-person/new-person-form.ts';
import { addressOf, emptyAddress } from '../person/address-form.ts';

/** The name on the card, as one says it. */
export function nameOf({ givenNames, familyName }: EidHolder): string {
  return [givenNames, familyName].filter((part) => part !== null).join(' ');
}

/** The day of birth when the register knows all of it. */
export function birthDay({ birthDate }: EidHolder): string | undefined {
  if (birthDate?.month === undefined || birthDate.day === undefined) return undefined;
  const two = (part: number) => String(part).padStart(2, '0');
  return `${birthDate.year}-${two(birthDate.month)}-${two(birthDate.day)}`;
}

/** The address on the card in our parts; undefined when the card has none, or none that can be taken apart. */
export function addressOnCard({ address }: EidHolder): Address | undefined {
  const { streetName, houseNumber, boxNumber, postalCode, municipality } = address;
  if (houseNumber === null || postalCode === null || municipality === null) return undefined;
  return addressOf({ streetName, houseNumber, boxNumber: boxNumber ?? '', postalCode, municipality });
}

/** The card's address on one line, also when it cannot be taken apart. */
export function addressLine({ address }: EidHolder): string {
  const town = [address.postalCode, address.municipality].filter((part) => part !== null).join(' ');
  return [address.line, town].filter((part) => part !== '').join(', ');
}

export type CardField = 'givenName' | 'familyName' | 'birthDate' | 'address';
type Changes = CommandArguments['updatePerson']['changes'];

/** A field in which the card and the register here differ. */
export interface CardDifference {
  readonly field: CardField;
  /** What the command takes over. */
  readonly changes: Changes;
  readonly ours: string | Address | undefined;
  readonly card: string | Address;
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s.'’-]+/g, ' ')
    .trim()
    .toLowerCase();
}

function sameText(ours: string | undefined, card: string): boolean {
  return folded(ours ?? '') === folded(card);
}

/** The card has two given names where the register here often has the first. */
function sameGivenName(ours: string | undefined, card: string): boolean {
  return sameText(ours, card) || (ours !== undefined && folded(card).startsWith(`${folded(ours)} `));
}

function sameAddress(ours: Address | undefined, card: Address): boolean {
  const parts = ({ streetName, houseNumber, boxNumber = '', postalCode, municipality }: Address) =>
    [streetName, houseNumber, boxNumber.replace(/^0+/, ''), postalCode, municipality].join('|');
  return ours !== undefined && sameText(parts(ours), parts(card));
}

/** Where the card says something else than the register here. What the card leaves out is no difference. */
export function differences(person: Person, holder: EidHolder): readonly CardDifference[] {
  const found: CardDifference[] = [];
  const { givenNames, familyName } = holder;
  if (familyName !== null && !sameText(person.familyName, familyName)) {
    found.push({ field: 'familyName', changes: { familyName }, ours: person.familyName, card: familyName });
  }
  if (givenNames !== null && !sameGivenName(person.givenName, givenNames)) {
    found.push({ field: 'givenName', changes: { givenName: givenNames }, ours: person.givenName, card: givenNames });
  }
  const day = birthDay(holder);
  if (day !== undefined && day !== person.birthDate) {
    found.push({ field: 'birthDate', changes: { birthDate: day }, ours: person.birthDate, card: day });
  }
  const address = addressOnCard(holder);
  if (address !== undefined && !sameAddress(person.address, address)) {
    found.push({ field: 'address', changes: { address }, ours: person.address, card: address });
  }
  return found;
}

/** The form of a new person with what the card says. */
export function newPersonOf(holder: EidHolder): Partial<NewPersonForm> {
  const address = addressOnCard(holder);
  return {
    kind: 'citizen',
    givenName: holder.givenNames ?? '',
    familyName: holder.familyName ?? '',
    birthDate: birthDay(holder) ?? '',
    nationalNumber: holder.nationalNumber ?? '',
    address: address === undefined ? emptyAddress : { ...emptyAddress, ...address },
  };
}

/** All checks in one line: what is wrong goes before what is not known, and that before what is fine. */
export type CheckSummary =
  | { readonly kind: 'refuted' | 'unknown'; readonly results: readonly EidCheckResult[] }
  | { readonly kind: 'confirmed' };

/** Sums up for a hurried clerk, without calling fine what was not checked. */
export function summaryOf(checks: readonly EidCheckResult[]): CheckSummary {
  const refuted = checks.filter(({ verdict }) => verdict === 'refuted');
  if (refuted.length > 0) return { kind: 'refuted', results: refuted };
  const unknown = checks.filter(({ verdict, finding }) => verdict === 'unknown' || finding === 'statusNotAsked');
  return unknown.length > 0 ? { kind: 'unknown', results: unknown } : { kind: 'confirmed' };
}

/** Whether the card establishes who its holder is: it was read to its end, and nothing about it is wrong. */
export function isAssured(card: CheckedEid): boolean {
  return summaryOf(card.checks).kind !== 'refuted';
}
