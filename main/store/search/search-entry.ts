import type { CollectionName, DocumentOf } from '@onthaal/contract/entities/index.ts';
import { recogniseSearchText } from '@onthaal/contract/rules/identifiers/search-text.ts';
import { tokenise } from '@onthaal/contract/rules/search/index.ts';
import type { SearchKind } from '@onthaal/contract/store/rows.ts';

/** What the search knows of one record. All texts are folded words with single spaces. */
export interface SearchEntry {
  readonly kind: SearchKind;
  readonly name: string;
  readonly number: string;
  readonly address: string;
  readonly words: string;
  /** Normalised numbers that identify the record, and phone numbers (`+32...`). */
  readonly numbers: readonly string[];
  readonly teamId: string;
  /** Instant or day by which newer records come first. */
  readonly recent: string;
}

/** Collections that the search box looks in. */
export const searchedCollections = {
  persons: 'person',
  dossiers: 'dossier',
  appointments: 'appointment',
  interactions: 'interaction',
  tasks: 'task',
  documents: 'document',
} as const satisfies Partial<Record<CollectionName, SearchKind>>;

export type SearchedCollection = keyof typeof searchedCollections;

/** Longest text of one document that is indexed, in characters: the start of a letter says what it is about. */
const LONGEST_TEXT = 4000;

interface RawEntry {
  readonly name: string;
  readonly numbers?: readonly (string | undefined)[];
  readonly phones?: readonly string[];
  readonly address?: readonly (string | undefined)[];
  readonly words?: readonly (string | undefined)[];
  readonly teamId?: string | undefined;
  readonly recent: string;
}

interface AddressFields {
  readonly streetName: string;
  readonly houseNumber: string;
  readonly postalCode: string;
  readonly municipality: string;
}

function addressWords(address: AddressFields | undefined): string[] {
  if (address === undefined) return [];
  return [address.streetName, address.houseNumber, address.postalCode, address.municipality];
}

function notesOf(document: { readonly notes: readonly { readonly text: string }[] }): string[] {
  return document.notes.map((note) => note.text);
}

/** Other ways in which people type a name: "d hondt" and "hondt" for D'Hondt, "vandenbroeck" for Van den Broeck. */
function nameAliases(name: string | undefined): string[] {
  if (name === undefined) return [];
  const aliases = [name.replaceAll(/['’]/gu, ' '), tokenise(name).join('')];
  return aliases.filter((alias) => tokenise(alias).join(' ') !== tokenise(name).join(' '));
}

/** The folded words by which a person is found by name. */
export function nameWords({ displayName, familyName }: DocumentOf<'persons'>): readonly string[] {
  return [displayName, ...nameAliases(familyName ?? displayName)].flatMap((name) => tokenise(name));
}

const readers: { readonly [Name in SearchedCollection]: (document: DocumentOf<Name>) => RawEntry } = {
  persons: (person) => ({
    name: person.displayName,
    numbers: [person.nationalNumber, person.enterpriseNumber, person.associationCode],
    phones: person.phoneNumbers.map((phone) => phone.number),
    address: addressWords(person.address),
    words: [
      ...nameAliases(person.familyName ?? person.displayName),
      ...person.emailAddresses.map((email) => email.address),
      ...notesOf(person),
    ],
    recent: person.lastContactAt ?? person.updatedAt,
  }),
  dossiers: (dossier) => ({
    name: dossier.subject,
    numbers: [dossier.number],
    address: [...addressWords(dossier.address), dossier.parcel],
    words: [
      dossier.description,
      ...Object.values(dossier.answers).filter((answer) => typeof answer === 'string'),
      ...notesOf(dossier),
    ],
    teamId: dossier.teamId,
    recent: dossier.updatedAt,
  }),
  appointments: (appointment) => ({
    name: appointment.subject,
    numbers: [appointment.code],
    words: [...appointment.guests.map((guest) => guest.name), ...notesOf(appointment)],
    teamId: appointment.teamId,
    recent: appointment.startsAt,
  }),
  interactions: (interaction) => ({
    name: interaction.subject,
    words: [interaction.text, ...interaction.labels, ...notesOf(interaction)],
    teamId: interaction.teamId,
    recent: interaction.at,
  }),
  tasks: (task) => ({
    name: task.title,
    words: [task.text, task.promised, ...notesOf(task)],
    teamId: task.teamId,
    recent: task.updatedAt,
  }),
  documents: (document) => ({
    name: document.title,
    words: [document.fileName],
    recent: document.receivedOn,
  }),
};

function folded(texts: readonly (string | undefined)[] | undefined): string {
  const parts = (texts ?? []).filter((text) => text !== undefined);
  return tokenise(parts.join(' ').slice(0, LONGEST_TEXT)).join(' ');
}

/** A number as it is stored and looked up: no spaces, capitals. */
export function normaliseNumber(number: string): string {
  return number.replace(/\s+/gu, '').toUpperCase();
}

/** A phone number as `+32...`, when it is one. */
function phoneOf(number: string): string[] {
  const reading = recogniseSearchText(number);
  const readings = [reading, ...reading.alternatives];
  return readings.filter(({ kind }) => kind === 'phone').map(({ normalised }) => normalised);
}

/** Works out what the search must know of a document. */
export function searchEntryOf<Name extends SearchedCollection>(
  collection: Name,
  document: DocumentOf<Name>,
): SearchEntry {
  const raw = readers[collection](document);
  const numbers = (raw.numbers ?? []).filter((number) => number !== undefined).map(normaliseNumber);
  return {
    kind: searchedCollections[collection],
    name: folded([raw.name]),
    number: folded(numbers),
    address: folded(raw.address),
    words: folded(raw.words),
    numbers: [...new Set([...numbers, ...(raw.phones ?? []).flatMap(phoneOf)])],
    teamId: raw.teamId ?? '',
    recent: raw.recent,
  };
}
