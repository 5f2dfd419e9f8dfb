import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { tokenise } from '@onthaal/contract/rules/search/index.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import { receivable } from '../documents/scope.ts';
import { departuresOf } from '../scope/work-links.ts';
import type { Session } from '../session/session.ts';

type Found = 'persons' | 'dossiers';
type Row = { readonly [Name in Found]: DocumentOf<Name> };

/** One hit outside a desk's scope: as little as it takes to recognise it. */
export interface CentralHit {
  readonly kind: 'person' | 'dossier';
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly state?: string | undefined;
}

export interface CentralAnswer {
  readonly hits: readonly CentralHit[];
  /** There are, or may be, more than these. */
  readonly more: boolean;
}

/** So many hits at most; who needs others types more. */
export const mostCentralHits = 20;
/** The newest of so many candidates are judged: enough for every search that names somebody. */
const candidates = 200;
const fewestCharacters = 3;

/** What the database looks for: every word as the start of a word; undefined when the text says too little. */
function queryOf(text: string): string | undefined {
  const compact = text.replace(/[\s./-]/g, '');
  // A national or enterprise number is written in groups and stored without.
  const words = /^\d{9,11}$/.test(compact) ? [compact] : tokenise(text).map((word) => word.replace(/[^a-z0-9]/g, ''));
  const wanted = [...new Set(words.filter((word) => word !== ''))].slice(0, 10);
  if (wanted.join('').length < fewestCharacters) return undefined;
  return wanted.map((word) => `'${word}':*`).join(' & ');
}

async function found<Name extends Found>(orm: Orm, collection: Name, query: string): Promise<readonly Row[Name][]> {
  const rows = await rowsOf<{ data: Row[Name] }>(
    orm,
    sql`SELECT data FROM (
          SELECT data FROM document WHERE collection = ${collection} AND collection IN ('persons', 'dossiers')
            AND NOT deleted AND onthaal_search_words(collection, data) @@ ${query}::tsquery LIMIT 2000) found
        ORDER BY data ->> 'updatedAt' DESC LIMIT ${candidates}`,
  );
  return rows.map(({ data }) => data);
}

async function outside<Name extends Found>(
  orm: Orm,
  session: Session,
  collection: Name,
  query: string,
): Promise<readonly Row[Name][]> {
  const rows = (await found(orm, collection, query)) as readonly (Row[Name] & Readonly<Record<string, unknown>>)[];
  const allowed = [...(await receivable(orm, session, 'teams', collection, rows))];
  const departures = await departuresOf(orm, session, collection, allowed);
  return allowed.filter((row) => departures.has(row));
}

function personHit(person: DocumentOf<'persons'>): CentralHit {
  // Where somebody lives is not shown before it is asked for with a purpose; the municipality tells namesakes apart.
  const isSecret = person.flags.some(({ kind }) => kind === 'addressSecret');
  const subtitle = isSecret ? '' : (person.address?.municipality ?? '');
  return { kind: 'person', id: person.id, title: person.displayName, subtitle };
}

function dossierHit({ id, number, subject, status }: DocumentOf<'dossiers'>): CentralHit {
  return { kind: 'dossier', id, title: subject, subtitle: number, state: status };
}

/** Finds persons and dossiers that the member may see and the desk does not have. A text of less than three letters finds nothing. */
export async function searchCentre(orm: Orm, session: Session, text: string): Promise<CentralAnswer> {
  const query = queryOf(text);
  if (query === undefined) return { hits: [], more: false };
  const persons = await outside(orm, session, 'persons', query);
  const dossiers = await outside(orm, session, 'dossiers', query);
  const half = mostCentralHits / 2;
  const people = persons.slice(0, Math.max(half, mostCentralHits - dossiers.length)).map(personHit);
  const files = dossiers.slice(0, mostCentralHits - people.length).map(dossierHit);
  return { hits: [...people, ...files], more: persons.length + dossiers.length > people.length + files.length };
}
