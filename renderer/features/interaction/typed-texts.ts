import type { Drafts } from './drafts-slice.ts';

/** What somebody wrote in a form and did not save. */
export interface TypedText {
  /** Of the draft. */
  readonly key: string;
  readonly text: string;
}

/** Fields that somebody writes in, in the order of their forms; the others are choices, which say nothing without the record. */
const written = ['title', 'subject', 'text', 'note', 'description', 'reason', 'promised', 'checked', 'citizenMayKnow'];

/** The words that were typed about a record, by form. */
export function typedTexts(drafts: Drafts, documentId: string): readonly TypedText[] {
  return Object.entries(drafts).flatMap(([key, values]) => {
    if (!key.endsWith(`:${documentId}`)) return [];
    const words = written.flatMap((name) => {
      const value = values[name];
      return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : [];
    });
    return words.length === 0 ? [] : [{ key, text: words.join('\n') }];
  });
}
