import type { OnthaalError } from '../result.ts';

/** Largest file that a desk takes in, in bytes; the centre may take less. */
export const mostContentBytes = 100 * 1024 * 1024;

/**
 * Where the content of a document stands, as this desk knows it. `waiting`: here, to be sent when its document is accepted and others
 * before it are sent. `offline`: the same, and there is no line. `checking`: the centre has it and looks for viruses. `refused`: the
 * centre will never take it.
 */
export const contentStates = ['waiting', 'offline', 'sending', 'checking', 'ready', 'infected', 'refused'] as const;
export type ContentState = (typeof contentStates)[number];

/** What the desk says of one content. */
export interface ContentCondition {
  readonly documentId: string;
  readonly state: ContentState;
  readonly bytes: number;
  /** So many of them the centre has. */
  readonly sent: number;
  /** Why it waits or was refused, where there is more to say than the state does. */
  readonly error?: OnthaalError | undefined;
}

/** What came of adding files to a dossier. */
export interface AddedDocuments {
  readonly added: readonly string[];
  /** Files that were not taken in, each with its reason. */
  readonly refused: readonly { readonly fileName: string; readonly error: OnthaalError }[];
}
