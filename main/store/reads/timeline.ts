import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { TimelineEntry } from '@onthaal/contract/store/rows.ts';

/** What a dossier's timeline is made of. */
export interface TimelineSources {
  readonly dossier: DocumentOf<'dossiers'>;
  readonly interactions: readonly DocumentOf<'interactions'>[];
  readonly tasks: readonly DocumentOf<'tasks'>[];
  readonly appointments: readonly DocumentOf<'appointments'>[];
  readonly documents: readonly DocumentOf<'documents'>[];
  readonly messages: readonly DocumentOf<'messages'>[];
}

/** Everything that happened to a dossier, newest first. */
export function timelineOf(sources: TimelineSources): TimelineEntry[] {
  const { dossier } = sources;
  const entries: TimelineEntry[] = [
    ...dossier.history.map(({ id, at, kind, by, parameters }) => ({
      id,
      at,
      kind: 'history' as const,
      detail: kind,
      byName: by.name,
      parameters,
    })),
    ...dossier.notes.map(({ id, at, by, text }) => ({
      id,
      at,
      kind: 'note' as const,
      detail: 'note',
      byName: by.name,
      text,
    })),
    ...sources.interactions.map(({ id, at, channel, by, subject }) => ({
      id,
      at,
      kind: 'interaction' as const,
      detail: channel,
      byName: by.name,
      text: subject,
    })),
    ...sources.tasks.map((task) => ({
      id: task.id,
      at: task.createdAt,
      kind: 'task' as const,
      detail: task.kind,
      byName: task.updatedBy.name,
      text: task.title,
    })),
    ...sources.appointments.map((appointment) => ({
      id: appointment.id,
      at: appointment.startsAt,
      kind: 'appointment' as const,
      detail: appointment.state,
      text: appointment.subject,
    })),
    ...sources.documents.map((document) => ({
      id: document.id,
      at: document.createdAt,
      kind: 'document' as const,
      detail: document.source,
      byName: document.updatedBy.name,
      text: document.title,
    })),
    ...sources.messages.map((message) => ({
      id: message.id,
      at: message.stateSince,
      kind: 'message' as const,
      detail: message.channel,
      byName: message.updatedBy.name,
      text: message.subject,
    })),
  ];
  // The note and the contact moment stand here themselves, at the same moment and with their words.
  return entries
    .filter((entry) => entry.kind !== 'history' || !['noteAdded', 'interactionLinked'].includes(entry.detail))
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at) || (one.id < other.id ? 1 : -1));
}
