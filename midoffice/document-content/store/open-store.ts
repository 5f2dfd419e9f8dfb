import type { ContentConfiguration } from '../../configuration/document-content.ts';
import type { ContentStore } from './content-store.ts';
import { FolderStore } from './folder-store.ts';

/**
 * Opens the store that the configuration names.
 *
 * @throws when its folder can be neither found nor made
 */
export async function openStore(wanted: ContentConfiguration['store']): Promise<ContentStore> {
  return FolderStore.open(wanted.folder);
}
