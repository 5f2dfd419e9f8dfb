import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { isChangedByCitizen, isStillHeld } from '@onthaal/contract/rules/planner/index.ts';
import type { AppointmentRow, DossierRow, InteractionRow, PersonRow, TaskRow } from '@onthaal/contract/store/rows.ts';
import { currentTime, todayInBrussels } from '../database/clock.ts';
import { finishedTaskStates } from '../database/projections.ts';
import { wordless } from './protection.ts';
import { personNames, type ReadContext, shown } from './read-context.ts';
import { isShielded } from './shielded.ts';

/** A row of the `dossier_row` table. */
export interface StoredDossierRow {
  readonly dossier_id: string;
  readonly number: string;
  readonly type_code: string;
  readonly subject: string;
  readonly status: DossierRow['status'];
  readonly team_id: string;
  readonly handler_id: string | null;
  readonly applicant_id: string;
  readonly opened_on: string;
  readonly due_on: string | null;
  readonly updated_at: string;
  readonly closed: number;
}

const hiddenWords = { subject: '', shielded: true } as const;

/** Word of the dossier type for a status; the status itself when the type is not here. */
export function statusLabel(context: ReadContext, typeCode: string, status: string): string {
  const type = context.references.dossierType(typeCode);
  return type?.data.statuses.find((known) => known.status === status)?.label ?? status;
}

function wordlessDossiers(context: ReadContext, stored: readonly StoredDossierRow[], opened: string | undefined) {
  const rows = stored.map((row) => ({
    id: row.dossier_id,
    applicantId: row.applicant_id,
    teamId: row.team_id,
    ...(row.handler_id === null ? {} : { handlerId: row.handler_id }),
  }));
  return wordless(context, 'dossiers', rows, opened);
}

/**
 * Dossiers as lists show them; of a protected person's only what says nothing of them.
 *
 * @param opened the person on whose card they stand
 */
export function dossierRows(context: ReadContext, stored: readonly StoredDossierRow[], opened?: string): DossierRow[] {
  const hidden = wordlessDossiers(context, stored, opened);
  const names = personNames(
    context,
    stored.map((row) => row.applicant_id),
  );
  const { references, trail } = context;
  for (const row of stored) trail.add(row.dossier_id);
  return stored.map((row) => ({
    id: row.dossier_id,
    number: row.number,
    typeCode: row.type_code,
    typeName: references.dossierType(row.type_code)?.name ?? row.type_code,
    subject: row.subject,
    ...(hidden.has(row.dossier_id) ? hiddenWords : {}),
    status: row.status,
    statusLabel: statusLabel(context, row.type_code, row.status),
    teamId: row.team_id,
    teamName: references.nameOf('team', row.team_id),
    handlerName: row.handler_id === null ? undefined : references.nameOf('member', row.handler_id),
    applicantId: row.applicant_id,
    applicantName: names.get(row.applicant_id) ?? '',
    openedOn: row.opened_on,
    dueOn: row.due_on ?? undefined,
    updatedAt: row.updated_at,
    closed: row.closed === 1,
  }));
}

/** A person as lists show them: without the fields that are not for this member. */
export function personRow(context: ReadContext, stored: DocumentOf<'persons'>): PersonRow {
  const { id, displayName, kind } = stored;
  if (isShielded(context, stored)) return { id, displayName, kind, flags: [], shielded: true };
  const person = shown(context, 'persons', stored);
  return {
    id,
    displayName,
    kind,
    birthDate: person.birthDate,
    address: person.address,
    language: person.language,
    flags: person.flags.map((flag) => flag.kind),
  };
}

/**
 * Appointments as lists show them; of a protected person's only what says nothing of them.
 *
 * @param isOnCard what stands on a card that is open follows the card
 */
