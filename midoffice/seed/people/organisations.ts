import type { Person } from '@onthaal/contract/entities/person.ts';
import { makeKbo } from '@onthaal/contract/rules/identifiers/index.ts';
import { addressAt } from '../addresses.ts';
import { createRandom } from '../random.ts';
import { nameGroups } from '../words/names.ts';
import { associationKinds, enterpriseTrades, legalForms } from '../words/organisations.ts';
import type { World } from '../world.ts';
import { landline, mailAddress, mobileNumber, recordFields } from './person-parts.ts';

/** Enterprise numbers from here on have not been given out by the register. */
const firstEnterpriseBase = 19_900_000;
/** V-codes from here on are ours. */
const firstAssociationCode = 9_900_000;

/** An enterprise. The address space is shared with the households: pass an index that no household has. */
export function makeEnterprise(world: World, index: number, addressIndex: number): Person {
  const random = createRandom(world.seed, 'enterprise', index);
  const { trade, names } = random.pick(enterpriseTrades);
  const own = random.chance(0.45) ? random.pick(names) : random.pick(random.weighted(nameGroups).families);
  const displayName = `${trade} ${own} ${random.pick(legalForms)}`;
  return {
    ...recordFields(world, random, 0),
    kind: 'enterprise',
    displayName,
    enterpriseNumber: makeKbo(firstEnterpriseBase + index),
    address: addressAt(addressIndex),
    phoneNumbers: [{ id: 'phone-1', number: landline(random), label: 'zaak' }],
    emailAddresses: [{ id: 'email-1', address: mailAddress(random, `info.${own}`) }],
    preferredChannel: random.chance(0.7) ? 'email' : 'eBox',
    language: random.chance(0.92) ? 'nl' : 'fr',
  };
}

/** An association with a V-code; half of them also have an enterprise number. */
export function makeAssociation(world: World, index: number, addressIndex: number): Person {
  const random = createRandom(world.seed, 'association', index);
  const { kind, names } = random.pick(associationKinds);
  const displayName = `${kind} ${random.pick(names)}${index < 60 ? '' : ` ${index - 58}`}`;
  return {
    ...recordFields(world, random, 0),
    kind: 'association',
    displayName,
    associationCode: `V${firstAssociationCode + index}`,
    ...(random.chance(0.5) ? { enterpriseNumber: makeKbo(firstEnterpriseBase + 60_000 + index) } : {}),
    address: addressAt(addressIndex),
    phoneNumbers: [{ id: 'phone-1', number: mobileNumber(random), label: 'secretaris' }],
    emailAddresses: [{ id: 'email-1', address: mailAddress(random, displayName.replaceAll(' ', '')) }],
    preferredChannel: 'email',
    language: 'nl',
  };
}
