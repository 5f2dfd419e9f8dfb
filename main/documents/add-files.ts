import { basename } from 'node:path';
import type { OnthaalError, Result } from '@onthaal/contract/result.ts';
import { success } from '@onthaal/contract/result.ts';
import type { AddedDocuments } from '@onthaal/contract/store/document-content.ts';
import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import type { Say } from '../texts.ts';

/** The part of the store that takes files in. */
export interface FileTaker {
  addContent(dossierId: string, path: string): Promise<Result<{ readonly documentId: string }>>;
}

const ENDINGS = 'pdf png jpg jpeg tif tiff webp heic heif docx xlsx pptx odt ods odp doc xls ppt msg eml txt csv';

/** Lets the clerk choose files; none when they think better of it. */
export async function chooseFiles(window: BrowserWindow | undefined, say: Say): Promise<readonly string[]> {
  const options: OpenDialogOptions = {
    title: say('desktop.addDocument.title'),
    buttonLabel: say('desktop.addDocument.button'),
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: say('desktop.addDocument.documents'), extensions: ENDINGS.split(' ') },
      { name: say('desktop.addDocument.all'), extensions: ['*'] },
    ],
  };
  const chosen = await (window === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options));
  return chosen.canceled ? [] : chosen.filePaths;
}

/** Takes files in one after the other; one that is refused keeps none of the others out. */
export async function addFiles(
  store: FileTaker,
  dossierId: string,
  paths: readonly string[],
): Promise<Result<AddedDocuments>> {
  const added: string[] = [];
  const refused: { fileName: string; error: OnthaalError }[] = [];
  for (const path of paths) {
    const result = await store.addContent(dossierId, path);
    if (result.ok) added.push(result.value.documentId);
    else refused.push({ fileName: basename(path), error: result.error });
  }
  return success({ added, refused });
}
