import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { pullDocuments } from '@onthaal/contract/generated/client-documents.ts';
import { pullFieldName } from '@onthaal/contract/graphql/operation-names.ts';
import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import type { DatabaseFile } from '../storage/index.ts';
import type { Line } from './line.ts';
import type { MidofficeClient } from './midoffice-client.ts';
import { withoutOvertaken } from './overtaken.ts';
import { PageReader, type PullAnswer } from './page-reader.ts';
import { RequestError } from './request-error.ts';
import { type SetAsideRow, updateSetAside } from './set-aside.ts';

export type PulledDocument = Record<string, unknown> & { readonly id: string; readonly deleted: boolean };
/** How far a pull came. An object, because RxDB merges checkpoints as objects. */
export interface Checkpoint {
  readonly position: string;
}

export interface PullParts {
  readonly file: DatabaseFile;
  readonly client: MidofficeClient;
  readonly line: Line;
  /** Set-aside rows came or went. */
  readonly onSetAside: () => void;
  /** A page came, before anything of it is written: ids of what is in it, and of what is not, or no longer, for this member. */
  readonly onPage?:
    | ((collection: CollectionName, served: readonly string[], left: ReadonlyMap<string, readonly string[]>) => void)
    | undefined;
}

function isAnswer(value: unknown): value is PullAnswer {
  return (
    typeof value === 'object' &&
    value !== null &&
    'documents' in value &&
    Array.isArray(value.documents) &&
    'setAside' in value &&
    typeof value.setAside === 'number'
  );
}

/** So many rows are checked before others get a turn, among them the command of a clerk. */
const ROWS_PER_TURN = 200;

/** Separates the documents that keep to their schema from those that do not. */
async function sortOut(collection: CollectionName, rows: readonly unknown[]) {
  const whole: PulledDocument[] = [];
  const broken: SetAsideRow[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % ROWS_PER_TURN === 0) await nextTurn();
    const { deleted, ...fields } = stripNulls(row) as Record<string, unknown>;
    const checked = checkDocument(collection, fields);
    if (checked.ok && typeof deleted === 'boolean') {
      whole.push({ ...(checked.value as Record<string, unknown> & { readonly id: string }), deleted });
      continue;
    }
    const documentId = typeof fields.id === 'string' ? fields.id : `without-id-${index}`;
    const reason = checked.ok ? 'FIELD_INVALID deleted' : `${checked.error.code} ${checked.error.field ?? ''}`;
    broken.push({ collection, documentId, reason, data: fields });
  }
  return { whole, broken };
}

/** The pages of one collection, each asked before the one in front of it has been worked through. */
export function pageReaderOf({ client, line }: PullParts, collection: CollectionName): PageReader {
  return new PageReader((position, limit) => line.run(() => pullPage(client, collection, position, limit)));
}

/**
 * The next documents after a checkpoint. A broken row never stops the rest: it is set aside and counted. Pages go on until
 * `batchSize` documents came or the centre has no more, because RxDB takes a shorter batch for the last one.
 *
 * @throws LineClosed
 */
export async function pullBatch(
  parts: PullParts,
  pages: PageReader,
  collection: CollectionName,
  since: Checkpoint | undefined,
  batchSize: number,
): Promise<{ readonly documents: PulledDocument[]; readonly checkpoint: Checkpoint | undefined }> {
  const documents: PulledDocument[] = [];
  let position = since?.position;
  for (;;) {
    const { answer, isLast } = await pages.read(position, batchSize);
    const { whole, broken } = await sortOut(collection, answer.documents);
    const ids = whole.map((document) => document.id);
    if (updateSetAside(parts.file, collection, broken, ids)) parts.onSetAside();
    parts.onPage?.(collection, [...ids, ...broken.map((row) => row.documentId)], byReason(answer));
    documents.push(...withoutOvertaken(parts.file, collection, whole));
    position = answer.checkpoint ?? position;
    if (isLast || documents.length >= batchSize)
      return { documents, checkpoint: position === undefined ? undefined : { position } };
  }
}

/** What left, by why. */
function byReason({ left = [], leftReasons = [] }: PullAnswer): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const [index, id] of left.entries()) {
    const reason = leftReasons[index] ?? 'notSaid';
    const known = ids.get(reason);
    if (known === undefined) ids.set(reason, [id]);
    else known.push(id);
  }
  return ids;
}

async function pullPage(
  client: MidofficeClient,
  collection: CollectionName,
  position: string | undefined,
  limit: number,
): Promise<PullAnswer> {
  const variables = { checkpoint: position ?? null, limit };
  const answer = await client.request<Record<string, unknown>>(pullDocuments[collection], variables);
  const page = answer[pullFieldName(collection)];
  if (!isAnswer(page)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
  return page;
}
