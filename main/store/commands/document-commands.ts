import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { v7 } from 'uuid';
import { todayInBrussels } from '../database/clock.ts';
import {
  alreadyThere,
  authorOf,
  type CommandContext,
  type CommandPlan,
  created,
  newDocumentFields,
} from './command-context.ts';

/** Adds a document to a dossier. Its content is this desk's to send, by its digest. */
export function addDocument(context: CommandContext, args: CommandArguments['addDocument']): Result<CommandPlan> {
  const { id, dossierId, title, fileName, mediaType, contentHash, sizeBytes, source, documentKind } = args;
  if (context.writer.current('documents', id) !== undefined) {
    return alreadyThere('documents', id);
  }
  if (context.writer.current('dossiers', dossierId) === undefined) {
    return failure('REFERENCE_UNKNOWN', { field: 'dossierId' });
  }
  return success({
    documents: () => {
      const base = newDocumentFields(context, id);
      const version = { id: v7(), contentHash, sizeBytes, at: base.createdAt, by: authorOf(context) };
      return success([
        created('documents', {
          ...base,
          ...{ dossierId, title, fileName, mediaType },
          personId: undefined,
          kind: documentKind,
          source: source ?? 'upload',
          signing: undefined,
          receivedOn: todayInBrussels(),
          versions: [version],
        }),
      ]);
    },
  });
}
