import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { Person, personFlags } from '@onthaal/contract/entities/person.ts';
import { brusselsInstant, type DayNumber, dayNumber, dayText } from '../days.ts';
import { makeId } from '../identity.ts';
import type { Random } from '../random.ts';
import { clerks } from '../references/members.ts';
import { systemAuthor } from '../references/row.ts';
import { foldToAscii } from '../text.ts';
import { historyDays, type World } from '../world.ts';

const firstRecordDay = dayNumber('2021-03-01');

type FlagKind = (typeof personFlags)[number];

const flagExplanations: Readonly<Record<FlagKind, readonly string[]>> = {
  addressSecret: ['Adres geheim op vraag van het parket: nooit meedelen.'],
  deceased: ['Overlijden doorgegeven door het rijksregister.'],
  safetyMeasure: ['Agressie aan het loket: steeds met twee medewerkers ontvangen.', 'Enkel op afspraak ontvangen.'],
  guardianship: ['Bewindvoerder aangesteld: brieven gaan naar de bewindvoerder.'],
  mailReturned: ['Laatste brief kwam onbestelbaar terug.', 'Naam staat niet op de bel volgens de postbode.'],
};

const noteTexts = [
  'Komt liefst in de voormiddag.',
  'Hoort moeilijk: rustig en duidelijk spreken.',
  'Spreekt beter Frans dan Nederlands.',
  'Dochter belt soms in haar naam, mondeling akkoord gegeven.',
  'Heeft hulp nodig met formulieren.',
  'Rolstoelgebruiker: loket 2 is verlaagd.',
  'Wil brieven altijd op papier.',
  'Niet bereikbaar op woensdagnamiddag.',
  'Digitale balie uitgelegd, handleiding meegegeven.',
];

/** A warning on a person's card. */
export function makeFlag(random: Random, kind: FlagKind, since: DayNumber): Person['flags'][number] {
  return { id: `flag-${kind}`, kind, since: dayText(since), explanation: random.pick(flagExplanations[kind]) };
}

/** A fictional mobile number: the 0470 00 series. */
export function mobileNumber(random: Random): string {
  return `0470 00 ${String(random.between(0, 99)).padStart(2, '0')} ${String(random.between(0, 99)).padStart(2, '0')}`;
}

/** A fictional landline number: the 09 000 series. */
export function landline(random: Random): string {
  return `09 000 ${String(random.between(10, 99))} ${String(random.between(0, 99)).padStart(2, '0')}`;
}

/** "zoe.vandenbossche@voorbeeld.be". */
export function mailAddress(random: Random, local: string): string {
  const mailbox = foldToAscii(local)
    .replaceAll(/[^a-z0-9.]+/g, '')
    .slice(0, 40);
  return `${mailbox}@${random.chance(0.5) ? 'voorbeeld.be' : 'example.be'}`;
}

/** Dutch mostly; French, English and German sometimes. */
export function anyLanguage(random: Random): Language {
  return random.weighted<{ weight: number; language: Language }>([
    { weight: 89, language: 'nl' },
    { weight: 6, language: 'fr' },
    { weight: 4, language: 'en' },
    { weight: 1, language: 'de' },
  ]).language;
}

interface Preference {
  readonly weight: number;
  readonly channel: NonNullable<Person['preferredChannel']>;
}
const olderPreferences: readonly Preference[] = [
  { weight: 5, channel: 'phone' },
  { weight: 4, channel: 'paper' },
  { weight: 2, channel: 'email' },
];
const preferences: readonly Preference[] = [
  { weight: 6, channel: 'email' },
  { weight: 3, channel: 'citizenProfile' },
  { weight: 2, channel: 'sms' },
  { weight: 2, channel: 'phone' },
  { weight: 1, channel: 'eBox' },
];

/** How somebody of an age likes to be reached. */
export function anyPreference(random: Random, age: number): Preference['channel'] {
  return random.weighted(age > 72 ? olderPreferences : preferences).channel;
}

/** The fields that say when a person came into the records and was last changed; both before today. */
export function recordFields(
  world: World,
  random: Random,
  bornOn: DayNumber,
): Pick<Person, 'id' | 'createdAt' | 'updatedAt' | 'updatedBy' | 'history' | 'notes' | 'optIns' | 'flags'> {
  // Whoever may have a dossier was known before the first dossier; only babies are newer.
  const earliest = Math.max(firstRecordDay, bornOn + 3);
  const latest = world.today - historyDays - 5;
  const created = Math.min(earliest < latest ? random.between(earliest, latest) : earliest, world.today - 1);
  const changed = random.chance(0.6) ? created : random.between(created, world.today - 1);
  const createdAt = brusselsInstant(created, random.between(510, 990), random.between(0, 59));
  const updatedAt = changed === created ? createdAt : brusselsInstant(changed, random.between(510, 990));
  const by = random.chance(0.4) ? systemAuthor : random.pick(clerks);
  const later = updatedAt > createdAt;
  const changer = random.pick(clerks);
  return {
    id: makeId(random, createdAt),
    createdAt,
    updatedAt: later ? updatedAt : createdAt,
    updatedBy: later ? changer : by,
    history: [
      { id: makeId(random, createdAt), at: createdAt, by, kind: 'created' },
      ...(later
        ? [
            {
              id: makeId(random, updatedAt),
              at: updatedAt,
              by: changer,
              kind: 'fieldsChanged' as const,
              parameters: { fields: random.pick(['address', 'phoneNumbers', 'emailAddresses', 'preferredChannel']) },
            },
          ]
        : []),
    ],
    notes: random.chance(0.05)
      ? [{ id: makeId(random, createdAt), at: createdAt, by: random.pick(clerks), text: random.pick(noteTexts) }]
      : [],
    optIns: optIns(random, dayText(created)),
    flags: [],
  };
}

function optIns(random: Random, since: string): Person['optIns'] {
  if (random.chance(0.55)) return [];
  const channels = random.chance(0.5) ? (['email', 'sms'] as const) : (['email'] as const);
  return channels.map((channel) => ({ id: `optin-${channel}`, channel, allowed: random.chance(0.8), since }));
}
