import type { Readable } from 'node:stream';
import type { ErrorCode } from '@onthaal/contract/errors.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import { isIdentifier } from '@onthaal/contract/validation/index.ts';
import { DataStore, Upload } from '@tus/server';
import { type ContentAsker, mayBring } from '../content-access.ts';
import { statusOf } from '../content-answers.ts';
import { isDigest } from '../store/content-store.ts';
import { beginUpload, type ContentUpload, findUpload, keepPart, openUploads, partBytes } from './upload-rows.ts';

/** Most uploads that one device may have begun and not finished: what they hold lies in the database. */
export const mostOpenUploads = 20;

/** An upload was refused; the tus server answers with its status and body. */
export class UploadRefused extends Error {
  override readonly name = 'UploadRefused';
  readonly code: ErrorCode;
  readonly status_code: number;
  readonly body: string;

  constructor({ code, field }: Pick<OnthaalError, 'code' | 'field'>, status = statusOf(code)) {
    super(code);
    this.code = code;
    this.status_code = status;
    const extensions = { code, ...(field === undefined ? {} : { field }) };
    this.body = JSON.stringify({ errors: [{ message: code, extensions }] });
  }
}

function fieldOf({ metadata }: Upload, field: string, isGood: (value: unknown) => value is string): string {
  const value = metadata?.[field];
  if (!isGood(value)) throw new UploadRefused({ code: 'FIELD_INVALID', field });
  return value;
}

function isMediaType(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 100 && /^[a-z]+\/[a-z0-9.+-]+$/.test(value);
}

/** The place of the tus server for the uploads of one session: the mid-office's database, so that any node can go on with them. */
export class UploadArea extends DataStore {
  override extensions = ['creation'];
  readonly #asker: ContentAsker;

  constructor(asker: ContentAsker) {
    super();
    this.#asker = asker;
  }

  override async create(upload: Upload): Promise<Upload> {
    const { orm, session } = this.#asker;
    const documentId = fieldOf(upload, 'documentId', isIdentifier);
    const digest = fieldOf(upload, 'digest', isDigest);
    const mediaType = fieldOf(upload, 'mediaType', isMediaType);
    const { id, size: bytes = 0 } = upload;
    if (!Number.isSafeInteger(bytes) || bytes < 1) throw new UploadRefused({ code: 'FIELD_INVALID', field: 'bytes' });
    const allowed = await mayBring(this.#asker, documentId);
    if (!allowed.ok) throw new UploadRefused(allowed.error);
    if ((await openUploads(orm, session.deviceId)) >= mostOpenUploads) {
      throw new UploadRefused({ code: 'CONTENT_TOO_MANY' });
    }
    await beginUpload(orm, session, { id, documentId, digest, mediaType, bytes });
    return upload;
  }

  /** The upload as this session may know it. */
  async find(id: string): Promise<ContentUpload> {
    const { orm, session } = this.#asker;
    const found = isIdentifier(id) ? await findUpload(orm, session, id) : undefined;
    if (found === undefined) throw new UploadRefused({ code: 'CONTENT_UNKNOWN' });
    return found;
  }

  /** As tus knows it: while all bytes are here and the content did not reach its store, the last piece is asked for again. */
  override async getUpload(id: string): Promise<Upload> {
    const { bytes, received, lastStart, isFinished } = await this.find(id);
    const offset = received < bytes || isFinished ? received : lastStart;
    return new Upload({ id, size: bytes, offset });
  }

  /** Keeps pieces as they come, and what there is of the next one when the line breaks. */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const { orm } = this.#asker;
    let [position, gathered, waiting] = [offset, 0, [] as Buffer[]];
    const keep = async (bytes: Buffer): Promise<void> => {
      if (bytes.length === 0) return;
      // Another request brought the upload elsewhere; 409 makes the desk ask where.
      if (!(await keepPart(orm, id, position, bytes))) throw new UploadRefused({ code: 'MIDOFFICE_BUSY' }, 409);
      position += bytes.length;
    };
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        waiting.push(chunk);
        gathered += chunk.length;
        if (gathered < partBytes) continue;
        let rest = Buffer.concat(waiting);
        for (; rest.length >= partBytes; rest = rest.subarray(partBytes)) await keep(rest.subarray(0, partBytes));
        [waiting, gathered] = [[rest], rest.length];
      }
    } catch (error) {
      if (!(error instanceof UploadRefused)) await keep(Buffer.concat(waiting));
      throw error;
    }
    await keep(Buffer.concat(waiting));
    return position;
  }
}
