import type { Author, HistoryEvent } from '@onthaal/contract/entities/building-blocks.ts';
import type { CollectionName, DocumentOf } from '@onthaal/contract/entities/index.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import type { SessionMember } from '@onthaal/contract/session/session.ts';
import { v7 } from 'uuid';
import { instantAfter, nowInstant } from '../database/clock.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { References } from '../reads/references.ts';
import type { SqliteDatabase } from '../storage/index.ts';
import type { DocumentChange, StoreWriter } from './store-writer.ts';

/** What a command may use. */
export interface CommandContext {
  readonly writer: StoreWriter;
  readonly references: References;
  readonly outbox: Outbox;
  readonly member: SessionMember;
  readonly testMode: boolean;
}

/** What a command wants written. */
export interface CommandPlan {
  /** Makes the documents from what is stored now; runs again when the sync came in between. */
  readonly documents: () => Result<readonly DocumentChange[]>;
  /** Documents that already exist because the same command ran before: nothing is written. */
  readonly alreadyWritten?: readonly { readonly collection: CollectionName; readonly documentId: string }[];
  /** It is nobody's work (the log of consultations): sent like the rest, but in no list. */
  readonly isNoWork?: boolean;
  /** It belongs to no visit that is served meanwhile. */
  readonly isApart?: boolean;
  /** Name of the command that the sync list shows, when it is not this one's. */
  readonly shownAs?: string;
  /** Outbox rows that this write takes the place of. */
  readonly replaces?: readonly string[];
  readonly inTransaction?: (database: SqliteDatabase) => void;
}

/** The clerk as documents name them. */
export function authorOf(context: CommandContext): Author {
  return { memberId: context.member.memberId, name: context.member.name };
}

/** One line of history by this clerk. */
export function historyEvent(
  context: CommandContext,
  kind: HistoryEvent['kind'],
  parameters: Readonly<Record<string, string | undefined>> = {},
): HistoryEvent {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    id: v7(),
    at: nowInstant(),
    by: authorOf(context),
    kind,
    parameters: Object.fromEntries(given.map(([name, value]) => [name, value.slice(0, 2000)])),
  };
}

/** Fields that every new document has. */
export function newDocumentFields(context: CommandContext, id: string | undefined) {
  const now = instantAfter();
  return { id: id ?? v7(), createdAt: now, updatedAt: now, updatedBy: authorOf(context) };
}

/** A changed document: later than what is stored, by this clerk. */
export function changed<Name extends CollectionName>(
  context: CommandContext,
  collection: Name,
  previous: DocumentOf<Name>,
  changes: Partial<DocumentOf<Name>>,
): DocumentChange {
  const fields = { ...previous, ...changes, updatedAt: instantAfter(previous.updatedAt), updatedBy: authorOf(context) };
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { collection, fields: Object.fromEntries(given) };
}

/** A new document; optional fields without a value are left out. */
export function created<Name extends CollectionName>(
  collection: Name,
  fields: { readonly [Field in keyof DocumentOf<Name>]: DocumentOf<Name>[Field] | undefined },
): DocumentChange {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { collection, fields: Object.fromEntries(given) };
}

/** The answer to a command that ran before: nothing is written again. */
export function alreadyThere(collection: CollectionName, documentId: string): Result<CommandPlan> {
  return success({ documents: () => success([]), alreadyWritten: [{ collection, documentId }] });
}
