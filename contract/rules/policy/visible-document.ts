import type { CollectionName } from '../../entities/index.ts';
import { isAllowed } from './decide.ts';
import type { FieldGroup, Policy, PolicyDocument, PolicyLinks, PolicySubject } from './policy.ts';

function isObject(value: unknown): value is PolicyDocument {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What somebody looks with. */
export interface Sight {
  readonly policy: Policy;
  readonly subject: PolicySubject;
  readonly links?: PolicyLinks | undefined;
  /** Flags of the person that the row is about, when it is not the row of that person. */
  readonly personFlags?: readonly string[] | undefined;
  /** Why the glass was broken. */
  readonly reason?: string | undefined;
}

/** The dotted paths that are hidden from a member in a row of this collection, whether the row has them or not. */
export function hiddenFields(sight: Sight, collection: CollectionName, document: PolicyDocument): readonly string[] {
  const groups = sight.policy.fieldGroups.filter(
    ({ collection: of, group }) => of === collection && !maySeeFields(sight, collection, document, group),
  );
  return [...new Set(groups.flatMap((group) => group.fields))];
}

function maySeeFields(
  { policy, subject, links, personFlags, reason }: Sight,
  collection: CollectionName,
  document: PolicyDocument,
  fieldGroup: FieldGroup,
): boolean {
  return isAllowed(policy, subject, 'view', { collection, document, links, personFlags, fieldGroup, reason });
}

function maySee({ policy, subject, links }: Sight, collection: CollectionName, document: PolicyDocument): boolean {
  return isAllowed(policy, subject, 'view', { collection, document, links });
}

/** The top-level fields of the row that the member sees, in their order; none when the row itself is out of sight. */
export function visibleFields(sight: Sight, collection: CollectionName, document: PolicyDocument): readonly string[] {
  if (!maySee(sight, collection, document)) return [];
  const hidden = hiddenFields(sight, collection, document);
  return Object.keys(document).filter((field) => !hidden.includes(field));
}

function without(value: unknown, path: readonly string[]): unknown {
  const [step, ...rest] = path;
  if (!isObject(value) || step === undefined) return value;
  const key = step.replace(/\[\]$/, '');
  if (!Object.hasOwn(value, key)) return value;
  const others = Object.entries(value).filter(([name]) => name !== key);
  if (rest.length === 0) return Object.fromEntries(Array.isArray(value[key]) ? [...others, [key, []]] : others);
  const child = value[key];
  const shorter =
    step.endsWith('[]') && Array.isArray(child) ? child.map((item) => without(item, rest)) : without(child, rest);
  return Object.fromEntries(Object.entries(value).map(([name, old]) => [name, name === key ? shorter : old]));
}

/**
 * The row as the member may have it; null when the row itself is out of sight. Hidden fields are left out, hidden lists are
 * empty: the schemas require their lists. `hiddenFields` tells a screen the difference between "none" and "not for you".
 */
export function visibleDocument<Document extends PolicyDocument>(
  sight: Sight,
  collection: CollectionName,
  document: Document,
): Partial<Document> | null {
  if (!maySee(sight, collection, document)) return null;
  const hidden = hiddenFields(sight, collection, document);
  return hidden.reduce<unknown>((value, path) => without(value, path.split('.')), document) as Partial<Document>;
}
