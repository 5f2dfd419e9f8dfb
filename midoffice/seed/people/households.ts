import type { Address } from '@onthaal/contract/entities/building-blocks.ts';
import type { Person } from '@onthaal/contract/entities/person.ts';
import { makeTestInsz } from '@onthaal/contract/rules/identifiers/index.ts';
import { addressAt } from '../addresses.ts';
import { type DayNumber, dayNumber, dayText } from '../days.ts';
import { createRandom, type Random } from '../random.ts';
import { type NameGroup, nameGroups } from '../words/names.ts';
import type { World } from '../world.ts';
import {
  anyLanguage,
  anyPreference,
  landline,
  mailAddress,
  makeFlag,
  mobileNumber,
  recordFields,
} from './person-parts.ts';

type Gender = 'woman' | 'man';

/** Numbers already given per birth day, so that no two people get the same national number. Bounded: a century of days. */
export type NumberRegister = Map<string, number>;

interface PersonSeed {
  readonly gender: Gender;
  readonly age: number;
  readonly group: NameGroup;
  readonly familyName: string;
}

const shapes = [
  { weight: 33, shape: 'single' },
  { weight: 30, shape: 'couple' },
  { weight: 28, shape: 'family' },
  { weight: 9, shape: 'oneParent' },
] as const;

function adult(random: Random, age: number, gender: Gender, group = random.weighted(nameGroups)): PersonSeed {
  return { gender, age, group, familyName: random.pick(group.families) };
}

function childrenOf(random: Random, parent: PersonSeed, count: number): readonly PersonSeed[] {
  const oldest = Math.min(24, parent.age - 21);
  return Array.from({ length: oldest < 0 ? 0 : count }, () => ({
    ...parent,
    gender: random.chance(0.5) ? ('woman' as const) : ('man' as const),
    age: random.between(0, oldest),
  }));
}

function membersOf(random: Random): readonly PersonSeed[] {
  const { shape } = random.weighted(shapes);
  const gender: Gender = random.chance(0.5) ? 'woman' : 'man';
  const other: Gender = random.chance(0.94) ? (gender === 'woman' ? 'man' : 'woman') : gender;
  if (shape === 'single')
    return [adult(random, random.chance(0.4) ? random.between(65, 98) : random.between(19, 64), gender)];
  if (shape === 'couple') {
    const age = random.between(22, 90);
    const first = adult(random, age, gender);
    const partnerAge = Math.max(19, Math.min(98, age + random.between(-6, 6)));
    return [
      first,
      random.chance(0.8) ? adult(random, partnerAge, other, first.group) : adult(random, partnerAge, other),
    ];
  }
  const first = adult(random, random.between(26, 54), gender);
  if (shape === 'oneParent') return [first, ...childrenOf(random, first, random.between(1, 3))];
  const second = adult(random, Math.max(22, first.age + random.between(-5, 5)), other, first.group);
  const younger = first.age < second.age ? first : second;
  const named = random.chance(0.85) ? (first.gender === 'man' ? first : second) : first;
  const children = childrenOf(random, { ...younger, familyName: named.familyName }, random.between(1, 4));
  return [first, second, ...children];
}

function birthDay(random: Random, today: DayNumber, age: number): DayNumber {
  return Math.min(today - 4, today - Math.floor(age * 365.25) - random.between(1, 364));
}

function givenNameOf(random: Random, seed: PersonSeed): string {
  const names = seed.gender === 'woman' ? seed.group.women : seed.group.men;
  if (seed.age > 62) return random.pick(names.old);
  return random.pick(seed.age > 27 ? names.middle : names.young);
}

function nationalNumber(register: NumberRegister, birthDate: string, gender: Gender): string {
  const key = `${birthDate}${gender}`;
  const given = register.get(key) ?? 0;
  register.set(key, given + 1);
  return makeTestInsz(birthDate, given * 2 + (gender === 'man' ? 1 : 2));
}

function flagsOf(random: Random, world: World, age: number): Person['flags'] {
  const since = world.today - random.between(10, 900);
  if (age > 70 && random.chance(0.03)) return [makeFlag(random, 'deceased', world.today - random.between(5, 300))];
  if (random.chance(0.005)) return [makeFlag(random, 'addressSecret', since)];
  if (age > 18 && random.chance(0.002)) return [makeFlag(random, 'safetyMeasure', since)];
  if (age > 75 && random.chance(0.03)) return [makeFlag(random, 'guardianship', since)];
  return random.chance(0.008) ? [makeFlag(random, 'mailReturned', since)] : [];
}

function contactData(random: Random, name: string, seed: PersonSeed): Pick<Person, 'phoneNumbers' | 'emailAddresses'> {
  const phones: Person['phoneNumbers'] = [];
  if (seed.age > 14) phones.push({ id: 'phone-1', number: mobileNumber(random), label: 'gsm' });
  if (seed.age > 60 && random.chance(0.7)) phones.push({ id: 'phone-2', number: landline(random), label: 'thuis' });
  const hasMail = seed.age > 15 && random.chance(seed.age > 75 ? 0.45 : 0.92);
  const address = mailAddress(random, `${name.replace(' ', '.')}${random.chance(0.3) ? random.between(1, 99) : ''}`);
  return { phoneNumbers: phones, emailAddresses: hasMail ? [{ id: 'email-1', address }] : [] };
}

function makeCitizen(
  world: World,
  random: Random,
  register: NumberRegister,
  address: Address,
  seed: PersonSeed,
): Person {
  const bornOn = birthDay(random, world.today, seed.age);
  const birthDate = dayText(Math.max(bornOn, dayNumber('1926-01-01')));
  const givenName = givenNameOf(random, seed);
  const displayName = `${givenName} ${seed.familyName}`;
  return {
    ...recordFields(world, random, bornOn),
    kind: 'citizen',
    displayName,
    givenName,
    familyName: seed.familyName,
    birthDate,
    nationalNumber: nationalNumber(register, birthDate, seed.gender),
    address,
    ...contactData(random, displayName, seed),
    ...(seed.age > 15 && random.chance(0.75) ? { preferredChannel: anyPreference(random, seed.age) } : {}),
    language: anyLanguage(random),
    flags: flagsOf(random, world, seed.age),
  };
}

/**
 * The people who live together at one address: one to six.
 *
 * @param index which household; the same index gives the same people
 * @param register grows with each national number given
 */
export function makeHousehold(world: World, index: number, register: NumberRegister, limit: number): readonly Person[] {
  const random = createRandom(world.seed, 'household', index);
  const address = addressAt(index);
  return membersOf(random)
    .slice(0, limit)
    .map((seed) => makeCitizen(world, random, register, address, seed));
}
