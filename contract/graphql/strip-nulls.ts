/** A value as JSON text carries it. */
type JsonValue = unknown;

/**
 * Removes every object field that is null, at every depth: GraphQL writes an absent optional field as null, while no entity
 * has a field whose value is null. Nulls in a list stay, so that a broken list is noticed. Returns the same object when it
 * has nothing to remove.
 */
export function stripNulls<Value extends JsonValue>(value: Value): Value {
  if (Array.isArray(value)) return strippedList(value) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return strippedObject(value as Readonly<Record<string, JsonValue>>) as Value;
}

function strippedList(list: readonly JsonValue[]): readonly JsonValue[] {
  const stripped = list.map((item) => stripNulls(item));
  return stripped.some((item, index) => item !== list[index]) ? stripped : list;
}

function strippedObject(object: Readonly<Record<string, JsonValue>>): Readonly<Record<string, JsonValue>> {
  const kept: Record<string, JsonValue> = {};
  let changed = false;
  for (const [key, value] of Object.entries(object)) {
    const stripped = value === null ? undefined : stripNulls(value);
    if (stripped !== value) changed = true;
    if (stripped === undefined) continue;
    // Plain assignment of "__proto__" would change the prototype and lose the field; defining every field is four times slower.
    if (key === '__proto__')
      Object.defineProperty(kept, key, { value: stripped, enumerable: true, writable: true, configurable: true });
    else kept[key] = stripped;
  }
  return changed ? kept : object;
}
