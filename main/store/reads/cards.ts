import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { DossierCard, PersonCard, ReadArguments } from '@onthaal/contract/store/reads.ts';
import { documentById, documentsWhere, type ReadContext, shown } from './read-context.ts';
import { appointmentRows, dossierRows, interactionRows, personRow, type StoredDossierRow, taskRows } from './rows.ts';
import { conflictsOf, syncItemsAbout } from './sync-reads.ts';
import { termViewOf } from './term-view.ts';
import { timelineOf } from './timeline.ts';

/** Most rows of one kind on a card; who has more than these looks in the list. */
const MOST_ROWS = 100;

/** Everything about a person. DOCUMENT_UNKNOWN when there is none. */
export function readPersonCard(context: ReadContext, { personId }: ReadArguments['personCard']): Result<PersonCard> {
  const person = documentById(context, 'persons', personId);
  if (person === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'personId' });
  const dossiers = context.file.rows<StoredDossierRow>(
    `SELECT * FROM dossier_row WHERE applicant_id = ? OR dossier_id IN
         (SELECT source_id FROM record_link WHERE target_id = ? AND source_collection = 'dossiers')
       ORDER BY closed, updated_at DESC LIMIT ${MOST_ROWS}`,
    personId,
    personId,
  );
  const ofPerson = (order: string) => `d.field_personId = ? ORDER BY ${order} LIMIT ${MOST_ROWS}`;
  return success({
    person: shown(context, 'persons', person),
    dossiers: dossierRows(context, dossiers),
    appointments: appointmentRows(
      context,
      documentsWhere(context, 'appointments', ofPerson('d.field_startsAt DESC'), personId),
    ),
    interactions: interactionRows(
      context,
      documentsWhere(context, 'interactions', ofPerson('d.field_at DESC'), personId),
    ),
    tasks: taskRows(context, documentsWhere(context, 'tasks', ofPerson('d.id DESC'), personId)),
    documents: documentsWhere(context, 'documents', ofPerson('d.id DESC'), personId),
    syncItems: syncItemsAbout(context, personId),
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
    return person === undefined ? [] : [{ ...personRow(shown(context, 'persons', person)), role }];
  });
}

/** Everything about a dossier. DOCUMENT_UNKNOWN when there is none. */
export function readDossierCard(
  context: ReadContext,
  { dossierId }: ReadArguments['dossierCard'],
): Result<DossierCard> {
  const stored = documentById(context, 'dossiers', dossierId);
  if (stored === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'dossierId' });
  const dossier = shown(context, 'dossiers', stored);
  const { references } = context;
  const type = references.dossierType(dossier.typeCode) ?? placeholderType(dossier);
  const applicant = documentById(context, 'persons', dossier.applicantId);
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
    applicant: applicant === undefined ? undefined : personRow(shown(context, 'persons', applicant)),
    parties: partiesOf(context, dossier),
    term: termViewOf(references, dossier),
    timeline: timelineOf(sources),
    tasks: taskRows(context, sources.tasks),
    documents: sources.documents,
    interactions: interactionRows(context, sources.interactions),
    appointments: appointmentRows(context, sources.appointments),
    messages: sources.messages,
    syncItems: syncItemsAbout(context, dossierId),
    conflicts: conflictsOf(context, dossierId),
    nextStatuses: nextStatusesOf(context, type, dossier.status),
  });
}
