import { basename } from 'node:path';
import type { DocumentKind } from '@onthaal/contract/entities/correspondence.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { v7 } from 'uuid';
import type { ContentClient } from './content-client.ts';

const MOST_NAME = 200;

/** The name as people read it: without what turns its reading around, or cannot be seen. */
function readableName(path: string): string {
  const name = basename(path)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim();
  if (name.length <= MOST_NAME) return name === '' ? '-' : name;
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? '';
  return `${[...name.slice(0, MOST_NAME - ending.length)].join('').trimEnd()}${ending}`;
}

function titleOf(fileName: string): string {
  const title = fileName.replace(/\.[^.]{1,10}$/, '').trim();
  return title === '' ? fileName : title;
}

/** What taking a file in needs of the open store. */
export interface AddContentParts {
  readonly contents: ContentClient;
  /** Runs a command of the store; answers as JSON text. */
  readonly run: (name: 'addDocument', args: CommandArguments['addDocument']) => Promise<Result<string>>;
  readonly hasDossier: (dossierId: string) => boolean;
  readonly hasDocument: (documentId: string) => boolean;
}

/** A file of this computer, or what was scanned and is in memory only. */
export type AddedContent =
  | { readonly dossierId: string; readonly path: string }
  | {
      readonly dossierId: string;
      readonly fileName: string;
      readonly bytes: Uint8Array;
      readonly documentId?: string | undefined;
      readonly documentKind?: DocumentKind | undefined;
    };

/**
 * Takes a file, or what was scanned, in as a document of a dossier: first its bytes, then its row, then it may be sent. A process that ends in between leaves
 * either nothing or all.
 */
export async function addContent(
  { contents, run, hasDossier, hasDocument }: AddContentParts,
  added: AddedContent,
): Promise<Result<{ readonly documentId: string }>> {
  const { dossierId } = added;
  if (!hasDossier(dossierId)) return failure('REFERENCE_UNKNOWN', { field: 'dossierId' });
  const isScan = 'bytes' in added;
  const given = isScan ? added.documentId : undefined;
  // It was kept before, and whoever asks did not hear it.
  if (given !== undefined && hasDocument(given)) return success({ documentId: given });
  const documentId = given ?? v7();
  const fileName = readableName(isScan ? added.fileName : added.path);
  const taken = isScan
    ? await contents.takeBytes(documentId, added.bytes, fileName)
    : await contents.take(documentId, added.path, fileName);
  if (!taken.ok) return taken;
  const { digest: contentHash, bytes: sizeBytes, mediaType } = taken.value;
  const documentKind = isScan ? added.documentKind : undefined;
  const names = {
    ...{ title: titleOf(fileName), fileName, mediaType },
    ...(isScan ? { source: 'scan' as const } : {}),
    ...(documentKind === undefined ? {} : { documentKind }),
  };
  const written = await run('addDocument', { id: documentId, dossierId, ...names, contentHash, sizeBytes });
  if (!written.ok) {
    await contents.drop(documentId);
    return written;
  }
  const kept = await contents.keep(documentId);
  return kept.ok ? success({ documentId }) : kept;
}
