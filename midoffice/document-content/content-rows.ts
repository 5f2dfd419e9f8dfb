import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import type { ContentKey } from './store/content-store.ts';

/**
 * `storing`: on its way into the store. `pending`: not looked at yet. `clean`, `infected`: what the scanner said. `unavailable`: the
 * scanner did not answer, it will be asked again. `unscanned`: the administrator wants no scanner. `removing`: on its way out.
 */
export type ContentState = 'storing' | 'pending' | 'clean' | 'infected' | 'unavailable' | 'unscanned' | 'removing';

/** What the centre knows of a content. */
export interface Content extends ContentKey {
  readonly mediaType: string;
  readonly state: ContentState;
}

/** Says that this content is going to be stored, and keeps it from being removed. False while it is just being removed. */
export async function beginStoring(orm: Orm, { digest, bytes, mediaType }: Omit<Content, 'state'>): Promise<boolean> {
  const rows = await rowsOf(
    orm,
    sql`INSERT INTO content (digest, bytes, media_type, state) VALUES (${digest}, ${bytes}, ${mediaType}, 'storing')
        ON CONFLICT (digest) DO UPDATE SET stored_at = now() WHERE content.state <> 'removing'
        RETURNING digest`,
  );
  return rows.length > 0;
}

/** The content that a document may show: stored, and brought by somebody for this very document. */
export async function contentOf(orm: Orm, documentId: string, digest: string): Promise<Content | undefined> {
  const [row] = await rowsOf<Omit<Content, 'bytes'> & { readonly bytes: string }>(
    orm,
    sql`SELECT c.digest, c.bytes::text AS bytes, c.media_type AS "mediaType", c.state
        FROM content c JOIN content_reference r ON r.digest = c.digest
        WHERE r.document_id = ${documentId} AND c.digest = ${digest} AND c.state NOT IN ('storing', 'removing')`,
  );
  return row === undefined ? undefined : { ...row, bytes: Number(row.bytes) };
}
