/**
 * What happens when both sides changed a field differently.
 * - `mine`, `theirs`: that side wins.
 * - `clash`: a person decides. On an object or list: it is decided as a whole, not field by field.
 * - `union`: a list of objects with `id` or of plain values; what either side added or changed stays, what one side removed
 *   and the other left alone goes.
 * - `append`: a text or a list of notes; both additions stay, theirs first. Never clashes.
 * - `maximum`: the larger number, or the later ISO date or instant.
 */
export type FieldPolicy = 'mine' | 'theirs' | 'clash' | 'union' | 'append' | 'maximum';

/**
 * Policies by path: dots between levels, `[]` for the elements of a list (`parties[].role`). A path without a policy is
 * `clash`, except that plain objects merge field by field.
 */
export type MergePolicy = Readonly<Record<string, FieldPolicy>>;

export interface MergeClash {
  /** Dots between levels, `[id]` for an element of a list. */
  readonly path: string;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface MergeResult<Document> {
  /** The merged document; fields that clash hold THEIRS (the master), so that the loser is in `clashes`, never lost. */
  readonly merged: Document;
  readonly clashes: readonly MergeClash[];
  /** Paths that each side changed against the base, whatever became of them. */
  readonly changedByMine: readonly string[];
  readonly changedByTheirs: readonly string[];
}
