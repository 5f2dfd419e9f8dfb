import type { Address } from '@onthaal/contract/entities/building-blocks.ts';
import type { Person } from '@onthaal/contract/entities/person.ts';
import { reservedAddress } from '../addresses.ts';
import { brusselsInstant, dayText } from '../days.ts';
import {
  addressSecretPerson,
  architect,
  bakery,
  brassBand,
  deceasedPerson,
  elise,
  jozef,
  lukasz,
  marieHelene,
  thomas,
} from '../fixed-records.ts';
import { author } from '../references/members.ts';
import { systemAuthor } from '../references/row.ts';
import type { World } from '../world.ts';

interface Base {
  readonly id: string;
  readonly displayName: string;
}

function person(world: World, base: Base & Partial<Person>, rest: Partial<Person> & Pick<Person, 'kind'>): Person {
  const at = brusselsInstant(world.today - 440, 600);
  return {
    createdAt: at,
    updatedAt: at,
    updatedBy: systemAuthor,
    phoneNumbers: [],
    emailAddresses: [],
    language: 'nl',
    optIns: [],
    flags: [],
    notes: [],
    history: [{ id: `history-${base.id}`, at, by: systemAuthor, kind: 'created' }],
    ...base,
    ...rest,
  };
}

function citizen(world: World, base: Base & Partial<Person>, address: Address, rest: Partial<Person>): Person {
  const cut = base.displayName.indexOf(' ');
  const names = { givenName: base.displayName.slice(0, cut), familyName: base.displayName.slice(cut + 1) };
  return person(world, base, { kind: 'citizen', ...names, address, ...rest });
}

function kerkstraatFamily(world: World, lastContactAt: string): readonly Person[] {
  const home = reservedAddress('Kerkstraat 14');
  const since = dayText(world.today - 200);
  const noteAt = brusselsInstant(world.today - 30, 640);
  return [
    citizen(world, marieHelene, home, {
      phoneNumbers: [{ id: 'phone-1', number: '0470 00 00 14', label: 'gsm' }],
      emailAddresses: [{ id: 'email-1', address: 'marie-helene.vandenbroeck@voorbeeld.be' }],
      preferredChannel: 'phone',
      optIns: [
        { id: 'optin-email', channel: 'email', allowed: true, since },
        { id: 'optin-sms', channel: 'sms', allowed: true, since },
      ],
      notes: [
        { id: 'note-marie-helene', at: noteAt, by: author('member-els'), text: 'Werkt tot 15 uur: bel liefst daarna.' },
      ],
      lastContactAt,
    }),
    citizen(world, thomas, home, {
      phoneNumbers: [{ id: 'phone-1', number: '0470 00 00 15', label: 'gsm' }],
      emailAddresses: [{ id: 'email-1', address: 'thomas.lefevre@voorbeeld.be' }],
      preferredChannel: 'email',
    }),
    citizen(world, elise, home, {}),
  ];
}

function otherCitizens(world: World): readonly Person[] {
  const molenweg = reservedAddress('Molenweg 8');
  const lindelaan = reservedAddress('Lindelaan 21');
  const since = dayText(world.today - 120);
  return [
    citizen(
      world,
      jozef,
      { ...lindelaan, boxNumber: '1' },
      {
        phoneNumbers: [{ id: 'phone-1', number: '09 000 00 47', label: 'thuis' }],
        preferredChannel: 'paper',
      },
    ),
    citizen(
      world,
      lukasz,
      { ...molenweg, boxNumber: '2' },
      {
        phoneNumbers: [{ id: 'phone-1', number: '0470 00 00 83', label: 'gsm' }],
        emailAddresses: [{ id: 'email-1', address: 'lukasz.wisniewski@example.be' }],
        preferredChannel: 'citizenProfile',
      },
    ),
    citizen(
      world,
      addressSecretPerson,
      { ...molenweg, boxNumber: '1' },
      {
        phoneNumbers: [{ id: 'phone-1', number: '0470 00 00 92', label: 'gsm' }],
        flags: [
          {
            id: 'flag-addressSecret',
            kind: 'addressSecret',
            since,
            explanation: 'Adres geheim op vraag van het parket: nooit meedelen.',
          },
        ],
      },
    ),
    citizen(
      world,
      deceasedPerson,
      { ...lindelaan, boxNumber: '2' },
      {
        phoneNumbers: [{ id: 'phone-1', number: '09 000 00 38', label: 'thuis' }],
        flags: [
          {
            id: 'flag-deceased',
            kind: 'deceased',
            since,
            explanation: 'Overlijden doorgegeven door het rijksregister.',
          },
        ],
      },
    ),
  ];
}

function organisations(world: World): readonly Person[] {
  const market = reservedAddress('Marktplein 5');
  return [
    person(world, architect, {
      kind: 'enterprise',
      address: { ...market, boxNumber: '2' },
      phoneNumbers: [{ id: 'phone-1', number: '09 000 00 99', label: 'kantoor' }],
      emailAddresses: [{ id: 'email-1', address: 'info.depasser@example.be' }],
      preferredChannel: 'email',
    }),
    person(world, bakery, {
      kind: 'enterprise',
      address: market,
      phoneNumbers: [{ id: 'phone-1', number: '09 000 00 71', label: 'winkel' }],
      emailAddresses: [{ id: 'email-1', address: 'bakkerij.dekorenaar@voorbeeld.be' }],
      preferredChannel: 'email',
    }),
    person(world, brassBand, {
      kind: 'association',
      address: { ...market, boxNumber: '3' },
      phoneNumbers: [{ id: 'phone-1', number: '0470 00 00 90', label: 'secretaris' }],
      emailAddresses: [{ id: 'email-1', address: 'lindeblazers@voorbeeld.be' }],
      preferredChannel: 'email',
    }),
  ];
}

/** The persons of `fixed-records.ts`. */
export function fixedPersons(world: World, marieHeleneContactAt: string): readonly Person[] {
  return [...kerkstraatFamily(world, marieHeleneContactAt), ...otherCitizens(world), ...organisations(world)];
}
