import { setTimeout as wait } from 'node:timers/promises';
import { type Result, success } from '@onthaal/contract/result.ts';
import type { OpenedContent } from '@onthaal/contract/store/document-content.ts';
import type { DocumentLook } from '@onthaal/contract/store/reads.ts';
import type { ContentClient } from './content-client.ts';

/** So much of what the centre has stays on this desk, unless its administrator says otherwise. */
export const usualCacheBytes = 500 * 1024 * 1024;

/** The reason for which somebody opened a dossier of another team is on its way to the centre: asked again after so many milliseconds. */
const pauses = [200, 400, 800, 1_600, 3_200, 6_400];

/** Brings a content here that somebody wrote down to look at; `look` is the answer of the read, as JSON text. */
export async function openContent(contents: ContentClient, look: Result<string>): Promise<Result<OpenedContent>> {
  if (!look.ok) return look;
  const { documentId, digest, bytes, mediaType, fileName } = JSON.parse(look.value) as DocumentLook;
  const wanted = { documentId, digest, bytes, mediaType };
  let here = await contents.fetch(wanted);
  for (const pause of pauses) {
    if (here.ok || here.error.code !== 'DOSSIER_OF_OTHER_TEAM') break;
    await wait(pause);
    here = await contents.fetch(wanted);
  }
  return here.ok ? success({ documentId, fileName, mediaType, bytes }) : here;
}
