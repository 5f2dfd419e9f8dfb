import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { maskInsz } from '@onthaal/contract/rules/identifiers/index.ts';
import { glassOpenMilliseconds } from '@onthaal/contract/rules/policy/index.ts';
import type { DossierCard, PersonCard, PersonSummary, ReadArguments } from '@onthaal/contract/store/reads.ts';
import type { SyncItem } from '@onthaal/contract/store/sync.ts';
import { currentTime } from '../database/clock.ts';
import { withMessages } from './appointment-messages.ts';
import { isCardLook } from './card-look.ts';
import { isContentLook } from './document-look.ts';
import { dossierOpening } from './dossier-glass.ts';
import { personPayments } from './payments.ts';
import { personFlags } from './protection.ts';
import { documentById, documentsWhere, type ReadContext, shown } from './read-context.ts';
import { appointmentRows, dossierRows, interactionRows, personRow, type StoredDossierRow, taskRows } from './rows.ts';
import { conflictsOf, syncItemsAbout } from './sync-reads.ts';
import { termViewOf } from './term-view.ts';
import { timelineOf } from './timeline.ts';
import { linksWithDossier } from './work-links.ts';

/** How long a card may stay open by one log row: a working day. */
const LONGEST_LOOK = 12 * 3_600_000;

/** Most rows of one kind on a card; who has more than these looks in the list. */
const MOST_ROWS = 100;

/** Dossiers of which a person is the applicant or another party, open ones first. */
export function dossiersOfPerson(context: ReadContext, personId: string, opened?: string): PersonCard['dossiers'] {
  const rows = context.file.rows<StoredDossierRow>(
    `SELECT * FROM dossier_row WHERE applicant_id = ? OR dossier_id IN
         (SELECT source_id FROM record_link WHERE target_id = ? AND source_collection = 'dossiers')
       ORDER BY closed, updated_at DESC LIMIT ${MOST_ROWS}`,
    personId,
    personId,
  );
  return dossierRows(context, rows, opened);
}

/** A person for a form: name, day of birth, address and dossiers. DOCUMENT_UNKNOWN when there is none. */
export function readPersonSummary(
  context: ReadContext,
  { personId }: ReadArguments['personSummary'],
): Result<PersonSummary> {
  const person = documentById(context, 'persons', personId);
  if (person === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'personId' });
  return success({
    person: personRow(context, person),
    dossiers: dossiersOfPerson(context, personId),
  });
}

/**
 * The log row by which this member looks at this person now; CONSULTATION_REQUIRED when there is none, NOT_ALLOWED when it says that
 * the look was refused.
 */
function consultationOf(
  context: ReadContext,
  { personId, consultationId }: ReadArguments['personCard'],
): Result<DocumentOf<'consultations'>> {
  const row = documentById(context, 'consultations', consultationId);
  // What a reason opened closes again; the clerk may give it once more.
  const longest = row?.reason === undefined ? LONGEST_LOOK : glassOpenMilliseconds;
  const isOfThisLook =
    row !== undefined &&
    row.personId === personId &&
    row.memberId === context.member.memberId &&
    !isContentLook(row) &&
    !isCardLook(row) &&
    currentTime() - Date.parse(row.at) < longest;
  if (!isOfThisLook) return failure('CONSULTATION_REQUIRED');
  return row.outcome === 'shown' ? success(row) : failure('NOT_ALLOWED');
}

/** Unsent work shows what was changed; the whole number is no more to be seen there than on the card. */
function withoutNumber(item: SyncItem): SyncItem {
  const { nationalNumber: _hidden, ...changes } = item.changes;
  return { ...item, changes };
}

/**
 * Everything about a person, to who wrote down that they look.
 *
 * @returns DOCUMENT_UNKNOWN when there is none, CONSULTATION_REQUIRED without a log row of this look, NOT_ALLOWED
 */
export function readPersonCard(context: ReadContext, args: ReadArguments['personCard']): Result<PersonCard> {
  const { personId } = args;
  const stored = documentById(context, 'persons', personId);
  if (stored === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'personId' });
  const consultation = consultationOf(context, args);
  if (!consultation.ok) return consultation;
  const ofPerson = (order: string) => `d.field_personId = ? ORDER BY ${order} LIMIT ${MOST_ROWS}`;
  const { fields, reason } = consultation.value;
  const isRevealed = fields.includes('nationalNumber');
  const { nationalNumber, ...others } = shown(context, 'persons', stored, { reason });
  return success({
    person: nationalNumber !== undefined && isRevealed ? { ...others, nationalNumber } : others,
    maskedNationalNumber: nationalNumber === undefined ? undefined : maskInsz(nationalNumber),
    dossiers: dossiersOfPerson(context, personId, personId),
    appointments: withMessages(
      context,
      appointmentRows(
        context,
        documentsWhere(context, 'appointments', ofPerson('d.field_startsAt DESC'), personId),
        true,
      ),
    ),
    interactions: interactionRows(
      context,
      documentsWhere(context, 'interactions', ofPerson('d.field_at DESC'), personId),
    ),
    tasks: taskRows(context, documentsWhere(context, 'tasks', ofPerson('d.id DESC'), personId)),
    documents: documentsWhere(context, 'documents', ofPerson('d.id DESC'), personId),
    payments: personPayments(context, personId),
    syncItems: syncItemsAbout(context, personId).map((item) => (isRevealed ? item : withoutNumber(item))),
  });
}

