import type { CollectionName, DocumentOf } from '@onthaal/contract/entities/index.ts';
import { closedStatuses, finishedTaskStates } from '../database/projections.ts';
import { type SearchedCollection, searchEntryOf, searchedCollections } from '../search/search-entry.ts';
import type { ChangedRecords } from './change.ts';

/** A document before and after a write; undefined when there was or is none. */
export interface DocumentChangeEvent {
  readonly id: string;
  readonly before: object | undefined;
  readonly after: object | undefined;
}

/** Of more documents than this the words are not told: they would cost more than asking the searches again. */
const MOST_WITH_WORDS = 40;

/** Works out whom the writes of one collection concern. */
export function changedRecordsOf(collection: CollectionName, events: readonly DocumentChangeEvent[]): ChangedRecords {
  const ids = new Set<string>();
  const about = new Set<string>();
  const places = new Set<string>();
  const moments = new Set<string>();
  const numbers = new Set<string>();
  const words = events.length > MOST_WITH_WORDS ? undefined : new Set<string>();
  for (const { id, before, after } of events) {
    ids.add(id);
    for (const document of [before, after]) {
      if (document === undefined) continue;
      addAll(about, recordsOf(document as Fields));
      addAll(places, placesOf(collection, document));
      if (collection === 'appointments') moments.add((document as DocumentOf<'appointments'>).startsAt);
      if (words !== undefined && collection in searchedCollections) {
        addTerms(words, numbers, collection as SearchedCollection, document);
      }
    }
  }
  return { ids, about, places, moments, words, numbers };
}

interface Fields {
  readonly personId?: string;
  readonly dossierId?: string;
  readonly applicantId?: string;
  readonly dossierIds?: readonly string[];
  readonly parties?: readonly { readonly personId: string }[];
}

function addAll(set: Set<string>, values: readonly (string | undefined)[]): void {
  for (const value of values) if (value !== undefined) set.add(value);
}

/** Persons and dossiers on whose card the document stands. */
function recordsOf({ personId, dossierId, applicantId, dossierIds, parties }: Fields): (string | undefined)[] {
  return [personId, dossierId, applicantId, ...(dossierIds ?? []), ...(parties ?? []).map((party) => party.personId)];
}

/** Where a list that shows the document looks for it. */
function placesOf(collection: CollectionName, document: object): string[] {
  if (collection === 'dossiers') {
    const { status, teamId, handlerId } = document as DocumentOf<'dossiers'>;
    return placesFor(teamId, handlerId, closedStatuses.includes(status));
  }
  if (collection !== 'tasks') return [];
  const { state, teamId, memberId } = document as DocumentOf<'tasks'>;
  return placesFor(teamId, memberId, finishedTaskStates.includes(state));
}

function placesFor(teamId: string, memberId: string | undefined, closed: boolean): string[] {
  const end = closed ? 1 : 0;
  const own = memberId === undefined ? [] : [`member/${memberId}/${end}`];
  return [`all/${end}`, `team/${teamId}/${end}`, ...own];
}

function addTerms(words: Set<string>, numbers: Set<string>, collection: SearchedCollection, document: object): void {
  const entry = searchEntryOf(collection, document as never);
  for (const text of [entry.name, entry.number, entry.address, entry.words]) {
    for (const word of text.split(' ')) if (word !== '') words.add(word);
  }
  for (const number of entry.numbers) numbers.add(number);
}
