import type { CollectionName } from '@onthaal/contract/entities/index.ts';

/**
 * What a live read can depend on: a collection, `sync` for outbox and conflicts, `status` for the sync status, `content` for the contents
 * of documents.
 */
export type ChangeTopic = CollectionName | 'sync' | 'status' | 'content';

/** What changed of one topic, by ids and places: enough to know whom it concerns. */
export interface ChangedRecords {
  /** The changed documents; of `sync` the operations (`operation/<id>`) and conflicts (`conflict/<id>`). */
  readonly ids: ReadonlySet<string>;
  /** Records that they belong to, before or after the change: a person, a dossier. */
  readonly about: ReadonlySet<string>;
  /** Lists that they stand in, before or after: `all/0`, `team/<id>/0`, `member/<id>/0`, with 1 for what is closed. */
  readonly places: ReadonlySet<string>;
  /** Instants at which they begin, before or after (appointments). */
  readonly moments: ReadonlySet<string>;
  /** Folded words by which the search finds them, before or after; undefined when they were too many to tell. */
  readonly words: ReadonlySet<string> | undefined;
  /** Normalised numbers by which the search finds them, before or after. */
  readonly numbers: ReadonlySet<string>;
}

/** One notice: the changes since the one before. `everything` when a topic changed too much to name it. */
export type Change = ReadonlyMap<ChangeTopic, ChangedRecords | 'everything'>;

const EMPTY: ReadonlySet<string> = new Set();

/** A topic of which no record changed. */
export const NO_RECORDS: ChangedRecords = {
  ids: EMPTY,
  about: EMPTY,
  places: EMPTY,
  moments: EMPTY,
  words: EMPTY,
  numbers: EMPTY,
};

/** Above so many documents a notice names none of them: asking again is cheaper than telling. */
const MOST_NAMED = 2000;

function union(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  if (one.size === 0) return other;
  return other.size === 0 ? one : new Set([...one, ...other]);
}

/** Both changes as one. */
export function mergeChanges(
  one: ChangedRecords | 'everything' | undefined,
  other: ChangedRecords | 'everything',
): ChangedRecords | 'everything' {
  if (one === undefined) return other;
  if (one === 'everything' || other === 'everything') return 'everything';
  const ids = union(one.ids, other.ids);
  if (ids.size > MOST_NAMED) return 'everything';
  return {
    ids,
    about: union(one.about, other.about),
    places: union(one.places, other.places),
    moments: union(one.moments, other.moments),
    words: one.words === undefined || other.words === undefined ? undefined : union(one.words, other.words),
    numbers: union(one.numbers, other.numbers),
  };
}