export function appointmentRows(
  context: ReadContext,
  all: readonly DocumentOf<'appointments'>[],
  isOnCard = false,
): AppointmentRow[] {
  const now = currentTime();
  // What was held and is not any more is nobody's; the centre removes it.
  const appointments = all.filter((one) => one.state !== 'held' || isStillHeld(one, now));
  const hidden = isOnCard ? new Set() : wordless(context, 'appointments', appointments);
  const names = personNames(
    context,
    appointments.map((appointment) => appointment.personId),
  );
  return appointments.map((appointment) => ({
    id: appointment.id,
    code: appointment.code,
    startsAt: appointment.startsAt,
    endsAt: appointment.endsAt,
    state: appointment.state,
    mode: appointment.mode,
    subject: appointment.subject,
    ...(hidden.has(appointment.id) ? hiddenWords : {}),
    personId: appointment.personId,
    personName: appointment.personId === undefined ? undefined : names.get(appointment.personId),
    dossierId: appointment.dossierId,
    roomName: appointment.roomId === undefined ? undefined : context.references.nameOf('room', appointment.roomId),
    deskName: appointment.deskId === undefined ? undefined : context.references.nameOf('desk', appointment.deskId),
    productCode: appointment.productCode,
    persons: appointment.persons,
    locationId: appointment.locationId,
    bring: appointment.bring,
    meetingLink: appointment.meetingLink,
    memberNames: appointment.memberIds.map((id) => context.references.nameOf('member', id)),
    ...(isChangedByCitizen(appointment) ? { changedByCitizen: true as const } : {}),
    elsewhere: elsewhereOf(appointment),
    reservedFor: reservedFor(context, appointment),
  }));
}

/** For whom a moment is kept that can be booked without a line: the desk, as far as that is known, and who works there. */
function reservedFor({ references }: ReadContext, { state, reservation }: DocumentOf<'appointments'>) {
  if (state !== 'held' || reservation === undefined) return undefined;
  const { deskId, memberId } = reservation;
  const desk = deskId === undefined ? undefined : references.nameOf('desk', deskId);
  return [desk, references.nameOf('member', memberId)].filter(Boolean).join(', ');
}

/** What a clerk must hear of an appointment that another system has too; undefined when both agree. */
function elsewhereOf({ external }: DocumentOf<'appointments'>): AppointmentRow['elsewhere'] {
  const state = external?.state;
  return state === 'clash' || state === 'unknown' ? { state, startsAt: external?.startsAt } : undefined;
}

/** Contact moments as lists show them, with the numbers of their dossiers. */
export function interactionRows(
  context: ReadContext,
  interactions: readonly DocumentOf<'interactions'>[],
): InteractionRow[] {
  const ids = [...new Set(interactions.flatMap((interaction) => interaction.dossierIds))];
  for (const id of ids) context.trail.add(id);
  const numbers = new Map(
    context.file
      .prepare<{ readonly id: string; readonly number: string }>(
        'SELECT dossier_id AS id, number FROM dossier_row WHERE dossier_id IN (SELECT value FROM json_each(?))',
      )
      .all(JSON.stringify(ids))
      .map((row) => [row.id, row.number]),
  );
  return interactions.map((interaction) => ({
    id: interaction.id,
    at: interaction.at,
    channel: interaction.channel,
    direction: interaction.direction,
    subject: interaction.subject,
    text: interaction.text,
    result: interaction.result,
    byName: interaction.by.name,
    dossiers: interaction.dossierIds.map((id) => ({ id, number: numbers.get(id) ?? '' })),
  }));
}

/** Tasks as lists show them. */
export function taskRows(context: ReadContext, tasks: readonly DocumentOf<'tasks'>[]): TaskRow[] {
  const today = todayInBrussels();
  return tasks.map((task) => ({
    id: task.id,
    kind: task.kind,
    title: task.title,
    text: task.text,
    state: task.state,
    overdue: task.dueOn !== undefined && task.dueOn < today && !finishedTaskStates.includes(task.state),
    dueOn: task.dueOn,
    teamName: context.references.nameOf('team', task.teamId),
    memberName: task.memberId === undefined ? undefined : context.references.nameOf('member', task.memberId),
    personId: task.personId,
    dossierId: task.dossierId,
  }));
}
