import type { DatabaseFile } from './database-file.ts';
import { StorageUseError } from './storage-error.ts';
import type { WriteRow } from './types.ts';

/**
 * Attachment data as it is given: a Blob. A text (base64 until RxDB 16, and what comes out of JSON still is) stays a text, as
 * in RxDB's memory storage.
 */
type AttachmentData = Blob | string;

/** Attachment data read into memory before the transaction, because a Blob can only be read asynchronously. */
export type AttachmentBytes = ReadonlyMap<AttachmentData, Uint8Array | string>;

interface AttachmentWrite {
  readonly documentId: string;
  readonly attachmentId: string;
  readonly digest: string;
  readonly attachmentData: { readonly type: string; readonly data: AttachmentData };
}

interface AttachmentRow {
  readonly digest: string;
  readonly type: string;
  readonly data: Uint8Array<ArrayBuffer> | string;
}

/** What categorizeBulkWriteRows says about attachments. */
export interface AttachmentChanges {
  readonly attachmentsAdd: readonly AttachmentWrite[];
  readonly attachmentsUpdate: readonly AttachmentWrite[];
  readonly attachmentsRemove: readonly { readonly documentId: string; readonly attachmentId: string }[];
}

/** Reads the data of all new attachments. Undefined when there are none, so that the caller need not wait. */
export function readAttachmentBytes(rows: readonly WriteRow[]): Promise<AttachmentBytes> | undefined {
  const given: AttachmentData[] = rows.flatMap((row) =>
    Object.values(row.document._attachments).flatMap((attachment) => ('data' in attachment ? [attachment.data] : [])),
  );
  if (given.length === 0) return undefined;
  return Promise.all(given.map(async (data) => [data, await bytesOf(data)] as const)).then(
    (entries) => new Map(entries),
  );
}

async function bytesOf(data: AttachmentData): Promise<Uint8Array | string> {
  return typeof data === 'string' ? data : new Uint8Array(await data.arrayBuffer());
}

/** Writes the attachment changes of a bulk, inside the caller's transaction. */
export function writeAttachments(
  file: DatabaseFile,
  tableName: string,
  changes: AttachmentChanges,
  bytes: AttachmentBytes | undefined,
): void {
  for (const write of [...changes.attachmentsAdd, ...changes.attachmentsUpdate]) {
    const data = bytes?.get(write.attachmentData.data);
    if (data === undefined) throw new Error('The data of an attachment was not read before the write');
    file
      .prepare('INSERT OR REPLACE INTO storage_attachments VALUES (?, ?, ?, ?, ?, ?)')
      .run(tableName, write.documentId, write.attachmentId, write.digest, write.attachmentData.type, data);
  }
  for (const { documentId, attachmentId } of changes.attachmentsRemove) {
    file
      .prepare('DELETE FROM storage_attachments WHERE table_name = ? AND document_id = ? AND attachment_id = ?')
      .run(tableName, documentId, attachmentId);
  }
}

/** The data of an attachment. @throws StorageUseError NO_ATTACHMENT when there is none with this digest */
export function readAttachment(
  file: DatabaseFile,
  tableName: string,
  documentId: string,
  attachmentId: string,
  digest: string,
): AttachmentData {
  const row = file
    .prepare<AttachmentRow>(
      'SELECT digest, type, data FROM storage_attachments WHERE table_name = ? AND document_id = ? AND attachment_id = ?',
    )
    .get(tableName, documentId, attachmentId);
  if (row === undefined || row.digest !== digest) {
    throw new StorageUseError('NO_ATTACHMENT', 'There is no attachment with this digest');
  }
  return typeof row.data === 'string' ? row.data : new Blob([row.data], { type: row.type });
}
