import { type DocumentKind, documentKinds } from '@onthaal/contract/entities/correspondence.ts';

export type ScannedKind = Exclude<DocumentKind, 'passportPhoto'>;

/** What a scanned document can be; the digit in front of it is its key. A passport photo is taken in a dialog of its own. */
export const scannedKinds = documentKinds.filter((kind): kind is ScannedKind => kind !== 'passportPhoto');
