import type { CollectionName, DocumentOf } from '@onthaal/contract/entities/index.ts';
import { isAllowed, servedPolicy, shieldedFlag, subjectOf } from '@onthaal/contract/rules/policy/index.ts';
import { documentById, documentsWhere, type ReadContext } from './read-context.ts';
import { isShielded } from './shielded.ts';

/** What people wrote about a person, and what of it is hidden while that person is shielded. */
type WrittenAbout = Extract<
  CollectionName,
  'dossiers' | 'appointments' | 'interactions' | 'tasks' | 'documents' | 'messages'
>;

/** What is read of a row to know whom it is about and whose it is. */
interface RowAbout {
  readonly id: string;
  readonly applicantId?: string | undefined;
  readonly personId?: string | undefined;
  readonly dossierId?: string | undefined;
  readonly dossierIds?: readonly string[] | undefined;
  readonly [field: string]: unknown;
}

/** Flags of a person as they count for what is about them. */
export function personFlags(context: ReadContext, person: DocumentOf<'persons'> | undefined): readonly string[] {
  if (person === undefined) return [];
  const flags = person.flags.map(({ kind }) => kind as string);
  return isShielded(context, person) ? [...flags, shieldedFlag] : flags;
}

/** Of these persons, those whose card only opens to the member after a reason. Few are protected: only those are read. */
function shieldedAmong(context: ReadContext, ids: readonly string[]): ReadonlySet<string> {
  const wanted = [...new Set(ids)];
  for (const id of wanted) context.trail.add(id);
  if (wanted.length === 0) return new Set();
  const flagged = documentsWhere(
    context,
    'persons',
    `d.id IN (SELECT value FROM json_each(?)) AND instr(d.data, '"addressSecret"') > 0`,
    JSON.stringify(wanted),
  );
  return new Set(flagged.filter((person) => isShielded(context, person)).map(({ id }) => id));
}

function dossierIdsOf({ dossierId, dossierIds = [] }: RowAbout): readonly string[] {
  return dossierId === undefined ? dossierIds : [dossierId, ...dossierIds];
}

/** Applicants of the dossiers that rows hang on. */
function applicantsOf(context: ReadContext, rows: readonly RowAbout[]): ReadonlyMap<string, string> {
  const ids = [...new Set(rows.flatMap(dossierIdsOf))];
  if (ids.length === 0) return new Map();
  for (const id of ids) context.trail.add(id);
  const found = context.file.rows<{ readonly id: string; readonly applicant: string }>(
    `SELECT dossier_id AS id, applicant_id AS applicant FROM dossier_row
     WHERE dossier_id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
  return new Map(found.map(({ id, applicant }) => [id, applicant]));
}

/**
 * The ids of the rows of which nothing may be said but that they are there: what was written about a protected person, for who has
 * nothing to do with them.
 *
 * @param opened the person whose card is open: of them nothing is hidden there
 */
export function wordless(
  context: ReadContext,
  collection: WrittenAbout,
  rows: readonly RowAbout[],
  opened?: string,
): ReadonlySet<string> {
  const applicants = applicantsOf(context, rows);
  const personsOf = (row: RowAbout) =>
    [row.applicantId, row.personId, ...dossierIdsOf(row).map((id) => applicants.get(id))].filter(
      (id) => id !== undefined,
    );
  const shielded = shieldedAmong(
    context,
    rows.flatMap(personsOf).filter((id) => id !== opened),
  );
  if (shielded.size === 0) return shielded;
  const subject = subjectOf(context.member);
  const isHidden = (row: RowAbout) => {
    if (!personsOf(row).some((id) => shielded.has(id))) return false;
    const about = { document: row, personFlags: [shieldedFlag] };
    return !isAllowed(servedPolicy, subject, 'view', { collection, fieldGroup: 'words', ...about });
  };
  return new Set(rows.filter(isHidden).map(({ id }) => id));
}

/** Flags of a dossier's applicant. */
export function applicantFlags(context: ReadContext, dossier: DocumentOf<'dossiers'>): readonly string[] {
  return personFlags(context, documentById(context, 'persons', dossier.applicantId));
}
