import { Readable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../../database/database.ts';
import type { Session } from '../../session/session.ts';
import type { ContentKey } from '../store/content-store.ts';

/** Largest piece that is kept at once, and so the most that a desk sends again after its line broke. */
export const partBytes = 1024 * 1024;

/** A content on its way from a desk. */
export interface ContentUpload extends ContentKey {
  readonly id: string;
  readonly documentId: string;
  readonly mediaType: string;
  /** So many bytes are kept. */
  readonly received: number;
  /** Where the last kept piece starts. */
  readonly lastStart: number;
  readonly isFinished: boolean;
}

type Owner = Pick<Session, 'memberId' | 'deviceId'>;

/** Uploads of this device that began and did not finish. */
export async function openUploads(orm: Orm, deviceId: string): Promise<number> {
  const [row] = await rowsOf<{ count: string }>(
    orm,
    sql`SELECT count(*)::text AS count FROM content_upload WHERE device_id = ${deviceId} AND finished_at IS NULL`,
  );
  return Number(row?.count);
}

/** Writes down that an upload begins. */
export async function beginUpload(
  orm: Orm,
  { memberId, deviceId }: Owner,
  { id, documentId, digest, mediaType, bytes }: Omit<ContentUpload, 'received' | 'lastStart' | 'isFinished'>,
): Promise<void> {
  await orm.execute(
    sql`INSERT INTO content_upload (id, member_id, device_id, document_id, digest, media_type, bytes)
        VALUES (${id}, ${memberId}, ${deviceId}, ${documentId}, ${digest}, ${mediaType}, ${bytes})`,
  );
}

/** The upload of this member on this device; nobody else's. */
export async function findUpload(orm: Orm, owner: Owner, id: string): Promise<ContentUpload | undefined> {
  type Row = Omit<ContentUpload, 'bytes' | 'received' | 'lastStart'> &
    Record<'bytes' | 'received' | 'lastStart', string>;
  const [row] = await rowsOf<Row>(
    orm,
    sql`SELECT id, document_id AS "documentId", digest, media_type AS "mediaType", bytes::text AS bytes,
               received::text AS received, finished_at IS NOT NULL AS "isFinished",
               coalesce((SELECT max(start) FROM content_upload_part WHERE upload_id = id), 0)::text AS "lastStart"
        FROM content_upload
        WHERE id = ${id} AND member_id = ${owner.memberId} AND device_id = ${owner.deviceId}`,
  );
  if (row === undefined) return undefined;
  return { ...row, bytes: Number(row.bytes), received: Number(row.received), lastStart: Number(row.lastStart) };
}

/**
 * Keeps a piece, if the upload is where the piece starts: two requests for the same upload cannot mix their bytes. The last piece may come
 * again as long as the content did not reach its store.
 *
 * @returns false when the upload is elsewhere by now
 */
export async function keepPart(orm: Orm, id: string, start: number, bytes: Buffer): Promise<boolean> {
  const end = start + bytes.length;
  const rows = await rowsOf(
    orm,
    sql`WITH moved AS (
          UPDATE content_upload SET received = ${end}
          WHERE id = ${id} AND finished_at IS NULL AND ${end} <= bytes
            AND (received = ${start} OR (received = bytes AND ${end} = bytes AND EXISTS (
              SELECT 1 FROM content_upload_part WHERE upload_id = ${id} AND start = ${start})))
          RETURNING id)
        INSERT INTO content_upload_part (upload_id, start, bytes) SELECT id, ${start}::bigint, ${bytes}::bytea FROM moved
        ON CONFLICT (upload_id, start) DO UPDATE SET bytes = excluded.bytes
        RETURNING start`,
  );
  return rows.length > 0;
}

async function* partsOf(orm: Orm, id: string): AsyncGenerator<Buffer> {
  for (let start = 0; ; ) {
    const [row] = await rowsOf<{ bytes: Uint8Array }>(
      orm,
      sql`SELECT bytes FROM content_upload_part WHERE upload_id = ${id} AND start = ${start}`,
    );
    if (row === undefined || row.bytes.length === 0) return;
    start += row.bytes.length;
    yield Buffer.from(row.bytes.buffer, row.bytes.byteOffset, row.bytes.byteLength);
  }
}

/** All that was received, one piece in memory at a time. */
export function receivedBytes(orm: Orm, id: string): Readable {
  return Readable.from(partsOf(orm, id), { objectMode: false, highWaterMark: partBytes });
}

/** The first bytes of what was received, `most` of them or all. */
export async function firstBytes(orm: Orm, id: string, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of partsOf(orm, id)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= most) break;
  }
  return Buffer.concat(chunks).subarray(0, most);
}

/** Forgets an upload and what was received of it. */
export async function dropUpload(orm: Orm, id: string): Promise<void> {
  await orm.execute(
    sql`WITH dropped AS (DELETE FROM content_upload_part WHERE upload_id = ${id})
        DELETE FROM content_upload WHERE id = ${id}`,
  );
}

/**
 * The content is in its store: from now on its document shows it, and what was received is not needed any more.
 *
 * @param state what a content that is new here waits for
 */
export async function finishUpload(
  orm: Orm,
  { memberId, deviceId }: Owner,
  { id, documentId, digest }: ContentUpload,
  state: 'pending' | 'unscanned',
): Promise<void> {
  await orm.execute(
    sql`WITH stored AS (
          UPDATE content SET state = CASE WHEN state = 'storing' THEN ${state} ELSE state END WHERE digest = ${digest}
        ), referred AS (
          INSERT INTO content_reference (document_id, digest, member_id, device_id)
          VALUES (${documentId}, ${digest}, ${memberId}, ${deviceId}) ON CONFLICT DO NOTHING
        ), dropped AS (
          DELETE FROM content_upload_part WHERE upload_id = ${id}
        )
        UPDATE content_upload SET finished_at = now() WHERE id = ${id}`,
  );
}
