/** PostgreSQL's jsonb refuses U+0000 and halves of surrogate pairs; one such text would fail its whole transaction. */
function isStorable(text: string): boolean {
  return !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);
}

/**
 * Finds the first text (value or key) that PostgreSQL cannot keep in jsonb.
 *
 * @returns the steps that lead to it, none for the value itself; undefined when every text can be kept
 */
export function firstUnstorableText(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : [];
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (!isStorable(key)) return [];
    const found = firstUnstorableText(inner);
    if (found !== undefined) return [key, ...found];
  }
  return undefined;
}
