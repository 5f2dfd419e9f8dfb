/** A step of a path: a field, or the element of a list by its id. */
type Step = { readonly field: string } | { readonly elementId: string };

function stepsOf(path: string): Step[] {
  const steps: Step[] = [];
  for (const [, elementId, field] of path.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)) {
    if (elementId !== undefined) steps.push({ elementId });
    else if (field !== undefined) steps.push({ field });
  }
  return steps;
}

function isElement(item: unknown, id: string): boolean {
  return typeof item === 'object' && item !== null && 'id' in item && item.id === id;
}

function setAt(value: unknown, steps: readonly Step[], replacement: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return replacement;
  if ('elementId' in step) {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    const present = list.some((item) => isElement(item, step.elementId));
    const items = list.map((item) => (isElement(item, step.elementId) ? setAt(item, rest, replacement) : item));
    if (!present && replacement !== undefined) items.push(setAt(undefined, rest, replacement));
    return items.filter((item) => item !== undefined);
  }
  const object = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  const { [step.field]: current, ...others } = object as Readonly<Record<string, unknown>>;
  const next = setAt(current, rest, replacement);
  return next === undefined ? others : { ...others, [step.field]: next };
}

/**
 * A copy of a document with the value at a path replaced; `undefined` or null removes the field. Paths are those of the
 * merge: dots between levels, `[id]` for an element of a list.
 */
export function withValueAt(
  document: Readonly<Record<string, unknown>>,
  path: string,
  value: unknown,
): Record<string, unknown> {
  return setAt(document, stepsOf(path), value ?? undefined) as Record<string, unknown>;
}
