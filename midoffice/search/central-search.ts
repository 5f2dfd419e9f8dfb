import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { isAllowed, servedPolicy, shieldedFlag, subjectOf } from '@onthaal/contract/rules/policy/index.ts';
import { tokenise } from '@onthaal/contract/rules/search/index.ts';
import type { CentralHit, QuestionResults } from '@onthaal/contract/store/questions.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import { receivable } from '../documents/scope.ts';
import { departuresOf } from '../scope/work-links.ts';
import type { Session } from '../session/session.ts';

type Found = 'persons' | 'dossiers';
type Row = { readonly [Name in Found]: DocumentOf<Name> };

type CentralAnswer = Pick<QuestionResults['searchCentre'], 'hits' | 'more'>;

/** So many hits at most; who needs others types more. */
export const mostCentralHits = 20;
/** The newest of so many candidates are judged: enough for every search that names somebody. */
const candidates = 200;
const fewestCharacters = 3;

/** The words to look for; none when the text says too little. */
function wordsOf(text: string): readonly string[] {
  const compact = text.replace(/[\s./-]/g, '');
  // A national or enterprise number is written in groups and stored without.
  const words = /^\d{9,11}$/.test(compact) ? [compact] : tokenise(text).map((word) => word.replace(/[^a-z0-9]/g, ''));
  const wanted = [...new Set(words.filter((word) => word !== ''))].slice(0, 10);
  return wanted.join('').length < fewestCharacters ? [] : wanted;
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

/** Whose card opens only after a reason. None of these persons is linked with the member's work, or the desk would have them. */
function isShielded(session: Session, document: DocumentOf<'persons'>): boolean {
  return !isAllowed(servedPolicy, subjectOf(session), 'open', { collection: 'persons', document: { ...document } });
}

/** A protected person is found by name or by the whole number: who types the start of one would learn it from a hit. */
function isFoundBy(words: readonly string[], { nationalNumber }: DocumentOf<'persons'>): boolean {
  return words.every((word) => !/\d/.test(word) || word === nationalNumber);
}

function personHit(person: DocumentOf<'persons'>, shielded: boolean): CentralHit {
  // Where somebody lives is not shown before it is asked for with a purpose; the municipality tells namesakes apart.
  const subtitle = shielded ? '' : (person.address?.municipality ?? '');
  return { kind: 'person', id: person.id, title: person.displayName, subtitle, shielded };
}

function dossierHit({ id, number, subject, status }: DocumentOf<'dossiers'>, shielded: boolean): CentralHit {
  const texts = shielded ? { title: number, subtitle: '' } : { title: subject, subtitle: number };
  return { kind: 'dossier', id, ...texts, state: status, shielded };
}

/** The protected among these applicants, without those in whose open dossiers the member or their teams work. */
async function shieldedApplicants(orm: Orm, session: Session, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const listed = JSON.stringify([...new Set(ids)]);
  const rows = await rowsOf<{ id: string }>(
    orm,
    sql`SELECT id FROM document person
        WHERE collection = 'persons' AND NOT deleted
          AND id IN (SELECT jsonb_array_elements_text(${listed}::jsonb))
          AND data -> 'flags' @> '[{"kind": "addressSecret"}]'
          AND NOT EXISTS (
            SELECT 1 FROM document dossier
            WHERE dossier.collection = 'dossiers' AND NOT dossier.deleted
              AND dossier.data ->> 'applicantId' = person.id AND dossier.data ->> 'closedOn' IS NULL
              AND (dossier.data ->> 'handlerId' = ${session.memberId}
                OR dossier.data ->> 'teamId' IN (SELECT jsonb_array_elements_text(${JSON.stringify(session.teamIds)}::jsonb))))`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** A dossier of which only the number may be said is found by its number alone: who types a street would learn it from a hit. */
function isFoundByNumber(words: readonly string[], { number }: DocumentOf<'dossiers'>): boolean {
  const parts = wordsOf(number);
  return words.every((word) => parts.some((part) => part.startsWith(word)));
}

async function foundDossiers(orm: Orm, session: Session, words: readonly string[], query: string) {
  const rows = await outside(orm, session, 'dossiers', query);
  const protectedOnes = await shieldedApplicants(
    orm,
    session,
    rows.map(({ applicantId }) => applicantId),
  );
  const subject = subjectOf(session);
  const isWordless = (document: DocumentOf<'dossiers'>) => {
    const about = { document: { ...document }, fieldGroup: 'words', personFlags: [shieldedFlag] } as const;
    return !isAllowed(servedPolicy, subject, 'view', { collection: 'dossiers', ...about });
  };
  return rows
    .map((dossier) => ({ dossier, shielded: protectedOnes.has(dossier.applicantId) && isWordless(dossier) }))
    .filter(({ dossier, shielded }) => !shielded || isFoundByNumber(words, dossier));
}

/** Finds persons and dossiers that the member may see and the desk does not have. A text of less than three letters finds nothing. */
export async function searchCentre(orm: Orm, session: Session, text: string): Promise<CentralAnswer> {
  const words = wordsOf(text);
  if (words.length === 0) return { hits: [], more: false };
  // Every word as the start of a word.
  const query = words.map((word) => `'${word}':*`).join(' & ');
  const persons = (await outside(orm, session, 'persons', query))
    .map((person) => ({ person, shielded: isShielded(session, person) }))
    .filter(({ person, shielded }) => !shielded || isFoundBy(words, person));
  const dossiers = await foundDossiers(orm, session, words, query);
  const half = mostCentralHits / 2;
  const people = persons
    .slice(0, Math.max(half, mostCentralHits - dossiers.length))
    .map(({ person, shielded }) => personHit(person, shielded));
  const files = dossiers
    .slice(0, mostCentralHits - people.length)
    .map(({ dossier, shielded }) => dossierHit(dossier, shielded));
  return { hits: [...people, ...files], more: persons.length + dossiers.length > people.length + files.length };
}
