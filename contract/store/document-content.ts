import type { OnthaalError } from '../result.ts';

/** Largest file that a desk takes in, in bytes; the centre may take less. */
export const mostContentBytes = 100 * 1024 * 1024;

/**
 * Where the content of a document stands, as this desk knows it. `waiting`: here, to be sent when its document is accepted and others
 * before it are sent. `offline`: the same, and there is no line. `checking`: the centre has it and looks for viruses. `refused`: the
 * centre will never take it. `fetching`: it comes from the centre, because somebody opens it.
 */
export const contentStates = [
  'waiting',
  'offline',
  'sending',
  'checking',
  'ready',
  'infected',
  'refused',
  'fetching',
] as const;
export type ContentState = (typeof contentStates)[number];

/** What the desk says of one content. */
export interface ContentCondition {
  readonly documentId: string;
  readonly state: ContentState;
  readonly bytes: number;
  /** So many of them the centre has; of one that is being fetched: so many are here. */
  readonly sent: number;
  /** Why it waits or was refused, where there is more to say than the state does. */
  readonly error?: OnthaalError | undefined;
}

/** A content that is whole on this desk, to be read piece by piece. */
export interface OpenedContent {
  readonly documentId: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** What came of adding files to a dossier. */
export interface AddedDocuments {
  readonly added: readonly string[];
  /** Files that were not taken in, each with its reason. */
  readonly refused: readonly { readonly fileName: string; readonly error: OnthaalError }[];
}
