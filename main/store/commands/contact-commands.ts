import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { v7 } from 'uuid';
import {
  alreadyThere,
  authorOf,
  type CommandContext,
  type CommandPlan,
  changed,
  created,
  historyEvent,
  newDocumentFields,
} from './command-context.ts';
import type { DocumentChange } from './store-writer.ts';

/**
 * What follows from a contact moment: when the person was last in contact, and a line in the history of each dossier. Both
 * merge by themselves (`maximum`, `union`), so that two contacts at once never ask a person to choose.
 */
export function contactTraces(
  context: CommandContext,
  args: Pick<CommandArguments['registerInteraction'], 'personId' | 'dossierIds' | 'channel' | 'subject'>,
  interaction: { readonly id: string; readonly at: string },
): readonly DocumentChange[] {
  const person = args.personId === undefined ? undefined : context.writer.current('persons', args.personId)?.fields;
  const isLast = person !== undefined && Date.parse(person.lastContactAt ?? '1970-01-01') < Date.parse(interaction.at);
  const parameters = { interactionId: interaction.id, channel: args.channel, subject: args.subject };
  const dossiers = [...new Set(args.dossierIds)].map((id) => context.writer.current('dossiers', id)?.fields);
  return [
    ...(isLast ? [changed(context, 'persons', person, { lastContactAt: interaction.at })] : []),
    ...dossiers
      .filter((dossier) => dossier !== undefined)
      .map((dossier) => {
        const event = { ...historyEvent(context, 'interactionLinked', parameters), at: interaction.at };
        return changed(context, 'dossiers', dossier, { history: [...dossier.history, event] });
      }),
  ];
}

/** Registers a contact moment. */
export function registerInteraction(
  context: CommandContext,
  args: CommandArguments['registerInteraction'],
): Result<CommandPlan> {
  const id = args.id ?? v7();
  if (context.writer.current('interactions', id) !== undefined) {
    return alreadyThere('interactions', id);
  }
  if (args.personId !== undefined && context.writer.current('persons', args.personId) === undefined) {
    return failure('REFERENCE_UNKNOWN', { field: 'personId' });
  }
  if (args.dossierIds.some((dossierId) => context.writer.current('dossiers', dossierId) === undefined)) {
    return failure('REFERENCE_UNKNOWN', { field: 'dossierIds' });
  }
  return success({
    documents: () => {
      const base = newDocumentFields(context, id);
      return success([
        created('interactions', {
          ...base,
          channel: args.channel,
          direction: args.direction,
          state: args.result === 'answered' ? 'answered' : 'received',
          at: base.createdAt,
          by: authorOf(context),
          subject: args.subject,
          text: args.text,
          result: args.result,
          assurance: args.assurance,
          personId: args.personId,
          dossierIds: [...new Set(args.dossierIds)],
          teamId: context.member.teamIds[0],
          durationSeconds: args.durationSeconds,
          labels: [],
          notes: [],
          ...{ visitId: undefined, links: undefined, nextStep: undefined, answerChannel: undefined },
        }),
        ...contactTraces(context, args, { id, at: base.createdAt }),
      ]);
    },
  });
}

/** Adds a note to a person or dossier. */
export function addNote(context: CommandContext, args: CommandArguments['addNote']): Result<CommandPlan> {
  const { collection, documentId, text } = args;
  return success({
    documents: () => {
      const event = historyEvent(context, 'noteAdded');
      const note = { id: v7(), at: event.at, by: authorOf(context), text };
      // The two branches look alike, but each ties the collection to its own document type.
      if (collection === 'persons') {
        const person = context.writer.current('persons', documentId)?.fields;
        if (person === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'documentId' });
        const changes = { notes: [...person.notes, note], history: [...person.history, event] };
        return success([changed(context, 'persons', person, changes)]);
      }
      const dossier = context.writer.current('dossiers', documentId)?.fields;
      if (dossier === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'documentId' });
      const changes = { notes: [...dossier.notes, note], history: [...dossier.history, event] };
      return success([changed(context, 'dossiers', dossier, changes)]);
    },
  });
}