/** A dossier whose type is not here yet (first sync) is shown with what is known. */
function placeholderType(dossier: DocumentOf<'dossiers'>): ReferenceOf<'dossierType'> {
  const { createdAt, updatedAt, updatedBy, typeCode, status, teamId } = dossier;
  return {
    id: typeCode,
    createdAt,
    updatedAt,
    updatedBy,
    kind: 'dossierType',
    code: typeCode,
    name: typeCode,
    active: false,
    data: {
      theme: '',
      description: '',
      questionSchema: { type: 'object', properties: {} },
      initialStatus: status,
      statuses: [{ status, label: status, citizenMeaning: '', termEffect: 'none', next: [], roles: [] }],
      defaultTeamId: teamId,
      addressRequired: false,
      letterTemplateIds: [],
      retention: { series: '', years: 0, destination: 'keep' },
    },
  };
}

function nextStatusesOf(
  context: ReadContext,
  type: ReferenceOf<'dossierType'>,
  status: string,
): DossierCard['nextStatuses'] {
  const now = type.data.statuses.find((known) => known.status === status);
  return (now?.next ?? []).flatMap((next) => {
    const definition = type.data.statuses.find((known) => known.status === next);
    if (definition === undefined) return [];
    return [{ status: next, label: definition.label, allowed: definition.roles.includes(context.member.role) }];
  });
}

function partiesOf(context: ReadContext, dossier: DocumentOf<'dossiers'>): DossierCard['parties'] {
  return dossier.parties.flatMap(({ personId, role }) => {
    const person = documentById(context, 'persons', personId);
    return person === undefined ? [] : [{ ...personRow(context, person), role }];
  });
}

/** Everything about a dossier. DOCUMENT_UNKNOWN when there is none, REASON_REQUIRED for one of another team until its glass is broken. */
export function readDossierCard(
  context: ReadContext,
  { dossierId }: ReadArguments['dossierCard'],
): Result<DossierCard> {
  const stored = documentById(context, 'dossiers', dossierId);
  if (stored === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'dossierId' });
  const opening = dossierOpening(context, stored);
  if (!opening.ok) return opening;
  const applicant = documentById(context, 'persons', stored.applicantId);
  const dossier = shown(context, 'dossiers', stored, {
    personFlags: personFlags(context, applicant),
    links: linksWithDossier(context.file, context.member, dossierId),
    reason: opening.value?.reason,
  });
  const { references } = context;
  const type = references.dossierType(dossier.typeCode) ?? placeholderType(dossier);
  const ofDossier = `d.field_dossierId = ? ORDER BY d.id DESC LIMIT ${MOST_ROWS}`;
  const linked = `d.id IN (SELECT source_id FROM record_link WHERE target_id = ? AND source_collection = 'interactions')
    ORDER BY d.field_at DESC LIMIT ${MOST_ROWS}`;
  const sources = {
    dossier,
    interactions: documentsWhere(context, 'interactions', linked, dossierId),
    tasks: documentsWhere(context, 'tasks', ofDossier, dossierId),
    appointments: documentsWhere(context, 'appointments', ofDossier, dossierId),
    documents: documentsWhere(context, 'documents', ofDossier, dossierId),
    messages: documentsWhere(context, 'messages', ofDossier, dossierId),
  };
  return success({
    dossier,
    type,
    team: references.get('team', dossier.teamId),
    handler: references.get('member', dossier.handlerId),
    applicant: applicant === undefined ? undefined : personRow(context, applicant),
    parties: partiesOf(context, dossier),
    term: termViewOf(references, dossier),
    timeline: timelineOf(sources),
    tasks: taskRows(context, sources.tasks),
    documents: sources.documents,
    interactions: interactionRows(context, sources.interactions),
    appointments: withMessages(context, appointmentRows(context, sources.appointments, true)),
    messages: sources.messages,
    syncItems: syncItemsAbout(context, dossierId),
    conflicts: conflictsOf(context, dossierId),
    openUntil: opening.value?.until,
    nextStatuses: nextStatusesOf(context, type, dossier.status),
  });
}
