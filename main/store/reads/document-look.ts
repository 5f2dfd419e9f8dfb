import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { glassOpenMilliseconds } from '@onthaal/contract/rules/policy/index.ts';
import type { DocumentLook, ReadArguments } from '@onthaal/contract/store/reads.ts';
import { currentTime } from '../database/clock.ts';
import { dossierOpening } from './dossier-glass.ts';
import { documentById, type ReadContext } from './read-context.ts';

const LONGEST_FIELD = 60;

const PREFIX = 'document:';

/** In the fields of a log row: the content of this document was looked at. */
export function openedContent(documentId: string): string {
  return `${PREFIX}${documentId}`.slice(0, LONGEST_FIELD);
}

/** Whether a log row is of a look at the content of a document: it opens no card. */
export function isContentLook({ fields }: Pick<DocumentOf<'consultations'>, 'fields'>): boolean {
  return fields.some((field) => field.startsWith(PREFIX));
}

/**
 * The content that a document names, to who wrote down that they look at it.
 *
 * @returns DOCUMENT_UNKNOWN, CONSULTATION_REQUIRED without a log row of this look, REASON_REQUIRED when its dossier is closed to this clerk
 */
export function readDocumentLook(
  context: ReadContext,
  { documentId, consultationId }: ReadArguments['documentLook'],
): Result<DocumentLook> {
  const document = documentById(context, 'documents', documentId);
  const version = document?.versions.at(-1);
  if (document === undefined || version === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'documentId' });
  const row = documentById(context, 'consultations', consultationId);
  const isOfThisLook =
    row?.outcome === 'shown' &&
    row.memberId === context.member.memberId &&
    row.fields.includes(openedContent(documentId)) &&
    currentTime() - Date.parse(row.at) < glassOpenMilliseconds;
  if (!isOfThisLook) return failure('CONSULTATION_REQUIRED');
  const dossier = document.dossierId === undefined ? undefined : documentById(context, 'dossiers', document.dossierId);
  const opening = dossier === undefined ? success(undefined) : dossierOpening(context, dossier);
  if (!opening.ok) return opening;
  const { fileName, mediaType } = document;
  return success({ documentId, fileName, mediaType, digest: version.contentHash, bytes: version.sizeBytes });
}
