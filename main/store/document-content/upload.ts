import { RequestError } from '../synchronisation/request-error.ts';
import { askCentre, type CentreAddress } from './centre-request.ts';
import type { ContentRow, ContentRows } from './content-rows.ts';

const UPLOADS = '/document-content-uploads';
const PROTOCOL = { 'tus-resumable': '1.0.0' };
const PIECE_TYPE = { 'content-type': 'application/offset+octet-stream' };
/** Answers by which the mid-office says that it does not know an upload, or that it is over. */
const GONE: readonly unknown[] = [403, 404, 410];

export interface UploadParts {
  readonly centre: CentreAddress;
  readonly rows: ContentRows;
  readonly signal: AbortSignal;
  /** More of it is at the centre. */
  readonly onSent: (bytes: number) => void;
}

function metadata(words: Readonly<Record<string, string>>): string {
  return Object.entries(words)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');
}

function offsetIn(response: Response, row: ContentRow): number {
  const offset = Number(response.headers.get('upload-offset') ?? Number.NaN);
  if (Number.isSafeInteger(offset) && offset >= 0 && offset <= row.bytes) return offset;
  throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
}

async function begin({ centre, rows, signal }: UploadParts, row: ContentRow): Promise<string> {
  const { document_id: documentId, digest, media_type: mediaType, bytes } = row;
  const words = metadata({ documentId, digest, mediaType });
  const headers = { ...PROTOCOL, 'upload-length': String(bytes), 'upload-metadata': words };
  const response = await askCentre(centre, { method: 'POST', path: UPLOADS, headers, signal });
  const id = response.headers.get('location')?.split('/').at(-1) ?? '';
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
  const place = `${UPLOADS}/${id}`;
  rows.setUpload(documentId, place, 0);
  return place;
}

/** Where an upload that began earlier is; undefined when the mid-office does not know it any more. */
async function resume({ centre, signal }: UploadParts, row: ContentRow, place: string): Promise<number | undefined> {
  try {
    return offsetIn(await askCentre(centre, { method: 'HEAD', path: place, headers: PROTOCOL, signal }), row);
  } catch (error) {
    if (error instanceof RequestError && GONE.includes(error.problem.details?.status)) return undefined;
    throw error;
  }
}

async function placeOf(parts: UploadParts, row: ContentRow): Promise<readonly [place: string, offset: number]> {
  if (row.upload_place !== null) {
    const offset = await resume(parts, row, row.upload_place);
    if (offset !== undefined) return [row.upload_place, offset];
  }
  return [await begin(parts, row), 0];
}

/**
 * Sends a content by the tus protocol 1.0, from where an earlier try of this desk came. When it returns the centre has stored it, under
 * its digest.
 *
 * @throws RequestError
 */
export async function sendContent(parts: UploadParts, row: ContentRow): Promise<void> {
  const { centre, rows, signal, onSent } = parts;
  const [place, first] = await placeOf(parts, row);
  let offset = first;
  onSent(offset);
  while (offset < row.bytes) {
    const body = rows.piece(row.document_id, offset);
    // The content of a damaged file: there is nothing left to send.
    if (body === undefined) throw new RequestError('CONTENT_DAMAGED');
    const headers = { ...PROTOCOL, ...PIECE_TYPE, 'upload-offset': String(offset) };
    const response = await askCentre(centre, { method: 'PATCH', path: place, headers, body, signal });
    const next = offsetIn(response, row);
    if (next <= offset) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    offset = next;
    rows.setUpload(row.document_id, place, offset);
    onSent(offset);
  }
}

/** What the scanner of the mid-office says of a content that was sent; undefined when the mid-office does not have it. */
export async function askScanState(
  centre: CentreAddress,
  { document_id: documentId, digest }: ContentRow,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const path = `/document-content/${documentId}/${digest}/state`;
    const response = await askCentre(centre, { method: 'GET', path, signal });
    const answer = (await response.json()) as { readonly state?: unknown };
    if (typeof answer.state === 'string') return answer.state;
  } catch (error) {
    if (error instanceof RequestError && error.problem.code === 'CONTENT_UNKNOWN') return undefined;
    if (error instanceof RequestError) throw error;
  }
  throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
}
