import { dirname } from 'node:path';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import { diskRoom } from '../backups/disk-room.ts';
import type { DatabaseFile } from '../storage/index.ts';

/**
 * `taking`: pieces are still coming in. `taken`: whole, and its document is being written. `waiting`: to be sent. `checking`: sent, not
 * yet passed by the scanner. `kept`: safe at the centre, and here for who opens it. `infected`, `refused`: the end.
 */
export type KeptState = 'taking' | 'taken' | 'waiting' | 'checking' | 'kept' | 'infected' | 'refused';

/** A content on this desk. */
export interface ContentRow {
  readonly document_id: string;
  /** SHA-256, hexadecimal. */
  readonly digest: string;
  readonly bytes: number;
  readonly media_type: string;
  readonly state: KeptState;
  /** Path of its upload at the mid-office, once there is one. */
  readonly upload_place: string | null;
  /** So many bytes the centre has. */
  readonly sent: number;
  readonly error: string | null;
  /** Milliseconds since 1970, of when it came in or was opened last. */
  readonly used_at: number;
}

/** Largest piece of a content, in memory, in a row and in a request at once. */
export const pieceBytes = 1024 * 1024;

/** The log may be so large before it is emptied, and a little more. */
const logBytes = 16 * pieceBytes;

/** The contents that are kept on this desk. */
export class ContentRows {
  readonly #file: DatabaseFile;

  constructor(file: DatabaseFile) {
    this.#file = file;
  }

  /** Whether the disk has room for so many bytes more, and for what SQLite needs while it takes them in. */
  async hasRoomFor(bytes: number): Promise<boolean> {
    const { free } = await diskRoom(dirname(this.#file.file));
    return free >= bytes + logBytes;
  }

  all(): ContentRow[] {
    return this.#file.rows<ContentRow>('SELECT * FROM content ORDER BY document_id');
  }

  /** Those in one state, the oldest first. */
  inState(state: KeptState): ContentRow[] {
    return this.#file.rows<ContentRow>('SELECT * FROM content WHERE state = ? ORDER BY used_at, document_id', state);
  }

  find(documentId: string): ContentRow | undefined {
    return this.#file.rows<ContentRow>('SELECT * FROM content WHERE document_id = ?', documentId)[0];
  }

  /** A content begins to come in; what was there of it goes. */
  begin(documentId: string): void {
    this.#file.transaction(() => {
      this.#drop(documentId);
      this.#file
        .prepare(
          `INSERT INTO content (document_id, digest, bytes, media_type, state, used_at) VALUES (?, '', 0, '', 'taking', ?)`,
        )
        .run(documentId, Date.now());
    });
  }

  /** Keeps the next piece; on disk before its content is called whole. */
  addPiece(documentId: string, number: number, bytes: Uint8Array): void {
    this.#file.relaxedTransaction(() => {
      this.#file
        .prepare('INSERT INTO piece (document_id, number, bytes) VALUES (?, ?, ?)')
        .run(documentId, number, bytes);
    });
  }

  /** All pieces are here. On disk when it returns. */
  complete(documentId: string, content: Pick<ContentRow, 'digest' | 'bytes' | 'media_type' | 'state'>): void {
    const { digest, bytes, media_type, state } = content;
    this.#file.transaction(() => {
      this.#file
        .prepare(
          'UPDATE content SET digest = ?, bytes = ?, media_type = ?, state = ?, used_at = ? WHERE document_id = ?',
        )
        .run(digest, bytes, media_type, state, Date.now(), documentId);
    });
  }

  /** Somebody opened it. */
  touch(documentId: string): void {
    this.#file.relaxedTransaction(() => {
      this.#file.prepare('UPDATE content SET used_at = ? WHERE document_id = ?').run(Date.now(), documentId);
    });
  }

  /**
   * Lets go of contents that the centre has, the least recently used first, until those that stay take no more than so many bytes. What is
   * not sent never goes, and does not count.
   */
  makeRoom(mostBytes: number, onGone: (documentId: string) => void): void {
    const kept = this.inState('kept');
    let bytes = kept.reduce((sum, row) => sum + row.bytes, 0);
    for (const row of kept) {
      if (bytes <= mostBytes) return;
      this.drop(row.document_id);
      bytes -= row.bytes;
      onGone(row.document_id);
    }
  }

  /** Moves a content on; `error` says why it was refused. */
  setState(documentId: string, state: KeptState, error?: OnthaalError): void {
    this.#file.transaction(() => {
      this.#file
        .prepare('UPDATE content SET state = ?, error = ? WHERE document_id = ?')
        .run(state, error === undefined ? null : JSON.stringify(error), documentId);
    });
  }

  /** How far an upload is, and where; undefined: it begins anew. */
  setUpload(documentId: string, place: string | undefined, sent: number): void {
    this.#file.transaction(() => {
      this.#file
        .prepare('UPDATE content SET upload_place = ?, sent = ? WHERE document_id = ?')
        .run(place ?? null, sent, documentId);
    });
  }

  /** Bytes of a content from an offset to the end of the piece that it lies in; undefined at its end. */
  piece(documentId: string, offset: number): Buffer | undefined {
    const [row] = this.#file.rows<{ readonly bytes: Buffer }>(
      'SELECT bytes FROM piece WHERE document_id = ? AND number = ?',
      documentId,
      Math.floor(offset / pieceBytes),
    );
    const rest = row?.bytes.subarray(offset % pieceBytes);
    return rest === undefined || rest.length === 0 ? undefined : rest;
  }

  /** Takes the bytes away and leaves what became of the content. */
  dropBytes(documentId: string): void {
    this.#file.transaction(() => this.#dropPieces(documentId));
  }

  /** Forgets a content. */
  drop(documentId: string): void {
    this.#file.transaction(() => this.#drop(documentId));
  }

  #drop(documentId: string): void {
    this.#dropPieces(documentId);
    this.#file.prepare('DELETE FROM content WHERE document_id = ?').run(documentId);
  }

  #dropPieces(documentId: string): void {
    this.#file.prepare('DELETE FROM piece WHERE document_id = ?').run(documentId);
  }
}
