type Fields = Readonly<Record<string, unknown>>;

/** What stands at a path of an answer, undefined when nothing does; whoever answers is hostile input. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Fields)[name];
  }
  return found;
}
