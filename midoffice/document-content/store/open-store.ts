import type { ContentConfiguration } from '../../configuration/document-content.ts';
import type { ContentStore } from './content-store.ts';
import { FolderStore } from './folder-store.ts';

/**
 * Opens the store that the configuration names. The client of S3 is loaded only where there is one: it takes tens of megabytes.
 *
 * @throws when its folder can be neither found nor made
 */
export async function openStore(wanted: ContentConfiguration['store']): Promise<ContentStore> {
  if (wanted.kind === 'folder') return FolderStore.open(wanted.folder);
  const { S3Store } = await import('./s3-store.ts');
  return new S3Store(wanted);
}
