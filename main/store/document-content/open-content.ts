import { type Result, success } from '@onthaal/contract/result.ts';
import type { OpenedContent } from '@onthaal/contract/store/document-content.ts';
import type { DocumentLook } from '@onthaal/contract/store/reads.ts';
import type { ContentClient } from './content-client.ts';

/** So much of what the centre has stays on this desk, unless its administrator says otherwise. */
export const usualCacheBytes = 500 * 1024 * 1024;

/** Brings a content here that somebody wrote down to look at; `look` is the answer of the read, as JSON text. */
export async function openContent(contents: ContentClient, look: Result<string>): Promise<Result<OpenedContent>> {
  if (!look.ok) return look;
  const { documentId, digest, bytes, mediaType, fileName } = JSON.parse(look.value) as DocumentLook;
  const here = await contents.fetch({ documentId, digest, bytes, mediaType });
  return here.ok ? success({ documentId, fileName, mediaType, bytes }) : here;
}
