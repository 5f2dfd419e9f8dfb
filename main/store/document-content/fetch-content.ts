import { createHash } from 'node:crypto';
import { RequestError } from '../synchronisation/request-error.ts';
import { askCentre, type CentreAddress } from './centre-request.ts';
import { type ContentRows, pieceBytes } from './content-rows.ts';

/** The content that a document names. */
export interface WantedContent {
  readonly documentId: string;
  /** SHA-256, hexadecimal. */
  readonly digest: string;
  readonly bytes: number;
  readonly mediaType: string;
}

export interface FetchParts {
  readonly centre: CentreAddress;
  readonly rows: ContentRows;
  readonly signal: AbortSignal;
  readonly onReceived: (bytes: number) => void;
}

/** Gathers what comes into pieces of the size in which contents are kept. */
async function* piecesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let [waiting, gathered] = [[] as Uint8Array[], 0];
  for await (const chunk of body) {
    waiting.push(chunk);
    gathered += chunk.length;
    if (gathered < pieceBytes) continue;
    let rest = Buffer.concat(waiting);
    for (; rest.length >= pieceBytes; rest = rest.subarray(pieceBytes)) yield rest.subarray(0, pieceBytes);
    [waiting, gathered] = [[rest], rest.length];
  }
  if (gathered > 0) yield Buffer.concat(waiting);
}

async function receive(parts: FetchParts, wanted: WantedContent, body: AsyncIterable<Uint8Array>): Promise<void> {
  const { rows, onReceived } = parts;
  const hash = createHash('sha256');
  let [number, received] = [0, 0];
  for await (const piece of piecesOf(body)) {
    received += piece.length;
    if (received > wanted.bytes) throw new RequestError('CONTENT_DAMAGED');
    hash.update(piece);
    rows.addPiece(wanted.documentId, number, piece);
    number += 1;
    onReceived(received);
  }
  if (received !== wanted.bytes || hash.digest('hex') !== wanted.digest) throw new RequestError('CONTENT_DAMAGED');
}

/**
 * Brings a content from the centre to this desk. It is one of the desk's contents only when all of it is here and is what its digest
 * says; what comes in part is dropped, at the latest by the next process.
 *
 * @throws RequestError, StorageError
 */
export async function fetchContent(parts: FetchParts, wanted: WantedContent): Promise<void> {
  const { centre, rows, signal } = parts;
  const { documentId, digest, bytes, mediaType } = wanted;
  const response = await askCentre(centre, {
    method: 'GET',
    path: `/document-content/${documentId}/${digest}`,
    signal,
  });
  if (response.body === null) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
  rows.begin(documentId);
  try {
    await receive(parts, wanted, response.body);
    rows.complete(documentId, { digest, bytes, media_type: mediaType, state: 'kept' });
  } catch (error) {
    rows.drop(documentId);
    if (error instanceof Error && ['TypeError', 'AbortError', 'TimeoutError'].includes(error.name)) {
      // The line broke in the middle.
      throw new RequestError('MIDOFFICE_UNREACHABLE');
    }
    throw error;
  }
}
